import type { Model } from '../engine/flow/model.ts';
import { ANSWER } from './kinds.ts';
import { prompts } from './prompts.ts';

const MODEL = 'gemini.Model';
const PARTS = ['text', 'candidates', 'functionCalls', 'data'];

/**
 * Google's three libraries for Gemini: @google/genai, @google/generative-ai, @google-cloud/vertexai.
 * https://googleapis.github.io/js-genai/, https://ai.google.dev/api/generate-content
 */
export default {
  isOfModels: true,
  tails: {
    'models.generateContent': 'gemini.generate',
    'models.generateContentStream': 'gemini.generate',
    'getGenerativeModel()': MODEL,
    generateContent: `${MODEL}.generateContent`,
    generateContentStream: `${MODEL}.generateContentStream`,
    'chats.create()': 'gemini.Chat',
    'startChat()': 'gemini.Chat',
    'chat.sendMessage': 'gemini.Chat.sendMessage',
    'chatSession.sendMessage': 'gemini.Chat.sendMessage',
    'chats.create': 'gemini.chats.create',
    startChat: `${MODEL}.startChat`,
    getGenerativeModel: 'gemini.getGenerativeModel',
  },
  reads: {
    [`${MODEL}.startChat()`]: 'gemini.Chat',
    'gemini.chats.create()': 'gemini.Chat',
    'gemini.Chat.sendMessageStream': 'gemini.Chat.sendMessage',
    // The newer library has members where the older ones have methods.
    ...Object.fromEntries(
      ['gemini.generate', 'gemini.Chat.sendMessage'].flatMap((call) => [
        ...PARTS.map((part) => [`${call}().${part}`, ANSWER]),
        [`${call}().*`, 'gemini.Piece'],
      ]),
    ),
    ...Object.fromEntries(PARTS.map((part) => [`gemini.Piece.${part}`, ANSWER])),
    ...Object.fromEntries(
      [`${MODEL}.generateContent`, `${MODEL}.generateContentStream`, 'gemini.Chat.sendMessage'].flatMap((call) => [
        [`${call}().response`, 'gemini.Response'],
        [`${call}().stream`, 'gemini.Stream'],
      ]),
    ),
    'gemini.Stream.*': 'gemini.Response',
    'gemini.Response.text()': ANSWER,
    'gemini.Response.candidates': ANSWER,
    'gemini.Response.functionCalls()': ANSWER,
  },
  sinks: [
    ...prompts(['gemini.generate'], {
      conversation: ['0.contents'],
      system: ['0.config.systemInstruction', '0.systemInstruction'],
      user: ['0.contents'],
      spent: ['0.model', '0.config.maxOutputTokens'],
    }),
    ...prompts([`${MODEL}.generateContent`, `${MODEL}.generateContentStream`], {
      conversation: ['0.contents'],
      system: ['0.systemInstruction'],
      user: ['0', '0.contents'],
      spent: ['0.generationConfig.maxOutputTokens'],
    }),
    ...prompts(['gemini.getGenerativeModel'], {
      system: ['0.systemInstruction'],
      spent: ['0.model', '0.generationConfig.maxOutputTokens'],
    }),
    ...prompts(['gemini.chats.create'], { system: ['0.config.systemInstruction'], conversation: ['0.history'] }),
    ...prompts([`${MODEL}.startChat`], { system: ['0.systemInstruction'], conversation: ['0.history'] }),
    ...prompts(['gemini.Chat.sendMessage'], { user: ['0', '0.message'] }),
  ],
} satisfies Model;
