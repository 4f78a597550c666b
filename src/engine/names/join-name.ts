const GLOBAL_OBJECTS = new Set(['window', 'globalThis', 'self', 'global']);

/** Names that mean the same thing: of Node.js, and named imports that do not exist but are written for the module itself. */
const SYNONYMS: Readonly<Record<string, string>> = {
  'fs.promises': 'fs/promises',
  'dns.promises': 'dns/promises',
  'axios.axios': 'axios',
  'cookie-session.cookieSession': 'cookie-session',
  'crypto-js.CryptoJS': 'crypto-js',
  'express.express': 'express',
  'express-session.session': 'express-session',
  'got.got': 'got',
  'jsonwebtoken.jwt': 'jsonwebtoken',
  'knex.knex': 'knex',
};

/** Members after which a name does not end as the member is called. */
export const RENAMED: ReadonlySet<string> = new Set([
  'default',
  ...Object.keys(SYNONYMS).map((name) => name.slice(name.lastIndexOf('.') + 1)),
]);

/** The name of a member of what has a name. */
export function joinName(object: string, property: string): string {
  if (property === 'default') return object;
  if (GLOBAL_OBJECTS.has(object)) return property;
  const name = `${object}.${property}`;
  return RENAMED.has(property) && Object.hasOwn(SYNONYMS, name) ? (SYNONYMS[name] as string) : name;
}

/** `node:fs` and `fs` are the same module. */
export const moduleName = (specifier: string): string => specifier.replace(/^node:/, '');
