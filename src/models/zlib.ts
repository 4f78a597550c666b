import { type Model, type PassSpec, sinks } from '../engine/flow/model.ts';

const PACKING = ['gzip', 'deflate', 'deflateRaw', 'brotliCompress', 'zstdCompress'];
const UNPACKING = ['gunzip', 'inflate', 'inflateRaw', 'unzip', 'brotliDecompress', 'zstdDecompress'];

/** What unpacks a whole text at once. */
export const UNPACKS = UNPACKING.flatMap((name) => [`zlib.${name}`, `zlib.${name}Sync`]);

/** What is packed or unpacked is what it was; unpacked it may be a thousand times as long. https://nodejs.org/docs/latest-v20.x/api/zlib.html */
export default {
  passes: Object.fromEntries(
    [...PACKING, ...UNPACKING].flatMap((name): [string, PassSpec][] => [
      [`zlib.${name}`, { from: [0], hands: { parameter: 1, to: 'last' } }],
      [`zlib.${name}Sync`, { from: [0] }],
    ]),
  ),
  sinks: sinks('size', UNPACKS),
} satisfies Model;
