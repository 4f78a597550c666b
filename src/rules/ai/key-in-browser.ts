import { removeFromList } from '../../engine/fix.ts';
import { asksModel } from '../../engine/flow/model-request.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { SDK } from '../ai-libraries.ts';

/** Prefixes with which bundlers write a variable of the environment into the page. */
const PUBLIC = /^(NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|PUBLIC|GATSBY|VUE_APP|PARCEL)_/;
const PROVIDER =
  /OPENAI|OPEN_AI|ANTHROPIC|CLAUDE|GEMINI|GOOGLE_(AI|GEN)|GENAI|GENERATIVE|MISTRAL|COHERE|GROQ|HUGGING|(^|_)HF_|REPLICATE|TOGETHER|PERPLEXITY|DEEPSEEK|OPENROUTER|FIREWORKS|ELEVEN|PINECONE|LANGCHAIN|LANGSMITH|(^|_)(AI|LLM|GPT)_/;

export default defineRule({
  id: 'ai/key-in-browser',
  title: "Key of a model's provider in the browser",
  severity: 'critical',
  confidence: 'certain',
  cwe: [522, 200],
  owasp: ['LLM02:2025', 'LLM10:2025', 'A07:2025'],
  remedy: 'Call the model from a route of your own server that knows who asks and how often, and keep the key there.',
  checks: [
    check({
      nodes: { javascript: ['pair'] },
      problem: ({ MATCH }) => {
        if (MATCH.key !== 'dangerouslyAllowBrowser' || MATCH.field('value').value !== true) return undefined;
        return {
          at: MATCH.range,
          message:
            '`dangerouslyAllowBrowser` puts the key into the page, where every visitor can read it and spend on your account.',
          ...(isOfVisitor(MATCH.parent.property('apiKey')) && { confidence: 'possible' as const }),
          fixes: [removeFromList(MATCH, 'Remove it, and call the model from the server', 'review')],
        };
      },
    }),
    check({
      // The header by which Anthropic answers requests of pages and apps.
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        MATCH.key === 'anthropic-dangerous-direct-browser-access' &&
        MATCH.field('value').value !== false &&
        MATCH.field('value').constant !== 'false' &&
        MATCH.parent.property('x-api-key').exists &&
        !isOfVisitor(MATCH.parent.property('x-api-key')),
      message: () =>
        '`anthropic-dangerous-direct-browser-access` sends the key from the page or the app, where whoever has it can read it and spend on your account.',
    }),
    check({
      nodes: { javascript: ['member_expression', 'subscript_expression'] },
      where: ({ MATCH }) =>
        PUBLIC.test(MATCH.lastName) &&
        PROVIDER.test(MATCH.lastName.replace(PUBLIC, '_')) &&
        /KEY|TOKEN|SECRET/.test(MATCH.lastName) &&
        /^(process\.env|import\.meta\.env)$/.test(MATCH.object.text),
      message: ({ MATCH }) =>
        `\`${MATCH.lastName}\` is written into the page by its prefix, where every visitor can read it and spend on your account.`,
    }),
    check({
      // Handed out by a route to whoever asks.
      nodes: { javascript: ['member_expression'] },
      where: ({ MATCH }) =>
        /^(process|import\.meta)\.env$/.test(MATCH.object.text) &&
        PROVIDER.test(`_${MATCH.lastName}`) &&
        /KEY|TOKEN|SECRET/.test(MATCH.lastName) &&
        isAnswered(MATCH),
      message: ({ MATCH }) =>
        `\`${MATCH.text}\` is sent to the browser, where every visitor can read it and spend on your account.`,
    }),
    check({
      // The bundle of a page holds whatever its components name.
      nodes: { javascript: ['new_expression', 'call_expression'] },
      where: ({ MATCH }) =>
        isPage(MATCH.names.tree.text) &&
        !MATCH.argument(0).property('dangerouslyAllowBrowser').exists &&
        (MATCH.is('new_expression') ? SDK.test(MATCH.callee.name ?? '') && hasKey(MATCH) : asksProvider(MATCH)),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) =>
        `\`${MATCH.callee.text}\` is called in the browser with the key of your account, where every visitor can read it.`,
      confidence: 'likely',
    }),
  ],
});

/** A value of an object, or all, that a response is made of. */
function isAnswered(value: Expression): boolean {
  const { parent } = value;
  const argument = parent.is('pair') && parent.parent.is('object') ? parent.parent : value;
  const call = argument.parent.is('arguments') ? argument.parent.parent : argument;
  return (
    call.is('call_expression') &&
    /^(res|response|reply|Response|NextResponse|c|ctx)(\.status\([^)]*\))?\.(json|send|text)$/.test(call.callee.text)
  );
}

const isPage = (text: string): boolean => /^\s*(\/\/[^\n]*\n\s*)*['"]use client['"]/.test(text.slice(0, 2000));

/** The account's own key: from the build's environment, from a constant, or written here. */
function hasKey(made: Expression): boolean {
  const given = made.argument(0);
  const key = given.origin.is('object') ? given.property('apiKey') : given;
  return (
    key.exists && (/\benv\b|[A-Z]_KEY|API_?KEY/.test(`${key.text} ${key.origin.text}`) || typeof key.value === 'string')
  );
}

function asksProvider(call: Expression): boolean {
  if (!/^(fetch|axios(\.post)?)$/.test(call.callee.text) || !asksModel(call.names, call.node)) return false;
  return (
    /https?:\/\//.test(call.argument(0).constant ?? call.argument(0).text) &&
    /authorization|api-?key|key=/i.test(call.text)
  );
}

/** A key that the visitor brings along. */
const isOfVisitor = (key: Expression): boolean =>
  key.exists &&
  /user|visitor|own|input|props|local|storage|settings|byok|form|state|state\./i.test(
    `${key.text} ${key.origin.text.slice(0, 200)}`,
  ) &&
  !/env/.test(key.origin.text);
