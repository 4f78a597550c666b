import { type Finding, levelOf } from '../engine/finding.ts';
import type { ImportedName } from '../engine/names/import-site.ts';
import type { Disk } from './disk.ts';
import { InstalledExports, type PackageExports } from './exports/installed-exports.ts';
import { nearestExport } from './exports/nearest-export.ts';
import { matchesGlob } from './glob.ts';
import { typesPackageOf } from './package-name.ts';
import type { PackageReference } from './reference.ts';
import type { ResolveContext, Resolver } from './resolver.ts';

/** What every function and every object has, and what compilers add. */
const EVERYWHERE = new Set(
  `default __esModule module.exports then name length prototype call apply bind toString constructor hasOwnProperty valueOf isPrototypeOf arguments caller`.split(
    ' ',
  ),
);

export type MissingExportsRequest = {
  readonly references: readonly PackageReference[];
  /** Absolute path of the file that holds them, and its text. */
  readonly file: string;
  readonly text: string;
  /** Names of packages, or globs with `*`, that are never judged. */
  readonly allow: readonly string[];
  readonly context: ResolveContext;
};

/** Finds what imports take out of installed packages that these do not export. No registry is asked for it. */
export class MissingExports {
  readonly #exports: InstalledExports;
  readonly #resolver: Resolver;

  constructor(disk: Disk, resolver: Resolver) {
    this.#exports = new InstalledExports(disk);
    this.#resolver = resolver;
  }

  /** In the order of the references. Where there is any doubt there is no finding. */
  async in(request: MissingExportsRequest): Promise<readonly Finding[]> {
    const { references, file, text, allow } = request;
    const named = references.filter(({ name, names }) => names && !allow.some((glob) => matchesGlob(glob, name)));
    if (named.length === 0) return [];
    const isChecked = await this.#resolver.isTypeChecked(file, text);
    const mocked = mockedIn(text);
    const open = named.filter(({ specifier }) => !mocked.has(specifier));
    const found = await Promise.all(open.map((reference) => this.#of(reference, request, isChecked)));
    return found.flat();
  }

  /** To be called when what is installed has changed. */
  forget(): void {
    this.#exports.forget();
  }

  /** @param isChecked TypeScript checks the file: what it knows the types of, it tells itself. */
  async #of(
    reference: PackageReference,
    { file, context }: MissingExportsRequest,
    isChecked: boolean,
  ): Promise<readonly Finding[]> {
    const { name, specifier, names = [], guarded } = reference;
    const wanted = names.filter((each) => !EVERYWHERE.has(each.name) && !each.name.startsWith('__'));
    // A path of its own in front of the name, or a query behind it, is for a bundler to say.
    const isPlain = specifier.startsWith(name) && !/[?!]/.test(specifier);
    if (wanted.length === 0 || guarded || !isPlain) return [];
    const resolution = await this.#resolver.resolve(reference, file, context);
    if (resolution.kind !== 'known' || resolution.reason !== 'installed') return [];
    const directory = await this.#resolver.installedAt(name, file);
    const offered = directory === undefined ? undefined : await this.#exports.of(directory, name, specifier);
    if (offered === undefined || (isChecked && offered.hasTypes)) return [];
    // Types that are asked for and not there yet may export more than what runs.
    if (isChecked && (await this.#resolver.declaredRanges(typesPackageOf(name), file)).length > 0) return [];
    const missing = wanted.filter((each) => !offered.names.has(each.name));
    const mentioned = await Promise.all(missing.map((each) => offered.isMentioned(each.name)));
    return missing.filter((_, index) => !mentioned[index]).map((each) => toFinding(reference, each, offered));
  }
}

/** What a file mocks: a mock may export more than what it stands for. */
const mockedIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/\bmock(?:Module)?\(\s{0,20}(["'`])([^"'`\n]{1,300})\1/g)].map((match) => match[2] ?? ''));

function toFinding({ specifier, name }: PackageReference, missing: ImportedName, offered: PackageExports): Finding {
  const version = offered.version === undefined ? '' : ` ${offered.version}`;
  const near = nearestExport(missing.name, offered.values);
  return {
    rule: 'package/missing-export',
    range: missing.range,
    message: `\`${specifier}\`${version} exports no \`${missing.name}\`.`,
    remedy:
      near === undefined
        ? `Look up what \`${specifier}\` exports; \`${missing.name}\` is not among it.`
        : `Use \`${near}\`, if that is what was meant.`,
    severity: 'medium',
    level: levelOf('medium'),
    confidence: 'likely',
    trace: [],
    fixes:
      near === undefined
        ? []
        : [
            {
              title: `Replace with \`${near}\``,
              safety: 'review',
              edits: [{ ...missing.range, text: replaced(missing, near) }],
            },
          ],
    subject: name,
  };
}

/** The rest of the file goes on to know it by the name that it has now. */
const replaced = ({ name, separator }: ImportedName, near: string): string =>
  separator === undefined ? near : `${near}${separator}${name}`;
