import { DATA } from '../engine/flow/data.ts';
import { data, type Model } from '../engine/flow/model.ts';
import { ADDRESS } from './kinds.ts';

const PATH = data(DATA.browser, 'the path of the page');

/** Svelte's runes, and the page that SvelteKit tells a component of. https://svelte.dev/docs/svelte/what-are-runes, https://svelte.dev/docs/kit/$app-state */
export default {
  reads: {
    // A store is read by its name with a `$` before it.
    '$page.url': ADDRESS,
    '$page.params': PATH,
    '$app/state.page.url': ADDRESS,
    '$app/state.page.params': PATH,
  },
  passes: {
    $state: { from: [0], keeps: true },
    '$state.raw': { from: [0], keeps: true },
    '$state.snapshot': { from: [0], keeps: true },
    $derived: { from: [0], keeps: true },
    '$derived.by': { from: [0], keeps: true, calls: true },
  },
} satisfies Model;
