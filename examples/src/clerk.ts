import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { query } from '@anthropic-ai/claude-agent-sdk';
import { GoogleGenerativeAI, HarmBlockThreshold, HarmCategory } from '@google/generative-ai';
import { pipeline } from '@huggingface/transformers';
import { Pinecone } from '@pinecone-database/pinecone';
import { tool } from 'ai';
import express from 'express';
import { SqlDatabaseChain } from 'langchain/chains/sql_db';
import OpenAI from 'openai';
import pg from 'pg';
import { z } from 'zod';
import { requireAuth } from './auth.ts';

export const clerk = express.Router();
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'shop-live-4711-a8f2c9d1e0b7' });
const pool = new pg.Pool();
const index = new Pinecone().index('knowledge');

const SYSTEM_PROMPT = `You answer for a shop. Its data base is at ${process.env.DATABASE_URL}.`;

clerk.post('/chat', async (req, res) => {
  const reply = await openai.responses.create({
    model: 'gpt-4.1',
    max_output_tokens: 300,
    instructions: SYSTEM_PROMPT,
    input: req.body.message,
  });
  res.json({ reply: reply.output_text, systemPrompt: SYSTEM_PROMPT });
});

export async function figures(question: string) {
  const answer = await openai.responses.create({ model: 'gpt-4.1', max_output_tokens: 200, input: question });
  return pool.query(answer.output_text);
}

export async function priceAfter(rule: string, order: { total: number }) {
  const answer = await openai.responses.create({ model: 'gpt-4.1', max_output_tokens: 200, input: rule });
  return vm.runInNewContext(answer.output_text, { order });
}

export async function summaryOf(link: string) {
  const page = await (await fetch(link)).text();
  return openai.responses.create({
    model: 'gpt-4.1',
    max_output_tokens: 200,
    input: `Summarize this page in three sentences: ${page}`,
  });
}

/** What the assistant may do for the customer who is logged in. */
export const toolsOf = (session: { user: { id: string } }) => ({
  invoices: tool({
    description: 'The invoices of the customer',
    inputSchema: z.object({}),
    execute: async () => pool.query('SELECT id, total FROM invoices WHERE customer = $1', [session.user.id]),
  }),
  invoice: tool({
    description: 'One invoice',
    inputSchema: z.object({ invoiceId: z.string() }),
    execute: async ({ invoiceId }) => pool.query('SELECT * FROM invoices WHERE id = $1', [invoiceId]),
  }),
});

export const reminderFor = (customer: { name: string; dateOfBirth: string; iban: string }) =>
  openai.chat.completions.create({
    model: 'gpt-4o',
    max_tokens: 300,
    messages: [
      { role: 'system', content: 'Write a polite reminder.' },
      { role: 'user', content: `For ${customer.name}, born ${customer.dateOfBirth}, account ${customer.iban}` },
    ],
  });

clerk.post('/knowledge', requireAuth, async (req, res) => {
  const { tenantId } = req.user;
  const found = await index.query({ vector: req.body.vector, topK: 5, includeMetadata: true });
  res.json({ found: found.matches.map(({ metadata }) => metadata?.text), tenantId });
});

clerk.post('/teach', requireAuth, async (req, res) => {
  await vectorStore.addDocuments([{ pageContent: req.body.text, metadata: {} }]);
  res.sendStatus(204);
});

export const tools = {
  readNote: tool({
    description: 'Reads a note',
    inputSchema: z.object({ file: z.string() }),
    execute: async ({ file }) => readFile(file, 'utf8'),
  }),
  browse: tool({
    description: 'Reads a web page',
    inputSchema: z.object({ url: z.string().url() }),
    execute: async ({ url }) => (await fetch(url)).text(),
  }),
  deleteAccount: tool({
    description: 'Deletes the account of a customer',
    inputSchema: z.object({ id: z.string() }),
    execute: async ({ id }) => prisma.account.delete({ where: { id } }),
  }),
};

export async function serve(messages: OpenAI.ChatCompletionMessageParam[]) {
  while (true) {
    const answer = await openai.chat.completions.create({ model: 'gpt-4o', max_tokens: 500, messages, tools: offered });
    const [{ message }] = answer.choices;
    messages.push(message);
    if (!message.tool_calls) return message.content;
    for (const call of message.tool_calls) messages.push(await handlers[call.function.name](call));
  }
}

export const mild = new GoogleGenerativeAI(process.env.GEMINI_API_KEY).getGenerativeModel({
  model: 'gemini-2.5-flash',
  safetySettings: [
    { category: HarmCategory.HARM_CATEGORY_HARASSMENT, threshold: HarmBlockThreshold.BLOCK_NONE },
  ],
});

export const analyst = new SqlDatabaseChain({ llm: mild, database: pool });

export const moodOf = await pipeline('text-classification', 'some-shop/review-mood');

export async function repair() {
  for await (const step of query({ prompt: 'Repair the tests', options: { permissionMode: 'bypassPermissions' } }))
    process.stdout.write(step.type);
}
