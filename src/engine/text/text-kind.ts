import type { LanguageId } from '../syntax/grammar.ts';

/** How a text that is no code of ours is written: what its comments look like, and how rules read it. */
export type TextKind =
  | 'json'
  | 'yaml'
  | 'toml'
  | 'env'
  | 'ini'
  | 'markdown'
  | 'notebook'
  | 'html'
  | 'shell'
  | 'dockerfile'
  | 'pem'
  | 'sql'
  /** Source text of a language whose code Assay does not parse: secrets and hidden characters are looked for all the same. */
  | 'python'
  | 'source'
  | 'prose';

const EXTENSIONS: Readonly<Record<string, TextKind>> = {
  json: 'json',
  jsonc: 'json',
  json5: 'json',
  webmanifest: 'json',
  'code-workspace': 'json',
  hook: 'json',
  jsonl: 'json',
  ndjson: 'json',
  har: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  env: 'env',
  ini: 'ini',
  cfg: 'ini',
  conf: 'ini',
  properties: 'ini',
  md: 'markdown',
  mdc: 'markdown',
  mdx: 'markdown',
  markdown: 'markdown',
  ipynb: 'notebook',
  html: 'html',
  htm: 'html',
  vue: 'html',
  svelte: 'html',
  astro: 'html',
  xml: 'html',
  plist: 'html',
  ejs: 'html',
  hbs: 'html',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
  fish: 'shell',
  ps1: 'shell',
  psm1: 'shell',
  bat: 'shell',
  cmd: 'shell',
  dockerfile: 'dockerfile',
  pem: 'pem',
  key: 'pem',
  p8: 'pem',
  ppk: 'pem',
  asc: 'pem',
  py: 'python',
  rb: 'source',
  go: 'source',
  java: 'source',
  kt: 'source',
  kts: 'source',
  scala: 'source',
  cs: 'source',
  php: 'source',
  rs: 'source',
  swift: 'source',
  dart: 'source',
  c: 'source',
  h: 'source',
  cpp: 'source',
  ex: 'source',
  exs: 'source',
  lua: 'source',
  r: 'source',
  sql: 'sql',
  rules: 'source',
  tf: 'source',
  tfvars: 'source',
  hcl: 'source',
  groovy: 'source',
  pl: 'source',
  clj: 'source',
  vb: 'source',
  fs: 'source',
  gradle: 'source',
  graphql: 'source',
  prisma: 'source',
  proto: 'source',
  txt: 'prose',
  rst: 'prose',
  csv: 'prose',
  http: 'prose',
  rest: 'prose',
  prompt: 'prose',
};

/** Files without an extension, and those whose extension says something else. */
const NAMES: readonly (readonly [RegExp, TextKind])[] = [
  [/^\.env(\..+)?$/, 'env'],
  [/^\.envrc$/, 'shell'],
  [/^(?:docker|container)file(\..+)?$/i, 'dockerfile'],
  [
    /^\.(?:cursor|windsurf|cline|roo|goose|aider|kilocode|continue)[\w.-]*rules(?:-[\w-]+)?$|^\.rules$|^\.(?:goosehints|aider\.conf|augment-guidelines|openhands_instructions)$/,
    'markdown',
  ],
  [/^\.roomodes$/, 'yaml'],
  [/^\.(?:npmrc|yarnrc|pypirc|netrc|gitconfig|editorconfig|git-credentials|s3cfg|boto)$/, 'ini'],
  [/^\.(?:babel|eslint|prettier|swc|mocha|nyc)rc$/, 'json'],
  [/^(?:id_(?:rsa|dsa|ecdsa|ed25519))$/, 'pem'],
  [/^Makefile$|^Procfile$|^Justfile$/i, 'shell'],
];

/** Written by machines for machines: long, full of hashes, and nobody repairs them by hand. */
const MACHINE_MADE =
  /(?:^|[\\/])(?:package-lock|npm-shrinkwrap|composer\.lock|deno\.lock|bun\.lock|pnpm-lock|yarn\.lock|poetry\.lock|uv\.lock|Cargo\.lock|Gemfile\.lock|flake\.lock)[^\\/]*$|\.(?:min\.\w+|map|snap|lock)$/i;

/** How a file is written, by its name; undefined for what is no text that people write, and for code that a grammar reads. */
export function textKindOf(path: string): TextKind | undefined {
  if (MACHINE_MADE.test(path)) return undefined;
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const named = NAMES.find(([pattern]) => pattern.test(name));
  if (named) return named[1];
  const extension = /\.([\w-]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
}

const CODE: ReadonlySet<string> = new Set<LanguageId>(['javascript', 'typescript', 'tsx']);

export const isTextKind = (kind: LanguageId | TextKind): kind is TextKind => !CODE.has(kind);
