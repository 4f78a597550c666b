import type { FlatTree } from '../syntax/flat-tree.ts';
import type { ImportSite } from './import-site.ts';

/** `import('x').Y` in a type, or `@import { Y } from 'x'`. */
const IN_JSDOC =
  /\bimport\(\s{0,9}(["'])([^"'\s]{1,214})\1\s{0,9}\)|@import\b[^@"']{0,400}\bfrom\s{1,9}(["'])([^"'\s]{1,214})\3/g;
/** Tags that are followed by a type; an `@example` shows code. */
const TYPED =
  /^@(?:type|typedef|param|arg|argument|returns?|template|extends|augments|implements|satisfies|property|prop|this|throws|yields|enum|overload|import|callback)\b/;
const TYPES = /^\/\/\/\s{0,9}<reference\s{1,9}types\s{0,9}=\s{0,9}(["'])([^"'\s]{1,214})\1/;

/** The modules whose types the comments of a file name. */
export function commentImports({ text, comments }: FlatTree): ImportSite[] {
  const sites: ImportSite[] = [];
  for (let at = 0; at < comments.length; at += 2) {
    const start = comments[at] as number; // comments hold pairs
    const comment = text.slice(start, comments[at + 1]);
    if (comment.startsWith('///')) {
      const types = TYPES.exec(comment);
      if (types) sites.push(siteOf('reference-types', types[2] ?? '', start + types[0].length - 1));
    } else if (comment.startsWith('/**')) sites.push(...inJsdoc(comment, start));
  }
  return sites;
}

function inJsdoc(comment: string, start: number): ImportSite[] {
  let tag = 0;
  return [...comment.matchAll(IN_JSDOC)].flatMap((match) => {
    // Of a scoped package in a type the `@` is none of a tag.
    for (
      let next = comment.indexOf('@', tag + 1);
      next >= 0 && next <= match.index;
      next = comment.indexOf('@', next + 1)
    )
      if (/[\s*{]/.test(comment[next - 1] ?? '')) tag = next;
    if (!TYPED.test(comment.slice(tag, tag + 12))) return [];
    const specifier = match[2] ?? match[4] ?? '';
    const end = start + match.index + match[0].lastIndexOf(specifier) + specifier.length;
    return [siteOf('comment-import', specifier, end)];
  });
}

/** @param end where the specifier ends. */
function siteOf(form: ImportSite['form'], specifier: string, end: number): ImportSite {
  const range = { start: end - specifier.length, end };
  return { specifier, form, range, statement: range, typeOnly: true, guarded: false };
}
