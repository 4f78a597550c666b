import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine.ts';
import { loadTestEngine } from '../support/engine.ts';

/** What a template writes as HTML that was plain text before. */
describe('text made into HTML', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });
  const toldAs = (script: string, html = 'shown') => {
    const document = engine.open(
      `<script setup>\nimport { computed, ref } from 'vue';\nimport { api } from '@/api';\nconst ticket = ref(null);\n${script}\n</script>\n<template><p v-html="${html}"></p></template>\n`,
      'html',
      'a.vue',
    );
    try {
      return document
        .scan()
        .findings.filter(({ rule }) => rule === 'code/react-unsafe-html')
        .map(({ confidence }) => confidence);
    } finally {
      document.delete();
    }
  };

  it('is told where its line ends or its addresses become elements', () => {
    for (const script of [
      "const shown = computed(() => ticket.value.problem.replace(/\\n/g, '<br>'));",
      "const shown = computed(() => { if (!ticket.value) return ''; return ticket.value.problem.replace(/(https?:\\/\\/\\S+)/g, '<a href=\"$1\">$1</a>'); });",
      "const shown = computed(() => ticket.value.problem.replaceAll('\\n', '<br />'));",
      "const shown = computed(() => ticket.value.problem.split('\\n').join('<br>'));",
      'const shown = computed(() => ticket.value.problem.replace(/https?:\\S+/g, (url) => `<a href="${url}">${url}</a>`));',
    ])
      assert.deepEqual(toldAs(script), ['likely'], script);
    assert.deepEqual(toldAs("const lines = (text) => text.replace(/\\r?\\n/g, '<br/>');", 'lines(ticket.problem)'), [
      'likely',
    ]);
  });

  it('is not told as surely where it is escaped, or was no text', () => {
    for (const script of [
      "const shown = computed(() => escapeHtml(ticket.value.problem).replace(/\\n/g, '<br>'));",
      "const shown = computed(() => ticket.value.problem.replace(/</g, '&lt;').replace(/\\n/g, '<br>'));",
      'const shown = computed(() => ticket.value.page);',
      "const shown = computed(() => ticket.value.page.replace(/\\s+/g, ' '));",
    ])
      assert.ok(!toldAs(script).includes('likely'), script);
  });
});
