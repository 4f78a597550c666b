import type { Expression } from '../names/expression.ts';

/** What a template does with an expression: writes it as HTML, as the text of a script or style, or makes it the address of a link. */
type TemplateSink = {
  /** One letter that nobody uses, since there is room for one only. */
  readonly name: string;
  readonly extension: string;
  readonly told: string;
  /** Ends with the sign that opens the expression. The signs before the expression are at least seven. */
  readonly opening: RegExp;
  readonly writes: 'html' | 'script' | 'address';
};

/**
 * By which names code knows what templates do.
 *
 * https://vuejs.org/api/built-in-directives.html#v-html, https://svelte.dev/docs/svelte/@html,
 * https://docs.astro.build/en/reference/directives-reference/#sethtml, https://alpinejs.dev/directives/html
 */
export const TEMPLATE_SINKS: readonly TemplateSink[] = [
  {
    name: 'ǂ',
    extension: 'vue',
    told: 'v-html',
    opening: /\bv-html=["']|(?<=\s)(?::|v-bind:|\.)innerHTML=["']/,
    writes: 'html',
  },
  // Vue and Alpine.js without a build.
  { name: 'ƪ', extension: 'html', told: 'v-html', opening: /\bv-html=["']/, writes: 'html' },
  { name: 'ƻ', extension: 'html', told: 'x-html', opening: /\bx-html=["']/, writes: 'html' },
  { name: 'ǁ', extension: 'svelte', told: '{@html}', opening: /\{@html\s/, writes: 'html' },
  { name: 'ǃ', extension: 'astro', told: 'set:html', opening: /\bset:html=\{/, writes: 'html' },
  {
    name: 'ǀ',
    extension: 'astro',
    told: 'set:html',
    opening: /<(?:script|style)\b[^<>{}]{0,200}\sset:html=\{/,
    writes: 'script',
  },
  {
    name: 'ǝ',
    extension: 'vue',
    told: 'href',
    opening: /(?:<iframe(?=\s)[^<>]{0,200}[ \t](?::|v-bind:)src|[ \t](?::|v-bind:)(?:href|formaction))=["']/,
    writes: 'address',
  },
  {
    name: 'ƾ',
    extension: 'svelte',
    told: 'href',
    opening:
      /(?:<iframe(?=\s)[^<>]{0,200}[ \t]src|<(?:a|button|form)(?=\s)[^<>]{0,200}[ \t](?:href|formaction|action))=\{/,
    writes: 'address',
  },
  {
    name: 'ƿ',
    extension: 'astro',
    told: 'href',
    opening:
      /(?:<iframe(?=\s)[^<>]{0,200}[ \t]src|<(?:a|button|form)(?=\s)[^<>]{0,200}[ \t](?:href|formaction|action))=\{/,
    writes: 'address',
  },
];

/** The names of the sinks that write in one way. */
export const namesOfSinks = (writes: TemplateSink['writes']): readonly string[] =>
  TEMPLATE_SINKS.filter((sink) => sink.writes === writes).map(({ name }) => name);

/** What a call stands for in a template, if it does. */
export const templateSinkOf = ({ callee }: Expression): TemplateSink | undefined =>
  TEMPLATE_SINKS.find(({ name }) => name === callee.text);
