import type { PackageReference } from '../reference.ts';
import { type Passage, partOf, plainPassage } from './passage.ts';
import { isPlaceholderInProse } from './placeholder.ts';
import { referencesInCommands } from './references-in-commands.ts';
import { referencesInDockerfile } from './references-in-dockerfile.ts';
import { referencesInHtml } from './references-in-html.ts';
import { referencesInMcpJson } from './references-in-mcp-json.ts';
import { referencesInToml } from './references-in-toml.ts';
import { referencesInWorkflow } from './references-in-workflow.ts';
import { indentOf, linesOf, type TextLine } from './text-lines.ts';

const SHELL =
  /^(?:|sh|bash|shell|zsh|fish|console|terminal|cmd|cli|command|commandline|shell-?session|sh-session|session|powershell|pwsh|ps1?|bat|batch|dos|text|txt|plain|plaintext|npm|npm2yarn|yarn|pnpm|bun|none|code)$/i;
/** Other languages whose commands are found in another way. */
const READERS = new Map<string, (text: string) => PackageReference[]>([
  ['dockerfile', referencesInDockerfile],
  ['docker', referencesInDockerfile],
  ['html', referencesInHtml],
  ['json', referencesInMcpJson],
  ['jsonc', referencesInMcpJson],
  ['json5', referencesInMcpJson],
  ['toml', referencesInToml],
  ['yaml', referencesInWorkflow],
  ['yml', referencesInWorkflow],
]);
const FENCE = /^((?:\s|>|[-*+]\s|\d{1,9}[.)]\s)*)(`{3,}|~{3,})\s*([^`]*)$/;
const COMMAND = /(?:^|[\s/@])(?:npm|npx|pnpm|pnpx|yarn|bunx?)(?:\.cmd)?\s/;
/** What precedes a command in a picture of a terminal. */
const PROMPT =
  /^[\s>]*(?:(?:\$|%|>|#(?=\s*(?:npm|npx|pnpm|yarn|bunx?)\s+\S+\s+[^\s#]+\s*$)|❯|➜(?:\s+~)?|»|PS\s[^>\n]{0,80}>|[A-Z]:\\[^>\n]{0,80}>|[\w.-]{1,40}@[\w.-]{1,40}:?[^$#%\n]{0,80}[$#%])\s*)?/;

/** The packages that commands in code blocks and inline code of Markdown fetch, in order. What the text around them says is no command. */
export function referencesInMarkdown(text: string): PackageReference[] {
  const file = plainPassage(text, { start: 0, end: text.length });
  const lines = [...linesOf(text)];
  const found: PackageReference[] = [];
  let isBlankBefore = true;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as TextLine; // the loop's condition
    const fence = FENCE.exec(line.text);
    if (fence) {
      const last = endOfFence(lines, at, fence[1] ?? '', fence[2] ?? '');
      const start = lines[at + 1]?.start ?? line.end;
      const end = last > at + 1 ? (lines[last - 1]?.end ?? start) : start;
      found.push(...inBlock(languageIn(fence[3] ?? ''), partOf(file, start, end)));
      at = last;
      isBlankBefore = true;
      continue;
    }
    const isCode: boolean = indentOf(line.text) >= 4 && isBlankBefore && COMMAND.test(line.text);
    if (isCode) found.push(...inLine(partOf(file, line.start, line.end)));
    else if (line.text.includes('`'))
      found.push(...inlineCode(line).flatMap(([from, to]) => inLine(partOf(file, from, to))));
    isBlankBefore = line.text.trim() === '' || isCode;
  }
  return found.filter(({ name }) => !isPlaceholderInProse(name));
}

/** The line that closes a fence, or one behind the last. What is indented four columns deeper belongs to what the fence shows. */
function endOfFence(lines: readonly TextLine[], open: number, before: string, fence: string): number {
  const close = new RegExp(`^([\\s>]*)\\${fence[0]}{${fence.length},}\\s*$`);
  for (let at = open + 1; at < lines.length; at++) {
    const indent = close.exec(lines[at]?.text ?? '')?.[1];
    if (indent !== undefined && indentOf(indent) <= indentOf(before.replace(/[^\s]/g, ' ')) + 3) return at;
  }
  return lines.length;
}

/** The first word behind a fence: `bash`, also in `{.bash}`, `bash title="x"` and `sh{1}`. */
const languageIn = (info: string): string => /^[{.\s]*([\w+#-]*)/.exec(info)?.[1]?.toLowerCase() ?? '';

function inBlock(language: string, block: Passage): PackageReference[] {
  const read = READERS.get(language);
  if (read) return moved(read(block.text), block);
  if (!COMMAND.test(block.text) || /^(?:diff|patch|md|mdx|markdown)$/.test(language)) return [];
  if (!SHELL.test(language)) return inOtherLanguage(block);
  // A block with prompts holds what programs print as well: only its commands are read.
  const found: PackageReference[] = [];
  let start: number | undefined;
  for (const line of linesOf(block.text)) {
    start ??= line.start + (PROMPT.exec(line.text)?.[0].length ?? 0);
    if (/[\\^]\s*$/.test(line.text)) continue;
    found.push(...referencesInCommands(partOf(block, Math.min(start, line.end), line.end)));
    start = undefined;
  }
  if (start !== undefined) found.push(...referencesInCommands(partOf(block, start, block.text.length)));
  return found;
}

/** Some write commands into blocks that they call JavaScript: there a line that begins as one can be nothing else. */
const inOtherLanguage = (block: Passage): PackageReference[] =>
  [...linesOf(block.text)]
    .filter(({ text }) => /^\s{0,8}(?:npm|npx|pnpm|pnpx|yarn|bunx?)\s+[a-z@-]/.test(text))
    .flatMap(({ start, end }) => referencesInCommands(partOf(block, start, end)));

function inLine(passage: Passage): PackageReference[] {
  const prompt = PROMPT.exec(passage.text)?.[0].length ?? 0;
  return COMMAND.test(` ${passage.text} `) ? referencesInCommands(partOf(passage, prompt, passage.text.length)) : [];
}

function moved(references: readonly PackageReference[], { at }: Passage): PackageReference[] {
  const move = ({ start, end }: PackageReference['range']) => ({ start: at(start), end: at(end) });
  return references.map((reference) => ({
    ...reference,
    range: move(reference.range),
    versionRange: reference.versionRange && move(reference.versionRange),
  }));
}

/** The ranges of a line's inline code: between two runs of equally many backticks. */
function inlineCode({ text, start }: TextLine): [number, number][] {
  const runs = [...text.matchAll(/`+/g)];
  const nextOfLength = new Map<number, number>();
  const closing = new Array<number | undefined>(runs.length);
  for (let index = runs.length - 1; index >= 0; index--) {
    const length = runs[index]?.[0].length ?? 0;
    closing[index] = nextOfLength.get(length);
    nextOfLength.set(length, index);
  }
  const found: [number, number][] = [];
  for (let index = 0; index < runs.length; index++) {
    const close = closing[index];
    const open = runs[index];
    if (close === undefined || open === undefined) continue;
    found.push([start + open.index + open[0].length, start + (runs[close]?.index ?? open.index)]);
    index = close;
  }
  return found;
}
