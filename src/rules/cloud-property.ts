import type { Expression } from '../engine/names/expression.ts';

/**
 * What a property of a resource is. `absent` is also one that is written as `undefined`, then `at` is where. `unknown` is what the file does
 * not say: a parameter, a condition, something spread from elsewhere.
 */
export type Property =
  | { readonly state: 'absent'; readonly at: Expression | undefined }
  | { readonly state: 'unknown' }
  | {
      readonly state: 'written';
      readonly value: Expression;
      /** The member of the object literal, or the assignment. */
      readonly at: Expression;
    };

const ABSENT: Property = { state: 'absent', at: undefined };
const UNKNOWN: Property = { state: 'unknown' };

/** Spreads and objects within objects are followed this deep, lists this far; more is made by machines. */
const MAX_DEPTH = 12;
const MOST_ELEMENTS = 200;

/**
 * The properties of a resource: the object literal, nothing where none is given, and undefined where it cannot be told. Later arguments of a
 * call with a spread before them are not known.
 */
export function propertiesOf(made: Expression, index: number): Expression | 'none' | undefined {
  const given = made.arguments;
  if (given.slice(0, index + 1).some((argument) => argument.is('spread_element'))) return undefined;
  const argument = given[index];
  if (!argument || isUndefined(argument)) return 'none';
  const { origin } = argument;
  const isFrozen = origin.is('call_expression') && origin.callee.name === 'Object.freeze';
  const object = isFrozen ? origin.argument(0).origin : origin;
  return object.is('object') ? object : undefined;
}

/**
 * What stands at a path of properties. `name[]` goes into every element of a list and `*` into every member, so there may be several
 * answers, or none where a list is empty.
 */
export function propertiesAt(object: Expression, path: readonly string[], depth = 0): readonly Property[] {
  const [step, ...rest] = path;
  if (step === undefined || depth > MAX_DEPTH) return [UNKNOWN];
  if (step === '*')
    return object.members.slice(0, MOST_ELEMENTS).flatMap((member) => inside(valueIn(member), rest, depth));
  const isList = step.endsWith('[]');
  const found = member(object, isList ? step.slice(0, -2) : step, 0);
  if (found.state !== 'written') return [found];
  if (isList) {
    const elements = elementsOf(found.value);
    if (!elements) return [UNKNOWN];
    return rest.length > 0
      ? elements.flatMap((element) => inside(element, rest, depth))
      : elements.map((element): Property => ({ state: 'written', value: element, at: element }));
  }
  return rest.length > 0 ? inside(found.value, rest, depth) : [found];
}

/** What stands at a path that holds one property. */
export const propertyAt = (object: Expression, path: readonly string[]): Property =>
  propertiesAt(object, path)[0] ?? UNKNOWN;

/** The elements of a list literal; a single value is a list of one, as most of these APIs read it. Undefined where it is made elsewhere. */
export function elementsOf(value: Expression): readonly Expression[] | undefined {
  const { origin } = value;
  if (origin.is('array')) {
    const elements = origin.children.slice(0, MOST_ELEMENTS);
    return elements.flatMap((element) =>
      element.is('spread_element') ? listIn(element.children[0]) : element.is('comment') ? [] : [element],
    );
  }
  return origin.is('object') || origin.value !== undefined ? [value] : undefined;
}

/** Calls whose result says what their argument says. */
const KEEPING_CALLS = /^(freeze|selectSubnets|[A-Z]\w*)$/;

/** The object literal that a value is, or that is handed to what makes it: `new s3.BlockPublicAccess({ ... })`. */
export function objectIn(value: Expression): Expression | undefined {
  const { origin } = value;
  if (origin.is('object')) return origin;
  const isKept = origin.is('call_expression') && KEEPING_CALLS.test(origin.callee.lastName);
  if (!origin.is('new_expression') && !isKept) return undefined;
  const [first, second] = origin.arguments;
  return first && !second && first.origin.is('object') ? first.origin : undefined;
}

/**
 * A value as one word, so that `'public-read'`, `'PublicRead'` and `s3.BucketAccessControl.PUBLIC_READ` are the same: lower-case letters and
 * digits; the constant itself where it has none of them (`*`). Undefined where it cannot be told.
 */
export function wordOf(value: Expression): string | undefined {
  const { origin } = value;
  if (origin.value !== undefined && origin.value !== null) return plain(String(origin.value));
  const name = value.name ?? origin.name;
  if (name?.includes('.') && !name.endsWith(')')) return plain(name.slice(name.lastIndexOf('.') + 1));
  return origin.is('member_expression') ? plain(origin.lastName) : undefined;
}

export const isUndefined = (value: Expression): boolean => value.origin.is('undefined');

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '') || text;

const valueIn = (member: Expression): Expression => (member.is('pair') ? member.field('value') : member);

const listIn = (spread: Expression | undefined): readonly Expression[] =>
  spread?.origin.is('array')
    ? spread.origin.children.filter((element) => !element.is('spread_element')).slice(0, MOST_ELEMENTS)
    : [];

function inside(value: Expression, rest: readonly string[], depth: number): readonly Property[] {
  const object = objectIn(value);
  return object ? propertiesAt(object, rest, depth + 1) : [UNKNOWN];
}

/** A member of an object literal. What is written last counts, so it is read from the end. */
function member(object: Expression, name: string, depth: number): Property {
  if (depth > MAX_DEPTH) return UNKNOWN;
  for (const each of [...object.members].reverse()) {
    if (each.is('spread_element')) {
      const spread = each.children[0]?.origin;
      if (!spread?.is('object')) return UNKNOWN;
      const found = member(spread, name, depth + 1);
      if (found.state !== 'absent' || found.at) return found;
    }
    if (each.key !== name) continue;
    const value = valueIn(each);
    return isUndefined(value) ? { state: 'absent', at: each } : { state: 'written', value, at: each };
  }
  return ABSENT;
}
