import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { PROVIDER_KEY, SDK } from '../ai-libraries.ts';

const PLACEHOLDER =
  /your|example|placeholder|x{4,}|\.\.\.|…|<.*>|\btest\b|dummy|fake|mock|none|empty|not-?(needed|used|required)|ollama|lm-?studio|local|anything|no-?key|change-?me|\*{3}|\{|\s|replace|insert|redacted|process\.env/i;
const IN_ADDRESS = /[?&](?:api_?)?key=([A-Za-z0-9_-]{16,})/i;
const ENDPOINT =
  /api\.(openai|anthropic|mistral|cohere|groq|together|deepseek|perplexity)|generativelanguage|openrouter|huggingface|replicate|\/v1\/(chat|messages|completions)|[gG]enerateContent/;
const HEADER = /^(authorization|x-api-key|api-key|x-goog-api-key)$/i;

export default defineRule({
  id: 'ai/key-in-source',
  title: "Key of a model's provider in the code",
  severity: 'critical',
  confidence: 'certain',
  cwe: [798],
  owasp: ['LLM02:2025', 'LLM10:2025', 'A07:2025'],
  remedy:
    'Read the key from the environment, and replace the one that was written here: it is in the history of the repository.',
  checks: [
    check({
      // `new OpenAI({ apiKey: '...' })`, `createOpenAI({ apiKey })`, `new GoogleGenerativeAI('...')`
      nodes: { javascript: ['new_expression', 'call_expression'] },
      problem: ({ MATCH }) => {
        if (!SDK.test(MATCH.callee.name ?? '')) return undefined;
        const options = MATCH.argument(0);
        const keys = ['apiKey', 'token', 'accessToken', 'openAIApiKey', 'anthropicApiKey', 'auth', 'azureOpenAIApiKey'];
        const isOptions = options.origin.is('object');
        const given = isOptions
          ? keys.map((key) => options.property(key))
          : MATCH.is('new_expression')
            ? [options]
            : [];
        const key = given.map(literalIn).find((each) => each !== undefined);
        return key && toProblem(key, `given to \`${MATCH.callee.lastName}\``);
      },
    }),
    check({
      nodes: { javascript: ['pair'] },
      problem: ({ MATCH }) => {
        if (!HEADER.test(MATCH.key ?? '') || !asksProvider(MATCH)) return undefined;
        const value = MATCH.field('value');
        const literal = value.origin;
        if (!literal.is('string', 'template_string')) return undefined;
        const text = (literal.constant ?? '').replace(/^(Bearer|Basic)\s+/i, '');
        return isKey(text) ? toProblem(literal, `in the header \`${MATCH.key ?? ''}\``) : undefined;
      },
    }),
    check({
      // `https://.../models/gemini:generateContent?key=...`
      nodes: { javascript: ['string', 'template_string'] },
      where: ({ MATCH }) => {
        const [, key = ''] = IN_ADDRESS.exec(MATCH.text.slice(0, 400)) ?? [];
        return isKey(key) && ENDPOINT.test(MATCH.text);
      },
      message: () =>
        'The key in this address is written here, where everyone with the code can read it and spend on your account.',
    }),
    check({
      // `const OPENAI_API_KEY = '...'`
      nodes: { javascript: ['variable_declarator'] },
      problem: ({ MATCH }) => {
        const name = MATCH.field('name');
        if (!name.is('identifier') || !PROVIDER_KEY.test(name.text)) return undefined;
        const key = literalIn(MATCH.field('value'));
        return key && toProblem(key, `in \`${name.text}\``);
      },
    }),
  ],
});

const toProblem = (key: Expression, holder: string) => ({
  at: key.range,
  message: `The key ${holder} is written here, where everyone with the code can read it and spend on your account.`,
  fixes: [
    {
      title: 'Read it from the environment',
      safety: 'review' as const,
      edits: [key.replacedBy('process.env.API_KEY')],
    },
  ],
});

/** The literal that a key is, also as what stands in where the environment has none. */
function literalIn(value: Expression): Expression | undefined {
  const { origin } = value;
  if (origin.is('string', 'template_string')) return isKey(origin.constant ?? '') ? origin : undefined;
  if (origin.is('binary_expression') && ['||', '??'].includes(origin.operator)) return literalIn(origin.field('right'));
  return undefined;
}

/** Long, without blanks, with digits: what nobody would write for a reader. */
const isKey = (text: string): boolean =>
  text.length >= 16 &&
  text.length < 300 &&
  /\d/.test(text) &&
  /[A-Za-z]/.test(text) &&
  !PLACEHOLDER.test(text) &&
  !/^https?:/.test(text);

const asksProvider = (pair: Expression): boolean => {
  const call = pair.enclosing('call_expression', 'new_expression');
  return ENDPOINT.test(call.text) || /openai|anthropic|llm|model/i.test(call.callee.text);
};
