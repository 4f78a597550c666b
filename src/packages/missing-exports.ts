import { type Finding, levelOf } from '../engine/finding.ts';
import type { ImportedName } from '../engine/names/import-site.ts';
import type { InstalledExports, PackageExports } from './exports/installed-exports.ts';
import { nearestExport } from './exports/nearest-export.ts';
import type { PackageReference } from './reference.ts';

/** What every function and every object has, and what compilers add. */
const EVERYWHERE = new Set(
  `default __esModule module.exports then name length prototype call apply bind toString constructor hasOwnProperty valueOf isPrototypeOf arguments caller`.split(
    ' ',
  ),
);

export type MissingExportsRequest = {
  readonly reference: PackageReference;
  /** Where the package is installed. */
  readonly directory: string;
  /** TypeScript checks the file: what it knows the types of, it tells itself. */
  readonly isChecked: boolean;
  /** The text of the file. */
  readonly text: string;
};

/** The names of an import that the installed package does not export; none where there is any doubt. */
export async function missingExports(
  exports: InstalledExports,
  { reference, directory, isChecked, text }: MissingExportsRequest,
): Promise<readonly Finding[]> {
  const { name, specifier, names = [], guarded } = reference;
  const wanted = names.filter((each) => !EVERYWHERE.has(each.name) && !each.name.startsWith('__'));
  // A mock may export more than what it stands for.
  if (new RegExp(`\\bmock(?:Module)?\\(\\s{0,20}["'\`]${escaped(specifier)}["'\`]`).test(text)) return [];
  // A path of its own in front of the name, or a query behind it, is for a bundler to say.
  if (wanted.length === 0 || guarded || !specifier.startsWith(name) || /[?!]/.test(specifier)) return [];
  const offered = await exports.of(directory, name, specifier);
  if (offered === undefined || (isChecked && offered.hasTypes)) return [];
  const missing = wanted.filter((each) => !offered.names.has(each.name));
  const mentioned = await Promise.all(missing.map((each) => offered.isMentioned(each.name)));
  return missing.filter((_, index) => !mentioned[index]).map((each) => toFinding(reference, each, offered));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

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
