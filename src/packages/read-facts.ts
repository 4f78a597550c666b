import { compare, parse } from 'semver';
import type { Deprecation, PackageFacts } from './facts.ts';
import { isRecord } from './manifest.ts';

/** Bounds on what is kept of a package: its record stays below some tens of kilobytes. */
const MOST_VERSIONS = 3000;
const MOST_PREVIEWS = 1000;
const MOST_TAGS = 100;
const LONGEST_VERSION = 100;
const LONGEST_TEXT = 300;

/** Before npm there was nothing to publish to. */
const FIRST_DAY = Date.UTC(2009, 0, 1);
const DAY = 86_400_000;

const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

/** Only what npm itself writes into a manifest when it is published shows that nothing of it was left out on the way. */
const WRITTEN_BY_NPM = ['_npmUser', '_npmVersion', '_nodeVersion', '_npmOperationalInternal'];

/** What the whole document of a package says. Undefined when it is none. */
export function factsInPackument(json: unknown, now: number): PackageFacts | undefined {
  if (!isRecord(json)) return undefined;
  const time = isRecord(json.time) ? json.time : {};
  const unpublished = isRecord(time.unpublished) ? (timeOf(time.unpublished.time, now) ?? FIRST_DAY) : undefined;
  const manifests = isRecord(json.versions) ? Object.entries(json.versions).filter(isVersionEntry) : [];
  if (unpublished !== undefined && manifests.length === 0) return defined({ unpublished });
  if (manifests.length === 0) return undefined;
  const tags = tagsIn(json['dist-tags']);
  const latest = tags.latest ?? manifests.at(-1)?.[0];
  const manifest = manifests.find(([version]) => version === latest)?.[1];
  return defined({
    ...(manifest === undefined ? {} : factsOfVersion(manifest)),
    ...versionsIn(manifests.map(([version]) => version)),
    latest,
    tags,
    created: createdIn(time, now),
    modified: timeOf(time.modified, now),
    maintainers: countOf(json.maintainers) ?? countOf(manifest?.maintainers),
    deprecations: deprecationsIn(manifests),
    isPlaceholder: manifests.every(([version]) => isSecurityVersion(version)) || isSecurityVersion(latest ?? ''),
  });
}

/** What the manifest of the latest version says. Undefined when it is none. */
export function factsInManifest(json: unknown): PackageFacts | undefined {
  if (!isRecord(json) || typeof json.version !== 'string' || !isVersion(json.version)) return undefined;
  return defined({
    ...factsOfVersion(json),
    latest: json.version,
    maintainers: countOf(json.maintainers),
    deprecations: deprecationsIn([[json.version, json]]),
    isPlaceholder: isSecurityVersion(json.version),
  });
}

type Manifest = Readonly<Record<string, unknown>>;
type Loose<T> = { readonly [Key in keyof T]: T[Key] | undefined };

const defined = (facts: Loose<PackageFacts>): PackageFacts =>
  // What is left are the fields that have a value, which is what the type asks for.
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as PackageFacts;

function factsOfVersion(manifest: Manifest): Loose<PackageFacts> {
  const isWhole = WRITTEN_BY_NPM.some((key) => key in manifest);
  const told = (text: string | undefined): string | null | undefined => text ?? (isWhole ? null : undefined);
  return {
    description: told(textOf(manifest.description)),
    licence: told(licenceOf(manifest)),
    repository: told(repositoryOf(manifest.repository)),
    hasInstallScript: hasInstallScript(manifest),
  };
}

function hasInstallScript({ hasInstallScript, scripts, gypfile }: Manifest): boolean | undefined {
  if (typeof hasInstallScript === 'boolean') return hasInstallScript;
  if (gypfile === true) return true;
  if (!isRecord(scripts)) return undefined;
  return INSTALL_SCRIPTS.some((name) => typeof scripts[name] === 'string' && scripts[name] !== '');
}

/** Sorted, since a registry may give them in any order; what no version can be is left out. */
function versionsIn(found: readonly string[]): Pick<Loose<PackageFacts>, 'versions' | 'previews'> {
  const parsed = found.flatMap((version) => parse(version, { loose: true }) ?? []);
  const ordered = (those: typeof parsed) => those.sort(compare).map(({ raw }) => raw);
  const versions = parsed.filter(({ prerelease }) => prerelease.length === 0);
  const previews = parsed.filter(({ prerelease }) => prerelease.length > 0);
  return {
    versions: versions.length > MOST_VERSIONS ? undefined : ordered(versions),
    previews: previews.length > MOST_PREVIEWS ? undefined : ordered(previews),
  };
}

function deprecationsIn(manifests: readonly (readonly [string, Manifest])[]): readonly Deprecation[] | undefined {
  const versionsOf = new Map<string, string[]>();
  for (const [version, { deprecated }] of manifests) {
    const message = deprecated === true ? '' : textOf(deprecated);
    // An empty message takes a deprecation back.
    if (message === undefined || deprecated === '') continue;
    const known = versionsOf.get(message);
    if (known === undefined) versionsOf.set(message, [version]);
    else known.push(version);
  }
  if (versionsOf.size === 0) return undefined;
  return [...versionsOf].slice(0, 50).map(([message, versions]) => ({ message, versions }));
}

/**
 * Mirrors give the time at which they copied a version, so that an old package looks new: only the creation that a registry states is believed,
 * and not when a version is older.
 */
function createdIn(time: Manifest, now: number): number | undefined {
  const created = timeOf(time.created, now);
  if (created === undefined) return undefined;
  const { created: _, modified: __, ...versions } = time;
  const times = Object.values(versions).flatMap((value) => timeOf(value, now) ?? []);
  return times.some((other) => other < created - DAY) ? undefined : created;
}

function timeOf(value: unknown, now: number): number | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const time = Date.parse(value);
  return time >= FIRST_DAY && time <= now + DAY ? time : undefined;
}

/** The versions that tags stand for; what cannot be a version is left out. */
export function tagsIn(value: unknown): Record<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && isVersion(entry[1]))
      .slice(0, MOST_TAGS),
  );
}

function licenceOf({ license, licenses }: Manifest): string | undefined {
  if (isRecord(license)) return textOf(license.type);
  if (license !== undefined || !Array.isArray(licenses)) return textOf(license);
  const names = licenses.flatMap((one: unknown) => (isRecord(one) ? (textOf(one.type) ?? []) : []));
  return names.length === 0 ? undefined : names.slice(0, 5).join(' OR ');
}

/** `git+https://host/a/b.git`, `git@host:a/b`, `github:a/b`: without what only git reads. */
function repositoryOf(repository: unknown): string | undefined {
  const url = textOf(isRecord(repository) ? repository.url : repository);
  return url
    ?.replace(/^git\+/, '')
    .replace(/^git:\/\//, 'https://')
    .replace(/^(?:ssh:\/\/)?git@([\w.-]+)[:/]/, 'https://$1/')
    .replace(/\.git$/, '');
}

/** On one line, without what steers a terminal or turns a line around, and not longer than anybody reads. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value
    .slice(0, 4 * LONGEST_TEXT)
    .replace(/[\s\p{Cc}\p{Cf}\p{Surrogate}]+/gu, ' ')
    .trim();
  if (text === '') return undefined;
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}

const countOf = (value: unknown): number | undefined =>
  Array.isArray(value) && value.length > 0 ? value.length : undefined;

const isVersion = (version: string): boolean =>
  version.length <= LONGEST_VERSION && /^[\w.+=-]+$/.test(version) && parse(version, { loose: true }) !== null;

const isVersionEntry = (entry: [string, unknown]): entry is [string, Manifest] =>
  isRecord(entry[1]) && isVersion(entry[0]);

/** What npm puts in the place of a harmful package. */
const isSecurityVersion = (version: string): boolean => /^0\.0\.\d+-security(?:\.\d+)?$/.test(version);
