import type { Model } from '../engine/flow/model.ts';
import { sinks } from '../engine/flow/model.ts';
import { ADDRESS, QUERY, ROUTE } from './kinds.ts';

const ARGUMENTS = ['remix.Arguments'];

const SERVERS = [
  '@remix-run/node',
  '@remix-run/cloudflare',
  '@remix-run/deno',
  '@remix-run/server-runtime',
  '@shopify/remix-oxygen',
  'react-router',
  'react-router-dom',
];

/** Remix and React Router: loaders and actions. https://reactrouter.com/start/framework/data-loading */
export default {
  reads: {
    'remix.Arguments.request': 'web.Request',
    'remix.Arguments.params': ROUTE,
    ...Object.fromEntries(
      SERVERS.flatMap((module) =>
        [
          'LoaderFunctionArgs',
          'ActionFunctionArgs',
          'ClientLoaderFunctionArgs',
          'ClientActionFunctionArgs',
          'DataFunctionArgs',
          'LoaderArgs',
          'ActionArgs',
        ].map((type) => [`type ${module}.${type}`, 'remix.Arguments']),
      ),
    ),
    'react-router-dom.useParams()': { data: ROUTE.data, what: 'the path of the page' },
    'react-router-dom.useSearchParams()': { data: QUERY.data, what: 'the query of the page' },
    ...Object.fromEntries(
      ['react-router-dom', 'react-router', '@remix-run/react'].flatMap((library) => [
        [`${library}.useLocation().search`, ADDRESS],
        [`${library}.useLocation().hash`, ADDRESS],
        [`${library}.useSearchParams()`, { data: QUERY.data, what: 'the query of the page' }],
      ]),
    ),
    'wouter.useSearch()': ADDRESS,
    'wouter.useSearchParams()': ADDRESS,
    'use-query-params.useQueryParam()': ADDRESS,
    'nuqs.useQueryState()': ADDRESS,
    'react-router.useParams()': { data: ROUTE.data, what: 'the path of the page' },
  },
  handlers: {
    'export loader': ARGUMENTS,
    'export action': ARGUMENTS,
    'export clientLoader': ARGUMENTS,
    'export clientAction': ARGUMENTS,
  },
  sinks: sinks(
    'redirect',
    [...SERVERS, '@remix-run/react'].flatMap((module) =>
      ['redirect', 'redirectDocument', 'replace'].map((call) => `${module}.${call}`),
    ),
  ),
} satisfies Model;
