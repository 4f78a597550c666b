import type { Expression } from '../names/expression.ts';

/**
 * How templates write an expression as HTML, and by which name code knows that: one letter that nobody uses, since there is room for one only.
 * The signs before the expression are at least seven.
 *
 * https://vuejs.org/api/built-in-directives.html#v-html, https://svelte.dev/docs/svelte/@html,
 * https://docs.astro.build/en/reference/directives-reference/#sethtml
 */
export const HTML_SINKS = [
  { name: 'ǂ', extension: 'vue', told: 'v-html', opening: /\bv-html=["']|(?<=\s)(?::|v-bind:|\.)innerHTML=["']/ },
  { name: 'ǁ', extension: 'svelte', told: '{@html}', opening: /\{@html\s/ },
  { name: 'ǃ', extension: 'astro', told: 'set:html', opening: /\bset:html=\{/ },
] as const;

/** Whether a call stands for what a template writes as HTML. */
export const isTemplateSink = ({ callee }: Expression): boolean => HTML_SINKS.some(({ name }) => name === callee.text);
