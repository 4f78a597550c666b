import { exec } from 'node:child_process';
import { tool } from 'ai';
import express from 'express';
import OpenAI from 'openai';
import { z } from 'zod';
import { requireAuth } from './auth.ts';

export const assistant = express.Router();
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });

export const support = tool({
  description: 'Looks into the log of the shop',
  inputSchema: z.object({ command: z.string() }),
  execute: async ({ command }) => new Promise((resolve) => exec(command, (_, stdout) => resolve(stdout))),
});

assistant.post('/ask', requireAuth, async (req, res) => {
  const { tone, question } = req.body;
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    max_tokens: 300,
    messages: [
      { role: 'system', content: `You help the customers of a shop. Your tone is ${tone}.` },
      { role: 'user', content: question },
    ],
  });
  const [choice] = completion.choices;
  console.log('answered', choice.message.content);
  res.json({ reply: choice.message.content });
});

export async function stockReport(question: string) {
  const answer = await openai.responses.create({
    model: 'gpt-4.1',
    max_output_tokens: 200,
    instructions: 'Answer with the ids of the products as JSON.',
    input: question,
  });
  return JSON.parse(answer.output_text).ids;
}
