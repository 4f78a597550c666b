import { type Model, sinks } from '../engine/flow/model.ts';
import { ANSWER } from './kinds.ts';
import { prompts } from './prompts.ts';

const CHAT = ['create', 'parse', 'stream', 'runTools'].map((name) => `openai().chat.completions.${name}`);
const RESPONSES = ['create', 'parse', 'stream'].map((name) => `openai().responses.${name}`);
const CHAT_RESULT = CHAT.flatMap((call) => [
  [`${call}().choices`, ANSWER],
  [`${call}().data.choices`, ANSWER],
  // Streams give one piece after another.
  [`${call}().*`, 'openai.Chunk'],
  [`${call}().finalContent()`, ANSWER],
  [`${call}().finalMessage()`, ANSWER],
  [`${call}().finalChatCompletion()`, 'openai.Chunk'],
]);
const RESPONSES_RESULT = RESPONSES.flatMap((call) => [
  [`${call}().output_text`, ANSWER],
  [`${call}().output_parsed`, ANSWER],
  [`${call}().output`, ANSWER],
  [`${call}().*`, 'openai.Event'],
]);

/**
 * OpenAI, and the many that share its interface: Azure, Groq, Together, DeepSeek, OpenRouter. https://platform.openai.com/docs/api-reference/chat,
 * https://platform.openai.com/docs/api-reference/responses, https://github.com/openai/openai-node
 */
export default {
  isOfModels: true,
  tails: {
    ...Object.fromEntries(
      ['create', 'parse', 'stream', 'runTools'].flatMap((name) => [
        [`chat.completions.${name}`, `openai().chat.completions.${name}`],
        [`beta.chat.completions.${name}`, `openai().chat.completions.${name}`],
      ]),
    ),
    ...Object.fromEntries(
      ['create', 'parse', 'stream'].map((name) => [`responses.${name}`, `openai().responses.${name}`]),
    ),
    'completions.create': 'openai().completions.create',
    createChatCompletion: 'openai().chat.completions.create',
    'beta.threads.messages.create': 'openai().threads.messages.create',
    'beta.threads.messages.list': 'openai().threads.messages.list',
    'beta.threads.runs.create': 'openai().threads.runs.create',
    'beta.threads.runs.createAndPoll': 'openai().threads.runs.create',
    'beta.threads.runs.stream': 'openai().threads.runs.create',
    'beta.threads.runs.retrieve': 'openai().threads.runs.retrieve',
    'beta.assistants.create': 'openai().assistants.create',
    'beta.assistants.update': 'openai().assistants.update',
    'embeddings.create': 'openai().embeddings.create',
    'images.generate': 'openai().images.generate',
    'audio.transcriptions.create': 'openai().audio.transcriptions.create',
  },
  reads: {
    ...Object.fromEntries([...CHAT_RESULT, ...RESPONSES_RESULT]),
    'openai.Chunk.choices': ANSWER,
    'openai.Event.delta': ANSWER,
    'openai.Event.text': ANSWER,
    'openai.Event.arguments': ANSWER,
    'openai().completions.create().choices': ANSWER,
    'openai().completions.create().*': 'openai.Chunk',
    'openai().threads.messages.list().data': ANSWER,
    'openai().threads.runs.create().required_action': ANSWER,
    'openai().threads.runs.retrieve().required_action': ANSWER,
    '@openai/agents.run().finalOutput': ANSWER,
    '@openai/agents.Runner().run().finalOutput': ANSWER,
  },
  handlers: {
    ...Object.fromEntries(
      CHAT.flatMap((call) => [
        [`${call}().on(content)`, [ANSWER, ANSWER]],
        [`${call}().on(message)`, [ANSWER]],
      ]),
    ),
  },
  sinks: [
    ...prompts(CHAT, {
      conversation: ['0.messages'],
      spent: ['0.model', '0.max_tokens', '0.max_completion_tokens', '0.n'],
    }),
    ...prompts(RESPONSES, {
      conversation: ['0.input'],
      system: ['0.instructions'],
      user: ['0.input'],
      spent: ['0.model', '0.max_output_tokens'],
    }),
    // Servers whose tools the provider calls.
    ...sinks(
      'request',
      RESPONSES.map((call) => `${call}:0.tools`),
      { inside: true },
    ),
    ...prompts(['openai().completions.create'], { user: ['0.prompt'], spent: ['0.model', '0.max_tokens', '0.n'] }),
    ...prompts(['openai().assistants.create', 'openai().assistants.update'], {
      system: ['0.instructions', '1.instructions'],
    }),
    ...prompts(['openai().threads.runs.create'], { system: ['1.instructions', '1.additional_instructions'] }),
    ...prompts(['openai().threads.messages.create'], { user: ['1.content'] }),
    ...prompts(['@openai/agents.Agent'], { system: ['0.instructions'] }),
    ...prompts(['@openai/agents.run'], { user: ['1'] }),
    ...prompts(['openai().images.generate'], { spent: ['0.n', '0.model'] }),
  ],
} satisfies Model;
