/** A piece of code as a message can name it between backticks: on one line, without backticks of its own, and cut where it is long. */
export function shortText(code: string): string {
  const line = code.replace(/\s+/g, ' ').replaceAll('`', "'");
  return line.length > 40 ? `${line.slice(0, 37)}…` : line;
}
