import type { ParseError, ParseOptions } from 'jsonc-parser';
import { readJson } from './read-json.ts';

/** What a package.json says about packages. */
export type Manifest = {
  readonly name: string | undefined;
  /** Name -> range, of all kinds of dependency. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** The commands that it brings. */
  readonly commands: readonly string[];
  /** Globs of folders with packages of this workspace. */
  readonly workspaces: readonly string[];
  /** Names that `_moduleAliases` or a test runner's or bundler's section in the file maps to files. */
  readonly aliases: readonly string[];
};

export const DEPENDENCY_KINDS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
] as const;

/**
 * Undefined when the text is not a JSON object: then nothing can be said about what the project declares.
 * @param options what the reader of the file permits; Deno takes a comma behind the last entry.
 */
export function parseManifest(text: string, options?: ParseOptions): Manifest | undefined {
  const errors: ParseError[] = [];
  const json = readJson(text, errors, options);
  if (errors.length > 0 || !isRecord(json)) return undefined;
  const workspaces = isRecord(json.workspaces) ? json.workspaces.packages : json.workspaces;
  return {
    name: typeof json.name === 'string' ? json.name : undefined,
    dependencies: new Map(DEPENDENCY_KINDS.flatMap((kind) => stringEntries(json[kind]))),
    commands:
      typeof json.bin === 'string' && typeof json.name === 'string'
        ? [json.name.replace(/^.*\//, '')]
        : keysOf(json.bin),
    workspaces: stringsIn(workspaces),
    aliases: [json._moduleAliases, json.alias, json.browser, mapperOfJest(json)].flatMap(keysOf),
  };
}

/** A range that says "not from the registry": a folder, an archive, a repository, another package's name. */
export const isForeignRange = (range: string): boolean =>
  /^[a-z][a-z0-9+.-]*:/i.test(range) || /^(?:\.{0,2}\/|~\/)/.test(range) || /^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(range);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const mapperOfJest = (json: Record<string, unknown>): unknown =>
  isRecord(json.jest) ? json.jest.moduleNameMapper : undefined;

const keysOf = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : []);

const stringEntries = (value: unknown): [string, string][] =>
  isRecord(value)
    ? Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    : [];
