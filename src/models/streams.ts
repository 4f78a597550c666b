import type { Model } from '../engine/flow/model.ts';

/** Streams of Node.js: what comes out of one is what went in. https://nodejs.org/docs/latest-v20.x/api/stream.html */
export default {
  passes: {
    'stream.Readable.from': {},
    'stream.Readable.fromWeb': {},
    'stream.Readable.toWeb': {},
    'stream.Duplex.from': {},
    'stream.compose': { from: [0], hands: { parameter: 0 } },
    'stream.addAbortSignal': { from: [1] },
    // A function at the end is told of errors; any other is given what comes from the stage before.
    'stream.pipeline': { from: [0], hands: { parameter: 0, to: 'others' } },
    'stream/promises.pipeline': { from: [0], hands: { parameter: 0 } },
    'stream.promises.pipeline': { from: [0], hands: { parameter: 0 } },
    'stream/consumers.text': {},
    'stream/consumers.buffer': {},
    'stream/consumers.arrayBuffer': {},
    'stream/consumers.blob': {},
    'stream/consumers.json': { adds: ['nosql', 'assign', 'prototype', 'locals'], keeps: true },
  },
} satisfies Model;
