import type { Names } from '../names/names.ts';

/**
 * What a text has in it that speaks to a language model, or serves one: libraries, addresses, words of their interfaces. Case is left aside
 * because one pass without it is faster than one that spells out the variants: 7 ms for a million characters.
 */
const WORDS =
  /openai|anthropic|claude|gemini|genai|generativeai|langchain|langgraph|llama|mistral|cohere|hugging|modelcontext|mcpserver|fastmcp|streamablehttp|sseserver|bedrock|groq|replicate|xenova|mastra|pinecone|qdrant|chroma|weaviate|zilliz|together-ai|embedding|vectorstore|topk|system_?prompt|instructions|completions?\b|generatecontent|dangerously(?!set)|trust_remote|tool\(|codex|autogen(?!e)|onnx|tensorflow|torch\b|@ai-sdk|from ['"]ai['"/]|require\(['"]ai['"/]|\/api\/(chat|generate|agent|([\w-]{1,40}\/){0,2}(ask|ai|assistant|completion|copilot|chat-?bot))\b|llm|gpt|['"]assistant['"]|\b(ai|model|generated|assistant)_?(output|response|reply|answer|text|sql|code|html)/i;

/** Whether a file is worth looking at with what is known of language models. */
export const speaksOfModels = (names: Names): boolean => names.says(WORDS);
