import assert from 'node:assert/strict';
import { codeIn } from '../../src/engine/embedded/code-in.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { loadTestEngine } from '../support/engine.ts';
import { randomFrom } from '../support/random.ts';

const VUE = `<template>
  <p v-html="note" /><b :innerHTML='clean'></b>
</template>
<!-- <script>eval(a)</script> -->
<script setup lang="ts">
import DOMPurify from 'dompurify';
const note: string = location.hash;
const clean = DOMPurify.sanitize(note);
eval(note);
</script>
<style>.a { color: red }</style>
`;

const PIECES = [
  '<script>',
  '</script>',
  '<script lang="ts">',
  '{@html ',
  'v-html="',
  '"',
  '}',
  '<!--',
  '-->',
  '---\n',
  '{',
  '<b>',
  '`${',
  '<script>let f = (',
  'x',
  '\n',
  '😀',
];

describe('code in pages and components', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const findings = (text: string, path: string): string[] => {
    const document = engine.open(text, 'html', path);
    const found = document.scan().findings.map(({ rule, range }) => `${rule} ${text.slice(range.start, range.end)}`);
    document.delete();
    return found;
  };

  it('stands where it stands in the file', () => {
    const { text, language } = codeIn(VUE, 'a.vue');
    assert.equal(language, 'typescript');
    assert.equal(text.length, VUE.length);
    assert.equal(text.indexOf('eval(note)'), VUE.indexOf('eval(note)'));
    assert.equal(text.indexOf('note)'), VUE.indexOf('note"'));
    assert.doesNotMatch(text, /eval\(a\)|color|template/);
    for (const { index } of VUE.matchAll(/\n/g)) assert.equal(text[index], '\n');
  });

  it('is checked, and so is what a template writes as HTML', () => {
    assert.deepEqual(findings(VUE, 'src/a.vue'), ['code/react-unsafe-html note', 'code/code-injection note']);
    assert.deepEqual(findings('<script>\nlet a = location.hash;\n</script>\n{@html a}{@html "<b>"}', 'src/a.svelte'), [
      'code/react-unsafe-html a',
    ]);
    assert.deepEqual(findings('---\nconst a = Astro.props.bio as string;\n---\n<p set:html={a} />', 'src/a.astro'), [
      'code/react-unsafe-html a',
    ]);
    assert.deepEqual(findings('<script>eval(location.hash)</script>', 'a.html'), ['code/code-injection location.hash']);
  });

  it('is no data, no other language and no code that was minified', () => {
    const minified = `eval(location.hash);${'a();'.repeat(2000)}`;
    for (const script of [
      '<script type="application/json">eval(location.hash)</script>',
      '<script type="text/x-template">eval(location.hash)</script>',
      '<script lang="coffee">eval(location.hash)</script>',
      '<pre>eval(location.hash)</pre>',
      `<script>${minified}</script>`,
    ])
      assert.deepEqual(findings(script, 'a.html'), [], script.slice(0, 60));
  });

  it('is read though a server puts values into it first', () => {
    for (const script of [
      "fetch({{ url_for('add')|tojson }}, { body: 1 }); eval(location.hash)",
      '{% if debug %}\neval(location.hash)\n{% else %}\nstart();\n{% endif %}',
      'const user = <%= user.to_json %>; eval(location.hash)',
      'const user = <?php echo json_encode($user); ?>; eval(location.hash)',
      'document.body.innerHTML = {{ page.html | jsonify }}; eval(location.hash)',
      "const template = '<p>{{ name }}</p>'; eval(location.hash)",
    ])
      assert.deepEqual(findings(`<script>${script}</script>`, 'a.html'), ['code/code-injection location.hash'], script);
  });

  it('heeds suppressions of the script and of the markup', () => {
    const text = VUE.replace(
      'eval(note)',
      '// assay-ignore-next-line code/code-injection -- a test\neval(note)',
    ).replace('  <p v-html', '  <!-- assay-ignore-next-line code/react-unsafe-html -- a test -->\n  <p v-html');
    assert.deepEqual(findings(text, 'src/a.vue'), []);
  });

  it('tells its imports', () => {
    const document = engine.open(VUE, 'html', 'src/a.vue');
    assert.deepEqual(
      document.imports().map(({ specifier }) => specifier),
      ['dompurify'],
    );
    document.delete();
  });

  it('is after any edits what it is in a fresh file', () => {
    const random = randomFrom(11);
    for (const path of ['a.vue', 'a.svelte', 'a.astro', 'a.html']) {
      const document = engine.open(VUE, 'html', path);
      let text = VUE;
      for (let edit = 0; edit < 150; edit++) {
        const start = Math.floor(random() * (text.length + 1));
        const end = Math.min(text.length, start + Math.floor(random() * 12));
        const piece = PIECES[Math.floor(random() * PIECES.length)] ?? '';
        text = text.slice(0, start) + piece + text.slice(end);
        document.edit({ start, end, text: piece });
        assert.equal(document.text, text);
        const { text: code } = codeIn(text, path);
        assert.equal(code.length, text.length);
        if (edit % 10 !== 0) continue;
        document.settle();
        const fresh = engine.open(text, 'html', path);
        assert.deepEqual(document.scan().findings, fresh.scan().findings);
        fresh.delete();
      }
      document.delete();
    }
  });

  it('ends with its script, whatever stands behind it on the line', () => {
    const text = '<script>var x = 1; // done</script><script>eval(location.hash)</script>';
    assert.deepEqual(findings(text, 'a.html'), ['code/code-injection location.hash']);
  });

  it('is checked though a script before it is broken', () => {
    for (const broken of [
      'function f() { if (a) {',
      'foo(bar, [1, 2',
      'export default {',
      'const a = `unclosed',
      'function f() { const a = `x${b',
      'x = 1; /* unclosed',
      'x = /[(]`/.test("{"); y(',
      'if (a < b { c( }',
      '} } } )',
      'const x = ;',
      '<b>hello there',
      'var x = <foo bar="',
    ]) {
      const text = `<script>${broken}</script>\n<script>\nfunction f() {\n  eval(location.hash);\n}\n</script>`;
      assert.deepEqual(findings(text, 'a.html'), ['code/code-injection location.hash'], broken);
    }
  });

  it('is said not to be checked where it would swallow what follows', () => {
    const document = engine.open('<p>\n<script><b>hello</script><script>f()</script>', 'html', 'a.html');
    assert.deepEqual(document.scan().notes, ['The script on line 2 is not understood, so its code was not checked.']);
    document.edit({ start: 12, end: 15, text: '' });
    assert.deepEqual(document.scan().notes, []);
    document.delete();
  });

  it('is found however its tag is written', () => {
    for (const before of [
      '<script/async>',
      '<SCRIPT async>',
      `<script integrity="${'a'.repeat(3000)}">`,
      '<!--><script>',
      '<!---><script>',
      '<!-- a --!><script>',
      '<textarea></textarea><script>',
      '<textarea><script>',
      '<title>a</title><script/type=module>',
    ])
      assert.deepEqual(
        findings(`${before}eval(location.hash)</script>`, 'a.html'),
        ['code/code-injection location.hash'],
        before.slice(0, 40),
      );
  });

  it('is no text that only looks like it', () => {
    for (const text of [
      '<textarea><script>eval(location.hash)</script></textarea>',
      '<title><script>eval(location.hash)</script></title>',
      '<TEXTAREA rows="2"><script>eval(location.hash)</script></TextArea>',
      '<script/type="text/plain">eval(location.hash)</script>',
      '<scripted>eval(location.hash)</scripted>',
    ])
      assert.deepEqual(findings(text, 'a.html'), [], text);
    assert.deepEqual(
      findings('<script src="./a.ts" />\n<template>{{ eval(location.hash) }}</template>', 'src/a.vue'),
      [],
    );
  });

  it('is found in time that grows with the text', () => {
    for (const piece of [
      '<script ',
      '<script>',
      '<!--',
      '{@html {',
      'v-html="',
      '<script x="',
      '<textarea>',
      '<script>{</script>',
      '<!-->',
      '---\n',
      '</script',
      '<script>{{',
      '<script>{%<%<?',
      '<a href={',
      ' :href="a"',
      'a.map((b) =>',
      '{#each a as ',
      'v-for="(a, ',
      '<script>{{',
      '<script>{%<%<?',
      '<a href={',
      '<a ',
      ' :href="a"',
      'a.map((b) =>',
    ])
      for (const path of ['a.vue', 'a.svelte', 'a.astro']) {
        const text = piece.repeat(30_000);
        assert.equal(codeIn(text, path).text.length, text.length);
      }
    const blanks = ' '.repeat(200_000);
    for (const [text, path] of [
      [`{@html x}{#each${blanks}}`, 'a.svelte'],
      [`{@html x}{#await${blanks}}`, 'a.svelte'],
      [`<template><div v-html="x"></div><p v-for="a${blanks}"></p></template>`, 'a.vue'],
      [`---\n---\n<div set:html={x}/>{a.map(b${blanks}}`, 'a.astro'],
    ] as const)
      assert.equal(codeIn(text, path).text.length, text.length);
  });
});
