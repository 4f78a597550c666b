import type { Names } from '../names/names.ts';
import { FUNCTIONS, KIND } from '../syntax/javascript.ts';
import { jsonSchemaCleans } from './json-schema.ts';
import { schemaCleans } from './schema.ts';
import type { Structure } from './structure.ts';

/** Under what the parts of a request stand in the schema of a route, by what they are called when they are read. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  query: ['querystring', 'query'],
  params: ['params', 'pathParameters', 'path'],
  body: ['body', 'payload'],
  payload: ['payload', 'body'],
  headers: ['headers', 'header'],
  cookies: ['cookies', 'cookie'],
};

/** Under what the schemas stand in the options of a route. */
const HOLDERS = ['schema', 'validate', 'validation', 'schemas'];
const OPTIONS = ['options', 'config'];

const ALL_PARTS = [...new Set(Object.values(PARTS).flat())];

const MOST_NAMES = 12;
const LONGEST = 4000;

/**
 * What the schema of a route leaves harmless of a part of the request, or of a member of it: `app.get('/', { schema: { querystring: ... } }, fn)` and
 * `app.route({ schema, handler: fn })` of Fastify, `options: { validate: { query } }` of hapi, `validate({ body })` and `body('mail').isEmail()` before the
 * handler of Express, `{ query: t.Object(...) }` behind the one of Elysia.
 *
 * @param part what the part of the request is called where it is read: `query`
 */
export function routeCleans(
  names: Names,
  structure: Structure,
  node: number,
  part: string,
  path: readonly string[],
): number {
  for (
    let fn = structure.functionAround(node), step = 0;
    fn > 0 && step < 4;
    fn = structure.functionAround(fn), step++
  ) {
    const own = cleansBeside(names, fn, fn, part, path);
    if (own !== 0) return own;
    const uses = step === 0 && !isHandedAsItIs(names, fn) ? structure.usesOf(fn) : [];
    if (uses.length === 0) continue;
    const all = uses.map(({ call, argument }) => {
      const given = argument === undefined ? -1 : (names.arguments(call)[argument] ?? -1);
      return given < 0 ? 0 : cleansBeside(names, given, given, part, path);
    });
    const every = all.reduce((left, cleans) => left & cleans);
    if (every !== 0) return every;
  }
  return 0;
}

const isHandedAsItIs = ({ tree }: Names, fn: number): boolean =>
  tree.kind[tree.parent[fn] as number] === KIND.arguments || tree.kind[tree.parent[fn] as number] === KIND.pair;

/** What stands beside a handler: before it among the arguments of a call, or with it in an object. */
function cleansBeside(names: Names, handler: number, at: number, part: string, path: readonly string[]): number {
  const { tree } = names;
  const parent = tree.parent[at] as number;
  if (tree.kind[handler] === KIND.method && tree.kind[parent] === KIND.object)
    return inContainer(names, parent, part, path) ?? 0;
  if (tree.kind[parent] === KIND.pair) return inContainer(names, tree.parent[parent] as number, part, path) ?? 0;
  if (tree.kind[parent] !== KIND.arguments) return 0;
  const siblings = tree.children(parent);
  for (const sibling of siblings) {
    if (sibling === at) continue;
    const containers = containersOf(names, sibling);
    const told = containers
      .map((container) => inContainer(names, container, part, path))
      .find((cleans) => cleans !== undefined);
    if (told !== undefined) return told;
    // Another part of the request may have a member of that name.
    if (containers.some((container) => namesParts(names, container))) continue;
    const [field] = path;
    if (sibling > at || field === undefined || FUNCTIONS.has(tree.kind[sibling] as number)) continue;
    const checks = textsOf(names, sibling).reduce((all, text) => all | schemaCleans(text, field), 0);
    if (checks !== 0) return checks;
  }
  // `app.get('/', { schema }, asyncHandler(async (req, reply) => ...))`
  const call = tree.parent[parent] as number;
  return siblings.length === 1 &&
    tree.kind[call] === KIND.call &&
    tree.kind[tree.parent[call] as number] === KIND.arguments
    ? cleansBeside(names, handler, call, part, path)
    : 0;
}

/** The object literals that an argument is, or that a call in its place is given: `validate({ body })`. */
function containersOf(names: Names, argument: number): readonly number[] {
  const { tree } = names;
  const node = names.originOf(argument);
  const given = tree.kind[node] === KIND.call ? names.arguments(node).map((each) => names.originOf(each)) : [node];
  return given.filter((each) => each >= 0 && tree.kind[each] === KIND.object);
}

const namesParts = (names: Names, container: number): boolean =>
  holdersIn(names, container).some((holder) => ALL_PARTS.some((key) => names.property(holder, key) >= 0));

/** Undefined where no schema of that part says anything of the member. */
function inContainer(names: Names, container: number, part: string, path: readonly string[]): number | undefined {
  const { tree } = names;
  for (const holder of holdersIn(names, container))
    for (const schema of below(names, holder, PARTS[part] ?? [])) {
      const cleans =
        tree.kind[schema] === KIND.object
          ? jsonSchemaCleans(names, schema, path)
          : schemaCleans(tree.textOf(schema).slice(0, LONGEST), path[0] ?? '');
      if (cleans !== undefined) return cleans;
    }
  return undefined;
}

/** Where the parts of a request may be named: in the schema of the options, or in the options themselves. */
function holdersIn(names: Names, container: number): readonly number[] {
  const options = [container, ...below(names, container, OPTIONS)];
  return [...options.flatMap((object) => below(names, object, HOLDERS)), container];
}

const below = (names: Names, object: number, keys: readonly string[]): readonly number[] =>
  keys.map((key) => names.originOf(names.property(object, key))).filter((node) => node >= 0);

/** The text of what is called before the handler, and of the constants that are named in it: `validate(createOrder)`, `rules`. */
function textsOf(names: Names, sibling: number): readonly string[] {
  const { tree } = names;
  const texts = [tree.textOf(sibling).slice(0, LONGEST)];
  for (let node = sibling; node < (tree.next[sibling] as number) && texts.length < MOST_NAMES; node++) {
    if (FUNCTIONS.has(tree.kind[node] as number)) break;
    const origin = tree.kind[node] === KIND.identifier ? names.originOf(node) : node;
    const kind = tree.kind[origin];
    if (origin !== node && (kind === KIND.array || kind === KIND.call))
      texts.push(tree.textOf(origin).slice(0, LONGEST));
  }
  return texts;
}
