import { type Model, type PassSpec, type ReadSpec, sinks } from '../engine/flow/model.ts';
import { REMOTE } from './kinds.ts';

/** Handed out without an import, or imported by name. */
const WHERE = ['', 'nuxt/app.', '#imports.', '#app.'];
const everywhere = <Spec>(name: string, spec: Spec): [string, Spec][] =>
  WHERE.map((where) => [`${where}${name}`, spec]);
const ASKING = ['useFetch', 'useLazyFetch'];
const LOADING = ['useAsyncData', 'useLazyAsyncData'];

/** Nuxt: what a page asks of a server, and where it sends the visitor. https://nuxt.com/docs/api/composables/use-fetch, https://nuxt.com/docs/api/utils/navigate-to */
export default {
  reads: Object.fromEntries<ReadSpec>([
    ...ASKING.flatMap((name) => everywhere(`${name}().data`, REMOTE)),
    ...['$fetch()', 'ofetch.$fetch()', 'ofetch.ofetch()'].map((name): [string, ReadSpec] => [name, REMOTE]),
  ]),
  passes: Object.fromEntries<PassSpec>([
    ...everywhere('useState', { from: [1], keeps: true, holds: true, calls: true }),
    ...LOADING.flatMap((name) =>
      everywhere(name, { from: [0, 1], keeps: true, holds: true, calls: true, under: 'data' }),
    ),
  ]),
  sinks: [
    ...sinks(
      'redirect',
      WHERE.map((where) => `${where}navigateTo`),
    ),
    ...sinks('request', ['$fetch', 'ofetch.$fetch', 'ofetch.ofetch']),
  ],
} satisfies Model;
