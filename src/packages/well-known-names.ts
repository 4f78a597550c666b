import { NameIndex } from './name-index.ts';

/**
 * Packages that are much used but too young, or too seldom a dependency of other packages, for the list of those that 500 packages depend on.
 * Assistants mangle their names most, so they come first.
 */
const YOUNG =
  `@ai-sdk/anthropic @ai-sdk/google @ai-sdk/openai @anthropic-ai/sdk @aws-sdk/client-bedrock-runtime @clerk/nextjs @google/genai
  @google/generative-ai @hono/node-server @huggingface/inference @huggingface/transformers @langchain/anthropic @langchain/community @langchain/core
  @langchain/langgraph @langchain/openai @mistralai/mistralai @modelcontextprotocol/sdk @neondatabase/serverless @openai/agents @pinecone-database/pinecone
  @prisma/client @qdrant/js-client-rest @tanstack/react-query @tanstack/react-router @tanstack/react-table @trpc/client @trpc/server @upstash/ratelimit
  @upstash/redis ai better-auth better-sqlite3 bullmq chromadb cohere-ai drizzle-orm elysia groq-sdk hono iron-session jose langchain langsmith llamaindex
  lucide-react next-auth ollama openai otplib p-queue replicate resend shadcn sonner tiktoken tsx tsup zustand`.split(
    /\s+/,
  );

let loaded: Promise<NameIndex> | undefined;

/** Well-known names of the npm registry. Loaded when they are first needed. */
export function loadWellKnownNames(): Promise<NameIndex> {
  loaded ??= import('./top-dependents.ts').then(
    ({ topDependents }) => new NameIndex([...new Set([...YOUNG, ...topDependents])]),
    () => new NameIndex(YOUNG),
  );
  return loaded;
}
