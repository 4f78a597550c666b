import type { Node } from 'jsonc-parser';
import { DEPENDENCY_KINDS, isForeignRange } from '../manifest.ts';
import { packageNameIn } from '../package-name.ts';
import { readJsonTree } from '../read-json.ts';
import type { PackageReference } from '../reference.ts';
import { valuePassage } from './json-words.ts';
import { overriddenPackage } from './overridden-package.ts';
import { type Passage, partOf, plainPassage, rangeIn } from './passage.ts';
import { referencesInCommands } from './references-in-commands.ts';

/** Deeper than `overrides` are nested by people. */
const DEEPEST = 10;

/**
 * Every package that a package.json names and that comes from a registry, in the file's order: dependencies of all kinds, overrides, catalogs, the package manager, and what
 * scripts fetch. An `npm:` alias names its target. Broken JSON gives what can still be read of it.
 */
export function referencesInManifest(text: string): readonly PackageReference[] {
  const root = readJsonTree(text, { allowTrailingComma: true });
  if (root?.type !== 'object') return [];
  const file = plainPassage(text, { start: 0, end: text.length });
  return (root.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    value === undefined ? [] : inField(file, key?.value, value),
  );
}

function inField(file: Passage, field: unknown, value: Node): PackageReference[] {
  const properties = value.type === 'object' ? (value.children ?? []) : [];
  if ((DEPENDENCY_KINDS as readonly unknown[]).includes(field) || field === 'catalog')
    return properties.flatMap((property) => inDependency(file, property));
  switch (field) {
    case 'overrides':
    case 'resolutions':
      return properties.flatMap((property) => inOverride(file, property, 0));
    case 'bundleDependencies':
    case 'bundledDependencies':
      return value.type === 'array' ? (value.children ?? []).flatMap((item) => bundled(file, item)) : [];
    case 'packageManager':
      return packageManager(file, value);
    case 'scripts':
      return properties.flatMap(({ children }) => inScript(file, children?.[1]));
    case 'catalogs':
      return properties.flatMap(({ children }) => (children?.[1] ? inField(file, 'catalog', children[1]) : []));
    case 'pnpm':
    case 'workspaces':
      return properties.flatMap((property) => inSection(file, property));
  }
  return [];
}

/** pnpm's and Bun's fields lie one level deeper. */
function inSection(file: Passage, { children: [key, value] = [] }: Node): PackageReference[] {
  const isSection = key?.value === 'overrides' || key?.value === 'catalog';
  if (isSection && value) return inField(file, key.value, value);
  if (key?.value !== 'catalogs') return [];
  return (value?.children ?? []).flatMap(({ children }) =>
    children?.[1] ? inField(file, 'catalog', children[1]) : [],
  );
}

function inDependency(file: Passage, { children: [key, value] = [], offset, length }: Node): PackageReference[] {
  if (key?.type !== 'string' || value?.type !== 'string') return [];
  const name = valuePassage(file, key);
  const range = valuePassage(file, value);
  if (name === undefined || range === undefined) return [];
  const reference = asked(name, range);
  return reference ? [{ ...reference, statement: { start: offset, end: offset + length } }] : [];
}

/** What a key and its value ask a registry for; undefined when it is something else. */
function asked(name: Passage, range: Passage): PackageReference | undefined {
  const common = { statement: undefined, origin: 'manifest', typeOnly: false, guarded: false } as const;
  if (!range.text.startsWith('npm:')) {
    if (isForeignRange(range.text)) return undefined;
    const version = versionIn(range, 0);
    return { ...common, ...version, name: name.text, specifier: name.text, range: rangeIn(name, 0, name.text.length) };
  }
  const target = packageNameIn(range.text);
  // `npm:^1.2` asks for a version of the key's own name, as yarn writes it.
  if (target === undefined || /^[\^~<>=*\d]/.test(target.name)) {
    const version = versionIn(range, 'npm:'.length);
    return { ...common, ...version, name: name.text, specifier: name.text, range: rangeIn(name, 0, name.text.length) };
  }
  const end = target.at + target.name.length;
  return {
    ...common,
    ...(range.text[end] === '@' && versionIn(range, end + 1)),
    name: target.name,
    specifier: range.text,
    range: rangeIn(range, target.at, end),
  };
}

const versionIn = (range: Passage, from: number) =>
  range.text.length > from
    ? { version: range.text.slice(from), versionRange: rangeIn(range, from, range.text.length) }
    : undefined;

/** An override is named by its key, and nested ones by theirs; `$name` and `-` refer to what stands elsewhere. */
function inOverride(file: Passage, { children: [key, value] = [] }: Node, depth: number): PackageReference[] {
  const path = key && valuePassage(file, key);
  if (path === undefined || value === undefined || depth > DEEPEST) return [];
  const named = overriddenPackage(path.text);
  const name = named && partOf(path, named.at, named.at + named.name.length);
  if (value.type === 'object') {
    const own = name && asked(name, { text: '', at: path.at });
    return [
      ...(own ? [own] : []),
      ...(value.children ?? []).flatMap((property) => inOverride(file, property, depth + 1)),
    ];
  }
  const range = valuePassage(file, value);
  if (range === undefined || name === undefined || /^(?:\$|-$)/.test(range.text)) return [];
  const reference = asked(name, range);
  return reference ? [reference] : [];
}

function bundled(file: Passage, item: Node): PackageReference[] {
  const name = valuePassage(file, item);
  const reference = name && asked(name, { text: '', at: name.at });
  return reference ? [reference] : [];
}

/** `pnpm@9.1.0+sha512.abc`. The package `yarn` holds only the first yarn, so that of others the version is not asked for. */
function packageManager(file: Passage, value: Node): PackageReference[] {
  const passage = valuePassage(file, value);
  const match = passage && /^(npm|pnpm|yarn|bun)@(\d[\w.-]*)/.exec(passage.text);
  const [, name = '', version = ''] = match ?? [];
  if (passage === undefined || name === '') return [];
  const start = name.length + 1;
  const isAsked = name !== 'yarn' || version.startsWith('1.');
  const range = isAsked ? partOf(passage, start, start + version.length) : { text: '', at: passage.at };
  const reference = asked(partOf(passage, 0, name.length), range);
  return reference ? [reference] : [];
}

function inScript(file: Passage, value: Node | undefined): PackageReference[] {
  const script = value && valuePassage(file, value);
  return script ? referencesInCommands(script) : [];
}
