import { type Model, sinks } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, QUERY, ROUTE, URL_OF } from './kinds.ts';

/** Hono. https://hono.dev/docs/api/request, https://hono.dev/docs/api/context */
export default {
  reads: {
    'type hono.Context': 'hono.Context',
    'hono.Context.req': 'hono.Request',
    'hono.Request.query()': QUERY,
    'hono.Request.queries()': QUERY,
    'hono.Request.param()': ROUTE,
    'hono.Request.header()': HEADERS,
    'hono.Request.json()': BODY,
    'hono.Request.text()': BODY,
    'hono.Request.parseBody()': BODY,
    'hono.Request.formData()': BODY,
    'hono.Request.url': URL_OF,
    'hono.Request.path': URL_OF,
    'hono/cookie.getCookie()': COOKIES,
  },
  handlers: Object.fromEntries(
    ['get', 'post', 'put', 'patch', 'delete', 'all', 'use', 'on'].map((verb) => [
      `hono.Hono().${verb}`,
      ['hono.Context'],
    ]),
  ),
  sinks: [
    ...sinks('html', ['hono.Context.html', 'hono/html.raw']),
    ...sinks('redirect', ['hono.Context.redirect']),
    ...sinks('header', ['hono.Context.header:1']),
  ],
} satisfies Model;
