import { membersOf, textOf, textsOf, valueAt } from '../config/config-node.ts';
import { withoutSecrets } from '../mentions/without-secrets.ts';
import type { McpServer } from './server.ts';
import { sha256 } from './sha256.ts';

/**
 * What a server is approved by: the hash of what it starts or asks, in which folder, and of the names of the variables and headers that it is
 * given. Their values stay out, wherever they are written, since they hold secrets and change from one machine to the next. What is done here
 * decides every hash that teams have written down: another way to write it needs another first word.
 */
export function definitionOf({ command, args, url, settings }: McpServer): string {
  const words = wordsOf(args);
  const canonical = ['mcp 1', command?.value ?? '', words, url ? withoutKeys(url.value) : '', ...around(settings)];
  return `sha256:${sha256(JSON.stringify(canonical))}`;
}

const wordsOf = (args: McpServer['args']): readonly string[] =>
  args.map(({ value }, at) => withoutValue(value, args[at - 1]?.value ?? ''));

/** What is approved with a hash, for people to read: the whole command or address, the folder, and the names of what it is given. */
export function shownDefinition({ command, args, url, settings }: McpServer): string {
  const [folder, names] = around(settings);
  const started = [command?.value ?? '', ...wordsOf(args)].filter((word, at) => word !== '' || at > 0).map(quoted);
  return withoutSecrets(
    [
      ...started,
      ...(url ? [withoutKeys(url.value)] : []),
      ...(folder === '' ? [] : [`(in ${folder})`]),
      ...(names.length === 0 ? [] : [`(with ${names.map((name) => name.replace(/^\S+ /, '')).join(', ')})`]),
    ].join(' '),
  );
}

/** What was taken out of a word, or is empty, is shown as a place. */
const quoted = (word: string): string =>
  word === '' ? '…' : word.endsWith('=') ? `${word}…` : /[\s"']/.test(word) ? JSON.stringify(word) : word;

export const IS_DEFINITION = /^sha256:[0-9a-f]{64}$/;

const NAMED = {
  env: ['env', 'environment', 'envs', 'requestOptions.env'],
  header: ['headers', 'http_headers', 'env_http_headers', 'requestInit.headers'],
};
/** Variables of the user that are handed on, and files of them. */
const HANDED_ON = ['env_vars', 'env_keys', 'envFile', 'bearer_token_env_var'];

/** The folder it starts in, and the names of what it is given, whose order means nothing. */
function around(settings: McpServer['settings']): readonly [folder: string, names: readonly string[]] {
  const at = (path: string) => valueAt(settings, ...path.split('.'));
  const named = Object.entries(NAMED).flatMap(([sort, paths]) =>
    paths.flatMap((path) => membersOf(at(path)).map(({ key }) => `${sort} ${key}`)),
  );
  const handedOn = HANDED_ON.flatMap((key) => textsOf(at(key)).map(({ value }) => `${key} ${value}`));
  return [textOf(at('cwd')) ?? '', [...new Set([...named, ...handedOn])].sort()];
}

const SECRET_NAME =
  /(?:key|token|secret|password|passwd|pwd|auth|authorization|bearer|credentials?|cookie|dsn)$|(?:^|[-_])pat$/i;

/** An argument as it counts: of `-e NAME=value`, of options named like secrets and of headers the name alone. */
function withoutValue(word: string, before: string): string {
  const variable = /^(?:-e|--env=)?[A-Z_][A-Z0-9_]*=/.exec(word)?.[0];
  if (variable !== undefined) return variable;
  const [, option = ''] = /^(--?[\w-]+)=/.exec(word) ?? [];
  if (SECRET_NAME.test(option)) return `${option}=`;
  if (/^--?[\w-]+$/.test(before) && SECRET_NAME.test(before) && !word.startsWith('-')) return '';
  if (/^(?:-H|--headers?)$/.test(before)) return /^[\w-]+:/.exec(word)?.[0] ?? '';
  return withoutKeys(word);
}

/** An address without who asks, and without the values of what is named like a secret in its query. */
const withoutKeys = (text: string): string =>
  text
    .replace(/(?<=^[\w+.-]{1,40}:\/\/)[^/?#@]*@/, '@')
    .replace(/(?<=[?&])([\w.-]{1,80})=[^&#]*/g, (pair, name: string) => (SECRET_NAME.test(name) ? `${name}=` : pair));
