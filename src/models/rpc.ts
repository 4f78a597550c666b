import type { Model } from '../engine/flow/model.ts';
import { ARGUMENTS, MESSAGE, QUERY } from './kinds.ts';

const INPUT = ['trpc.Options'];

/** tRPC procedures, GraphQL resolvers, socket.io and ws. https://trpc.io/docs/server/procedures, https://socket.io/docs/v4/server-api/, https://github.com/websockets/ws/blob/master/doc/ws.md */
export default {
  reads: {
    'trpc.Options.input': ARGUMENTS,
    'trpc.Options.rawInput': ARGUMENTS,
    'socket.Socket.handshake.query': QUERY,
    'socket.Socket.handshake.auth': MESSAGE,
    'socket.Socket.handshake.headers': QUERY,
  },
  handlers: {
    'graphql resolver': [undefined, ARGUMENTS],
    '*.query': INPUT,
    '*.mutation': INPUT,
    '*.subscription': INPUT,
    '*.on(connection)': ['socket.Socket', 'express.Request'],
    '*.on(message)': [MESSAGE],
    ...Object.fromEntries(
      ['chat', 'message', 'data', 'event', 'join', 'send', 'command', 'query'].map((event) => [
        `socket.Socket.on(${event})`,
        [MESSAGE],
      ]),
    ),
    'socket.Socket.on': [MESSAGE, MESSAGE],
  },
} satisfies Model;
