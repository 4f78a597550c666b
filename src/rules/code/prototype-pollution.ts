import { HARM } from '../../engine/flow/data.ts';
import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { refusesKeys } from '../refuses-keys.ts';

export default defineRule({
  id: 'code/prototype-pollution',
  title: 'Object changed under a name of the sender',
  severity: 'high',
  confidence: 'likely',
  cwe: [1321, 915],
  owasp: ['A08:2021', 'A08:2025'],
  remedy:
    'Merge only members you name, keep foreign keys in a `Map`, or refuse `__proto__`, `constructor` and `prototype`.',
  checks: [
    check({
      // `target = target[key]` in a loop over a path, and `target[key] = ...` with it: set(object, 'a.b.c', value) by hand.
      nodes: { javascript: ['subscript_expression'] },
      problem: ({ MATCH: step }) => {
        const { parent } = step;
        // `node = node[key] ?? {}`, `node = node[key] ??= {}`
        const isLeft =
          parent.is('binary_expression', 'augmented_assignment_expression') && parent.field('left').node === step.node;
        const around = isLeft ? parent.parent : parent;
        const write = around.is('parenthesized_expression') ? around.parent : around;
        const isDeclared = write.is('variable_declarator');
        if (!isDeclared && !write.is('assignment_expression')) return undefined;
        const left = write.field(isDeclared ? 'name' : 'left');
        if (!left.is('identifier') || step.object.text !== left.text) return undefined;
        const index = step.field('index');
        if (
          index.value !== undefined ||
          !index.is('identifier', 'subscript_expression') ||
          /^(i|j|k|n|idx|index|pos|hash)$/.test(index.text)
        )
          return undefined;
        const fn = loopAround(step);
        if (!fn.exists) return undefined;
        if (refusesKeys(fn)) return undefined;
        if (!endsInWrite(fn, left.text)) return undefined;
        return {
          at: step.range,
          message: `\`${shortText(index.text)}\` leads \`${left.text}\` on whatever it is: \`__proto__\` in the path changes every object of the program.`,
        };
      },
    }),
    check({
      // A merge by hand: every key of the one is written to the other, level by level.
      nodes: { javascript: ['for_in_statement'] },
      problem: ({ MATCH }) => {
        const left = MATCH.field('left');
        const [key = left, value] = left.is('array_pattern') ? left.children : [];
        return mergeIn(MATCH, key.text, value?.text);
      },
    }),
    check({
      patterns: { javascript: ['$KEYS.forEach($EACH)'] },
      problem: ({ KEYS, EACH, MATCH }) => {
        if (!/^(Object\.(keys|entries)|Reflect\.ownKeys)$/.test(KEYS.origin.callee.name ?? '')) return undefined;
        const [key, value] = namesIn(EACH);
        return key === undefined ? undefined : mergeIn(MATCH, key, value);
      },
    }),
  ],
  flows: [
    {
      to: ['prototype'],
      from: ['model'],
      // What a schema has let through has the members that were asked for.
      where: ({ source }) => !/generateObject|\.parse\(|_parsed\b|\.object\b/.test(source.text),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what} and is merged into \`${shortText(call.argument(0).text)}\`: a text in the prompt can change members that nobody asked for, \`__proto__\` among them.`,
      reaches: 'It is merged here.',
    },
    {
      to: ['prototype', 'member'],
      from: ['user', 'browser', 'userParameter'],
      when: (call) =>
        !call.is('assignment_expression') || (holderOf(call).is('subscript_expression') && !isTable(call)),
      where: (hit) => !hit.call.is('assignment_expression') || isOfForeignName(hit),
      message: ({ at, call }) =>
        call.is('call_expression')
          ? `\`${shortText(at.text)}\` is merged by \`${shortText(call.callee.text)}\`: a member \`__proto__\` in it changes every object of the program.`
          : `\`${shortText(at.text)}\` names the member that is written: \`__proto__\` is one as well.`,
      reaches: 'It changes the object here.',
    },
  ],
});

/** `key` of `(key) =>`, `key` and `value` of `([key, value]) =>`. */
function namesIn(each: Expression): readonly string[] {
  const single = each.field('parameter');
  const [first] = single.exists ? [single] : each.field('parameters').children;
  if (first === undefined) return [];
  const pattern = first.field('pattern').exists ? first.field('pattern') : first;
  return pattern.is('array_pattern') ? pattern.children.map(({ text }) => text) : [pattern.text];
}

/** Calls of itself that a function is looked at for. */
const MOST_CALLS = 10;

/** A loop over the keys of an object that writes each to another, and goes on with what both have there. */
function mergeIn(loop: Expression, key: string, value: string | undefined): Problem | undefined {
  if (!/^[\w$]+$/.test(key)) return undefined;
  const fn = loop.enclosingFunction;
  const name = fn.field('name').text || fn.parent.field('name').text || fn.parent.field('left').lastName;
  if (name === '') return undefined;
  const takesKey = (part: Expression) => part.is('subscript_expression') && part.field('index').text === key;
  // `const value = source[key]` in the loop.
  const holdsKey = (part: Expression): boolean => part.is('identifier') && takesKey(part.origin);
  const bringsKey = (part: Expression): boolean =>
    takesKey(part) || holdsKey(part) || part.text === value || part.descendants('subscript_expression').some(takesKey);
  const calls = loop
    .descendants('call_expression')
    .filter((call) => call.callee.lastName === name && call.arguments.filter(bringsKey).length > 1)
    .slice(0, MOST_CALLS);
  if (calls.length === 0 || refusesKeys(fn)) return undefined;
  const write =
    loop
      .descendants('assignment_expression')
      .map((each) => ({ place: each.field('left'), target: each.field('left').object, from: each.field('right') }))
      .find(({ place, from }) => takesKey(place) && (takesKey(from) || holdsKey(from) || from.text === value)) ??
    // `Object.assign(target, { [key]: source[key] })`
    loop
      .descendants('pair')
      .map((pair) => ({ place: pair, target: pair.parent.parent.parent.argument(0), from: pair.field('value') }))
      .find(
        ({ place, from }) =>
          place.field('key').text === `[${key}]` &&
          (takesKey(from) || holdsKey(from) || from.text === value) &&
          place.parent.parent.parent.callee.text === 'Object.assign',
      );
  if (!write) return undefined;
  // Written to a copy of what is given, `__proto__` changes nobody but the copy.
  // `target[key] = {}` right before: what is gone into is new.
  const isFresh = (call: Expression) =>
    call.enclosing('statement_block').children.some((statement) => {
      const made = statement.is('expression_statement') ? statement.children[0] : undefined;
      return (
        made?.is('assignment_expression') && takesKey(made.field('left')) && /^\{\s*\}$/.test(made.field('right').text)
      );
    });
  if (calls.every(isFresh)) return undefined;
  const isInPlace = calls.some((call) => call.arguments.filter(takesKey).length > 1) || isParameter(write.target);
  if (!isInPlace) return undefined;
  return {
    at: write.place.range,
    message: `\`${name}\` copies every key, level by level: \`__proto__\` in what it is given changes every object of the program.`,
  };
}

const isParameter = (object: Expression): boolean =>
  object.is('identifier') && object.names.bindingOf(object.node)?.sort === 'parameter';

/** The function in whose loop, or callback for each element, an expression stands. */
function loopAround(at: Expression): Expression {
  const loop = at.enclosing(
    'for_statement',
    'for_in_statement',
    'while_statement',
    'do_statement',
    'arrow_function',
    'function_declaration',
    'function_expression',
    'method_definition',
  );
  if (loop.is('for_statement', 'for_in_statement', 'while_statement', 'do_statement')) return loop.enclosingFunction;
  const isEach = loop.parent.is('arguments') && /^(forEach|reduce|map|each)$/.test(loop.parent.parent.callee.lastName);
  return isEach ? loop.enclosingFunction : new Expression(at.names, -1);
}

/** Whether the function writes a value it was given to a computed member of the same variable. */
function endsInWrite(fn: Expression, name: string): boolean {
  return fn.descendants('assignment_expression').some((assignment) => {
    const left = assignment.field('left');
    const right = assignment.field('right').origin;
    if (!left.is('subscript_expression') || left.object.text !== name || left.field('index').value !== undefined)
      return false;
    return right.is('identifier') && right.names.bindingOf(right.node)?.sort === 'parameter';
  });
}

/** `objects[a][b] = c`: one foreign name only sets a member; with two the first may be `__proto__`. */
const isOfForeignName = ({ call, flow }: FlowHit): boolean =>
  flow.valueOf(holderOf(call).field('index').node).some(({ harm }) => (harm & HARM.member) !== 0);

/** What holds the member that is written: `objects[a]`, also behind a variable or a default. */
function holderOf(call: Expression): Expression {
  let { object } = call.field('left');
  if (object.is('identifier')) object = object.origin.is('identifier') ? firstWrite(object) : object.origin;
  return object.is('binary_expression') ? object.field('left') : object;
}

/** What a variable with several values was given first. */
function firstWrite(name: Expression): Expression {
  const binding = name.names.bindingOf(name.node);
  return new Expression(name.names, binding?.value ?? -1);
}

/** Objects without a prototype, lists, and what is stored elsewhere. */
function isTable(call: Expression): boolean {
  const { object } = call.field('left');
  return (
    /Object\.create\(null\)|new (Map|Proxy|Uint8Array|Array|URLSearchParams|Headers)/.test(object.origin.text) ||
    /(localStorage|sessionStorage|headers|process\.env)$/.test(object.text)
  );
}
