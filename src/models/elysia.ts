import type { Model } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, QUERY, ROUTE } from './kinds.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'all', 'ws', 'use', 'group', 'onBeforeHandle', 'derive'];

/** Elysia. https://elysiajs.com/essential/handler */
export default {
  reads: {
    ...Object.fromEntries(METHODS.map((method) => [`elysia.Elysia().${method}()`, 'elysia.Elysia()'])),
    'elysia.Context.body': BODY,
    'elysia.Context.query': QUERY,
    'elysia.Context.params': ROUTE,
    'elysia.Context.headers': HEADERS,
    'elysia.Context.cookie': COOKIES,
  },
  handlers: Object.fromEntries(
    ['get', 'post', 'put', 'patch', 'delete', 'all'].map((method) => [`elysia.Elysia().${method}`, ['elysia.Context']]),
  ),
} satisfies Model;
