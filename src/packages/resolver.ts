import { isDeclared as isAmbient } from './ambient-modules.ts';
import { isBuiltinModule } from './builtin-modules.ts';
import { isBuildAlias } from './bundler-aliases.ts';
import { isDevelopmentFile } from './development-file.ts';
import type { Disk } from './disk.ts';
import { isHostModule } from './host-modules.ts';
import { commandsOf, isKnownCommand } from './known-commands.ts';
import { isForeignRange, type Manifest } from './manifest.ts';
import { Memo } from './memo.ts';
import type { NpmConfig } from './npmrc.ts';
import { hasCapitals, isPublishableName, packageNameIn, scopeOf, typesPackageOf } from './package-name.ts';
import { hasModule, isPathAlias } from './path-aliases.ts';
import { isAbsolutePath, joinPath } from './paths.ts';
import { isProvided } from './provided-modules.ts';
import type { PackageReference } from './reference.ts';
import { holdsModule } from './repository-modules.ts';
import { isServedElsewhere } from './served-elsewhere.ts';
import { type Place, Surroundings } from './surroundings.ts';

/** Why a reference needs no question. All but `installed` mean that it is not the registry's business. */
export type Reason =
  | 'path'
  | 'built-in'
  | 'host'
  | 'url'
  | 'subpath'
  | 'path-alias'
  | 'build-alias'
  | 'local-folder'
  | 'workspace'
  | 'ambient'
  | 'self'
  | 'installed'
  | 'types'
  | 'command'
  | 'declared-elsewhere'
  | 'private-scope'
  | 'unpublishable';

export type Resolution =
  | { readonly kind: 'known'; readonly reason: Reason }
  | { readonly kind: 'ask'; readonly name: string };

export type ResolveContext = {
  readonly npm: NpmConfig;
  /** Scopes, with or without `@`, whose packages are never asked for. */
  readonly privateScopes: readonly string[];
};

/** Decides, from the specifier and the files around it, whether a registry must be asked. The first answer of the order below stands. */
export class Resolver {
  readonly #around: Surroundings;
  readonly #memo = new Memo();
  readonly #commands = new WeakMap<Manifest, ReadonlySet<string>>();

  constructor(disk: Disk) {
    this.#around = new Surroundings(disk);
  }

  async resolve(reference: PackageReference, file: string, context: ResolveContext): Promise<Resolution> {
    const reason =
      reasonInName(reference) ??
      (await this.#reasonInProject(reference, file)) ??
      reasonInConfig(reference.name, context);
    return reason === undefined ? { kind: 'ask', name: reference.name } : { kind: 'known', reason };
  }

  /**
   * Whether the repository holds what is named, though nothing says how it gets to the file: a package outside every workspace, or for an import a folder. It looks
   * through all folders, so that it is for what a registry does not know.
   */
  async isInRepository(reference: PackageReference, file: string): Promise<boolean> {
    const repository = await this.#around.repository(file);
    if (repository === undefined) return false;
    if (repository.packages.has(reference.name)) return true;
    if (!isModule(reference) || reference.specifier.startsWith('npm:')) return false;
    const at = packageNameIn(reference.specifier)?.at ?? 0;
    const bare = reference.specifier.slice(at).split('?')[0] ?? '';
    return holdsModule(this.#around.disk, repository, bare, isDevelopmentFile(file));
  }

  /** The directory of an installed package, as seen from a file; undefined where there is none, as under Yarn's Plug'n'Play. */
  installedAt(name: string, file: string): Promise<string | undefined> {
    return this.#around.installedAt(file, name);
  }

  /** Whether TypeScript checks a file by itself: one of TypeScript, or of JavaScript where a comment or the nearest configuration asks for it. */
  async isTypeChecked(file: string, text: string): Promise<boolean> {
    if (/\.[cm]?tsx?$/i.test(file)) return true;
    const asked = /^\s*\/\/\s*@ts-(check|nocheck)\b/m.exec(text.slice(0, 5000))?.[1];
    if (asked !== undefined) return asked === 'check';
    for (const directory of await this.#around.directories(file)) {
      const isChecked = await this.#around.checksJavaScript(directory);
      if (isChecked !== undefined) return isChecked;
    }
    return false;
  }

  /**
   * Whether a package.json above the file declares the package or, for types, what describes it. Undefined when nobody can say: there is
   * no package.json, or one that cannot be read, or the project names its packages in another way.
   */
  async isDeclared(name: string, file: string): Promise<boolean | undefined> {
    const places = await this.#around.places(file);
    if (places.some(({ manifest }) => manifest === 'broken')) return undefined;
    const manifests = places.map(({ manifest }) => manifest).filter(isReadable);
    if (manifests.length === 0) return undefined;
    const isNamedElsewhere = await this.#memo.get('elsewhere', places[0]?.directory ?? '', async () => {
      const lists = await Promise.all(places.map(({ directory }) => this.#around.disk.list(directory)));
      return lists.some((names) => names.some((other) => /^(?:deno\.jsonc?|rush\.json)$/.test(other)));
    });
    if (isNamedElsewhere) return undefined;
    const types = typesPackageOf(name);
    return manifests.some(({ dependencies }) => dependencies.has(name) || dependencies.has(types));
  }

  /**
   * Whether the registry may be asked about a package that needs no question to be known: the reference itself, or a package.json, gets it from
   * there, and no scope keeps it private. A scope that npm's configuration maps is asked for where it is mapped to.
   */
  async isFromRegistry({ name, origin }: PackageReference, file: string, context: ResolveContext): Promise<boolean> {
    if (isServedElsewhere(name)) return false;
    if (isPrivateScope(scopeOf(name), [...context.privateScopes, ...context.npm.privateScopes])) return false;
    if (origin === 'manifest' || origin === 'command' || origin === 'url') return true;
    const ranges = (await this.declaredRanges(name, file)).map(({ range }) => range);
    return ranges.length > 0 && !ranges.some(isForeignRange);
  }

  /** What the package.json files around the file ask for, nearest first. */
  async declaredRanges(
    name: string,
    file: string,
  ): Promise<readonly { readonly directory: string; readonly range: string }[]> {
    const places = await this.#around.places(file);
    return places.flatMap(({ directory, manifest }) => {
      const range = isReadable(manifest) ? manifest.dependencies.get(name) : undefined;
      return range === undefined ? [] : [{ directory, range }];
    });
  }

  /** The version in `node_modules`, if it can be read. */
  installedVersion(name: string, file: string): Promise<string | undefined> {
    return this.#around.installedVersion(file, name);
  }

  /** The package.json that is responsible for a file: the nearest one; undefined when that one cannot be read. */
  async nearestManifest(file: string): Promise<{ readonly path: string; readonly text: string } | undefined> {
    const places = await this.#around.places(file);
    const nearest = places.find(({ manifest }) => manifest !== undefined);
    if (nearest === undefined || nearest.manifest === 'broken') return undefined;
    const path = joinPath(nearest.directory, 'package.json');
    const text = await this.#memo.get('manifest', path, () => this.#around.disk.readText(path));
    return text === undefined ? undefined : { path, text };
  }

  /** Everything that the project around the file declares. The same list as long as nothing changes. */
  async declaredNames(file: string): Promise<readonly string[]> {
    const directories = await this.#around.directories(file);
    return this.#memo.get('declared', directories[0] ?? '', async () => {
      const manifests = await Promise.all(directories.map((directory) => this.#around.manifest(directory)));
      return [...new Set(manifests.filter(isReadable).flatMap(({ dependencies }) => [...dependencies.keys()]))];
    });
  }

  /** Forgets what was read of the disk. */
  invalidate(): void {
    this.#around.forget();
    this.#memo.clear();
  }

  async #reasonInProject(reference: PackageReference, file: string): Promise<Reason | undefined> {
    const places = await this.#around.places(file);
    const { name } = reference;
    const manifests = places.map(({ manifest }) => manifest).filter(isReadable);
    const isInstalled = await this.#around.isInstalled(file, name);
    const isDeclared = manifests.some(({ dependencies }) => dependencies.has(name));
    if (isModule(reference) && !reference.specifier.startsWith('npm:')) {
      const alias = await this.#aliasReason(reference.specifier, places, isInstalled || isDeclared);
      if (alias !== undefined) return alias;
    }
    if (places.some(({ workspace }) => workspace.names.has(name))) return 'workspace';
    if (manifests.some((manifest) => manifest.name === name)) return 'self';
    if (isInstalled) return 'installed';
    // Of a package that there is a declaration says more; it does not stand in its place.
    if (isModule(reference) && !isDeclared && places.some(({ ambient }) => isAmbient(ambient, reference.specifier)))
      return 'ambient';
    if (places.some(({ isPlugged }) => isPlugged(name))) return 'installed';
    if (reference.mayBeCommand && (await this.#isCommand(name, file, places, manifests))) return 'command';
    if (isModule(reference) && (await this.#hasTypes(name, file, manifests))) return 'types';
    // What a package.json gets from the registry is the registry's business, whatever a build does with it.
    if (isModule(reference) && !isDeclared && places.some(({ build }) => isProvided(build, reference.specifier)))
      return 'build-alias';
    const isElsewhere = manifests.some(({ dependencies }) => isForeignRange(dependencies.get(name) ?? ''));
    // Where an alias is written the reference is its target, which no key of the same name vouches for.
    return isElsewhere && !reference.specifier.includes('npm:') ? 'declared-elsewhere' : undefined;
  }

  /** @param isPackage whether a package of that name is declared or installed: a folder of the same name is then something else. */
  async #aliasReason(specifier: string, places: readonly Place[], isPackage: boolean): Promise<Reason | undefined> {
    const { disk } = this.#around;
    const bare = specifier.split('?')[0] ?? specifier;
    for (const { paths } of places)
      if (paths.length > 0 && (await isPathAlias(disk, paths, bare, isPackage))) return 'path-alias';
    for (const { manifest, build } of places) {
      const aliases = isReadable(manifest) ? manifest.aliases : [];
      if (isBuildAlias(build, bare) || aliases.some((alias) => isNamedBy(alias, bare))) return 'build-alias';
    }
    // A folder of that name, where bare names may be looked up, is reason enough not to accuse.
    const first = bare.split('/')[0] ?? bare;
    if (isPackage || bare.startsWith('@')) return undefined;
    for (const { folders } of places)
      for (const folder of folders) if (await hasModule(disk, folder, first)) return 'local-folder';
    return undefined;
  }

  /** What `npx` finds among the commands of the project needs no package of its name. */
  async #isCommand(
    name: string,
    file: string,
    places: readonly Place[],
    manifests: readonly Manifest[],
  ): Promise<boolean> {
    if (isKnownCommand(name) || manifests.some((manifest) => this.#commandsIn(manifest).has(name))) return true;
    if (places.some(({ workspace }) => workspace.commands.has(name))) return true;
    return this.#around.hasCommand(file, name);
  }

  /** The commands of a project itself, and those that its dependencies may bring. */
  #commandsIn(manifest: Manifest): ReadonlySet<string> {
    const known = this.#commands.get(manifest);
    if (known) return known;
    const { commands, dependencies } = manifest;
    const found = new Set([...commands, ...[...dependencies.keys()].flatMap(commandsOf)]);
    this.#commands.set(manifest, found);
    return found;
  }

  /** Some modules exist as types only: `estree` is described by `@types/estree` and is no package itself. */
  async #hasTypes(name: string, file: string, manifests: readonly Manifest[]): Promise<boolean> {
    const types = typesPackageOf(name);
    if (manifests.some(({ dependencies }) => dependencies.has(types))) return true;
    return this.#around.isInstalled(file, types);
  }
}

/** What the specifier's own text says. */
function reasonInName(reference: PackageReference): Reason | undefined {
  const { specifier, name } = reference;
  if (!isModule(reference)) return isPublishableName(name) ? undefined : 'unpublishable';
  if (/^\.{1,2}(?:\/|\\|$)/.test(specifier) || isAbsolutePath(specifier)) return 'path';
  if (isBuiltinModule(specifier)) return 'built-in';
  if (/^(?:https?|jsr|data|file|blob):/i.test(specifier)) return 'url';
  if (isHostModule(specifier)) return 'host';
  if (specifier.startsWith('#')) return 'subpath';
  // In code a name with capitals is nearly always an alias, and nobody can register it to lie in wait.
  if (!isPublishableName(name) || hasCapitals(name)) return 'unpublishable';
  return undefined;
}

/** What npm's configuration and the user's settings say. */
function reasonInConfig(name: string, { npm, privateScopes }: ResolveContext): Reason | undefined {
  const scope = scopeOf(name);
  if (scope === undefined) return undefined;
  const registry = npm.options[`${scope}:registry`];
  if (isServedElsewhere(name)) return 'private-scope';
  const isMapped = registry !== undefined && registry !== npm.options.registry;
  return isMapped || isPrivateScope(scope, [...privateScopes, ...npm.privateScopes]) ? 'private-scope' : undefined;
}

const isPrivateScope = (scope: string | undefined, scopes: readonly string[]): boolean =>
  scope !== undefined && scopes.some((other) => other.replace(/^@?([^/]*).*$/, '@$1') === scope);

/** Keys of Jest's mapper are regular expressions, those of others are names: what precedes the first group or `*` is compared. */
function isNamedBy(alias: string, specifier: string): boolean {
  const named = alias.replace(/^\^/, '').replace(/\/?[($*].*$/, '');
  return named !== '' && (specifier === named || specifier.startsWith(`${named}/`));
}

/** Named as a module, which aliases may rename; commands, manifests and CDNs name packages. */
const isModule = ({ origin }: PackageReference): boolean => origin === 'import' || origin === 'comment';

const isReadable = (manifest: Manifest | 'broken' | undefined): manifest is Manifest =>
  manifest !== undefined && manifest !== 'broken';
