import { type Model, sinks } from '../engine/flow/model.ts';

/** Redis and ioredis: scripts that run in the server. https://redis.io/docs/latest/commands/eval/ */
export default {
  sinks: sinks('code', ['*.eval', '*.sendCommand:1'], { receiver: /redis/i }),
} satisfies Model;
