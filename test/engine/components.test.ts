import assert from 'node:assert/strict';
import { commentAt, frontMatterOf } from '../../src/engine/embedded/comment-place.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Edit } from '../../src/engine/finding.ts';
import { loadTestEngine } from '../support/engine.ts';

describe('templates of components', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const scan = (text: string, path: string) => {
    const document = engine.open(text, 'html', path);
    const { findings } = document.scan();
    document.delete();
    return findings;
  };
  const told = (text: string, path: string): string[] =>
    scan(text, path).map(
      ({ rule, range, confidence }) => `${confidence} ${rule} ${text.slice(range.start, range.end)}`,
    );
  const repaired = (text: string, path: string): string | undefined => {
    const [fix] = scan(text, path).flatMap(({ fixes }) => fixes);
    return fix && applied(text, fix.edits);
  };

  it('are told of what comes from a page, a server or a model, whatever it is called on the way', () => {
    const options = `<template><p v-html="intro" /><i v-html="drawn(name)" /></template>
<script>
export default {
  data: () => ({ name: '' }),
  computed: { intro: { get() { return '<b>' + this.topic + '</b>'; } }, topic() { return this.$route.query.topic; } },
  methods: { drawn(text) { return '<u>' + text + '</u>'; } },
  async created() { this.name = await (await fetch('/api/name')).text(); },
};
</script>`;
    assert.deepEqual(told(options, 'a.vue'), [
      'likely code/react-unsafe-html intro',
      'likely code/react-unsafe-html drawn(name)',
    ]);
    const loops = `<script setup>
const rows = ref([]);
const load = async () => { rows.value = await (await fetch('/api/rows')).json(); };
</script>
<template><ul><li v-for="row of rows"><b v-for="(cell, i) in row.cells" :key="i" v-html="cell.shown" /></li></ul></template>`;
    assert.deepEqual(told(loops, 'a.vue'), ['likely code/react-unsafe-html cell.shown']);
    const svelte = `<script>
  let rows = $state([]);
  const first = $derived.by(() => rows[0]);
  async function load() { rows = await (await fetch('/api/rows')).json(); }
</script>
{@html first.shown}{#each rows as { shown: text }, i (i)}{@html text}{/each}`;
    assert.deepEqual(told(svelte, 'a.svelte'), [
      'likely code/react-unsafe-html first.shown',
      'likely code/react-unsafe-html text',
    ]);
  });

  it('are told of what a script is handed later', () => {
    for (const [path, text] of [
      [
        'a.vue',
        `<script setup>
const route = useRoute();
const shown = ref('');
watch(() => route.query.shown, (value) => { shown.value = String(value); });
</script>
<template><p v-html="shown" /></template>`,
      ],
      [
        'a.vue',
        `<script setup>
const shown = ref([]);
const socket = new WebSocket('wss://live.example.com');
socket.onmessage = (event) => { shown.value.push(JSON.parse(event.data)); };
</script>
<template><p v-for="one in shown" v-html="one.text" /></template>`,
      ],
      [
        'a.vue',
        `<template><p v-html="shown" /></template>
<script>
export default defineComponent({
  setup() {
    const shown = ref('');
    onMounted(() => { shown.value = new URLSearchParams(window.location.search).get('shown'); });
    return { shown };
  },
});
</script>`,
      ],
      [
        'a.svelte',
        `<script>
import { writable } from 'svelte/store';
const shown = writable('');
fetch('/api/shown').then((response) => response.text()).then((text) => { shown.set(text); });
</script>
{@html $shown}`,
      ],
      [
        'a.svelte',
        `<script>
const load = async () => (await fetch('/api/page')).json();
</script>
{#await load() then page}{@const text = '<p>' + page.text}\n{@html text}{/await}`,
      ],
      [
        'a.html',
        `<div id="app"><p v-html="shown"></p></div><script>
const { createApp } = Vue;
createApp({
  data() { return { shown: '' }; },
  async mounted() { this.shown = await (await fetch('/api/shown')).text(); },
}).mount('#app');
</script>`,
      ],
      ['a.html', '<template x-for="comment in comments"><p x-html="comment.body"></p></template>'],
    ] as const)
      assert.match(told(text, path).join(), /^likely code\/react-unsafe-html [\w$.]+$/, text);
  });

  it('may link to the page itself, and to what begins with a path', () => {
    const svelte = `<script>
import { page } from '$app/state';
</script>
<a href={page.url.toString()}>Again</a><a href={'/search?' + page.url.searchParams}>More</a>
<a href={page.url.searchParams.get('back')}>Back</a>`;
    assert.deepEqual(told(svelte, 'a.svelte'), ["likely code/script-url page.url.searchParams.get('back')"]);
    const vue = `<script setup>
const route = useRoute();
</script>
<template><iframe :src="route.query.film" /><img :src="route.query.picture"></template>`;
    assert.deepEqual(told(vue, 'a.vue'), ['likely code/script-url route.query.film']);
  });

  it('are told with less certainty of what only the template knows', () => {
    const text = `<script setup>
const props = defineProps(['title', 'comment']);
</script>
<template><h1 v-html="title" /><p v-html="comment" /><p v-html="page.body" /></template>`;
    assert.deepEqual(told(text, 'a.vue'), [
      'possible code/react-unsafe-html title',
      'likely code/react-unsafe-html comment',
      'possible code/react-unsafe-html page.body',
    ]);
  });

  it('are left alone with the lists and texts of the project, but not with what is changed there', () => {
    const text = (imported: string) => `<script>
  import { Bell } from 'icons';
  import { ${imported} } from './${imported}';
  const items = [{ icon: Bell, comment: '<b>5 others</b> follow you' }];
</script>
{#each items as item}{@html item.comment || ''}{/each}
{@html ${imported}.answer}`;
    assert.deepEqual(told(text('texts'), 'a.svelte'), []);
    assert.deepEqual(told(text('chatStore'), 'a.svelte'), ['likely code/react-unsafe-html chatStore.answer']);
  });

  it('show in a variable all that it is ever given', () => {
    const text = (value: string) => `<script setup>
const note = ref('');
function show() { note.value = ${value}; }
</script>
<template><p v-html="note" /></template>`;
    assert.deepEqual(told(text('DOMPurify.sanitize(props.note)'), 'a.vue'), []);
    assert.deepEqual(told(text("'<b>saved</b>'"), 'a.vue'), []);
    assert.deepEqual(told(text('props.note'), 'a.vue'), ['likely code/react-unsafe-html note']);
  });

  it('keep their text apart from what a script declares of the same name', () => {
    const text = `<script setup>
const list = ['<b>1</b>', '<b>2</b>'];
const message = location.hash;
console.log(message);
</script>
<template><p v-for="message in list" v-html="list[0]" /></template>`;
    assert.deepEqual(told(text, 'a.vue'), []);
  });

  it('are looked at though their syntax is odd', () => {
    for (const [path, text] of [
      [
        'a.vue',
        `<template><p v-for="(a, in b" v-html="c |" /><p v-html="" /><a :href="" />\n<p v-html="location.hash" /></template>`,
      ],
      ['a.svelte', `{#each as as as}{@html }{#each {a} as {b}}\n{@html location.hash}{/each}<a href={}>`],
      ['a.astro', `---\n---\n{.map((a) => <p set:html={} />)}{a?.map(({ =>\n <p set:html={location.hash} />}`],
    ] as const)
      assert.deepEqual(told(text, path), ['likely code/react-unsafe-html location.hash'], path);
  });

  it('get what a repair needs into the script that they know', () => {
    assert.equal(
      repaired(`<template><p v-html="comment" /></template>\n<script setup>\nconst a = 1\n</script>`, 'a.vue'),
      `<template><p v-html="DOMPurify.sanitize(comment)" /></template>\n<script setup>\nimport DOMPurify from 'dompurify'\nconst a = 1\n</script>`,
    );
    assert.equal(
      repaired(`<script>\n  import a from './a';\n</script>\n{@html comment}`, 'a.svelte'),
      `<script>\n  import DOMPurify from 'dompurify';\n  import a from './a';\n</script>\n{@html DOMPurify.sanitize(comment)}`,
    );
    assert.equal(
      repaired(`---\nconst { comment } = Astro.props;\n---\n<p set:html={comment} />`, 'a.astro'),
      `---\nimport DOMPurify from 'isomorphic-dompurify';\nconst { comment } = Astro.props;\n---\n<p set:html={DOMPurify.sanitize(comment)} />`,
    );
  });

  it('get no repair that nothing could hold', () => {
    // No script; a script whose names the template does not know; a page, which knows no packages; the environment of a server.
    assert.equal(repaired(`<template><p v-html="comment" /></template>`, 'a.vue'), undefined);
    assert.equal(
      repaired(`<template><p v-html="comment" /></template>\n<script>\nexport default {};\n</script>`, 'a.vue'),
      undefined,
    );
    assert.equal(
      repaired(`<script>\nconst sessionToken = Math.random().toString(36);\n</script>`, 'a.html'),
      undefined,
    );
    const secret = ['k7Qw', 'Zr9x', 'Lm2v', 'Tb8n'].join('');
    assert.equal(repaired(`<script>\nconst apiSecret = '${secret}';\n</script>`, 'a.svelte'), undefined);
  });

  it('hold a comment where there is room for one', () => {
    const vue =
      '<template>\n<p\n  :title="a > b"\n  v-html="x"\n/>\n<b v-html="x" />\n</template>\n<script>\nlet a;\n</script>';
    const places = (text: string, path: string) =>
      text.split('\n').map((_, line, all) => commentAt(text, path, all.slice(0, line).join('\n').length + (line && 1)));
    assert.deepEqual(places(vue, 'a.vue').map(String), [
      ...['markup', 'markup', 'undefined', 'undefined', 'undefined', 'markup', 'markup', 'markup', 'script', 'markup'],
    ]);
    assert.deepEqual(places('<a\n  on:click={() => go()}\n  href={x}>\n{@html x}', 'a.svelte').map(String), [
      ...['markup', 'undefined', 'undefined', 'markup'],
    ]);
    assert.equal(commentAt('<p\nid>', 'a.tsx', 3), 'own');
    assert.equal(frontMatterOf('---\nlet a;\n---\n<p />', 'a.astro'), 4);
    assert.equal(frontMatterOf('<p />', 'a.astro'), undefined);
  });

  it('and scripts are told of a secret once', () => {
    const secret = ['k7Qw', 'Zr9x', 'Lm2v', 'Tb8n'].join('');
    const text = `<script>\nconst apiSecret = '${secret}';\n</script>`;
    assert.deepEqual(told(text, 'a.vue'), [`likely secret/hardcoded-credential '${secret}'`]);
    const search = `<script>\ndocsearch({ appId: 'A1', indexName: 'site', apiKey: '${secret}' });\n</script>`;
    assert.deepEqual(told(search, 'a.astro'), []);
  });
});

function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
