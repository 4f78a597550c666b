import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { inPattern } from '../in-pattern.ts';
import { asksModels, isBot, isServer, modelCalls } from '../model-calls.ts';

const LEVELS = ['log', 'info', 'debug', 'warn', 'error', 'trace', 'verbose'] as const;

export default defineRule({
  id: 'ai/prompt-logged',
  title: 'Conversation with a model in the log',
  severity: 'medium',
  confidence: 'likely',
  cwe: [532, 359],
  owasp: ['LLM02:2025', 'A09:2025'],
  remedy: 'Log an id, the model, and the number of tokens; keep what was said out of the log, or redact it first.',
  flows: [
    {
      to: ['secret'],
      from: ['model'],
      where: (hit) => isKept(hit.call) && !isAbout(hit.at),
      message: ({ at, what }: FlowHit) =>
        `\`${shortText(at.text)}\` is ${what}, and is written to the log, where whoever reads logs reads it too.`,
      reaches: 'It is written to the log here.',
    },
    {
      to: ['secret'],
      from: ['retrieved'],
      where: (hit) => isKept(hit.call) && !isAbout(hit.at) && SAID.test(hit.what) && asksModels(hit.call.names),
      message: ({ at, what }: FlowHit) =>
        `\`${shortText(at.text)}\` is ${what}, looked up for the model, and is written to the log, where whoever reads logs reads it too.`,
      reaches: 'It is written to the log here.',
    },
  ],
  checks: [
    check({
      patterns: {
        javascript: [...LEVELS.map((level) => `$LOG.${level}(...)` as const), 'console.table(...)', 'console.dir(...)'],
      },
      problem: ({ MATCH }) => {
        if (!isLogger(MATCH.callee.object) || !isKept(MATCH) || !asksModels(MATCH.names)) return undefined;
        const said = MATCH.arguments.map((argument) => saidInLog(argument)).find((each) => each !== undefined);
        if (!said || isRedacted(said)) return undefined;
        return {
          at: said.range,
          message: `\`${shortText(said.text)}\` is what a model is asked or answers, and is written to the log, where whoever reads logs reads it too.`,
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          'fs.appendFileSync($FILE, $TEXT, ...)',
          'fs.appendFile($FILE, $TEXT, ...)',
          'fs.writeFileSync($FILE, $TEXT, ...)',
          '"fs/promises".appendFile($FILE, $TEXT, ...)',
          '"fs/promises".writeFile($FILE, $TEXT, ...)',
        ],
      },
      problem: ({ FILE, TEXT }) => {
        const said =
          /\blogs?\b|\.log\b/i.test(FILE.origin.text) && asksModels(FILE.names) ? saidInLog(TEXT) : undefined;
        return (
          said && {
            at: said.range,
            message: `\`${shortText(said.text)}\` is what a model is asked or answers, and is written to the log, where whoever reads logs reads it too.`,
          }
        );
      },
    }),
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        MATCH.key === 'experimental_telemetry' &&
        MATCH.field('value').property('isEnabled').value === true &&
        MATCH.field('value').property('recordInputs').value !== false,
      message: () => 'This telemetry sends every prompt and answer along, since `recordInputs` is not `false`.',
      confidence: 'possible',
    }),
  ],
});

/** What people have written, as the models of libraries call it: not a file of the program's own, nor a page that all can read. */
const SAID = /^a document of the store|^the content of a mail|^what people wrote|^a page that people write/;

const isLogger = (receiver: Expression): boolean =>
  /(^|\.)_?(console|logger|log|winston|pino|bunyan)$/i.test(receiver.text);

/** A log that is kept and read by others: a server's, or a logger's. What a program prints for who runs it is its purpose. */
const isKept = (call: Expression): boolean =>
  call.callee.object.text !== 'console' || ((isServer(call.names) || isBot(call.names)) && !isOfProgram(call));

/** At the top of a file, or in what a program for the terminal begins with. */
function isOfProgram(call: Expression): boolean {
  let outermost = call.enclosingFunction;
  if (!outermost.exists) return true;
  for (let up = outermost; up.exists; up = up.enclosingFunction) outermost = up;
  return /^(main|run|demo|example|start|cli|repl|test\w*)$/i.test(
    outermost.field('name').exists ? outermost.field('name').text : outermost.targetNode.text,
  );
}

const CONVERSATION =
  /^(full|final|user|system|raw|complete)?_?(prompt|messages|conversation|chat_?history|completion|embeddings?|llm_?(response|output|input|request)|ai_?(response|output)|model_?(response|output)|prompt_?text)$/i;

/** Members that say how much, not what. */
const isAbout = (value: Expression): boolean =>
  /^(length|usage|id|model|finish_reason|stop_reason|finishReason|total_tokens|role|type|name|status|created|object|size|count)$/.test(
    value.lastName,
  );

const MAX_DEPTH = 6;

/** The part of an argument of a log that is a conversation. */
function saidInLog(argument: Expression, depth = 0): Expression | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (argument.is('identifier', 'member_expression', 'subscript_expression', 'shorthand_property_identifier'))
    return isSaid(argument) ? argument : undefined;
  for (const part of partsOf(argument)) {
    const said = saidInLog(part, depth + 1);
    if (said) return said;
  }
  return undefined;
}

/** What is written out where a value is: members, holes, operands of `+`. */
function partsOf(value: Expression): readonly Expression[] {
  if (value.is('object')) return value.children.map((member) => (member.is('pair') ? member.field('value') : member));
  if (value.is('template_string')) return value.holes;
  if (value.is('binary_expression')) return value.operator === '+' ? value.operands : [];
  const isWritten = value.is('call_expression') && /^(JSON\.stringify|util\.inspect|String)$/.test(value.callee.text);
  return isWritten ? [value.argument(0)] : [];
}

/** A name that says it, of what is given to a model or comes back from one. */
function isSaid(value: Expression): boolean {
  if (value.is('member_expression') && (isAbout(value) || /^(req|request|ctx|c)\.(headers|params)/.test(value.text)))
    return false;
  const name = value.lastName;
  if (CONVERSATION.test(name)) return !/\.(usage|error)\b/.test(value.text);
  // Whatever it is called: what is handed to the model as it stands, or holds its whole answer.
  if (!value.is('identifier', 'shorthand_property_identifier')) return false;
  const word = new RegExp(`\\b(content|prompt|messages|input|contents)\\s*:\\s*${inPattern(name)}\\b`);
  const hole = new RegExp(`\\$\\{${inPattern(name)}\\}`);
  // What a model is told to be is the program's own, unless something is written into it.
  const told = new RegExp(
    `\\b(system|systemInstruction|system_instruction|instructions|preamble|text)\\s*:\\s*${inPattern(name)}\\b${/^(system|instructions|preamble)$/.test(name) ? `|[{,]\\s*${name}\\s*[,}]` : ''}`,
  );
  return modelCalls(value.names).some(
    (call) =>
      word.test(call.text.slice(0, 4000)) ||
      (told.test(call.text.slice(0, 4000)) && hasHoles(value)) ||
      (ASKED.test(name) && hole.test(call.text.slice(0, 4000))) ||
      isWrittenOut(name, call) ||
      isAnswerOf(value, call),
  );
}

/** Whether something is written into a text that is not always the same. */
const hasHoles = (value: Expression): boolean =>
  value.origin.is('template_string', 'binary_expression', 'call_expression') &&
  value.origin.descendants('template_substitution').length + value.origin.holes.length > 0;

/** What is said, where it is written into a prompt beside other words; a name, an id or a language is written there too. */
const ASKED =
  /^(question|query|message|text|input|context|transcripts?|documents?|docs|chunks|passages|notes?|content|body|history|excerpts?|snippets?|email|complaint|ticket)$/i;

/** `prompt: JSON.stringify({ notes, question })`. */
const isWrittenOut = (name: string, call: Expression): boolean =>
  call
    .descendants('call_expression')
    .some(
      (inner) =>
        inner.callee.text === 'JSON.stringify' &&
        /^(content|prompt|input|contents|message|text)$/.test(inner.target) &&
        inner.argument(0).is('object') &&
        inner.argument(0).children.some((member) => member.is('shorthand_property_identifier') && member.text === name),
    );

const isAnswerOf = (value: Expression, call: Expression): boolean => {
  const { names } = value;
  const binding = names.bindingOf(value.node);
  return (
    binding !== undefined &&
    binding.value >= 0 &&
    names.tree.start[binding.value] === call.parent.start &&
    call.parent.is('await_expression')
  );
};

const isRedacted = (said: Expression): boolean =>
  /redact|mask|hash|anonymi|scrub/i.test(said.origin.text.slice(0, 200));
