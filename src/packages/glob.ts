/**
 * Whether a glob over rule ids matches the whole of a text: `*` is any run of characters, nothing else is special. Takes time in
 * proportion to the two lengths, so that no policy can stall the editor.
 */
export function matchesGlob(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split(/\*+/);
  const last = rest.pop();
  if (last === undefined) return glob === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  // The first place where a part fits leaves most room for the next.
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}

/** How many characters a glob names: the more, the more specific it is. */
export const literalLength = (glob: string): number => glob.replaceAll('*', '').length;
