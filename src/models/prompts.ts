import { type SinkSpec, sinks } from '../engine/flow/model.ts';

/** Where in the arguments of a call the text stands that a model is given, each an index with the members followed from it: `0.messages`. */
export type Positions = {
  /** Lists of messages, each with a role. */
  readonly conversation?: readonly string[];
  /** What tells the model who it is and what to do. */
  readonly system?: readonly string[];
  /** What is said as the user. */
  readonly user?: readonly string[];
  /** Which model answers, and at what length. */
  readonly spent?: readonly string[];
};

/** The sinks of calls that give a prompt to a model. */
export function prompts(calls: readonly string[], positions: Positions): SinkSpec[] {
  const at = (places: readonly string[] = []) => calls.flatMap((call) => places.map((place) => `${call}:${place}`));
  return [
    ...sinks('system', at(positions.conversation), { role: 'system', inside: true }),
    ...sinks('prompt', at(positions.conversation), { role: 'user', inside: true }),
    ...sinks('history', at(positions.conversation), { inside: true }),
    ...sinks('system', at(positions.system), { inside: true }),
    ...sinks('prompt', at(positions.user)),
    ...sinks('spent', at(positions.spent)),
  ];
}
