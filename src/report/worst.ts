import { type Category, categoryOf, type Finding, SEVERITIES } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { type Colours, styleOf } from './colours.ts';
import { toldPlace } from './place.ts';
import { columnsOf } from './printable.ts';
import type { FileReport } from './report.ts';

/** Shorter reports are read whole. */
const LONG_REPORT = 12;
/** An invented package is not to be lost among insecure lines. */
const MOST_OF_CATEGORY = 2;

/** Where to begin in a long report: the worst findings, one of each rule and some of each category, a line each. Undefined where the report is short. */
export function worstOf(
  files: readonly FileReport[],
  titles: ReadonlyMap<string, string>,
  colours: Colours,
  command: string,
): string | undefined {
  const all = files.flatMap((file) => file.findings.map((finding) => ({ file, finding })));
  if (all.length < LONG_REPORT) return undefined;
  const sorted = all.sort((a, b) => rankOf(a.finding) - rankOf(b.finding));
  const seen = new Set<string>();
  const ofCategory = new Map<Category, number>();
  const worst = sorted.filter(({ finding: { rule } }) => {
    const category = categoryOf(rule);
    const count = ofCategory.get(category) ?? 0;
    if (seen.has(rule) || count === MOST_OF_CATEGORY) return false;
    seen.add(rule);
    ofCategory.set(category, count + 1);
    return true;
  });
  const rows = worst.map(({ file, finding }) => ({
    finding,
    place: toldPlace(file.path, new Lines(file.text), finding.range.start),
  }));
  const width = Math.max(...rows.map(({ place }) => columnsOf(place)));
  const lines = rows.map(({ finding: { severity, rule, level }, place }) => {
    const style = styleOf(level, colours);
    const gap = ' '.repeat(width - columnsOf(place));
    return `  ${place}${gap}  ${style(severity.padEnd('critical'.length))}  ${titles.get(rule) ?? rule}`;
  });
  const [first] = worst;
  const isCritical = ({ finding }: { readonly finding: Finding }) => finding.severity === 'critical';
  const more = all.filter(isCritical).length - worst.filter(isCritical).length;
  if (more > 0) lines.push(colours.dim(`  and ${more} more that ${more === 1 ? 'is' : 'are'} critical`));
  const hint = colours.dim(
    `\`${command} explain ${first?.finding.rule}\` tells how it is attacked and how it is mended.`,
  );
  return [colours.bold('Begin with'), ...lines, '', hint].join('\n');
}

/** The sure before the likely, of what is equally bad. */
const rankOf = ({ severity, confidence }: Finding): number =>
  SEVERITIES.indexOf(severity) * 2 + (confidence === 'certain' ? 0 : 1);
