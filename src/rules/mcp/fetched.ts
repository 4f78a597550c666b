import type { Text } from '../config/config-node.ts';
import type { Launch } from './launch.ts';

/** What a launcher downloads before it runs it. */
export type Fetched = {
  readonly from: 'npm' | 'pypi' | 'image' | 'git';
  /** As a message may name it: without its version. */
  readonly name: string;
  readonly text: Text;
  readonly isPinned: boolean;
  /** Comes from a registry that the team names itself. */
  readonly isOwn: boolean;
};

/** Options of the launchers that take the next word with them. */
const NPX_VALUES = new Set(['-c', '--call', '-w', '--workspace', '--registry', '--cache', '--prefix', '--userconfig']);
const UV_VALUES = new Set([
  '--python',
  '-p',
  '--index',
  '--index-url',
  '--extra-index-url',
  '--default-index',
  '--with-requirements',
  '--directory',
  '--project',
  '--env-file',
  '--cache-dir',
  '--refresh-package',
  '--prerelease',
  '--index-strategy',
  '--link-mode',
  '--python-preference',
]);
const DOCKER_FLAGS = new Set([
  '-i',
  '-t',
  '-it',
  '-ti',
  '-d',
  '-q',
  '-P',
  '--rm',
  '--init',
  '--interactive',
  '--tty',
  '--detach',
  '--privileged',
  '--read-only',
  '--publish-all',
  '--quiet',
  '--no-healthcheck',
  '--oom-kill-disable',
  '--sig-proxy',
  '--disable-content-trust',
]);

/** The package or image that a server's command downloads; undefined where it starts what is there. */
export function fetchedBy({ program, args }: Launch): Fetched | undefined {
  const words = args.map(({ value }) => value);
  const skip = (count: number): readonly Text[] => args.slice(count);
  if (/^(?:npx|pnpx|bunx)$/.test(program)) return npm(args);
  if (/^(?:npm|pnpm|yarn|bun)$/.test(program) && /^(?:exec|x|dlx)$/.test(words[0] ?? '')) return npm(skip(1));
  if (program === 'uvx') return pypi(args);
  if (program === 'pipx' && words[0] === 'run') return pypi(skip(1));
  if (program === 'uv') return uv(args);
  if (/^(?:docker|podman|nerdctl)$/.test(program)) {
    const at = words.indexOf('run');
    return at < 0 ? undefined : image(skip(at + 1));
  }
  if (program === 'deno') {
    const script = args.find(({ value }) => /^(?:jsr|npm):/.test(value));
    return script && npmSpec({ ...script, value: script.value.replace(/^(?:jsr|npm):\/?/, '') }, false);
  }
  return undefined;
}

function npm(args: readonly Text[]): Fetched | undefined {
  const isOwn = args.some(
    ({ value }) => value.startsWith('--registry') || value === '--offline' || value === '--no-install',
  );
  const named = optionValue(args, ['-p', '--package']);
  const spec = named ?? firstWord(args, NPX_VALUES);
  return spec && npmSpec(spec, isOwn);
}

function npmSpec(spec: Text, isOwn: boolean): Fetched | undefined {
  const { value } = spec;
  const git = /^(?:git\+|github:|gitlab:|bitbucket:|https?:\/\/|git@)|^[\w-]+\/[\w.-]+(?:#|$)/.test(value);
  if (git && !value.startsWith('@'))
    return {
      from: 'git',
      name: value.replace(/#.*/, ''),
      text: spec,
      isPinned: /#[0-9a-f]{7,40}$|#semver:\d|#v?\d/.test(value),
      isOwn,
    };
  const [, name, version] = /^(@?[\w.~-]+(?:\/[\w.~-]+)?)(?:@(.+))?$/.exec(value) ?? [];
  if (!name || /^[./~]|^@?$/.test(name) || /\.tgz$/.test(value)) return undefined;
  // A version that the reader's environment fills in is the reader's choice.
  const isPinned =
    version !== undefined && (/^v?\d+(?:\.\d+)*(?:[-+][\w.+-]+)?$/.test(version) || version.includes('$'));
  return { from: 'npm', name, text: spec, isPinned, isOwn };
}

function pypi(args: readonly Text[]): Fetched | undefined {
  const isOwn = args.some(({ value }) => /^--(?:index|index-url|default-index|offline|no-index)/.test(value));
  const spec = optionValue(args, ['--from', '--spec']) ?? firstWord(args, new Set([...UV_VALUES, '--with', '--from']));
  return spec && pypiSpec(spec, isOwn);
}

/** `uv tool run x`, `uv run --with x …`; `uv run` alone starts the project's own. */
function uv(args: readonly Text[]): Fetched | undefined {
  const words = args.map(({ value }) => value);
  const tool = words.indexOf('tool');
  if (tool >= 0 && words[tool + 1] === 'run') return pypi(args.slice(tool + 2));
  if (words[0] === 'x') return pypi(args.slice(1));
  const added = optionValue(args, ['--with']);
  return added && words.includes('run') ? pypiSpec(added, false) : undefined;
}

function pypiSpec(spec: Text, isOwn: boolean): Fetched | undefined {
  const { value } = spec;
  if (/^git\+|^https?:\/\//.test(value))
    return {
      from: 'git',
      name: value.replace(/[@#].*/, ''),
      text: spec,
      isPinned: /@(?:[0-9a-f]{7,40}|v?\d[\w.]*)(?:#|$)|\.whl(?:#|$)/.test(value),
      isOwn,
    };
  const [, name, version] = /^([A-Za-z0-9][\w.-]*)(?:\[[\w,.-]*\])?(?:(?:==|@)(.+))?$/.exec(value) ?? [];
  if (!name) {
    const bound = /^([A-Za-z0-9][\w.-]*)(?:\[[\w,.-]*\])?\s*[<>~!=]/.exec(value)?.[1];
    return bound ? { from: 'pypi', name: bound, text: spec, isPinned: false, isOwn } : undefined;
  }
  if (/\.(?:py|whl|gz)$/.test(value)) return undefined;
  return {
    from: 'pypi',
    name,
    text: spec,
    isPinned: version !== undefined && (/^\d/.test(version) || version.includes('$')),
    isOwn,
  };
}

const PUBLIC_HOSTS =
  /^(?:docker\.io|index\.docker\.io|ghcr\.io|quay\.io|mcr\.microsoft\.com|public\.ecr\.aws|gcr\.io|registry\.gitlab\.com|lscr\.io)$/;

function image(args: readonly Text[]): Fetched | undefined {
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as Text; // at < length
    if (word.value.startsWith('-')) {
      if (!word.value.includes('=') && !DOCKER_FLAGS.has(word.value)) at++;
      continue;
    }
    const { value } = word;
    if (!/^[a-z0-9][\w./:@-]*$/.test(value)) return undefined;
    const host = value.includes('/') ? (value.split('/')[0] ?? '') : '';
    const isOwn = /[.:]/.test(host) && !PUBLIC_HOSTS.test(host);
    const [path = '', digest] = value.split('@');
    const tag = /:([\w][\w.-]*)$/.exec(path.slice(path.lastIndexOf('/') + 1))?.[1];
    const name = path.replace(/:[\w.-]+$/, '');
    return {
      from: 'image',
      name,
      text: word,
      isPinned: digest !== undefined || (tag !== undefined && !FLOATING.test(tag)),
      isOwn,
    };
  }
  return undefined;
}

/** Tags that are moved to whatever is newest. */
const FLOATING = /^(?:latest|main|master|edge|nightly|stable|dev|develop|next|beta|canary)$/;

function optionValue(args: readonly Text[], names: readonly string[]): Text | undefined {
  for (const [at, arg] of args.entries()) {
    if (names.includes(arg.value)) return args[at + 1];
    const name = names.find((one) => one.startsWith('--') && arg.value.startsWith(`${one}=`));
    if (name) return { ...arg, value: arg.value.slice(name.length + 1) };
  }
  return undefined;
}

function firstWord(args: readonly Text[], withValue: ReadonlySet<string>): Text | undefined {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as Text; // at < length
    if (!arg.value.startsWith('-')) return arg;
    if (arg.value === '--') return args[at + 1];
    if (withValue.has(arg.value)) at++;
  }
  return undefined;
}
