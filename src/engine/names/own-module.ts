/**
 * Modules of the project itself by the names that build tools give them, and texts that a bundler makes modules of: `./icons`, `~/text.md`,
 * `$lib/posts`, `virtual:pages`, `a.svg?raw`.
 */
const OWN_MODULE =
  /^(?:\.{0,2}\/|\.{1,2}$|[~@#]\/|[~#@]{2}\/|\$(?:lib|assets|components)\b|virtual:)|\?(?:raw|url|inline)$|\.(?:svg|md|html|txt|json)$/;

/** Whether a module is the project's own, going by its name. */
export const isOwnModule = (specifier: string): boolean => OWN_MODULE.test(specifier);
