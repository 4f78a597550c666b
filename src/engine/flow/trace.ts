import type { Step } from '../finding.ts';
import type { Names } from '../names/names.ts';
import { shortText } from '../short-text.ts';
import { calleeOf, FIELD, KIND } from '../syntax/javascript.ts';
import type { Taint, Way } from './value.ts';

/** Steps that are told at most: of a longer way the beginning and the end. */
const MOST_STEPS = 10;

/** The way of data from where it enters to where it does harm, in the words of a reader. */
export function traceOf(names: Names, taint: Taint, sink: number, reaches: string): readonly Step[] {
  const { tree } = names;
  const between: Step[] = [];
  for (let way: Way | undefined = taint.way; way; way = way.before) {
    const step = stepAt(names, way.node);
    if (step && way.node !== sink) between.unshift(step);
  }
  const [start, end] = rangeOf(tree, taint.source.node);
  const steps = [
    { range: { start, end }, message: `${capital(taint.source.what)} enters here.` },
    ...between,
    { range: rangeFrom(tree, sink), message: reaches },
  ];
  // A call is passed on the way in and on the way out.
  const told = new Set<string>();
  const distinct = steps.filter(({ range, message }) => {
    const key = `${range.start} ${range.end} ${message}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
  return distinct.length <= MOST_STEPS
    ? distinct
    : [...distinct.slice(0, MOST_STEPS / 2), ...distinct.slice(-MOST_STEPS / 2)];
}

function stepAt(names: Names, node: number): Step | undefined {
  const { tree } = names;
  const name = (field: number) => shortText(tree.textOf(tree.childInField(node, field)));
  switch (tree.kind[node]) {
    case KIND.variableDeclarator: {
      const pattern = tree.childInField(node, FIELD.name);
      const isName = tree.kind[pattern] === KIND.identifier;
      return {
        range: rangeFrom(tree, pattern),
        message: isName ? `It is kept in \`${name(FIELD.name)}\`.` : `It is taken apart: \`${name(FIELD.name)}\`.`,
      };
    }
    case KIND.assignment:
    case KIND.augmentedAssignment:
      return {
        range: rangeFrom(tree, tree.childInField(node, FIELD.left)),
        message: `It is written to \`${name(FIELD.left)}\`.`,
      };
    case KIND.forIn:
      return {
        range: rangeFrom(tree, tree.childInField(node, FIELD.left)),
        message: `It is taken out as \`${name(FIELD.left)}\`.`,
      };
    case KIND.template:
    case KIND.binary:
      return { range: rangeFrom(tree, node), message: 'It is joined into a text.' };
    case KIND.call:
    case KIND.new: {
      const callee = calleeOf(tree, node);
      return { range: rangeFrom(tree, callee), message: `It passes through \`${shortText(tree.textOf(callee))}\`.` };
    }
  }
  return undefined;
}

const rangeOf = (tree: Names['tree'], node: number): [number, number] => [tree.start[node] ?? 0, tree.end[node] ?? 0];

function rangeFrom(tree: Names['tree'], node: number) {
  const [start, end] = rangeOf(tree, node);
  return { start, end };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
