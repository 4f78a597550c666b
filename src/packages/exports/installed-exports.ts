import type { ParseError } from 'jsonc-parser';
import { isBuiltinModule } from '../builtin-modules.ts';
import type { Disk } from '../disk.ts';
import { isRecord } from '../manifest.ts';
import { Memo } from '../memo.ts';
import { packageNameIn, typesPackageOf } from '../package-name.ts';
import { directoriesAbove, joinPath, parentOf } from '../paths.ts';
import { readJson } from '../read-json.ts';
import { readCommonJs } from './common-js-exports.ts';
import { type EntryFiles, entryFilesOf, isDeclaration } from './entry-files.ts';
import { noExports, type ReadExports, readEsModule } from './es-exports.ts';

/** What an installed package offers under a specifier. */
export type PackageExports = {
  /** All that its types and its modules export. */
  readonly names: ReadonlySet<string>;
  /** Those of the names that exist when code runs. */
  readonly values: ReadonlySet<string>;
  /** TypeScript knows the package, and says itself what is missing. */
  readonly hasTypes: boolean;
  /** As its package.json says. */
  readonly version: string | undefined;
  /** Whether a name that is not among them may yet be exported by modules in a way that cannot be read: it occurs somewhere in them. */
  readonly isMentioned: (name: string) => Promise<boolean>;
};

const MOST_FILES = 300;
const MOST_CHARACTERS = 6_000_000;
const RELATIVE = /(?:\brequire\s?\(|\bfrom|\bimport\s?\(?)\s{0,9}["'](\.{1,2}(?:\/[^"'\n]{0,200})?)["']/g;

/** One reading of a package, which may lead through many files. */
type Reading = { readonly kind: 'types' | 'modules'; readonly seen: Set<string>; files: number; characters: number };

/** Reads what installed packages export, remembered per directory and subpath until {@link InstalledExports.forget}. Nothing is run. */
export class InstalledExports {
  readonly #disk: Disk;
  readonly #memo = new Memo();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /**
   * @param directory of the package.
   * @returns undefined where any doubt is left about what it exports.
   */
  of(directory: string, name: string, specifier: string): Promise<PackageExports | undefined> {
    const subpath = specifier.slice(name.length + 1).replace(/\/$/, '');
    return this.#memo.get('exports', `${directory} ${subpath}`, () => this.#read(directory, name, subpath));
  }

  forget(): void {
    this.#memo.clear();
  }

  async #read(directory: string, name: string, subpath: string): Promise<PackageExports | undefined> {
    const manifest = await this.#manifest(directory);
    const entry = await this.#entry(directory, subpath);
    if (manifest === undefined || entry === undefined) return undefined;
    const typed =
      entry.types.length > 0 ? { directory, files: entry.types } : await this.#describedBy(directory, name, subpath);
    const types = typed && (await this.#exportsOf(typed.files, specifierOf(name, subpath), 'types'));
    if (typed && types === undefined) return undefined;
    const each = await Promise.all(entry.modules.map((file) => this.#exportsOf([file], name, 'modules')));
    const read = each.filter((found) => found !== undefined);
    const known = types === undefined ? read : [types, ...read];
    if (known.length === 0 || entry.modules.length === 0) return undefined;
    const unread = entry.modules.filter((_, index) => each[index] === undefined);
    const values = read.length > 0 ? read.flatMap(({ names }) => [...names]) : valuesOf(types);
    return {
      names: new Set(known.flatMap(({ names }) => [...names])),
      values: new Set(values),
      hasTypes: typed !== undefined,
      version: typeof manifest.version === 'string' ? manifest.version : undefined,
      isMentioned: (name) => this.#isMentioned(name, unread),
    };
  }

  #manifest(directory: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    return this.#memo.get('manifest', directory, async () => {
      const text = await this.#disk.readText(joinPath(directory, 'package.json'));
      const errors: ParseError[] = [];
      const json = text === undefined ? undefined : readJson(text, errors);
      return isRecord(json) && errors.length === 0 ? json : undefined;
    });
  }

  /** The files that exist, as absolute paths. Of the types without conditions the first is meant. */
  async #entry(directory: string, subpath: string): Promise<EntryFiles | undefined> {
    const nested = subpath === '' ? undefined : await this.#manifest(joinPath(directory, subpath));
    const manifest = await this.#manifest(directory);
    if (manifest === undefined) return undefined;
    const isNested = nested !== undefined && manifest.exports === undefined;
    const { types, modules } = entryFilesOf(isNested ? nested : manifest, isNested ? '' : subpath);
    const base = isNested ? joinPath(directory, subpath) : directory;
    const files = await Promise.all(modules.map((path) => this.#moduleAt(joinPath(base, path))));
    const declarations: string[] = [];
    for (const path of types)
      if (isDeclaration(path) && (await this.#exists(joinPath(base, path)))) declarations.push(joinPath(base, path));
    return {
      types: manifest.exports === undefined ? declarations.slice(0, 1) : [...new Set(declarations)],
      modules: [...new Set(files.filter((file) => file !== undefined))],
    };
  }

  /** The package of DefinitelyTyped beside it. */
  async #describedBy(directory: string, name: string, subpath: string) {
    const found = await this.#installed(directory, typesPackageOf(name));
    const entry = found && (await this.#entry(found, subpath));
    return found && entry && entry.types.length > 0 ? { directory: found, files: entry.types } : undefined;
  }

  async #installed(from: string, name: string): Promise<string | undefined> {
    for (const above of directoriesAbove(joinPath(from, 'package.json'))) {
      const path = joinPath(above, `node_modules/${name}`);
      if (await this.#disk.isDirectory(path)) return path;
    }
    return undefined;
  }

  /** All that several files export together; undefined when one of them is in doubt. */
  async #exportsOf(files: readonly string[], name: string, kind: Reading['kind']): Promise<ReadExports | undefined> {
    const all = noExports();
    const reading: Reading = { kind, seen: new Set(), files: 0, characters: 0 };
    for (const file of files) if (!(await this.#collect(file, name, reading, all))) return undefined;
    return all.names.size === 0 ? undefined : all;
  }

  /** Adds what a file exports, with what it hands on. False where that cannot be told. */
  async #collect(file: string, name: string, reading: Reading, into: ReadExports): Promise<boolean> {
    if (reading.seen.has(file)) return true;
    reading.seen.add(file);
    const text = await this.#disk.readText(file);
    if (text === undefined) return false;
    reading.characters += text.length;
    if (++reading.files > MOST_FILES || reading.characters > MOST_CHARACTERS) return false;
    const found = readExports(text, name, reading.kind);
    if (found === undefined || found.isOpen) return false;
    for (const each of found.names) into.names.add(each);
    for (const each of found.types) into.types.add(each);
    for (const star of found.stars) if (!(await this.#collectStar(file, star, reading, into))) return false;
    return true;
  }

  async #collectStar(file: string, specifier: string, reading: Reading, into: ReadExports): Promise<boolean> {
    if (specifier.startsWith('.')) {
      const path = joinPath(parentOf(file) ?? '/', specifier);
      const target = reading.kind === 'types' ? await this.#declarationAt(path) : await this.#moduleAt(path);
      return target !== undefined && this.#collect(target, specifier, reading, into);
    }
    const name = packageNameIn(specifier)?.name;
    if (name === undefined || isBuiltinModule(specifier)) return false;
    const from = parentOf(file) ?? '/';
    const subpath = specifier.slice(name.length + 1);
    const directory = await this.#installed(from, name);
    const entry = directory && (await this.#entry(directory, subpath));
    if (!directory || !entry) return false;
    const files =
      reading.kind === 'modules'
        ? entry.modules
        : entry.types.length > 0
          ? entry.types
          : ((await this.#describedBy(from, name, subpath))?.files ?? []);
    for (const target of files) if (!(await this.#collect(target, specifier, reading, into))) return false;
    return files.length > 0;
  }

  async #moduleAt(path: string): Promise<string | undefined> {
    const endings = ['', '.js', '.cjs', '.mjs', '/index.js', '/index.cjs', '/index.mjs'];
    for (const ending of /\.[cm]?js$/.test(path) ? ['', '.js'] : endings.slice(1))
      if (await this.#exists(path + ending)) return path + ending;
    return undefined;
  }

  async #declarationAt(path: string): Promise<string | undefined> {
    const stem = path.replace(/\.([cm]?)js$/, '');
    const kind = /\.([cm]?)js$/.exec(path)?.[1];
    const endings = kind === undefined ? ['.d.ts', '/index.d.ts', '.d.mts', '.d.cts'] : [`.d.${kind}ts`];
    for (const candidate of [...(isDeclaration(path) ? [path] : []), ...endings.map((ending) => stem + ending)])
      if (await this.#exists(candidate)) return candidate;
    return undefined;
  }

  async #exists(path: string): Promise<boolean> {
    const directory = parentOf(path) ?? '/';
    const names = await this.#memo.get('list', directory, () => this.#disk.list(directory));
    return names.includes(path.slice(path.lastIndexOf('/') + 1)) && !(await this.#disk.isDirectory(path));
  }

  /** Whether the name stands anywhere in the modules or in those that they lead to; true as well when there is too much to look through. */
  async #isMentioned(name: string, modules: readonly string[]): Promise<boolean> {
    const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
    const open = [...modules];
    const seen = new Set(open);
    let characters = 0;
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      const text = await this.#disk.readText(file);
      characters += text?.length ?? 0;
      if (text === undefined || word.test(text) || characters > MOST_CHARACTERS || seen.size > MOST_FILES) return true;
      if (handsPackageOn(text)) return true;
      for (const [, relative = ''] of text.matchAll(RELATIVE)) {
        if (/\.json$/.test(relative)) continue;
        const target = await this.#moduleAt(joinPath(parentOf(file) ?? '/', relative));
        // What is no script may export anything: a binary, or what is made when it is installed.
        if (target === undefined) return true;
        if (seen.has(target)) continue;
        seen.add(target);
        open.push(target);
      }
    }
    return false;
  }
}

/** Whether a module makes another package, or a part of one, its own: as a whole, or key by key. */
function handsPackageOn(text: string): boolean {
  if (/\bexports\s*=\s*require\(\s*["'][^.]/.test(text)) return true;
  const names = [...text.matchAll(/([\w$]+)\s?=\s?require\(\s?["'][^."']/g)].map(([, name = '']) => name);
  const used = /(?:\bexports\s?=|\bin|\bkeys\(|\bassign\([^()]{0,200}|\.\.\.|[cC]opy\w*\()\s?([\w$]+)/g;
  const handed = new Set([...text.matchAll(used)].map(([, name]) => name));
  return names.some((name) => handed.has(name));
}

const valuesOf = (types: ReadExports | undefined): string[] =>
  [...(types?.names ?? [])].filter((name) => !types?.types.has(name));

function readExports(text: string, name: string, kind: Reading['kind']): ReadExports | undefined {
  const module = readEsModule(text, kind === 'types');
  if (module === undefined) return undefined;
  if (module.isModule) {
    // What the file adds to modules by name may be its own.
    for (const added of kind === 'types' ? module.declared.values() : [])
      for (const each of added.names) module.names.add(each);
    return module;
  }
  return kind === 'types' ? module.declared.get(name) : readCommonJs(text);
}

const specifierOf = (name: string, subpath: string): string => (subpath === '' ? name : `${name}/${subpath}`);
