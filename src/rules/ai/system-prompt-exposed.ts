import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText } from '../code-text.ts';

const PROMPT =
  /^(default|base|main|bot|agent|assistant|hidden)?_?(system_?(prompt|message|instructions?)|instructions_?prompt|prompt_?template|secret_?prompt)s?$/i;

export default defineRule({
  id: 'ai/system-prompt-exposed',
  title: 'System prompt sent to the client',
  severity: 'medium',
  confidence: 'likely',
  cwe: [200, 497],
  owasp: ['LLM07:2025'],
  remedy:
    'Answer with what the model said and nothing else, and keep in the system prompt only what everybody may know.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$RESPONSE.json(...)',
          '$RESPONSE.send(...)',
          '$RESPONSE.end(...)',
          '$RESPONSE.write(...)',
          '$RESPONSE.emit(...)',
          'new Response(...)',
        ],
      },
      problem: ({ RESPONSE, MATCH }) => {
        if (
          RESPONSE.exists &&
          !/^(res|response|reply|Response|NextResponse|c|ctx|h|socket|ws|io)\b/.test(RESPONSE.text)
        )
          return undefined;
        const found = MATCH.arguments.map((argument) => promptIn(argument, 0)).find((each) => each !== undefined);
        return found && toldAt(found);
      },
    }),
    check({
      // Frameworks whose handlers answer with what they give back.
      nodes: { javascript: ['return_statement'] },
      problem: ({ MATCH }) => {
        if (!MATCH.names.says(INSTRUCTS)) return undefined;
        const [value] = MATCH.children;
        if (!value?.is('object') || !isOfHandler(MATCH.enclosingFunction)) return undefined;
        const found = promptIn(value, 0);
        return found && toldAt(found);
      },
    }),
    check({
      nodes: { javascript: ['member_expression'] },
      where: ({ MATCH }) =>
        /^(process\.env|import\.meta\.env)$/.test(MATCH.object.text) &&
        /^(NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|PUBLIC)_.*(SYSTEM_?PROMPT|SYSTEM_MESSAGE|INSTRUCTIONS)/.test(
          MATCH.lastName,
        ),
      message: ({ MATCH }) =>
        `\`${MATCH.lastName}\` is written into the page by its prefix, where every visitor can read the instructions.`,
    }),
    check({
      // What a page holds is there to read for everyone, and to change.
      nodes: { javascript: ['variable_declarator'] },
      where: ({ MATCH }) =>
        PROMPT.test(MATCH.field('name').text) &&
        MATCH.names.says(/^\s*['"]use client['"]/) &&
        typeof MATCH.field('value').value === 'string' &&
        String(MATCH.field('value').value).length > 20,
      at: ({ MATCH }) => MATCH.field('name').range,
      message: ({ MATCH }) =>
        `\`${MATCH.field('name').text}\` is part of the page: every visitor can read the instructions, and send others.`,
    }),
  ],
});

const toldAt = (found: Expression): Problem => ({
  at: found.range,
  message: `\`${shortText(found.text)}\` is sent to the client with the answer: your instructions, and how to get around them, are there to read.`,
});

/** A file that gives a model instructions. */
const INSTRUCTS =
  /\bSystemMessage\b|role:\s*['"](system|developer)|\b(system|systemInstruction|instructions)\s*:|system_?prompt/i;

/** A function that a route calls: `app.post('/ask', async (request) => ({ ... }))`, `.mutation(async () => ...)`, `@Post() ask()`. */
function isOfHandler(fn: Expression): boolean {
  if (fn.is('method_definition')) return /@(Get|Post|Put|Patch|All)\(/.test(decoratorsOf(fn));
  const call = fn.parent.is('arguments') ? fn.parent.parent : undefined;
  if (!call) return false;
  if (/^(mutation|query|action|handler)$/.test(call.callee.lastName)) return true;
  return /^(get|post|put|patch|all)$/.test(call.callee.lastName) && /^\//.test(call.argument(0).constant ?? '');
}

/** What stands before a method since the member before it. */
function decoratorsOf(method: Expression): string {
  const members = method.parent.children;
  const before = members[members.findIndex(({ node }) => node === method.node) - 1];
  const { text } = method.names.tree;
  return before?.is('decorator')
    ? before.text
    : text.slice(Math.max(method.start - 200, before?.end ?? 0), method.start + 40);
}

/** `prompt.content` of a system message, `messages[0].content`. */
function isTextOfInstructions(member: Expression): boolean {
  if (!/^(content|text|prompt)$/.test(member.lastName)) return false;
  const owner = member.object.origin;
  if (owner.is('new_expression')) return /^(SystemMessage|SystemMessagePromptTemplate)$/.test(owner.callee.lastName);
  if (owner.is('object')) return /^(system|developer)$/.test(owner.property('role').constant ?? '');
  const { object } = member;
  if (!object.is('subscript_expression') || object.field('index').value !== 0) return false;
  const [first] = object.object.origin.children;
  return first !== undefined && /^(system|developer)$/.test(first.property('role').constant ?? '');
}

/** A text that the file hands to a model as its instructions. */
function isHandedAsInstructions({ names, text }: Expression): boolean {
  if (!/^[\w$]{3,40}$/.test(text) || !/prompt|instruct|persona|context|system|rules|guid/i.test(text)) return false;
  const name = text.replace(/\$/g, '\\$&');
  const handed = new RegExp(
    `role:\\s*['"](?:system|developer)['"],\\s*content:\\s*${name}\\b|\\b(?:system|systemInstruction|instructions|systemPrompt)\\s*:\\s*${name}\\b|new SystemMessage\\(\\s*${name}\\b`,
  );
  return handed.test(codeText(new Expression(names, 0)));
}

function promptIn(value: Expression, depth: number): Expression | undefined {
  if (depth > 4 || !value.exists) return undefined;
  if (value.is('identifier', 'shorthand_property_identifier')) {
    if (PROMPT.test(value.text)) return value;
    return holdsSystemMessage(value) || isHandedAsInstructions(value) ? value : undefined;
  }
  if (value.is('member_expression') && isTextOfInstructions(value)) return value;
  if (value.is('member_expression'))
    return PROMPT.test(value.lastName) && !/^(req|request)\./.test(value.text) ? value : undefined;
  if (value.is('object', 'array'))
    return value.children
      .map((member) =>
        member.is('pair')
          ? promptIn(member.field('value'), depth + 1)
          : promptIn(member.is('spread_element') ? (member.children[0] ?? member) : member, depth + 1),
      )
      .find((each) => each !== undefined);
  if (value.is('call_expression') && /^JSON\.stringify$/.test(value.callee.text))
    return promptIn(value.argument(0), depth + 1);
  if (value.is('template_string'))
    return value.holes.map((hole) => promptIn(hole, depth + 1)).find((each) => each !== undefined);
  return undefined;
}

/** `messages`, whose first is the system message. */
function holdsSystemMessage(value: Expression): boolean {
  if (!/^(messages|conversation|history|chatHistory|context)$/.test(value.text)) return false;
  const { origin } = value;
  return (
    origin.is('array') &&
    origin.children.some((message) => /^(system|developer)$/.test(message.property('role').constant ?? ''))
  );
}
