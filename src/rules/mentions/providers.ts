/** Packages that speak to models, and whose: the first that fits. `*` stands for what the package's own name says. */
const PACKAGES: readonly (readonly [RegExp, string])[] = [
  [/^@azure\/openai$/, 'azure'],
  [/^openai$|^@openai\//, 'openai'],
  [/^@anthropic-ai\/bedrock-sdk$|^@aws-sdk\/client-bedrock(?:-agent)?(?:-runtime)?$/, 'bedrock'],
  [/^@anthropic-ai\/vertex-sdk$|^@google-cloud\/vertexai$/, 'vertex'],
  [/^@anthropic-ai\//, 'anthropic'],
  [/^@google\/(?:genai|generative-ai)$/, 'google'],
  [/^@mistralai\//, 'mistral'],
  [/^cohere-ai$/, 'cohere'],
  [/^groq-sdk$/, 'groq'],
  [/^ollama$/, 'ollama'],
  [/^replicate$/, 'replicate'],
  [/^@huggingface\/|^@xenova\/transformers$/, 'huggingface'],
  [/^together-ai$/, 'together'],
  [/^@openrouter\//, 'openrouter'],
  [/^@cerebras\//, 'cerebras'],
  [/^voyageai$/, 'voyage'],
];
/** Frameworks that speak to models of many providers; a part of theirs may name one: `@ai-sdk/openai`. */
const FRAMEWORKS =
  /^(?:ai|langchain|llamaindex|@langchain\/.+|@llamaindex\/.+|@ai-sdk\/.+|@mastra\/.+|@modelcontextprotocol\/.+)$/;
const NO_PROVIDER =
  /^(?:core|community|langgraph|textsplitters|classic|react|vue|svelte|ui-utils|provider(?:-utils)?|rsc|env|workflow|sdk|mcp-adapters|tavily|openai-compatible)$/;

/** Whose models a package speaks to: empty for a framework that speaks to many, undefined for a package that speaks to none. */
export function providerOfPackage(name: string): string | undefined {
  const known = PACKAGES.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  if (!FRAMEWORKS.test(name)) return undefined;
  const part = /^@(?:ai-sdk|langchain|llamaindex)\/(.+)$/.exec(name)?.[1] ?? '';
  return part === '' || NO_PROVIDER.test(part) ? '' : (ALIASES[part] ?? part);
}

const ALIASES: Readonly<Record<string, string>> = {
  'amazon-bedrock': 'bedrock',
  aws: 'bedrock',
  'google-genai': 'google',
  'google-vertex': 'vertex',
  'google-vertexai': 'vertex',
  mistralai: 'mistral',
};

/** Whose model it is, by the beginning of its name. */
const MODELS: readonly (readonly [RegExp, string])[] = [
  [/^(?:us\.|eu\.|apac\.)?(?:anthropic|amazon|meta|cohere|ai21|mistral|deepseek)\./, 'bedrock'],
  [/^(?:gpt-|chatgpt|o[1345](?:-|$)|text-embedding-|davinci|dall-e|whisper|tts-1|omni-moderation|codex)/i, 'openai'],
  [/^claude/i, 'anthropic'],
  [/^(?:models\/)?(?:gemini|gemma|imagen|text-bison|chat-bison)/i, 'google'],
  [/^(?:open-)?(?:mistral|mixtral|codestral|ministral|pixtral|magistral|devstral)/i, 'mistral'],
  [/^(?:command(?:-|$)|embed-(?:english|multilingual)|rerank-)/i, 'cohere'],
  [/^(?:meta-llama\/|llama-?\d|codellama)/i, 'meta'],
  [/^deepseek/i, 'deepseek'],
  [/^grok/i, 'xai'],
  [/^qwen/i, 'alibaba'],
  [/^(?:phi-?\d)/i, 'microsoft'],
];

/** Whose a model is that is called so; undefined for what is no name of a model that is known. */
export const providerOfModel = (name: string): string | undefined =>
  MODELS.find(([pattern]) =>
    pattern.test(name.replace(/^[\w-]+\/(?=gpt|claude|gemini|mistral|command|deepseek|grok|qwen|llama)/i, '')),
  )?.[1];

/** Hosts of providers. */
const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)openai\.azure\.com$|\.cognitiveservices\.azure\.com$|\.services\.ai\.azure\.com$/, 'azure'],
  [/^api\.openai\.com$/, 'openai'],
  [/^api\.anthropic\.com$/, 'anthropic'],
  [/^generativelanguage\.googleapis\.com$/, 'google'],
  [/aiplatform\.googleapis\.com$/, 'vertex'],
  [/^api\.mistral\.ai$/, 'mistral'],
  [/^api\.cohere\.(?:ai|com)$/, 'cohere'],
  [/^api\.groq\.com$/, 'groq'],
  [/^openrouter\.ai$/, 'openrouter'],
  [/^api\.together\.(?:xyz|ai)$/, 'together'],
  [/^api\.deepseek\.com$/, 'deepseek'],
  [/^api\.x\.ai$/, 'xai'],
  [/^api\.perplexity\.ai$/, 'perplexity'],
  [/^api\.replicate\.com$/, 'replicate'],
  [/(?:^|\.)huggingface\.co$/, 'huggingface'],
  [/^bedrock(?:-runtime)?[.-]/, 'bedrock'],
];

export const providerOfHost = (host: string): string | undefined =>
  HOSTS.find(([pattern]) => pattern.test(host.toLowerCase()))?.[1];
