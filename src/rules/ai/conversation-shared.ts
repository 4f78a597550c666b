import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { codeText, fileSays } from '../code-text.ts';
import { inPattern } from '../in-pattern.ts';
import { isServer, modelCalls } from '../model-calls.ts';

export default defineRule({
  id: 'ai/conversation-shared',
  title: 'One conversation for all users',
  severity: 'high',
  confidence: 'likely',
  cwe: [488, 200],
  owasp: ['LLM02:2025', 'ASI06:2026'],
  remedy:
    'Keep the messages of each user under a key of their own, taken from the session or the channel, and drop them after a while.',
  checks: [
    check({
      nodes: { javascript: ['variable_declarator'] },
      where: ({ MATCH }) => isOfModule(MATCH) && isList(MATCH) && isServing(MATCH) && isConversation(MATCH),
      at: ({ MATCH }) => MATCH.field('name').range,
      message: ({ MATCH }) =>
        `\`${MATCH.field('name').text}\` is one list for everyone this program serves: what one user says becomes part of the next one's conversation.`,
    }),
  ],
});

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

const BOT =
  /['"](@slack\/(bolt|events-api)|discord\.js|telegraf|grammy|node-telegram-bot-api|whatsapp-web\.js|botbuilder|matrix-js-sdk|twilio|@line\/bot-sdk)['"]/;

/** A server, or a bot that many speak to. A program that one person runs has one conversation. */
const isServing = ({ names }: Expression): boolean => isServer(names) || fileSays(names, BOT);

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
