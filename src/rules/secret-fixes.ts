import type { Fix } from '../engine/finding.ts';
import type { TextFile } from '../engine/text/text-rule.ts';
import type { Secret } from './find-secrets.ts';
import { wordsOf } from './secret-names.ts';
import { lineBefore, openQuote } from './string-quotes.ts';

/** What may stand behind a secret in its string. UTF-16 units. */
const LONGEST_REST = 2000;

/** A secret, or what is taken for one. */
type Replaceable = Pick<Secret, 'range' | 'name' | 'variable'> & { readonly rule?: Secret['rule'] };

/** What puts a variable of the environment in the place of a secret, where the text can name one. */
export function toEnvironment(secret: Replaceable, file: TextFile): readonly Fix[] {
  const variable = variableFor(secret);
  const edit = editFor(secret, file, variable);
  return edit ? [{ title: `Read it from ${edit.title}`, safety: 'review', edits: edit.edits }] : [];
}

/** A name that is written as one of the environment's is kept; others say too little. */
const variableFor = ({ name, variable }: Replaceable): string =>
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name) ? name : variable || wordsOf(name).join('_').toUpperCase();

type Replacement = { readonly title: string; readonly edits: Fix['edits'] };

function editFor({ range, rule }: Replaceable, file: TextFile, variable: string): Replacement | undefined {
  const { kind, path, text } = file;
  switch (kind) {
    case 'javascript':
    case 'typescript':
    case 'tsx':
      return inJavaScript(text, range, `process.env.${variable}`, rule);
    case 'python':
      return /^import os\b/m.test(text) ? inPython(text, range, `os.environ["${variable}"]`) : undefined;
    case 'yaml':
      if (/(?:^|[\\/])\.github[\\/]workflows[\\/]/.test(path)) return whole(range, `\${{ secrets.${variable} }}`);
      return /compose[\w.-]*\.ya?ml$/.test(path) ? whole(range, `\${${variable}}`) : undefined;
    case 'json':
      if (/\.(?:cursor|vscode|windsurf)[\\/]mcp\.json$/.test(path)) return whole(range, `\${env:${variable}}`);
      return /(?:^|[\\/])\.mcp\.json$/.test(path) ? whole(range, `\${${variable}}`) : undefined;
    case 'ini':
      return /\.npmrc$/.test(path) ? whole(range, `\${${variable}}`) : undefined;
    default:
      return undefined;
  }
}

const whole = (range: Secret['range'], text: string): Replacement => ({ title: text, edits: [{ ...range, text }] });

function inJavaScript(
  text: string,
  range: Secret['range'],
  expression: string,
  rule: Secret['rule'] | undefined,
): Replacement | undefined {
  const literal = literalAround(text, range);
  if (!literal) return undefined;
  const { start, end, quote } = literal;
  const isWhole = isAll(text.slice(start + 1, range.start), text.slice(range.end, end - 1), rule);
  if (isWhole) {
    const fallback = /\bprocess\.env(?:\.\w+|\[['"]\w+['"]\])(\s*(?:\|\||\?\?)\s*)$/.exec(lineBefore(text, start));
    if (fallback)
      return { title: 'the environment alone', edits: [{ start: start - (fallback[1]?.length ?? 0), end, text: '' }] };
    const isAttribute =
      /[\w-]=$/.test(text.slice(Math.max(0, start - 40), start)) &&
      quote === '"' &&
      /<\w/.test(lineBefore(text, start));
    return { title: expression, edits: [{ start, end, text: isAttribute ? `{${expression}}` : expression }] };
  }
  const inner = { ...range, text: `\${${expression}}` };
  if (quote === '`') return { title: expression, edits: [inner] };
  if (/[`\\]|\$\{/.test(text.slice(start + 1, end - 1))) return undefined;
  return {
    title: expression,
    edits: [{ start, end: start + 1, text: '`' }, inner, { start: end - 1, end, text: '`' }],
  };
}

/** Whether nothing of account stands beside the secret in its string. Of an address all belongs together. */
function isAll(before: string, after: string, rule: Secret['rule'] | undefined): boolean {
  if (rule === 'secret/connection-string') return /^[\w+.-]+:\/\/[^$]*$/.test(before) && !/\$\{/.test(after);
  return before.trim() === '' && /^(?:\\[nr]|\s)*$/.test(after);
}

function inPython(text: string, range: Secret['range'], expression: string): Replacement | undefined {
  const literal = literalAround(text, range);
  if (
    !literal ||
    literal.start + 1 !== range.start ||
    literal.end - 1 !== range.end ||
    /\w/.test(text[literal.start - 1] ?? '')
  )
    return undefined;
  // What sets a variable of the environment does not read it from there.
  if (/\benviron\b[^=]*=\s*$/.test(lineBefore(text, literal.start))) return undefined;
  return { title: expression, edits: [{ start: literal.start, end: literal.end, text: expression }] };
}

/** The string on whose line a secret stands, by its quotation marks; undefined for what goes over several lines. */
function literalAround(text: string, { start, end }: Secret['range']) {
  const before = lineBefore(text, start);
  const open = openQuote(before);
  if (open === undefined) return undefined;
  const quote = before.charAt(open);
  const after = text.slice(end, end + LONGEST_REST);
  const close = quote === '`' ? after.indexOf(quote) : after.search(new RegExp(`[${quote}\\n]`));
  if (close < 0 || after[close] !== quote || (quote !== '`' && text.slice(start, end).includes('\n'))) return undefined;
  return { start: start - before.length + open, end: end + close + 1, quote };
}
