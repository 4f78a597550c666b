import { DATA } from '../engine/flow/data.ts';
import { data, type Model } from '../engine/flow/model.ts';
import { ADDRESS } from './kinds.ts';

/** A store is read by its name with a `$` before it: `$page`. */
const QUERY = data(DATA.browser, 'the query of the page');
const PATH = data(DATA.browser, 'the path of the page');

/** Svelte's runes, and the page that SvelteKit tells a component of. https://svelte.dev/docs/svelte/what-are-runes, https://svelte.dev/docs/kit/$app-state */
export default {
  reads: {
    ...Object.fromEntries(
      ['$page', '$app/state.page'].flatMap((page) => [
        // The rest of the address is this site's own.
        [`${page}.url.searchParams`, QUERY],
        [`${page}.url.search`, QUERY],
        [`${page}.url.hash`, ADDRESS],
        [`${page}.params`, PATH],
      ]),
    ),
  },
  passes: {
    'svelte/store.writable': { from: [0], keeps: true },
    'svelte/store.readable': { from: [0], keeps: true },
    $state: { from: [0], keeps: true },
    '$state.raw': { from: [0], keeps: true },
    '$state.snapshot': { from: [0], keeps: true },
    $derived: { from: [0], keeps: true },
    '$derived.by': { from: [0], keeps: true, calls: true },
  },
} satisfies Model;
