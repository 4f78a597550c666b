import { type Model, sinks } from '../engine/flow/model.ts';

const LEVELS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'verbose', 'fatal', 'silly', 'http', 'notice'];

/** Loggers: winston, pino, bunyan, log4js. https://github.com/winstonjs/winston, https://getpino.io/ */
export default {
  sinks: (['log', 'secret'] as const).flatMap((harm) =>
    sinks(
      harm,
      LEVELS.map((level) => `*.${level}:all`),
      { receiver: /(^|\.)_?(logger|log|winston|bunyan)$/i },
    ),
  ),
} satisfies Model;
