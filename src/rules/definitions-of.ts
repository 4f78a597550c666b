import { Definitions } from '../engine/flow/definitions.ts';
import { onceForFile } from './once.ts';

/** Where the variables of a file get their values. */
export const definitionsOf = onceForFile(({ names }) => new Definitions(names));
