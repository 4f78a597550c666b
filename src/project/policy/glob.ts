/** A glob over rule ids and package names: `*` is any run of characters. Nothing else is special. */
export const globToRegExp = (glob: string): RegExp => new RegExp(`^${glob.split(/\*+/).map(escapeRegExp).join('.*')}$`);

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
