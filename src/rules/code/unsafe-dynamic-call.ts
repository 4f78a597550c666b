import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { once } from '../once.ts';

export default defineRule({
  id: 'code/unsafe-dynamic-call',
  title: 'Function chosen by foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [470, 94],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Look the function up in a `Map`, or check the name with `Object.hasOwn(table, name)` first.',
  yieldsTo: ['ai/unchecked-tool-call'],
  checks: [
    check({
      nodes: { javascript: ['subscript_expression'] },
      says: /\b(window|globalThis|self|global)\s*(\?\.)?\[/,
      where: ({ MATCH }) => isGlobalObject(MATCH.object) && isFromMessage(MATCH.field('index')) && isCalled(MATCH),
      at: ({ MATCH }) => MATCH.field('index').range,
      message: ({ MATCH }) =>
        `\`${shortText(MATCH.field('index').text)}\` decides which function of the whole program is called: \`eval\` as well.`,
    }),
  ],
  flows: [
    {
      to: ['dispatch'],
      from: ['user', 'browser', 'userParameter'],
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which function of \`${shortText(call.callee.object.text)}\` is called: inherited ones such as \`constructor\` as well.`,
      reaches: 'It names the function that is called.',
    },
  ],
});

const isGlobalObject = (object: Expression): boolean =>
  object.is('identifier') && GLOBAL.test(object.text) && object.names.bindingOf(object.node) === undefined;

const GLOBAL = /^(window|globalThis|self|global)$/;

/** A member of what has been read from text: `message.name` where `message` is `JSON.parse(text)`. */
function isFromMessage(index: Expression): boolean {
  const member = index.is('identifier') ? index.origin : index;
  if (!member.is('member_expression')) return false;
  const { origin } = member.object;
  const read = origin.is('await_expression') ? origin.children[0] : origin;
  return read?.is('call_expression') === true && (read.callee.name === 'JSON.parse' || read.callee.lastName === 'json');
}

/** Called here, or behind the name that it is given. */
function isCalled(fn: Expression): boolean {
  const { parent } = fn;
  if (parent.is('call_expression')) return parent.callee.node === fn.node;
  if (!parent.is('variable_declarator')) return false;
  return namesCalledIn(parent.enclosingFunction).has(parent.field('name').text);
}

const namesCalledIn = once(
  (fn) =>
    new Set(fn.descendants('call_expression').flatMap(({ callee }) => (callee.is('identifier') ? [callee.text] : []))),
);
