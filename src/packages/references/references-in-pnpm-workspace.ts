import { isForeignRange } from '../manifest.ts';
import { isPublishableName } from '../package-name.ts';
import type { PackageReference } from '../reference.ts';
import { indentOf, linesOf } from './text-lines.ts';

const SECTION = /^(catalog|catalogs|overrides)\s*:\s*(?:#.*)?$/;
const ENTRY = /^\s+(["']?)((?:@[\w.~-]+\/)?[\w.~-]+)\1\s*:\s*(?:(["']?)([^"'\s#][^"'#]*?)\3)?\s*(?:#.*)?$/;

/** The packages that the catalogs and overrides of a pnpm-workspace.yaml, or the catalogs of Yarn's .yarnrc.yml, give a version. */
export function referencesInPnpmWorkspace(text: string): PackageReference[] {
  const found: PackageReference[] = [];
  let isSection = false;
  for (const line of linesOf(text)) {
    if (line.text.trim() === '' || /^\s*#/.test(line.text)) continue;
    if (indentOf(line.text) === 0) {
      isSection = SECTION.test(line.text);
      continue;
    }
    const entry = isSection && line.text.length < 1000 ? ENTRY.exec(line.text) : null;
    const [, quote = '', name = '', , version] = entry ?? [];
    // Without a version it is the name of a catalog.
    if (!version || isForeignRange(version) || version === '-' || version.startsWith('$') || !isPublishableName(name))
      continue;
    const start = line.start + line.text.indexOf(name);
    const versionStart = line.start + line.text.indexOf(version, start - line.start + name.length + quote.length);
    const range = { start, end: start + name.length };
    const versionRange = { start: versionStart, end: versionStart + version.length };
    found.push({
      name,
      specifier: name,
      range,
      version,
      versionRange,
      statement: undefined,
      origin: 'manifest',
      typeOnly: false,
      guarded: false,
    });
  }
  return found;
}
