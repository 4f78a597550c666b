/** A piece of code as a message can name it: on one line, and cut where it is long. */
export function shortText(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 37)}…` : line;
}
