import type { Expression } from '../engine/names/expression.ts';

/** How far a schema is looked for through constants: it is extended once or twice. */
const MOST_STEPS = 4;
/** Schemas are short; what is longer is made by machines. */
const MOST_PARTS = 60;

/**
 * Whether a schema of js-yaml lets a document define functions: the full schema of js-yaml 3, the types of js-yaml-js-types, a type of the file's own
 * that runs what it reads.
 */
export function runsCode(schema: Expression, step = 0): boolean {
  const { origin } = schema;
  if (!origin.exists || step > MOST_STEPS) return false;
  if (origin.is('new_expression') && origin.field('constructor').name === 'js-yaml.Type')
    return RUNS.test(origin.argument(1).origin.text);
  if (FULL.test(schema.name ?? '') || FULL.test(origin.name ?? '')) return true;
  return origin
    .descendants('identifier', 'member_expression', 'new_expression')
    .slice(0, MOST_PARTS)
    .some(
      (part) =>
        isWhole(part) &&
        (FULL.test(part.name ?? '') ||
          (part.origin.node !== part.node && runsCode(part, step + 1)) ||
          (part.is('new_expression') && runsCode(part, step + 1))),
    );
}

/** `types` of `types.regexp` is not all of them. */
const isWhole = ({ parent, node }: Expression): boolean =>
  !parent.is('member_expression') || parent.object.node !== node;

/** `regexp` and `undefined` of the same package make nothing that runs. */
const FULL = /^js-yaml\.DEFAULT_FULL_SCHEMA$|^js-yaml-js-types(\.all|\.function)?$/;
const RUNS = /\beval\(|\bFunction\(|\brunIn\w*Context\(/;
