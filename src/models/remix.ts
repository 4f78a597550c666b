import type { Model } from '../engine/flow/model.ts';
import { sinks } from '../engine/flow/model.ts';
import { ADDRESS, QUERY, ROUTE } from './kinds.ts';

const ARGUMENTS = ['remix.Arguments'];

/** Remix and React Router: loaders and actions. https://reactrouter.com/start/framework/data-loading */
export default {
  reads: {
    'remix.Arguments.request': 'web.Request',
    'remix.Arguments.params': ROUTE,
    'type @remix-run/node.LoaderFunctionArgs': 'remix.Arguments',
    'type @remix-run/node.ActionFunctionArgs': 'remix.Arguments',
    'type react-router.LoaderFunctionArgs': 'remix.Arguments',
    'type react-router.ActionFunctionArgs': 'remix.Arguments',
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
  handlers: { 'export loader': ARGUMENTS, 'export action': ARGUMENTS, 'export clientLoader': ARGUMENTS },
  sinks: sinks('redirect', [
    '@remix-run/node.redirect',
    '@remix-run/react.redirect',
    'react-router.redirect',
    'react-router-dom.redirect',
  ]),
} satisfies Model;
