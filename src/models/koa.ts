import { type Model, sinks } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, HOST, QUERY, ROUTE, URL_OF } from './kinds.ts';

/** Koa with its router and body parser. https://koajs.com/#context */
export default {
  reads: {
    'type koa.Context': 'koa.Context',
    'type koa.ParameterizedContext': 'koa.Context',
    'type koa.DefaultContext': 'koa.Context',
    'koa.Context.query': QUERY,
    'koa.Context.querystring': QUERY,
    'koa.Context.search': QUERY,
    'koa.Context.params': ROUTE,
    'koa.Context.url': URL_OF,
    'koa.Context.originalUrl': URL_OF,
    'koa.Context.href': URL_OF,
    'koa.Context.path': URL_OF,
    'koa.Context.host': HOST,
    'koa.Context.hostname': HOST,
    'koa.Context.headers': HEADERS,
    'koa.Context.header': HEADERS,
    'koa.Context.get()': HEADERS,
    'koa.Context.cookies.get()': COOKIES,
    'koa.Context.request': 'koa.Request',
    'koa.Context.req': 'express.Request',
    'koa.Context.res': 'express.Response',
    'koa.Request.body': BODY,
    'koa.Request.query': QUERY,
    'koa.Request.params': ROUTE,
    'koa.Request.url': URL_OF,
    'koa.Request.path': URL_OF,
    'koa.Request.headers': HEADERS,
    'koa.Request.header': HEADERS,
    'koa.Request.host': HOST,
    'koa.Request.hostname': HOST,
    'koa.Request.files': 'uploads.Files',
    'koa.Request.file': 'uploads.File',
    'koa.Context.files': 'uploads.Files',
    'koa.Context.file': 'uploads.File',
    'koa.Request.get()': HEADERS,
  },
  handlers: {
    'koa().use': ['koa.Context'],
    ...Object.fromEntries(
      ['@koa/router', 'koa-router'].flatMap((router) =>
        ['get', 'post', 'put', 'patch', 'delete', 'del', 'all', 'use'].map((verb) => [
          `${router}().${verb}`,
          ['koa.Context'],
        ]),
      ),
    ),
  },
  sinks: [
    ...sinks('html', ['=koa.Context.body', '=koa.Response.body']),
    ...sinks('redirect', ['koa.Context.redirect', 'koa.Context.response.redirect']),
    ...sinks('header', ['koa.Context.set:1']),
    ...sinks('path', ['koa-send:1', 'koa-static:0']),
    ...sinks('locals', ['koa.Context.render:1']),
  ],
} satisfies Model;
