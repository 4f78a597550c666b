import type { SecretFormat } from './format.ts';

const key = (format: Omit<SecretFormat, 'rule'>): SecretFormat => ({ rule: 'secret/ai-provider-key', ...format });

/** Letters in disorder, not the hyphenated words of a class name. */
const isMixed = ([token]: RegExpExecArray): boolean => /\d/.test(token) && /[A-Z]/.test(token) && /[a-z]/.test(token);

/** Keys for models and what is built around them. Formats as their documentation shows them, or as the makers registered them for secret scanning. */
export const AI_PROVIDERS: readonly SecretFormat[] = [
  key({
    what: 'an Anthropic API key',
    variable: 'ANTHROPIC_API_KEY',
    begins: ['sk-ant-'],
    shape: /sk-ant-[a-z]{3,8}\d\d-[\w-]{40,130}/y,
  }),
  key({
    what: 'an OpenRouter API key',
    variable: 'OPENROUTER_API_KEY',
    begins: ['sk-or-v1-'],
    shape: /sk-or-v1-[0-9a-f]{64}/y,
  }),
  key({
    what: 'a Langfuse secret key',
    variable: 'LANGFUSE_SECRET_KEY',
    begins: ['sk-lf-'],
    shape: /sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/y,
  }),
  // The infix is "OpenAI" in base 64; keys of projects, service accounts and administrators have it as well as the old ones.
  key({
    what: 'an OpenAI API key',
    variable: 'OPENAI_API_KEY',
    begins: ['sk-'],
    shape: /sk-(?:proj-|svcacct-|admin-|service-|None-)?[\w-]{18,120}T3BlbkFJ[\w-]{18,120}/y,
  }),
  key({
    what: 'an OpenAI API key',
    variable: 'OPENAI_API_KEY',
    begins: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    shape: /sk-(?:proj|svcacct|admin)-[\w-]{40,200}/y,
    isReal: isMixed,
    confidence: 'likely',
  }),
  key({
    what: 'an API key of OpenAI, or of a model that is called like it',
    variable: 'OPENAI_API_KEY',
    begins: ['sk-'],
    shape: /sk-(?:[A-Za-z0-9]{48}|[0-9a-f]{32})(?![\w-])/y,
    isReal: ([token]) => /\d/.test(token) && /[a-z]/i.test(token.slice(3)),
    confidence: 'likely',
  }),
  key({
    what: 'a Google API key',
    variable: 'GOOGLE_API_KEY',
    begins: ['AIza'],
    shape: /AIza[\w-]{35}(?![\w-])/y,
    isReal: ({ input, index }) => !isForBrowsers(input, index),
  }),
  key({
    what: 'a Gemini API key',
    variable: 'GEMINI_API_KEY',
    begins: ['AQ.Ab8'],
    shape: /AQ\.Ab8[\w-]{40,80}/y,
  }),
  key({
    what: 'a Hugging Face token',
    variable: 'HF_TOKEN',
    begins: ['hf_', 'api_org_'],
    shape: /(?:hf|api_org)_[A-Za-z0-9]{34}(?!\w)/y,
    isReal: ([token]) => /[A-Z]/.test(token) && /[a-z]/.test(token.slice(3)),
  }),
  key({ what: 'a Groq API key', variable: 'GROQ_API_KEY', begins: ['gsk_'], shape: /gsk_[A-Za-z0-9]{52}(?!\w)/y }),
  key({ what: 'an xAI API key', variable: 'XAI_API_KEY', begins: ['xai-'], shape: /xai-[A-Za-z0-9]{70,90}(?!\w)/y }),
  key({
    what: 'a Replicate API token',
    variable: 'REPLICATE_API_TOKEN',
    begins: ['r8_'],
    shape: /r8_[A-Za-z0-9]{37}(?!\w)/y,
  }),
  key({
    what: 'a Pinecone API key',
    variable: 'PINECONE_API_KEY',
    begins: ['pcsk_'],
    shape: /pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{50,80}(?!\w)|pcsk_[A-Za-z0-9]{50,80}(?!\w)/y,
  }),
  key({
    what: 'a Perplexity API key',
    variable: 'PERPLEXITY_API_KEY',
    begins: ['pplx-'],
    shape: /pplx-[A-Za-z0-9]{48,56}(?!\w)/y,
  }),
  key({
    what: 'a LangSmith API key',
    variable: 'LANGSMITH_API_KEY',
    begins: ['lsv2_'],
    shape: /lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}(?!\w)/y,
  }),
  key({ what: 'an NVIDIA API key', variable: 'NVIDIA_API_KEY', begins: ['nvapi-'], shape: /nvapi-[\w-]{60,70}/y }),
  key({
    what: 'an Amazon Bedrock API key',
    variable: 'AWS_BEARER_TOKEN_BEDROCK',
    begins: ['ABSK'],
    shape: /ABSK[A-Za-z0-9+/]{109,269}={0,2}/y,
  }),
  key({
    what: 'an Amazon Bedrock API key',
    variable: 'AWS_BEARER_TOKEN_BEDROCK',
    begins: ['bedrock-api-key-'],
    shape: /bedrock-api-key-[A-Za-z0-9+/]{40,2000}={0,2}/y,
  }),
  key({
    what: 'an ElevenLabs API key',
    variable: 'ELEVENLABS_API_KEY',
    begins: ['sk_'],
    shape: /sk_[0-9a-f]{48}(?!\w)/y,
  }),
  key({ what: 'a Cerebras API key', variable: 'CEREBRAS_API_KEY', begins: ['csk-'], shape: /csk-[a-z0-9]{48}(?!\w)/y }),
  key({
    what: 'a Together AI API key',
    variable: 'TOGETHER_API_KEY',
    begins: ['tgp_v1_'],
    shape: /tgp_v1_[\w-]{43}(?![\w-])/y,
  }),
  key({
    what: 'a Fireworks AI API key',
    variable: 'FIREWORKS_API_KEY',
    begins: ['fw_'],
    shape: /fw_[A-Za-z0-9]{22,24}(?!\w)/y,
    isReal: isMixed,
  }),
  key({
    what: 'a Tavily API key',
    variable: 'TAVILY_API_KEY',
    begins: ['tvly-'],
    shape: /tvly-(?:(?:dev|prod)-)?[A-Za-z0-9-]{32,50}(?!\w)/y,
  }),
  key({
    what: 'a Firecrawl API key',
    variable: 'FIRECRAWL_API_KEY',
    begins: ['fc-'],
    shape: /fc-[0-9a-f]{32}(?!\w)/y,
  }),
  key({ what: 'an E2B API key', variable: 'E2B_API_KEY', begins: ['e2b_'], shape: /e2b_[0-9a-f]{40}(?!\w)/y }),
  key({ what: 'a Jina AI API key', variable: 'JINA_API_KEY', begins: ['jina_'], shape: /jina_[\w-]{60}(?![\w-])/y }),
  key({
    what: 'a Voyage AI API key',
    variable: 'VOYAGE_API_KEY',
    begins: ['pa-'],
    shape: /pa-[\w-]{43}(?![\w-])/y,
    isReal: isMixed,
    confidence: 'likely',
  }),
  key({
    what: 'an AI Gateway key of Vercel',
    variable: 'AI_GATEWAY_API_KEY',
    begins: ['vck_'],
    shape: /vck_[A-Za-z0-9]{24,64}(?!\w)/y,
  }),
];

const NEARBY = 600;

/** Firebase's and Google Maps' keys are sent to every browser by design; what they may do is limited elsewhere. */
function isForBrowsers(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - NEARBY), at + NEARBY);
  return /authDomain|firebaseapp|messagingSenderId|mobilesdk_app_id|storageBucket|maps\/api|google_maps|mapsApiKey/i.test(
    around,
  );
}
