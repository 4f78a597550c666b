/** What npm's configuration says about registries. */
export type NpmConfig = {
  /** As npm-registry-fetch takes them: `registry`, `proxy`, `ca`, `@scope:registry`, `//host/:_authToken` and so on. */
  readonly options: Readonly<Record<string, unknown>>;
  /** `@scope` of packages that come from a registry we must not or cannot ask. */
  readonly privateScopes: readonly string[];
  /** The project wants another registry and is not trusted to choose one: then nothing is asked, as its names may be private. */
  readonly withheld: boolean;
};

export const NO_NPM_CONFIG: NpmConfig = { options: {}, privateScopes: [], withheld: false };

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of one source, by npm's own key. A key with `[]` holds a list. */
export type NpmSettings = ReadonlyMap<string, string | readonly string[]>;

const OPTION_OF: Readonly<Record<string, string>> = {
  registry: 'registry',
  proxy: 'proxy',
  'https-proxy': 'httpsProxy',
  noproxy: 'noProxy',
  ca: 'ca',
  cert: 'cert',
  key: 'key',
  'local-address': 'localAddress',
};

/** Reads an .npmrc. `${NAME}` is replaced from the environment, and stays as it is when it is not set, as npm has it. */
export function parseNpmrc(text: string, environment: Environment): NpmSettings {
  const settings = new Map<string, string | readonly string[]>();
  const lists = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[;#]|$|\[)/.test(line)) continue;
    const equals = line.indexOf('=');
    const key = expand(plain(equals < 0 ? line : line.slice(0, equals)), environment);
    const value = expand(equals < 0 ? 'true' : plain(line.slice(equals + 1)), environment);
    if (!key.endsWith('[]')) settings.set(key, value);
    else {
      const list = lists.get(key) ?? [];
      lists.set(key, list);
      list.push(value);
    }
  }
  for (const [key, list] of lists) {
    const name = key.slice(0, -2);
    settings.set(name, [...[settings.get(name) ?? []].flat(), ...list]);
  }
  return settings;
}

/** The settings that npm takes from `npm_config_*` variables. */
export function npmSettingsOf(environment: Environment): NpmSettings {
  const settings = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value === '' || !/^npm_config_/i.test(name)) continue;
    const key = name.slice('npm_config_'.length);
    settings.set(/^(?:\/\/|@)/.test(key) ? key : key.replace(/(?!^)_/g, '-').toLowerCase(), value);
  }
  return settings;
}

/** Sources merged into options, the strongest first. */
export function toRegistryOptions(sources: readonly NpmSettings[]): Record<string, unknown> {
  const merged = new Map([...sources].reverse().flatMap((source) => [...source]));
  const options: Record<string, unknown> = {};
  for (const [key, value] of merged) {
    const name = OPTION_OF[key];
    if (key.startsWith('//') || isScopeRegistry(key)) options[key] = value;
    else if (key === 'strict-ssl') options.strictSSL = value !== 'false';
    else if (name !== undefined && value !== 'null' && value !== '') options[name] = withLineEnds(value);
  }
  return options;
}

/** `@scope` of every `@scope:registry` among the keys. */
export const scopesIn = (keys: Iterable<string>): string[] =>
  [...keys].filter(isScopeRegistry).map((key) => key.slice(0, key.indexOf(':')));

const isScopeRegistry = (key: string): boolean => /^@[^:/]+:registry$/.test(key);

/** Certificates are written into one line, with `\n` spelled out. */
const withLineEnds = (value: string | readonly string[]): string | readonly string[] =>
  typeof value === 'string' ? value.replaceAll('\\n', '\n') : value.map((item) => item.replaceAll('\\n', '\n'));

const expand = (text: string, environment: Environment): string =>
  text.replace(/(\\{0,32})\$\{([^${}?]{1,256})(\?)?\}/g, (whole, slashes: string, name: string, optional?: string) =>
    slashes.length % 2 === 1 ? whole : (environment[name] ?? (optional === undefined ? whole : '')),
  );

function plain(part: string): string {
  const text = part.trim();
  const quoted = /^(["'])(.*)\1$/.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  return text
    .replace(/(^|[^\\])[;#].*$/, '$1')
    .replace(/\\([;#\\])/g, '$1')
    .trim();
}
