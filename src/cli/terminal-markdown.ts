import type { Colours } from '../report/colours.ts';
import { columnsOf } from '../report/printable.ts';

/** Markdown as a terminal shows it best: headings bold, code indented and as it is, the rest wrapped. */
export function toTerminal(markdown: string, colours: Colours, width: number): string {
  const lines: string[] = [];
  let isFenced = false;
  for (const block of withoutBreaks(markdown)) {
    if (isFence(block)) isFenced = !isFenced;
    else if (isFenced) lines.push(block === '' ? '' : colours.cyan(`    ${block}`));
    else lines.push(...proseLines(block, colours, width));
  }
  return lines.join('\n');
}

/** The lines, with each paragraph and each item of a list made one line. */
function withoutBreaks(markdown: string): string[] {
  const blocks: string[] = [];
  let isFenced = false;
  let isOpen = false;
  for (const line of markdown.split('\n')) {
    const isAlone = isFenced || isFence(line) || line.trim() === '' || /^(#|\|)/.test(line);
    if (isFence(line)) isFenced = !isFenced;
    if (isOpen && !isAlone && !BULLET.test(line)) blocks.push(`${blocks.pop()} ${line.trim()}`);
    else blocks.push(line);
    isOpen = !isAlone;
  }
  return blocks;
}

const BULLET = /^\s*([-*]|\d+\.) +/;

const isFence = (line: string): boolean => /^\s*```/.test(line);

function proseLines(line: string, colours: Colours, width: number): string[] {
  const heading = /^#+ +(.*)$/.exec(line)?.[1];
  if (heading !== undefined) return [colours.bold(heading)];
  // Tables lose their shape when they are wrapped.
  if (line.startsWith('|')) return [line];
  const bullet = BULLET.exec(line)?.[0] ?? '';
  const hang = ' '.repeat(bullet.length);
  return wrapped(withLinks(line.slice(bullet.length)), width - bullet.length).map(
    (part, index) => `${index === 0 ? bullet : hang}${styled(part, colours)}`,
  );
}

const withLinks = (text: string): string =>
  text.replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, shown: string, target: string) => `${shown}: ${target}`);

/** Breaks at blanks, but not inside inline code, whose colour would end with the line. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.match(/(?:``.+?``|`[^`]*`|\S)+/g) ?? []) {
    if (current !== '' && columnsOf(current) + 1 + columnsOf(word) > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

const styled = (text: string, { bold, cyan }: Colours): string =>
  text
    .replace(/``\s?(.+?)\s?``|`[^`]+`/g, (whole: string, shown?: string) => cyan(shown ?? whole))
    .replace(/\*\*([^*`]+)\*\*/g, (_, shown: string) => bold(shown));
