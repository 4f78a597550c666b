import { type Model, sinks } from '../engine/flow/model.ts';
import { ANSWER, ANSWER_OBJECT, CHOSEN } from './kinds.ts';
import { prompts } from './prompts.ts';

const CALLS = [
  'ai.generateText',
  'ai.streamText',
  'ai.generateObject',
  'ai.streamObject',
  'ai/rsc.streamUI',
  '@ai-sdk/rsc.streamUI',
];
const AGENTS = [
  'ai.ToolLoopAgent',
  'ai.Experimental_Agent',
  'ai.Agent',
  '@mastra/core/agent.Agent',
  '@mastra/core.Agent',
];
/** Providers: called with the name of a model. */
const PROVIDERS = [
  'openai',
  'anthropic',
  'google',
  'mistral',
  'groq',
  'xai',
  'cohere',
  'deepseek',
  'azure',
  'togetherai',
  'fireworks',
  'perplexity',
].map((name) => [`@ai-sdk/${name}`, name] as const);
/** Providers with options of one's own, called with the name of a model as well: `createOpenAI({ apiKey })('gpt-4.1')`. */
const MAKERS = [
  '@ai-sdk/openai.createOpenAI',
  '@ai-sdk/anthropic.createAnthropic',
  '@ai-sdk/google.createGoogleGenerativeAI',
  '@ai-sdk/google-vertex.createVertex',
  '@ai-sdk/mistral.createMistral',
  '@ai-sdk/groq.createGroq',
  '@ai-sdk/xai.createXai',
  '@ai-sdk/cohere.createCohere',
  '@ai-sdk/deepseek.createDeepSeek',
  '@ai-sdk/azure.createAzure',
  '@ai-sdk/togetherai.createTogetherAI',
  '@ai-sdk/fireworks.createFireworks',
  '@ai-sdk/perplexity.createPerplexity',
  '@ai-sdk/amazon-bedrock.createAmazonBedrock',
  '@ai-sdk/openai-compatible.createOpenAICompatible',
  '@ai-sdk/gateway.createGateway',
  '@openrouter/ai-sdk-provider.createOpenRouter',
].map((name) => `${name}()`);
const PARTS = ['text', 'content', 'toolCalls', 'reasoning', 'reasoningText', 'steps'];
/** Objects that follow a schema, as far as it says something. */
const OBJECTS = ['object', 'output', 'experimental_output'];
const STREAMS = ['textStream', 'fullStream', 'partialObjectStream', 'elementStream'];
const RESULTS = [
  ...CALLS.map((call) => `${call}()`),
  ...AGENTS.flatMap((agent) => [`${agent}().generate()`, `${agent}().stream()`]),
  'ai.Result',
];

/** Vercel's AI SDK, its hooks, and Mastra, which is built on it. https://ai-sdk.dev/docs/reference, https://mastra.ai/docs */
export default {
  isOfModels: true,
  reads: {
    ...Object.fromEntries(RESULTS.flatMap((of) => [...PARTS, ...STREAMS].map((part) => [`${of}.${part}`, ANSWER]))),
    ...Object.fromEntries(RESULTS.flatMap((of) => OBJECTS.map((part) => [`${of}.${part}`, ANSWER_OBJECT]))),
    ...Object.fromEntries(CALLS.map((call) => [`${call}().response.messages`, ANSWER])),
    ...Object.fromEntries(
      ['@ai-sdk/react', 'ai/react', '@ai-sdk/vue', '@ai-sdk/svelte'].flatMap((library) => [
        [`${library}.useChat().messages`, ANSWER],
        [`${library}.Chat().messages`, ANSWER],
        [`${library}.Completion().completion`, ANSWER],
        [`${library}.useCompletion().completion`, ANSWER],
        [`${library}.useObject().object`, ANSWER],
        [`${library}.experimental_useObject().object`, ANSWER],
      ]),
    ),
  },
  handlers: {
    ...Object.fromEntries(
      CALLS.flatMap((call) => [
        [`${call}.onFinish`, ['ai.Result']],
        [`${call}.onStepFinish`, ['ai.Result']],
      ]),
    ),
    'model tool': [CHOSEN],
    'ai.tool.execute': [CHOSEN],
    'ai.dynamicTool.execute': [CHOSEN],
    'llamaindex.tool.execute': [CHOSEN],
    'llamaindex.FunctionTool.from': [CHOSEN],
    '@llamaindex/core/tools.tool.execute': [CHOSEN],
    '@llamaindex/core/tools.FunctionTool.from': [CHOSEN],
    '@openai/agents.tool.execute': [CHOSEN],
    '@mastra/core/tools.createTool.execute': [CHOSEN],
    '@mastra/core.createTool.execute': [CHOSEN],
    '@anthropic-ai/sdk/helpers/beta/zod.betaZodTool.run': [CHOSEN],
    '@anthropic-ai/sdk/helpers/beta/json-schema.betaTool.run': [CHOSEN],
    '@anthropic-ai/claude-agent-sdk.tool': [CHOSEN],
    '*.defineTool': [CHOSEN],
  },
  sinks: [
    ...sinks(
      'spent',
      PROVIDERS.flatMap(([library, name]) => [
        `${library}.${name}`,
        `${library}.${name}.chat`,
        `${library}.${name}.responses`,
      ]),
    ),
    ...sinks(
      'spent',
      MAKERS.flatMap((made) => [
        made,
        `${made}.chat`,
        `${made}.chatModel`,
        `${made}.languageModel`,
        `${made}.responses`,
      ]),
    ),
    // A gateway is named by the model alone.
    ...sinks('spent', ['ai.gateway', '@ai-sdk/gateway.gateway', 'ai.generateText:0.model', 'ai.streamText:0.model']),
    ...prompts(CALLS, {
      conversation: ['0.messages', '0.prompt'],
      system: ['0.system', '0.instructions'],
      user: ['0.prompt'],
      spent: ['0.maxTokens', '0.maxOutputTokens'],
    }),
    ...prompts(AGENTS, { system: ['0.instructions', '0.system'] }),
    ...prompts(
      AGENTS.flatMap((agent) => [`${agent}().generate`, `${agent}().stream`]),
      { conversation: ['0', '0.messages', '0.prompt'], user: ['0', '0.prompt'], system: ['1.instructions'] },
    ),
  ],
} satisfies Model;
