import type { SignalGroup } from '../signal.ts';
import type { Kind, VerbKind } from './lexicon.ts';
import type { Mood } from './mood.ts';

/** Of each list one thing has to be said. */
type AllOf = readonly (readonly Kind[])[];

/** An act, an object and a manner that only a poisoned text puts together, whatever their words. */
export type Frame = {
  readonly id: string;
  readonly group: SignalGroup;
  /** As of a signal: 4 is told. */
  readonly points: number;
  /** After "tells the agent". */
  readonly says: string;
  /** What is done, and how it has to be said; an order where nothing else is given. Without it only things count. */
  readonly act?: readonly VerbKind[];
  readonly moods?: readonly Mood[];
  /** What it is done to: within twelve words behind it, of a passive before it. */
  readonly object?: AllOf;
  /** What is said besides, anywhere in the sentence. */
  readonly has?: AllOf;
  /** The things stand in this order, each near the one before. */
  readonly inOrder?: true;
  /** What makes it harmless, anywhere in the sentence. */
  readonly lacks?: readonly Kind[];
  /** The same for words that are in no table. */
  readonly unless?: RegExp;
};
