import { type Model, sinks } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, HOST, QUERY, ROUTE, UPLOAD, URL_OF } from './kinds.ts';

const HANDLER = ['fastify.Request', 'fastify.Response'];

/** Fastify. https://fastify.dev/docs/latest/Reference/Request/, https://fastify.dev/docs/latest/Reference/Reply/ */
export default {
  reads: {
    'type fastify.FastifyRequest': 'fastify.Request',
    'type fastify.FastifyReply': 'fastify.Response',
    'type fastify.FastifyInstance': 'fastify()',
    'parameter fastify': 'fastify()',
    'fastify.Request.body': BODY,
    'fastify.Request.query': QUERY,
    'fastify.Request.params': ROUTE,
    'fastify.Request.headers': HEADERS,
    'fastify.Request.cookies': COOKIES,
    'fastify.Request.url': URL_OF,
    'fastify.Request.originalUrl': URL_OF,
    'fastify.Request.hostname': HOST,
    'fastify.Request.host': HOST,
    'fastify.Request.raw': 'express.Request',
    'fastify.Request.file()': UPLOAD,
    'fastify.Request.files()': UPLOAD,
    'fastify.Request.parts()': UPLOAD,
    'fastify.Response.code()': 'fastify.Response',
    'fastify.Response.status()': 'fastify.Response',
    'fastify.Response.type()': 'fastify.HtmlResponse',
    'fastify.Response.header()': 'fastify.Response',
    'fastify.HtmlResponse.code()': 'fastify.HtmlResponse',
    'fastify.Response.raw': 'express.Response',
  },
  handlers: Object.fromEntries([
    ...['get', 'post', 'put', 'patch', 'delete', 'all', 'head', 'options'].map((verb) => [
      `fastify().${verb}`,
      HANDLER,
    ]),
    ...['handler', 'preHandler', 'onRequest', 'preValidation'].map((option) => [`fastify().route.${option}`, HANDLER]),
    ['fastify().addHook', HANDLER],
    ['fastify().register', ['fastify()']],
    // `export default fp(async (app) => ...)`: a plugin of its own file.
    ...['fastify-plugin', 'fastify-plugin.fastifyPlugin'].map((plugin) => [plugin, ['fastify()']]),
  ]),
  sinks: [
    // A plain `reply.send(text)` is text/plain; only a type makes it HTML.
    ...sinks('html', ['fastify.HtmlResponse.send']),
    ...sinks('redirect', ['fastify.Response.redirect:last']),
    ...sinks('path', ['fastify.Response.sendFile', 'fastify.Response.download']),
    ...sinks('header', ['fastify.Response.header:1', 'fastify.Response.headers'], { inside: true }),
    ...sinks('path', ['fastify.Response.view:0']),
    ...sinks('locals', ['fastify.Response.view:1']),
  ],
} satisfies Model;
