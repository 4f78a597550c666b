import type { Signal } from '../signal.ts';
import { CARRYING_FRAMES } from './carrying-frames.ts';
import { CONSENT_FRAMES } from './consent-frames.ts';
import type { Frame } from './frame.ts';
import { HIDING_FRAMES } from './hiding-frames.ts';
import { LASTING_FRAMES } from './lasting-frames.ts';
import { type Kind, sizeOf } from './lexicon.ts';
import { OBEYING_FRAMES } from './obeying-frames.ts';
import { WEAKENING_FRAMES } from './weakening-frames.ts';

/** A frame, and what it is among the signals. */
type Known = { readonly frame: Frame; readonly signal: Signal };

let known: ReadonlyMap<Kind, readonly Known[]> | undefined;

/** The frames whose rarest part is of a kind: most sentences have none of them, and cost no more. */
export function framesBy(kind: Kind): readonly Known[] {
  known ??= allFrames();
  return known.get(kind) ?? [];
}

function allFrames(): ReadonlyMap<Kind, readonly Known[]> {
  const all = new Map<Kind, Known[]>();
  for (const frame of [
    ...CONSENT_FRAMES,
    ...HIDING_FRAMES,
    ...CARRYING_FRAMES,
    ...OBEYING_FRAMES,
    ...WEAKENING_FRAMES,
    ...LASTING_FRAMES,
  ]) {
    const { act, object = [], has = [] } = frame;
    const groups = [...object, ...has, ...(act ? [act] : [])];
    const [rarest = []] = groups.sort((one, other) => commonness(one) - commonness(other));
    const entry: Known = { frame, signal: signalOf(frame) };
    for (const kind of rarest) all.set(kind, [...(all.get(kind) ?? []), entry]);
  }
  return all;
}

/** How much the tables have for a group: a rough measure of how often one of its words stands in a sentence. */
const commonness = (group: readonly Kind[]): number => group.reduce((sum, kind) => sum + sizeOf(kind), 0);

/** A frame as what else is found in sentences; its pattern is never asked. */
function signalOf({ id, group, points, says }: Frame): Signal {
  return { id, group, points, says, pattern: /$^/ };
}
