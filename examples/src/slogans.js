import express from 'express';
import OpenAI from 'openai';

const app = express();
const openai = new OpenAI();

app.get('/slogan', async (req, res) => {
  const answer = await openai.responses.create({
    model: 'gpt-4.1',
    max_output_tokens: 60,
    instructions: 'Write one slogan for the product that is named.',
    input: String(req.query.product),
  });
  res.json({ slogan: answer.output_text });
});

app.listen(3002, '127.0.0.1');
