import { type Model, sinks } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, QUERY, REMOTE, ROUTE, URL_OF } from './kinds.ts';

/** The request and response of the Fetch standard, as servers, workers and Deno hand them out. https://developer.mozilla.org/docs/Web/API/Request */
export default {
  reads: {
    'type Request': 'web.Request',
    // Where the types of Express are not imported by name.
    'web.Request.query': QUERY,
    'web.Request.params': ROUTE,
    'web.Request.cookies': COOKIES,
    'web.Request.json()': BODY,
    'web.Request.text()': BODY,
    'web.Request.formData()': BODY,
    'web.Request.arrayBuffer()': BODY,
    'web.Request.body': BODY,
    'web.Request.url': URL_OF,
    'web.Request.headers': HEADERS,
    'fetch().json()': REMOTE,
    'fetch().text()': REMOTE,
    // Piece by piece.
    ...Object.fromEntries(
      ['', '.pipeThrough()', '.pipeThrough().pipeThrough()'].flatMap((piped) => [
        [`fetch().body${piped}.*`, REMOTE],
        [`fetch().body${piped}.getReader`, `fetch().body${piped}.getReader`],
        [`fetch().body${piped}.pipeThrough`, `fetch().body${piped}.pipeThrough`],
        [`fetch().body${piped}.getReader().read().value`, REMOTE],
      ]),
    ),
  },
  handlers: {
    'Deno.serve': ['web.Request'],
    'Bun.serve.fetch': ['web.Request'],
    'addEventListener(fetch)': ['web.FetchEvent'],
  },
  sinks: [
    ...sinks('redirect', [
      'Response.redirect',
      ...['Response', 'next/server.NextResponse'].flatMap((response) =>
        ['Location', 'location'].map((header) => `${response}:1.headers.${header}`),
      ),
    ]),
    ...sinks('request', ['fetch:0', 'Request:0', 'WebSocket:0', 'EventSource:0']),
    ...sinks('html', ['Response:0']),
  ],
} satisfies Model;
