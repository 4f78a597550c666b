import {
  type ConfigMember,
  type ConfigNode,
  itemsOf,
  memberOf,
  membersOf,
  textOf,
  textsOf,
  valueAt,
} from '../config/config-node.ts';

/** A step of a workflow with the variables that hold in it. */
export type Step = {
  readonly node: ConfigNode;
  readonly uses: string;
  readonly run: ConfigMember | undefined;
  readonly inputs: readonly ConfigMember[];
  readonly env: ReadonlyMap<string, string>;
  readonly id: string | undefined;
  readonly name: string;
};

export type Job = {
  readonly steps: readonly Step[];
  /** Names of the events that start the workflow; empty for an action, which any workflow may use. */
  readonly events: readonly string[];
  /** A condition asks who it was before the job starts. */
  readonly isGated: boolean;
};

/** The jobs of a workflow, or the one of a composite action. */
export function jobsOf(root: ConfigNode | undefined): readonly Job[] {
  const events = eventsOf(memberOf(root, 'on')?.value ?? memberOf(root, 'true')?.value);
  const shared = environmentOf(root, new Map());
  const jobs = membersOf(valueAt(root, 'jobs')).map(({ value }) => jobOf(value, events, shared));
  const action = valueAt(root, 'runs');
  return action ? [...jobs, jobOf(action, events, shared)] : jobs;
}

function jobOf(node: ConfigNode, events: readonly string[], shared: ReadonlyMap<string, string>): Job {
  const env = environmentOf(node, shared);
  return {
    events,
    isGated: /author_association|github\.actor\b|sender\.login|permission/.test(textOf(valueAt(node, 'if')) ?? ''),
    steps: itemsOf(valueAt(node, 'steps')).map((step) => ({
      node: step,
      uses: textOf(valueAt(step, 'uses')) ?? '',
      run: memberOf(step, 'run'),
      inputs: membersOf(valueAt(step, 'with')),
      env: environmentOf(step, env),
      id: textOf(valueAt(step, 'id')),
      name: textOf(valueAt(step, 'name')) ?? textOf(valueAt(step, 'id')) ?? textOf(valueAt(step, 'uses')) ?? 'step',
    })),
  };
}

function environmentOf(node: ConfigNode | undefined, above: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const env = new Map(above);
  for (const { key, value } of membersOf(valueAt(node, 'env'))) env.set(key, textOf(value) ?? '');
  return env;
}

/** `on: push`, `on: [push]` or `on: { push: … }`. */
const eventsOf = (node: ConfigNode | undefined): readonly string[] =>
  node?.is === 'object' ? node.members.map(({ key }) => key) : textsOf(node).map(({ value }) => value);
