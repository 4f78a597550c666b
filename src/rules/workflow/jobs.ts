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
  /** Its own condition asks who it was. */
  readonly isGated: boolean;
};

export type Job = {
  readonly steps: readonly Step[];
  /** Names of the events that start the workflow; empty for an action, which any workflow may use. */
  readonly events: readonly string[];
  /** A condition asks who it was before the job starts. */
  readonly isGated: boolean;
  /** Its own rights, or else the workflow's; undefined where neither says. */
  readonly permissions: ConfigMember | undefined;
  /** Somebody has to agree: a protected environment, a label, another job that asks. */
  readonly isHeld: boolean;
};

/** The jobs of a workflow, or the one of a composite action. */
export function jobsOf(root: ConfigNode | undefined): readonly Job[] {
  const events = eventsOf(memberOf(root, 'on')?.value ?? memberOf(root, 'true')?.value);
  const shared = environmentOf(root, new Map());
  const permissions = memberOf(root, 'permissions');
  const jobs = membersOf(valueAt(root, 'jobs')).map(({ value }) => jobOf(value, events, shared, permissions));
  const action = valueAt(root, 'runs');
  return action ? [...jobs, jobOf(action, events, shared, permissions)] : jobs;
}

function jobOf(
  node: ConfigNode,
  events: readonly string[],
  shared: ReadonlyMap<string, string>,
  permissions: ConfigMember | undefined,
): Job {
  const env = environmentOf(node, shared);
  const condition = textOf(valueAt(node, 'if')) ?? '';
  return {
    events,
    permissions: memberOf(node, 'permissions') ?? permissions,
    isHeld:
      memberOf(node, 'environment') !== undefined ||
      /label/.test(condition) ||
      textsOf(valueAt(node, 'needs')).some(({ value }) =>
        /auth|gate|check|permi|approv|allow|verif|guard/i.test(value),
      ),
    isGated: asksWho(condition),
    steps: itemsOf(valueAt(node, 'steps')).map((step) => ({
      node: step,
      uses: textOf(valueAt(step, 'uses')) ?? '',
      run: memberOf(step, 'run'),
      inputs: membersOf(valueAt(step, 'with')),
      env: environmentOf(step, env),
      id: textOf(valueAt(step, 'id')),
      isGated: asksWho(textOf(valueAt(step, 'if')) ?? ''),
      name: textOf(valueAt(step, 'name')) ?? textOf(valueAt(step, 'id')) ?? textOf(valueAt(step, 'uses')) ?? 'step',
    })),
  };
}

/** Whether a condition asks who started the workflow, or whether the code is the repository's own. */
const asksWho = (condition: string): boolean =>
  /author_association|github\.actor\b|sender\.login|permission|user\.login|head\.repo\.(?:full_name|fork)|head_repository/.test(
    condition,
  );

function environmentOf(node: ConfigNode | undefined, above: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const env = new Map(above);
  for (const { key, value } of membersOf(valueAt(node, 'env'))) env.set(key, textOf(value) ?? '');
  return env;
}

/** `on: push`, `on: [push]` or `on: { push: … }`. */
const eventsOf = (node: ConfigNode | undefined): readonly string[] =>
  node?.is === 'object' ? node.members.map(({ key }) => key) : textsOf(node).map(({ value }) => value);
