import { GoogleGenerativeAI } from '@google/generative-ai';
import { useState } from 'react';

const model = new GoogleGenerativeAI(import.meta.env.VITE_GEMINI_API_KEY).getGenerativeModel({
  model: 'gemini-2.5-flash',
});

export function Ask() {
  const [answer, setAnswer] = useState('');
  const ask = async (question: string) => setAnswer((await model.generateContent(question)).response.text());
  return (
    <form action={(form) => ask(String(form.get('question')))}>
      <input name="question" />
      <output>{answer}</output>
    </form>
  );
}
