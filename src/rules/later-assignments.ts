import type { Expression } from '../engine/names/expression.ts';
import type { FlatTree } from '../engine/syntax/flat-tree.ts';

/** What a file assigns to members after they were made. */
export type LaterAssignments = {
  /** The assignments to a member of a name, by both: `db.publiclyAccessible`. */
  readonly to: ReadonlyMap<string, readonly Expression[]>;
  /** Names of members that are assigned anywhere. */
  readonly members: ReadonlySet<string>;
  /** What `Object.assign` adds to. */
  readonly merged: ReadonlySet<string>;
  /** Names of properties that are set in the template behind a construct: `addPropertyOverride('StorageEncrypted', true)`. */
  readonly overridden: ReadonlySet<string>;
};

const LONGEST_TARGET = 200;
const OVERRIDE = /add(?:Property)?Override\(\s*['"`](?:Properties\.)?(\w+)/g;
const MERGE = /Object\.assign\(\s*([\w$.]{1,200})/g;

/** Gathered once for a file: a stack may ask for each of its resources. */
const KNOWN = new WeakMap<FlatTree, LaterAssignments>();

export function laterAssignments(at: Expression): LaterAssignments {
  const { tree } = at.names;
  const known = KNOWN.get(tree);
  if (known) return known;
  const found = gather(at.is('program') ? at : at.enclosing('program'));
  KNOWN.set(tree, found);
  return found;
}

function gather(program: Expression): LaterAssignments {
  const to = new Map<string, Expression[]>();
  const members = new Set<string>();
  for (const assignment of program.descendants('assignment_expression')) {
    const left = assignment.field('left');
    const member = left.is('member_expression', 'subscript_expression') ? left.lastName : '';
    if (member === '') continue;
    members.add(member);
    if (left.object.end - left.object.start > LONGEST_TARGET) continue;
    const target = `${left.object.text}.${member}`;
    const assignments = to.get(target);
    if (assignments) assignments.push(assignment);
    else to.set(target, [assignment]);
  }
  const { text } = program.names.tree;
  const named = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
  return { to, members, merged: named(MERGE), overridden: named(OVERRIDE) };
}
