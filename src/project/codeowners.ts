/** One line of a CODEOWNERS file. */
type Entry = { readonly pattern: string; readonly hasOwner: boolean };

/** The entries of a file, of which the last that fits a path counts; GitLab's sections each by themselves. */
export type CodeOwners = readonly (readonly Entry[])[];

/** Where hosts look for it, relative to the top of a repository; the first there is counts. By the documentation of GitHub and GitLab. */
export const CODEOWNERS_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'] as const;

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
    section.push({ pattern: pattern.replace(/\\(.)/g, '$1'), hasOwner: hasOwner(owners) || (hasDefault && !owners) });
  }
  return sections;
}

/** A user, a team or an address of mail. */
const hasOwner = (owners: string): boolean => owners.split(/\s+/).some((owner) => /.@.|^@./.test(owner));

/** Whether somebody owns a file. @param path relative to the top of the repository, with `/`. */
export function isOwned(path: string, owners: CodeOwners): boolean {
  const parts = path.split('/');
  return owners.some((section) => section.findLast(({ pattern }) => fits(pattern, parts))?.hasOwner === true);
}

/** As in .gitignore, but that `docs/*` means the files of one folder alone, and nothing is taken back with `!`. */
function fits(pattern: string, path: readonly string[]): boolean {
  const isFolder = pattern.endsWith('/');
  const bare = pattern.replace(/^\/|\/$/g, '');
  const isAnchored = pattern.startsWith('/') || bare.includes('/');
  const parts = isAnchored ? bare.split('/') : ['**', bare];
  /** How many parts of the path may have been used up. */
  let used = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    if (part === '**') for (let at = Math.min(...used); at <= path.length; at++) next.add(at);
    else for (const count of used) if (count < path.length && fitsPart(part, path[count] ?? '')) next.add(count + 1);
    used = next;
  }
  const reachesBelow = isFolder || parts.at(-1) !== '*';
  return [...used].some((count) => (count < path.length ? reachesBelow : !isFolder));
}

/** `*` is any run of characters, `?` one. After a `*` the shortest run that lets the rest fit is enough, so that no pattern can stall. */
function fitsPart(pattern: string, name: string): boolean {
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
