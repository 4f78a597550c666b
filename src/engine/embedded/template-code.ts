import { TEMPLATE_SINKS } from './template-sinks.ts';

/** Code that stands for a place of a template, as long as that place. */
export type TemplateCode = { readonly at: number; readonly text: string; readonly range: Range };

type Range = { readonly start: number; readonly end: number };

const LONGEST_EXPRESSION = 2000;
const LONGEST_LOOP = 400;

/**
 * What a template does with its expressions, as code: `v-html="x"` calls a function with `x`, `v-for="a in b"` writes to `a`. Nothing where a
 * template only shows text.
 *
 * The function is called whenever the component is shown, so that it is called in one of its own: it may see all that variables ever hold.
 */
export function templateCode(text: string, extension: string): readonly TemplateCode[] {
  const sinks = [...sinksIn(text, extension)];
  return sinks.length === 0 ? [] : [...sinks, ...loopsIn(text, extension), ...namesIn(text, extension)];
}

function* sinksIn(text: string, extension: string): Generator<TemplateCode> {
  const seen = new Set<number>();
  for (const { name, opening, writes } of TEMPLATE_SINKS.filter((sink) => sink.extension === extension).sort(
    (a, b) => Number(b.writes === 'script') - Number(a.writes === 'script'),
  )) {
    const pattern = new RegExp(opening.source, 'g');
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const start = pattern.lastIndex;
      const closes = match[0].at(-1) ?? '';
      const end = closes === '"' || closes === "'" ? text.indexOf(closes, start) : endOfBraces(text, start);
      if (end < 0 || end - start > LONGEST_EXPRESSION || seen.has(start) || isConstant(text.slice(start, end), writes))
        continue;
      seen.add(start);
      const before = `;()=>${name}(`;
      yield {
        at: start - before.length,
        text: `${before}${text.slice(start, end)})`,
        range: { start, end },
      };
      pattern.lastIndex = end;
    }
  }
}

/** Nothing to look at: most addresses in a template are text, or a path with a number in it. */
const isConstant = (expression: string, writes: string): boolean =>
  expression.trim() === '' || (writes === 'address' && /^\s*['"`](?:\/[\w#?]|#|\.|https?:|mailto:)/.test(expression));

/** The offset of the `}` that closes what was opened before; -1 where there is none near. */
function endOfBraces(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < Math.min(text.length, from + LONGEST_EXPRESSION); at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && depth-- === 0) return at;
  }
  return -1;
}

// Blanks are bounded, and line ends no blanks: what is longer is left alone anyway, and a text of blanks costs no more than any other.
const VUE_LOOP =
  /\b[vx]-for=(["'])[ \t]{0,20}(?:\([ \t]{0,20})?(?<one>\{[^{}"'=]{1,100}\}|[\w$]+)(?:[ \t]{0,20},[ \t]{0,20}[\w$]+){0,2}[ \t]{0,20}\)?[ \t]{1,20}(?:in|of)[ \t]{1,20}(?<all>[^"'<>]{1,200})\1/g;

/** `v-for="(a, index) in b"`, `{#each b as a (key)}`, `{b.map((a) =>`: what `a` is, and what `b`. */
const LOOPS: Readonly<Record<string, RegExp>> = {
  html: VUE_LOOP,
  vue: VUE_LOOP,
  svelte:
    /\{#each[ \t]{1,20}(?<all>[^{}<>]{1,200}?)[ \t]{1,20}as[ \t]{1,20}(?<one>\{[^{}=]{1,100}\}|[\w$]+)[^{}]{0,100}\}/g,
  astro:
    /(?<![\w$.])(?<all>[A-Za-z_$][\w$.?!]{0,99})\.map\([ \t]{0,20}(?:async[ \t]{1,20})?(?:\([ \t]{0,20})?(?<one>\{[^{}=]{1,100}\}|[\w$]+)(?:[ \t]{0,20},[ \t]{0,20}\w+)?[ \t]{0,20}\)?[ \t]{0,20}=>/g,
};

/** In a function of its own, as what is written: only Astro's template is run once, from top to bottom. */
function* loopsIn(text: string, extension: string): Generator<TemplateCode> {
  const pattern = LOOPS[extension];
  if (!pattern) return;
  for (const match of text.matchAll(pattern)) {
    const { one = '', all = '' } = match.groups ?? {};
    // An optional chain cannot be taken apart for its `?` that is left at the end.
    const code = `;${extension === 'astro' ? '' : '()=>'}[${one}]=${all.replace(/[?!]$/, '')};`;
    if (match[0].length > LONGEST_LOOP || code.length > match[0].length || /[\r\n]/.test(match[0])) continue;
    yield { at: match.index, text: code, range: { start: match.index, end: match.index + match[0].length } };
  }
}

/** `{@const a = b}`, `{#await b then a}` of Svelte. */
const NAMES =
  /\{@const[ \t]{1,20}(?<name>[\w$]+)[ \t]{0,20}(?::[^={}]{1,80})?=(?<value>[^{}\n]{1,200})\}|\{#await[ \t]{1,20}(?<promise>[^{}<>]{1,200}?)[ \t]{1,20}then[ \t]{1,20}(?<given>[\w$]+)[ \t]{0,20}\}/g;

function* namesIn(text: string, extension: string): Generator<TemplateCode> {
  if (extension !== 'svelte') return;
  for (const match of text.matchAll(NAMES)) {
    const { name = '', value = '', promise = '', given = '' } = match.groups ?? {};
    const code = name === '' ? `;()=>${given}=${promise};` : `;()=>${name}=${value.trim()};`;
    if (code.length > match[0].length || /[\r\n]/.test(match[0])) continue;
    yield { at: match.index, text: code, range: { start: match.index, end: match.index + match[0].length } };
  }
}
