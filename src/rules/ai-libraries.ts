/** Names that resolve into a library that speaks to models. */
export const SDK =
  /^(openai|@anthropic-ai\/[\w-]+|@ai-sdk\/[\w-]+|@openrouter\/[\w-]+|groq-sdk|@mistralai\/[\w-]+|cohere-ai|@google\/(genai|generative-ai)|@google-cloud\/vertexai|@langchain\/[\w-]+|langchain|llamaindex|@llamaindex\/[\w-]+|replicate|@huggingface\/[\w-]+|together-ai|@azure\/openai|@pinecone-database\/[\w-]+|@openai\/agents|voyageai|@cerebras\/[\w-]+|fireworks-ai|ollama|@aws-sdk\/client-bedrock-runtime)(?=$|[./])/;

/** Variables of the environment and constants that hold the key of a provider. */
export const PROVIDER_KEY =
  /(open_?ai|anthropic|claude|gemini|gen_?ai|generative_?ai|mistral|cohere|groq|hugging_?face|hf|replicate|together|perplexity|deepseek|open_?router|pinecone|llm|gpt|langsmith|langchain|voyage)_?(api)?_?(key|token|secret)/i;
