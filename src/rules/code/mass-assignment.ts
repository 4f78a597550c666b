import { Expression } from '../../engine/names/expression.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/mass-assignment',
  title: 'Whole body written to a record',
  severity: 'high',
  confidence: 'likely',
  cwe: [915],
  owasp: ['A08:2021', 'A08:2025'],
  remedy: 'Take the members you expect by name: `const { name, email } = req.body`.',
  flows: [
    {
      to: ['assign'],
      from: ['whole'],
      when: (call) => isRecord(call),
      where: ({ isInside, isJoined }) => !isInside && !isJoined,
      message: ({ at, call }) =>
        `Every member of \`${shortText(at.text)}\` is written by \`${shortText(call.callee.text)}\`: one named \`role\` or \`isAdmin\` as well.`,
      reaches: 'Every member is written to the record.',
    },
  ],
});

/** A model, a table, or a record that is saved afterwards. */
function isRecord(call: Expression): boolean {
  const { text } = call.callee.object;
  if (text === 'Object')
    return (
      call.callee.lastName === 'assign' &&
      call.argument(0).is('identifier', 'member_expression') &&
      /\.save\(/.test(call.enclosingFunction.text)
    );
  if (/^(Array|Promise|JSON|Buffer|Reflect|Map|Set|URL)$/.test(text)) return false;
  return (
    /^[A-Z]\w*$|prisma|\bdb\b|\btx\b|\bem\b|collection|model|repository|knex|supabase|Model$|Repository$|\b[A-Z]\w*\.query\(|\bwrap\(/.test(
      text,
    ) || isTaken(call.callee.object)
  );
}

/** A record that was looked up, or made, before: `const member = await Member.findByPk(id)`, `const user = new User()`. */
function isTaken(object: Expression): boolean {
  const binding = object.is('identifier') ? object.names.bindingOf(object.node) : undefined;
  if (binding?.sort !== 'variable' || binding.value < 0) return false;
  const value = new Expression(object.names, binding.value);
  const call = value.is('await_expression') ? value.children[0] : value;
  if (call?.is('new_expression')) return /Model$|^(User|Account|Member|Customer)$/.test(call.callee.text);
  if (!call?.is('call_expression')) return false;
  return (
    TAKES.test(call.callee.lastName) && /^[A-Z]\w*$|[mM]odels?\.|[rR]epo|\bdb\b|\bem\b/.test(call.callee.object.text)
  );
}

const TAKES =
  /^(find(ById|ByPk|One|OneBy|OneOrFail|OneByOrFail|OrFail|By|OrCreate|First|Unique)?|first(OrFail)?|query|create|build)$/;
