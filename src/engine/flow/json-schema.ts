import type { Names } from '../names/names.ts';
import { KIND } from '../syntax/javascript.ts';
import { ANY_HARM, HARM, harmsOf } from './data.ts';
import { fixedForm } from './schema.ts';
import { ELEMENT } from './structure.ts';
import { allowedBy } from './text-tests.ts';

const MAX_DEPTH = 8;

/** What text cannot do that stands where an object might have stood. */
const SHAPE = harmsOf('nosql', 'assign', 'prototype', 'locals');

/** What is one of these has no text of the sender's choosing in it. */
const FORMATS =
  /^(uuid|date|date-time|time|duration|ipv4|ipv6|hostname|iso-time|iso-date-time|int32|int64|float|double)$/;

/**
 * What a JSON schema, written as an object literal, leaves harmless of a member of what it describes: a value of a list, a number, text of an anchored
 * pattern. Undefined where it says nothing of that member.
 */
export function jsonSchemaCleans(names: Names, schema: number, path: readonly string[], depth = 0): number | undefined {
  const { tree } = names;
  const node = names.originOf(schema);
  if (node < 0 || depth > MAX_DEPTH) return undefined;
  const of = (name: string): number => names.originOf(names.property(node, name));
  if (tree.kind[node] !== KIND.object)
    return path.length === 0 ? fixedForm(tree.textOf(node).slice(0, LONGEST)) : undefined;
  for (const [name, isWeakest] of [
    ['anyOf', true],
    ['oneOf', true],
    ['allOf', false],
  ] as const) {
    const list = of(name);
    if (list < 0 || tree.kind[list] !== KIND.array) continue;
    const each = tree.children(list).map((part) => jsonSchemaCleans(names, part, path, depth + 1));
    if (each.some((cleans) => cleans !== undefined))
      return isWeakest
        ? each.reduce<number>((all, cleans) => all & (cleans ?? 0), ANY_HARM)
        : each.reduce<number>((all, cleans) => all | (cleans ?? 0), 0);
  }
  const [member, ...rest] = path;
  if (member === undefined) return ofValue(names, node);
  if (member === ELEMENT) {
    const items = of('items');
    return items < 0 ? undefined : jsonSchemaCleans(names, items, rest, depth + 1);
  }
  const properties = of('properties');
  const found = names.property(properties < 0 ? node : properties, member);
  // Above the members themselves, `querystring: { sort: { enum: [...] } }`, only an object can be a schema.
  if (found < 0 || (properties < 0 && tree.kind[names.originOf(found)] !== KIND.object)) return undefined;
  return jsonSchemaCleans(names, found, rest, depth + 1);
}

function ofValue(names: Names, schema: number): number {
  const { tree } = names;
  const has = (name: string): boolean => names.property(schema, name) >= 0;
  const constant = (name: string) => names.constantOf(names.property(schema, name));
  if (has('enum') || has('const')) return ANY_HARM;
  const pattern = constant('pattern');
  if (typeof pattern === 'string') return allowedBy(`/${pattern}/`) | SHAPE;
  if (FORMATS.test(String(constant('format')))) return ANY_HARM;
  const types = typesOf(names, names.originOf(names.property(schema, 'type')));
  // A number without an upper limit may still be too large.
  if (types.length > 0 && types.every((type) => HARMLESS_TYPE.test(type)))
    return has('maximum') || has('exclusiveMaximum') || !types.some((type) => /^(integer|number)$/.test(type))
      ? ANY_HARM
      : ANY_HARM & ~HARM.size;
  if (types.includes('string')) return constant('format') === 'email' ? ANY_HARM & ~HARM.html & ~HARM.sql : SHAPE;
  const closed = names.property(schema, 'additionalProperties');
  return closed >= 0 && tree.kind[closed] === KIND.false && has('properties') ? SHAPE : 0;
}

/** `'integer'`, `['integer', 'null']`. */
function typesOf(names: Names, node: number): readonly string[] {
  const { tree } = names;
  const list = node >= 0 && tree.kind[node] === KIND.array ? tree.children(node) : [node];
  return list.map((each) => String(names.constantOf(each)));
}

const HARMLESS_TYPE = /^(integer|number|boolean|null)$/;
const LONGEST = 1000;
