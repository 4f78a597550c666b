/** A name as part of a regular expression: `$` is a sign there, and an identifier may be written with escapes. */
export const inPattern = (name: string): string => name.replace(/[^\w$]/g, '.').replaceAll('$', '\\$');
