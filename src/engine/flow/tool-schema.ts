import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import { fixedForm } from './schema.ts';

/** Under what libraries are told which arguments a tool takes. */
const SCHEMAS = ['inputSchema', 'parameters', 'schema', 'paramsSchema', 'argsSchema', 'args', 'input'];

/**
 * What the schema of a tool leaves of an argument of its function: `registerTool('read', { inputSchema: { id: z.uuid() } }, fn)`,
 * `tool({ parameters: z.object({ unit: z.enum(UNITS) }), execute: fn })`.
 */
export function toolSchemaCleans(names: Names, fn: number, field: string): number {
  for (const shape of shapesBeside(names, fn)) {
    const form = names.property(shape, field);
    // What is written about an argument is no limit to it.
    if (form >= 0) return fixedForm(textOf(names, names.originOf(form)).replace(STRINGS, "''"));
  }
  return 0;
}

const STRINGS = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
const LONGEST = 1000;

const textOf = ({ tree }: Names, node: number): string => tree.textOf(node).slice(0, LONGEST);

/** The objects that name the arguments, in the call or the object that the function is handed in. */
function shapesBeside(names: Names, fn: number): readonly number[] {
  const { tree } = names;
  const parent = tree.parent[fn] as number;
  if (tree.kind[parent] === KIND.arguments)
    return tree
      .children(parent)
      .filter((argument) => argument < fn)
      .map((argument) => names.originOf(argument))
      .flatMap((argument) => [...schemasIn(names, argument), shapeOf(names, argument)])
      .filter((shape) => shape >= 0);
  const object = tree.kind[fn] === KIND.method ? parent : (tree.parent[parent] as number);
  return tree.kind[object] === KIND.object ? schemasIn(names, object) : [];
}

const schemasIn = (names: Names, object: number): readonly number[] =>
  SCHEMAS.map((name) => names.property(object, name))
    .filter((schema) => schema >= 0)
    .map((schema) => shapeOf(names, schema))
    .filter((shape) => shape >= 0);

/** `{ id: z.string() }` of itself, of `z.object({ id: z.string() }).strict()`, and of `Input.shape`. */
function shapeOf(names: Names, schema: number): number {
  const { tree } = names;
  let at = names.originOf(schema);
  for (let step = 0; step < MOST_STEPS && at >= 0; step++) {
    const kind = tree.kind[at];
    if (kind === KIND.object) return at;
    if (kind === KIND.member) at = names.originOf(tree.childInField(at, FIELD.object));
    else if (kind === KIND.call) {
      const callee = tree.childInField(at, FIELD.function);
      if (/^(object|strictObject)$/.test(names.lastNameOf(callee))) at = names.originOf(names.argument(at, 0));
      else if (tree.kind[callee] === KIND.member) at = names.originOf(tree.childInField(callee, FIELD.object));
      else return -1;
    } else return -1;
  }
  return -1;
}

const MOST_STEPS = 8;
