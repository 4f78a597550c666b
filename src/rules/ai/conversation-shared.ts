import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays } from '../code-text.ts';
import { handlerOf } from '../handlers.ts';
import { inPattern } from '../in-pattern.ts';
import { isBot, isServer, modelCalls } from '../model-calls.ts';

export default defineRule({
  id: 'ai/conversation-shared',
  title: "One user's conversation told to another",
  severity: 'high',
  confidence: 'likely',
  cwe: [488, 524, 200],
  owasp: ['LLM02:2025', 'ASI06:2026'],
  remedy:
    'Keep the messages and the cached answers of each user under a key of their own, taken from the session or the channel, and drop them after a while.',
  checks: [
    check({
      nodes: { javascript: ['variable_declarator'] },
      where: ({ MATCH }) => isOfModule(MATCH) && isList(MATCH) && isServing(MATCH) && isConversation(MATCH),
      at: ({ MATCH }) => MATCH.field('name').range,
      message: ({ MATCH }) =>
        `\`${MATCH.field('name').text}\` is one list for everyone this program serves: what one user says becomes part of the next one's conversation.`,
    }),
    check({
      // An answer made of what belongs to one user, kept under the question alone.
      nodes: { javascript: ['call_expression'] },
      where: ({ MATCH }) =>
        /^(set|setex|setEx|put)$/.test(MATCH.callee.lastName) &&
        /redis|cache|\bkv\b|memo/i.test(MATCH.callee.object.text) &&
        modelCalls(MATCH.names).some((call) => isKeptAnswer(MATCH, call)),
      at: ({ MATCH }) => MATCH.argument(0).range,
      message: ({ MATCH }) =>
        `\`${shortText(MATCH.argument(0).text)}\` says nothing of the user, but the answer that is kept under it is made of what belongs to one: the next who asks the same is told it.`,
    }),
  ],
});

/** What belongs to one user, in what a model is given. */
const OF_USER = /\b(user|account|customer|session|profile|member|patient|employee)\??\.(?!id\b|name\b)\w+/;
/** Something in a key that tells users apart. */
const TELLS_APART =
  /user|account|customer|session|profile|member|tenant|owner|patient|employee|\bids?\b|Id\b|\bip\b|\bsub\b/i;

function isKeptAnswer(write: Expression, call: Expression): boolean {
  const fn = write.enclosingFunction;
  if (!fn.exists || call.enclosingFunction.node !== fn.node || !OF_USER.test(codeText(call))) return false;
  const key = write.argument(0);
  const made = key.origin.is('call_expression') ? handlerOf(key.origin.callee) : undefined;
  const isRead = fn
    .descendants('call_expression')
    .some(({ callee, arguments: [first] }) => callee.lastName === 'get' && first?.text === key.text);
  return isRead && !TELLS_APART.test(`${key.text} ${key.origin.text} ${made ? codeText(made) : ''}`);
}

/** Declared outside of functions and classes. */
const isOfModule = (declared: Expression): boolean =>
  !declared.enclosingFunction.exists && declared.enclosing('class_declaration', 'class').start <= 0;

/** Empty, or with the instructions of the model alone. */
const isList = (declared: Expression): boolean => {
  const value = declared.field('value');
  return (
    declared.field('name').is('identifier') &&
    value.is('array') &&
    value.children.length <= 1 &&
    value.children.every((message) => /^(system|developer)$/.test(message.property('role').constant ?? ''))
  );
};

/** A server, or a bot that many speak to. A program that one person runs has one conversation. */
const isServing = ({ names }: Expression): boolean => isServer(names) || isBot(names);

/** Added to inside a handler, and handed to a model. */
function isConversation(declared: Expression): boolean {
  const name = inPattern(declared.field('name').text);
  const uses = new RegExp(`(^|[^\\w.$]|\\.{3})${name}\\b`);
  const asked = modelCalls(declared.names).some((call) => call.enclosingFunction.exists && uses.test(codeText(call)));
  return (
    asked &&
    fileSays(
      declared.names,
      new RegExp(
        `(^|[^\\w.$])${name}\\.(push|unshift)\\(\\s*(\\{[^}]{0,200}\\brole\\b|\\w*(message|msg|reply)\\w*\\s*[),])`,
      ),
    )
  );
}
