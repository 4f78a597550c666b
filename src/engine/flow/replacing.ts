import { ANY_HARM, HARM } from './data.ts';

/** What a replacement in text makes harmless: the pattern is a regular expression as written, or the text that is replaced. */
export function regexCleans(pattern: string, replacement: string, isAll: boolean): number {
  if (!isAll) return 0;
  const [, source = pattern] = /^\/(.*)\/\w*$/s.exec(pattern) ?? [];
  // `/[^a-z0-9]/g`: only what is listed stays.
  if (/^\[\^[^\]]*\][+*]?$|^\\W\+?$|^\\D\+?$/.test(source))
    return /^\[\^[^\]]*[<>'"`;|&$]/.test(source) ? HARM.path : ANY_HARM;
  let removed = 0;
  if (/[<>]/.test(source) && !/<[^>]*>/.test(source.replace(/\[[^\]]*\]/g, '<'))) removed |= HARM.html | HARM.dom;
  if (/^<$|^\[<>|&lt;/.test(source) || replacement.includes('&lt;')) removed |= HARM.html | HARM.dom;
  if (/\\r|\\n/.test(source)) removed |= HARM.log | HARM.header;
  if (/[.*+?^${}()|[\]\\]/.test(source) && replacement.includes('$&')) removed |= HARM.regex;
  if (/'/.test(source) && replacement.length >= 2) removed |= HARM.sql;
  // The way to write a quote inside quotes of a shell: it ends them, is escaped, and begins them again.
  if (source === "'" && /^'(\\'|"'")'$/.test(replacement)) removed |= HARM.shell;
  if (
    /\.\./.test(source.replaceAll('\\', '')) ||
    source === '\\/' ||
    source === '/' ||
    /^\[[^\]]*\\\/[^\]]*\]$/.test(source)
  )
    removed |= HARM.path;
  return removed;
}
