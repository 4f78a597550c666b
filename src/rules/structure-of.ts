import { Structure } from '../engine/flow/structure.ts';
import { onceForFile } from './once.ts';

/** The functions of a file, with their parameters, results and calls. */
export const structureOf = onceForFile(({ names }) => new Structure(names));
