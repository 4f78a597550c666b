import { type Model, sinks } from '../engine/flow/model.ts';
import { COOKIES, QUERY, ROUTE, URL_OF } from './kinds.ts';

const EVENT = ['sveltekit.Event'];

/** SvelteKit and Astro endpoints. https://svelte.dev/docs/kit/routing#server, https://docs.astro.build/en/guides/endpoints/ */
export default {
  reads: {
    'type @sveltejs/kit.RequestEvent': 'sveltekit.Event',
    'type ./$types.RequestEvent': 'sveltekit.Event',
    'type astro.APIContext': 'sveltekit.Event',
    'sveltekit.Event.request': 'web.Request',
    'sveltekit.Event.fetch': 'fetch',
    'web.Request.fetch': 'fetch',
    'sveltekit.Event.params': ROUTE,
    'sveltekit.Event.url': URL_OF,
    'sveltekit.Event.url.searchParams': QUERY,
    // The program's own.
    'sveltekit.Event.url.origin': 'web.Origin',
    'sveltekit.Event.cookies.get()': COOKIES,
    'Astro.params': ROUTE,
    'Astro.url': URL_OF,
    'Astro.url.searchParams': QUERY,
    'Astro.url.origin': 'web.Origin',
    'Astro.request': 'web.Request',
  },
  handlers: { 'export load': EVENT, 'export handle': EVENT, 'export actions.*': EVENT },
  sinks: sinks('redirect', ['@sveltejs/kit.redirect:1', 'Astro.redirect']),
} satisfies Model;
