import { type Model, sinks } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, HOST, QUERY, ROUTE, URL_OF } from './kinds.ts';

/** hapi. https://hapi.dev/api#request */
export default {
  reads: {
    'type @hapi/hapi.Request': 'hapi.Request',
    'type @hapi/hapi.ResponseToolkit': 'hapi.Response',
    'hapi.Request.payload': BODY,
    'hapi.Request.rawPayload': BODY,
    'hapi.Request.query': QUERY,
    'hapi.Request.params': ROUTE,
    'hapi.Request.headers': HEADERS,
    'hapi.Request.state': COOKIES,
    'hapi.Request.url': URL_OF,
    'hapi.Request.path': URL_OF,
    'hapi.Request.info.host': HOST,
    'hapi.Request.info.hostname': HOST,
  },
  handlers: { '*.route.handler': ['hapi.Request', 'hapi.Response'] },
  sinks: [
    ...sinks('html', ['hapi.Response.response']),
    ...sinks('redirect', ['hapi.Response.redirect']),
    ...sinks('path', ['hapi.Response.file']),
    ...sinks('path', ['hapi.Response.view:0']),
    ...sinks('locals', ['hapi.Response.view:1']),
  ],
} satisfies Model;
