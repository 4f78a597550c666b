/** One line of a CODEOWNERS file: the parts of its pattern, and whether it means a folder only. */
type Entry = { readonly parts: readonly Part[]; readonly isFolder: boolean; readonly hasOwner: boolean };

type Part = { readonly text: string; readonly isLiteral: boolean };

/** Entries of which the last that fits a path counts, by a part that the path must have for it; those without one under `''`. */
type Section = ReadonlyMap<string, readonly Numbered[]>;

type Numbered = Entry & { readonly number: number };

/** The sections of a file: GitLab's count each by themselves, and GitHub's files are one. */
export type CodeOwners = readonly Section[];

/** Where hosts look for it, relative to the top of a repository; the first there is counts. By the documentation of GitHub and GitLab. */
export const CODEOWNERS_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'] as const;

/** Bytes. GitHub does not load a longer one. https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export const MOST_CODEOWNERS = 3_000_000;

/** Reads CODEOWNERS; lines that mean nothing are passed over, as the hosts do. */
export function readCodeOwners(text: string): CodeOwners {
  let section: Entry[] = [];
  let hasDefault = false;
  const sections = [section];
  for (const line of text.split('\n')) {
    const written = line.replace(/(?:^|\s)#.*$/, '').trim();
    const header = /^\^?\[[^\]]+\](?:\[\d+\])?(.*)$/.exec(written);
    if (header) {
      section = [];
      sections.push(section);
      hasDefault = hasOwner(header[1] ?? '');
      continue;
    }
    const pattern = /^(?:\\.|\S)+/.exec(written)?.[0];
    if (pattern === undefined) continue;
    const owners = written.slice(pattern.length);
    section.push({
      ...partsOf(pattern.replace(/\\(.)/g, '$1')),
      hasOwner: hasOwner(owners) || (hasDefault && !owners),
    });
  }
  return sections.map(indexed);
}

/** By the rarest of its parts without wildcards each, so that few are looked at for one path. */
function indexed(entries: readonly Entry[]): Section {
  const literals = entries.map(({ parts }) => parts.flatMap(({ text, isLiteral }) => (isLiteral ? [text] : [])));
  const frequency = new Map<string, number>();
  for (const literal of literals.flat()) frequency.set(literal, (frequency.get(literal) ?? 0) + 1);
  const often = (literal: string): number => frequency.get(literal) ?? 0;
  const section = new Map<string, Numbered[]>();
  for (const [number, entry] of entries.entries()) {
    const key = (literals[number] ?? []).reduce(
      (best, one) => (best === '' || often(one) < often(best) ? one : best),
      '',
    );
    const those = section.get(key) ?? [];
    section.set(key, those);
    those.push({ ...entry, number });
  }
  return section;
}

/** A user, a team or an address of mail. */
const hasOwner = (owners: string): boolean => owners.split(/\s+/).some((owner) => /.@.|^@./.test(owner));

/** Whether somebody owns a file. @param path relative to the top of the repository, with `/`. */
export function isOwned(path: string, owners: CodeOwners): boolean {
  const parts = path.split('/');
  const keys = ['', ...new Set(parts)];
  return owners.some((section) => {
    const fitting = keys.flatMap((key) => section.get(key)?.findLast((entry) => fits(entry, parts)) ?? []);
    return fitting.reduce<Numbered | undefined>(
      (last, one) => (one.number < (last?.number ?? 0) ? last : one),
      undefined,
    )?.hasOwner;
  });
}

const ANY: Part = { text: '**', isLiteral: false };

function partsOf(pattern: string): Omit<Entry, 'hasOwner'> {
  const bare = pattern.replace(/^\/|\/$/g, '');
  const isAnchored = pattern.startsWith('/') || bare.includes('/');
  const parts = bare.split('/').map((text) => ({ text, isLiteral: !/[*?]/.test(text) }));
  return { parts: isAnchored ? parts : [ANY, ...parts], isFolder: pattern.endsWith('/') };
}

/** As in .gitignore, but that `docs/*` means the files of one folder alone, and nothing is taken back with `!`. */
function fits({ parts, isFolder }: Entry, path: readonly string[]): boolean {
  const reachesBelow = isFolder || parts.at(-1)?.text !== '*';
  const ends = (count: number) => (count < path.length ? reachesBelow : !isFolder);
  const [first, second] = parts;
  // Nearly all are a name anywhere, or a path from the top.
  if (first?.text === '**' && second && parts.length === 2 && second.text !== '**')
    return path.some((name, at) => fitsPart(second, name) && ends(at + 1));
  if (first?.isLiteral && first.text !== path[0]) return false;
  /** How many parts of the path may have been used up. */
  let used = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    if (part.text === '**') for (let at = Math.min(...used); at <= path.length; at++) next.add(at);
    else for (const count of used) if (count < path.length && fitsPart(part, path[count] ?? '')) next.add(count + 1);
    if (next.size === 0) return false;
    used = next;
  }
  return [...used].some(ends);
}

/** `*` is any run of characters, `?` one. After a `*` the shortest run that lets the rest fit is enough, so that no pattern can stall. */
function fitsPart({ text: pattern, isLiteral }: Part, name: string): boolean {
  if (isLiteral) return pattern === name;
  let at = 0;
  let star = -1;
  let resumed = 0;
  for (let character = 0; character < name.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      resumed = character;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[character])) {
      at++;
      character++;
    } else if (star < 0) return false;
    else {
      at = star + 1;
      character = ++resumed;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
