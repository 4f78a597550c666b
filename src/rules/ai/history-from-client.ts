import { dataOf } from '../../engine/flow/data.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { defineRule, type FlowCheck, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays } from '../code-text.ts';
import { goesToModel } from '../prompt-text.ts';

const FOREIGN = {
  to: ['history'],
  from: ['user', 'browser'],
  when: (call: Expression) =>
    goesToModel(call) && HAS_SYSTEM_ROLE.test(call.callee.text) && !fileSays(call.names, LOOKS_AT_ROLES),
  at: (hit: FlowHit) => foreignList(hit.data, hit, 0),
  message: (hit: FlowHit) =>
    `\`${shortText(foreignList(hit.data, hit, 0)?.text ?? hit.at.text)}\` comes from ${hit.what} with the roles of its messages: whoever sends it can speak as \`system\`, or make up what the model has said.`,
  reaches: 'It is taken for what was said before.',
} satisfies FlowCheck;

export default defineRule({
  id: 'ai/history-from-client',
  title: 'Conversation written by the sender',
  severity: 'medium',
  confidence: 'likely',
  cwe: [1427, 345],
  owasp: ['LLM01:2025', 'ASI01:2026'],
  remedy:
    'Keep the conversation on the server and take one message of the user at a time; or let only messages with the roles `user` and `assistant` through, and their text alone.',
  flows: [
    {
      // Beside messages of the program's own, above which it puts itself.
      ...FOREIGN,
      where: (hit) => foreignList(hit.data, hit, 0)?.parent.is('spread_element') === true,
    },
    {
      // Where the program says nothing itself, the sender may be meant to.
      ...FOREIGN,
      where: (hit) => foreignList(hit.data, hit, 0)?.parent.is('spread_element') === false,
      confidence: 'possible',
    },
  ],
});

/** Interfaces in whose list of messages one may have the role `system`. */
const HAS_SYSTEM_ROLE =
  /(completions|responses)\.(create|parse|stream|runTools)$|chat\.(complete|stream)$|ollama\.chat$|(cohere|co)\.chat$|chatCompletion(Stream)?$|AI\.run$|createChatCompletion$|^(fetch|axios(\.post)?)$/;

/** Whoever looks at roles knows of it. */
const LOOKS_AT_ROLES =
  /role['"]?\]?\s*(!==?|===?)\s*['"]|z\s*\.(enum|literal|union)\(\s*\[?\s*(z\.literal\()?['"](user|assistant|human)|\b(valid|allowed)_?roles?\b|ROLES\b|\[\s*['"](user|assistant)['"]\s*,\s*['"](user|assistant)['"]\s*\]|(sanitiz|validat|check|verif|filter|normaliz|to|convert|build|prepare|map)\w*(Messages?|History)\(/i;

const IS_LIST = /messages|history|conversation|items|turns|transcript/i;

const keyOf = (value: Expression): string => (value.parent.is('pair') ? (value.parent.key ?? '') : value.lastName);

const MAX_DEPTH = 6;
const SENT = dataOf('user', 'browser');

/** The list of messages, or the part of it, that is the sender's as it stands; undefined where each message is made here. */
function foreignList(list: Expression, hit: FlowHit, depth: number): Expression | undefined {
  if (depth > MAX_DEPTH || !list.exists) return undefined;
  const { origin } = list;
  if (origin.is('array')) {
    for (const child of origin.children) {
      const [spread] = child.is('spread_element') ? child.children : [];
      const found = spread && foreignList(spread, hit, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  if (origin.is('call_expression') && /^(slice|filter|concat|reverse|toSpliced|flat)$/.test(origin.callee.lastName))
    return foreignList(origin.callee.object, hit, depth + 1);
  if (origin.is('call_expression') && !/^(json|parse|readBody)$/.test(origin.callee.lastName)) return undefined;
  // `input` and `prompt` may be a text, which is the user's own.
  if (depth === 0 && keyOf(list) !== 'messages' && !IS_LIST.test(list.lastName)) return undefined;
  return hit.flow.valueOf(list.node).some(({ data, isInside }) => (data & SENT) !== 0 && !isInside) ? list : undefined;
}
