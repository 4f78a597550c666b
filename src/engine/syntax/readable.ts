/**
 * Words that are keywords only where a name follows, but to the grammars wherever a statement may begin. The last letter of one that is a
 * name stands in the group's place.
 *
 * https://tc39.es/proposal-explicit-resource-management/: between `using` and the name no line ends.
 */
const NAMES =
  /\busing(?!(?:[^\S\r\n]|\/\*[^\r\n]{0,200}?\*\/)+(?!(?:in|of|instanceof|as|satisfies)\b(?![^\S\r\n]*=(?!=)))[\p{ID_Start}$_\\])(?![\w$])|\babstract(?=[ \t]{0,20}(?:[.(]|\?\.|!\.|=[^>]))/gu;

/**
 * What the grammars are given for a text: as long as it, with the same words at the same places, but written so that they are not
 * misunderstood. The text itself where there is nothing to write differently.
 */
export function readable(text: string): string {
  // A carriage return alone ends a line in JavaScript, but not for the grammar.
  const lines = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  if (!lines.includes('using') && !lines.includes('abstract')) return lines;
  return lines.replace(NAMES, (word) => word.slice(0, -1) + word.slice(-1).toUpperCase());
}
