import type { Binding } from './binding.ts';

/**
 * Modules of the project itself by the names that build tools give them, and texts that a bundler makes modules of: `./icons`, `~/text.md`,
 * `$lib/posts`, `virtual:pages`, `a.svg?raw`.
 */
const OWN_MODULE =
  /^(?:\.{0,2}\/|\.{1,2}$|[~@#]\/|[~#@]{2}\/|\$(?:lib|assets|components)\b|virtual:|~icons\/)|\?(?:raw|url|inline)$|\.(?:svg|md|html|txt|json)$/;

/** What others write into while the program runs. */
const CHANGING = /(store|state|session|user|chat|conversation)$/i;

/** Whether what a name imports is a constant of the project itself, going by the names. */
export const isOwnImport = ({ module, name }: Pick<Binding, 'module' | 'name'>): boolean =>
  module !== undefined && OWN_MODULE.test(module) && !CHANGING.test(name);
