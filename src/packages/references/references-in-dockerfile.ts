import type { PackageReference } from '../reference.ts';
import { wordsOfJson } from './json-words.ts';
import { type Passage, partOf, plainPassage } from './passage.ts';
import { referencesInCommands, referencesInWords } from './references-in-commands.ts';
import { linesOf, type TextLine } from './text-lines.ts';

const COMMAND = /^\s*(?:ONBUILD\s+)?(?:HEALTHCHECK\s+(?:--\S+\s+)*CMD|RUN|CMD|ENTRYPOINT)\s+(?:--\S+\s+)*/i;
const HERE_DOCUMENT = /<<-?["']?(\w+)["']?/;

/** What the commands of a Dockerfile fetch: in shell form, over several lines, as a here-document, or as a list of words. */
export function referencesInDockerfile(text: string): PackageReference[] {
  return instructionsOf(plainPassage(text, { start: 0, end: text.length })).flatMap((instruction) =>
    instruction.text.trimStart().startsWith('[')
      ? referencesInWords(wordsOfJson(instruction))
      : referencesInCommands(instruction, { skipsCommentLines: true }),
  );
}

/** The text of each command, with the lines on which it goes on. */
function instructionsOf(passage: Passage): Passage[] {
  const lines = [...linesOf(passage.text)];
  const found: Passage[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as TextLine; // the loop's condition
    const keyword = COMMAND.exec(line.text)?.[0];
    if (keyword === undefined) continue;
    at = lastLineOf(lines, at);
    const end = lines[at]?.end ?? line.end;
    found.push(partOf(passage, line.start + keyword.length, Math.max(end, line.start + keyword.length)));
  }
  return found;
}

function lastLineOf(lines: readonly TextLine[], first: number): number {
  const terminator = HERE_DOCUMENT.exec(lines[first]?.text ?? '')?.[1];
  let at = first;
  if (terminator !== undefined) {
    while (at + 1 < lines.length && lines[at + 1]?.text.trim() !== terminator) at++;
    return at;
  }
  while (at + 1 < lines.length && /[\\`]\s*$|^\s*#/.test(lines[at]?.text ?? '')) at++;
  return at;
}
