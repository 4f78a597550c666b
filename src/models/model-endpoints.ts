import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { ANSWER } from './kinds.ts';
import { prompts } from './prompts.ts';

const ENVIRONMENT = data(DATA.local, 'the environment of the program');

/** Members in which servers of models, and an application's own, put what was said. */
const ANSWERS = [
  'choices',
  'content',
  'candidates',
  'output_text',
  'output',
  'completion',
  'generated_text',
  'response',
  'reply',
  'answer',
  'text',
  'message',
  'result',
  'html',
  'summary',
];
const BODIES = ['model.Http.json()', 'model.Http.data', 'model.Http.data.value', 'model.Http'];
// `text` of a response itself is a method.
const READS = BODIES.flatMap((body) =>
  ANSWERS.filter((name) => body !== 'model.Http' || name !== 'text').map((name) => [`${body}.${name}`, ANSWER]),
);

/** The names people give to a function of their own that asks a model. */
const WRAPPERS = [
  'callLLM',
  'askLLM',
  'queryLLM',
  'invokeLLM',
  'promptLLM',
  'callOpenAI',
  'askOpenAI',
  'queryOpenAI',
  'callGPT',
  'askGPT',
  'callGemini',
  'askGemini',
  'callClaude',
  'askClaude',
  'callAI',
  'askAI',
  'queryAI',
  'callModel',
  'askModel',
  'queryModel',
  'promptModel',
  'getCompletion',
  'getChatCompletion',
  'createCompletion',
  'generateCompletion',
  'chatCompletionRequest',
  'getAIResponse',
  'getLLMResponse',
  'generateAIResponse',
  'generateWithAI',
  'llm.generate',
  'llm.ask',
  'llm.prompt',
  'llmClient.generate',
  'llmClient.complete',
  'aiClient.generate',
  'aiClient.complete',
];

const POSTS = ['axios.post', 'ky.post', 'got.post', 'superagent.post'];
const OPTIONS = ['fetch', 'node-fetch', 'undici.fetch', '$fetch', 'ofetch'];
const at = (place: string) => ({
  conversation: [`${place}.messages`, `${place}.contents`, `${place}.input`],
  system: [`${place}.system`, `${place}.systemInstruction`, `${place}.system_instruction`, `${place}.instructions`],
  user: [`${place}.prompt`, `${place}.input`, `${place}.inputs`],
  spent: [
    'model',
    'max_tokens',
    'maxTokens',
    'max_completion_tokens',
    'max_output_tokens',
    'generationConfig.maxOutputTokens',
    'parameters.max_new_tokens',
  ].map((name) => `${place}.${name}`),
});

/** Models that are asked over plain http, or through a function whose name says so. https://platform.openai.com/docs/api-reference/making-requests, https://docs.anthropic.com/en/api/overview */
export default {
  isOfModels: true,
  tails: Object.fromEntries(WRAPPERS.map((name) => [name, 'model.ask'])),
  reads: {
    ...Object.fromEntries(READS),
    'model.Http.text()': ANSWER,
    // Streams give one piece after another.
    'model.Http.body': 'model.Body',
    'model.Body.*': ANSWER,
    'model.Body.getReader': 'model.Body.getReader',
    'model.Body.getReader().read().value': ANSWER,
    'model.Body.pipeThrough': 'model.Body.pipeThrough',
    'model.Body.pipeThrough()': 'model.Body',
    'model.ask()': ANSWER,
    // Of no interest but where it is told to a model.
    'process.env': ENVIRONMENT,
    'Bun.env': ENVIRONMENT,
    'Deno.env.toObject()': ENVIRONMENT,
  },
  sinks: [
    ...prompts(POSTS, at('1')),
    ...prompts(OPTIONS, at('1.body')),
    ...prompts(['got.post', 'ky.post', 'got', 'ky'], at('1.json')),
    ...prompts(['axios', 'axios.request'], at('0.data')),
    ...sinks('believed', ['JSON.parse']),
    ...sinks('verdict', ['*.includes:receiver']),
    ...prompts(['model.ask'], { conversation: ['0', '0.messages'], user: ['0', '0.prompt'], system: ['0.system'] }),
  ],
} satisfies Model;
