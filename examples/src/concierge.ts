import { spawnSync } from 'node:child_process';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { generateObject, generateText, tool } from 'ai';
import express from 'express';
import mysql from 'mysql2/promise';
import OpenAI from 'openai';
import { z } from 'zod';
import { requireAuth } from './auth.ts';

export const concierge = express.Router();
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
const model = 'openai/gpt-4.1';
const pool = mysql.createPool({ host: 'db', user: 'root', password: process.env.DB_PASSWORD });
const wishes = [];

export const stock = tool({
  description: 'How many of an article there are',
  inputSchema: z.object({ id: z.string() }),
  execute: async ({ id }) => pool.query('SELECT stock FROM articles WHERE id = ?', [id]),
});

concierge.post('/wish', requireAuth, async (req, res) => {
  wishes.push({ role: 'user', content: req.body.wish });
  const answer = await openai.chat.completions.create({ model: 'gpt-4.1', max_tokens: 300, messages: wishes });
  res.json({ reply: answer.choices[0].message.content });
});

concierge.post('/chat', requireAuth, async (req, res) => {
  const messages = [{ role: 'system', content: 'Give no discounts.' }, ...req.body.history];
  const answer = await openai.chat.completions.create({ model: 'gpt-4.1', max_tokens: 300, messages });
  res.json({ reply: answer.choices[0].message.content });
});

concierge.post('/search', requireAuth, async (req, res) => {
  const { question, customerId } = req.body;
  const { data } = await openai.embeddings.create({ model: 'text-embedding-3-small', input: question });
  res.json(await vectorStore.namespace(customerId).query({ vector: data[0].embedding, topK: 5 }));
});

concierge.post('/tools', requireAuth, async (req, res) => {
  await client.connect(new StdioClientTransport({ command: req.body.command }));
  res.sendStatus(204);
});

export async function mayBeShown(review: string) {
  const { text } = await generateText({ model, maxOutputTokens: 5, system: 'Is this polite?', prompt: review });
  return text.toLowerCase().includes('allowed');
}

export async function extend(feature: string) {
  const { object } = await generateObject({ model, schema: z.object({ packages: z.array(z.string()) }), prompt: feature });
  for (const name of object.packages) spawnSync('npm', ['install', name]);
}

export async function takeBack(order: { id: string; charge: string }, story: string) {
  const { object: verdict } = await generateObject({ model, schema: Verdict, prompt: story });
  if (verdict.approved) await stripe.refunds.create({ charge: order.charge });
}
