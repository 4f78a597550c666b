import type { Model } from '../engine/flow/model.ts';
import { ANSWER, CHOSEN } from './kinds.ts';
import { prompts } from './prompts.ts';

const CALLS = ['create', 'stream', 'parse', 'toolRunner'].map((name) => `@anthropic-ai/sdk().messages.${name}`);
const RESULTS = CALLS.flatMap((call) => [
  [`${call}().content`, ANSWER],
  [`${call}().*`, 'anthropic.Event'],
  [`${call}().finalMessage()`, 'anthropic.Message'],
  [`${call}().finalText()`, ANSWER],
  [`${call}().finalContent()`, ANSWER],
]);

/** Anthropic's SDK and its agent SDK. https://docs.anthropic.com/en/api/messages, https://github.com/anthropics/anthropic-sdk-typescript */
export default {
  isOfModels: true,
  tails: {
    ...Object.fromEntries(
      ['create', 'stream', 'parse', 'toolRunner'].map((name) => [
        `messages.${name}`,
        `@anthropic-ai/sdk().messages.${name}`,
      ]),
    ),
  },
  reads: {
    ...Object.fromEntries(RESULTS),
    // What a function is given that runs a tool; Bedrock calls its blocks the same.
    'type @anthropic-ai/sdk.Anthropic.ToolUseBlock': 'anthropic.ToolUse',
    'type @anthropic-ai/sdk.Anthropic.Messages.ToolUseBlock': 'anthropic.ToolUse',
    'type @anthropic-ai/sdk.ToolUseBlock': 'anthropic.ToolUse',
    'type @anthropic-ai/sdk/resources.ToolUseBlock': 'anthropic.ToolUse',
    'type @anthropic-ai/sdk/resources/messages.ToolUseBlock': 'anthropic.ToolUse',
    'type @aws-sdk/client-bedrock-runtime.ToolUseBlock': 'anthropic.ToolUse',
    'anthropic.ToolUse.input': CHOSEN,
    'anthropic.Message.content': ANSWER,
    'anthropic.Event.delta': ANSWER,
    'anthropic.Event.content_block': ANSWER,
    'anthropic.Event.message': 'anthropic.Message',
    '@anthropic-ai/sdk().completions.create().completion': ANSWER,
    '@anthropic-ai/claude-agent-sdk.query().*': 'anthropic.AgentMessage',
    'anthropic.AgentMessage.result': ANSWER,
    'anthropic.AgentMessage.message': 'anthropic.Message',
  },
  handlers: Object.fromEntries(
    CALLS.flatMap((call) => [
      [`${call}().on(text)`, [ANSWER, ANSWER]],
      [`${call}().on(message)`, ['anthropic.Message']],
      [`${call}().on(contentBlock)`, [ANSWER]],
      [`${call}().on(inputJson)`, [ANSWER, ANSWER]],
    ]),
  ),
  sinks: [
    ...prompts(CALLS, {
      conversation: ['0.messages'],
      system: ['0.system'],
      spent: ['0.model', '0.max_tokens'],
    }),
    ...prompts(['@anthropic-ai/claude-agent-sdk.query'], {
      system: ['0.options.systemPrompt', '0.options.systemPrompt.append', '0.options.appendSystemPrompt'],
      user: ['0.prompt'],
    }),
  ],
} satisfies Model;
