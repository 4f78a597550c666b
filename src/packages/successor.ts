import { isBuiltinModule } from './builtin-modules.ts';
import { isPublishableName } from './package-name.ts';

/** Longer messages are cut before they come here; this holds for whoever calls it otherwise. */
const LONGEST = 1000;

const NAME = String.raw`[\`"'‘“]?(@[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*|[a-z0-9][\w.-]*)[\`"'’”]?`;
const PHRASES = [
  `(?:please )?(?:use|try|switch to|upgrade to|migrate to|install|consider(?: using)?)(?: the)?(?: new| official)?(?: package| module)?:? ${NAME}(?: package| module)? instead`,
  `(?:(?:renamed|moved|migrated|changed) to|replaced (?:by|with)|superseded by|in favou?r of|succeeded by|merged into)(?: the)?(?: new| official)?(?: package| module)?:? ${NAME}`,
  String.raw`(?:use|switch to|migrate to)(?: the)? ${NAME}(?=[.,;:!)]*(?:\s*$| (?:package|module|from now on|for)))`,
].map((phrase) => new RegExp(`\\b${phrase}`, 'i'));

/** Words that stand where a name would: `use it instead`, `moved to its own repository`. */
const NO_NAMES = new Set(
  `a an another any github gitlab it its latest my native new newer node nodejs npm one other our something that the their this version your yarn
  built-in builtin same instead either maintained https fetch intl promise promises typescript javascript browser platform standard upstream`.split(
    /\s+/,
  ),
);

/** The package that a maintainer's message names as the one to use instead. */
export function successorIn(message: string, name: string): string | undefined {
  const text = message.slice(0, LONGEST);
  for (const phrase of PHRASES) {
    const found = phrase.exec(text);
    const named = found?.[1]?.replace(/\.+$/, '');
    if (named === undefined || named === name || NO_NAMES.has(named.toLowerCase()) || isBuiltinModule(named)) continue;
    // The beginning of an address, or a version, is none.
    const next = text[(found?.index ?? 0) + (found?.[0].length ?? 0)];
    if (next === '/' || next === ':' || /^v?\d[\d.x]*$/.test(named) || /\.(?:com|org|io|net|dev|js\.org)$/.test(named))
      continue;
    if (isPublishableName(named) && named === named.toLowerCase()) return named;
  }
  return undefined;
}
