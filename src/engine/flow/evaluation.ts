import { DATA, harmsOf } from './data.ts';

/** A call being looked into: its function's parameters are this call's arguments. */
export type Context = {
  readonly fn: number;
  readonly call: number;
  readonly above: Context | undefined;
  readonly depth: number;
};

/** Members followed from a value. */
export type Path = readonly string[];

export const NO_PATH: Path = [];

/** How many calls deep a value is followed. */
export const MAX_CALLS = 4;

/** Data that somebody outside decides over: not what the program is configured with, or given by its callers. */
export const FOREIGN =
  DATA.user |
  DATA.host |
  DATA.browser |
  DATA.uploadName |
  DATA.entryName |
  DATA.userParameter |
  DATA.model |
  DATA.tool |
  DATA.retrieved |
  DATA.remote;

/** What taking it apart or joining it leaves of the harms of an object from outside: text is no query operator. */
export const OBJECT_HARMS = harmsOf('nosql', 'assign', 'prototype', 'locals');
