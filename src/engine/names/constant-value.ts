import type { FlatTree } from '../syntax/flat-tree.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import type { Constant, Names } from './names.ts';
import { stringValue } from './string-value.ts';

/** The text of a template whose holes are all constant. The depths are those of {@link Names.constantOf}. */
export function templateValue(names: Names, node: number, depth: number): string | undefined {
  const { flat: tree } = names;
  let text = '';
  let at = (tree.start[node] as number) + 1;
  for (const child of tree.children(node)) {
    if (tree.kind[child] !== KIND.substitution) continue;
    const value = names.constantOf(tree.firstChild(child), depth + 1);
    if (value === undefined) return undefined;
    text += stringValue(`\`${tree.text.slice(at, tree.start[child])}\``) + String(value);
    at = tree.end[child] as number;
  }
  return text + stringValue(`\`${tree.text.slice(at, (tree.end[node] as number) - 1)}\``);
}

export function unaryValue(names: Names, node: number, depth: number): Constant | undefined {
  const { flat: tree } = names;
  const value = names.constantOf(tree.childInField(node, FIELD.argument), depth + 1);
  if (value === undefined) return undefined;
  const operator = tree.text.charAt(tree.start[node] as number);
  if (operator === '-') return -Number(value);
  if (operator === '!') return !value;
  return undefined;
}

/** What is put together with `+`, and arithmetic. */
export function binaryValue(names: Names, node: number, depth: number): Constant | undefined {
  if (names.operatorOf(node) !== '+') return arithmetic(names, node, depth);
  const values: Constant[] = [];
  for (const operand of names.operands(node)) {
    const value = names.constantOf(operand, depth + 1);
    if (value === undefined) return undefined;
    values.push(value);
  }
  if (values.every((value) => typeof value === 'number'))
    return values.reduce<number>((sum, value) => sum + Number(value), 0);
  return values.join('');
}

function arithmetic(names: Names, node: number, depth: number): number | undefined {
  const { flat: tree } = names;
  const left = names.constantOf(tree.childInField(node, FIELD.left), depth + 1);
  const right = names.constantOf(tree.childInField(node, FIELD.right), depth + 1);
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const operator = names.operatorOf(node);
  if (operator === '*') return left * right;
  if (operator === '-') return left - right;
  if (operator === '/') return left / right;
  return undefined;
}

/** The operands of a chain of `+`, left to right, found without recursion: a chain may be thousands long. */
export function operandsOf(tree: FlatTree, node: number): number[] {
  const operands: number[] = [];
  let at = node;
  while (tree.kind[at] === KIND.binary && operatorOf(tree, at) === '+') {
    operands.push(tree.childInField(at, FIELD.right));
    at = tree.childInField(at, FIELD.left);
  }
  operands.push(at);
  return operands.reverse();
}

export function operatorOf(tree: FlatTree, node: number): string {
  const operator = tree.childInField(node, FIELD.operator);
  return operator < 0 ? '' : tree.textOf(operator);
}
