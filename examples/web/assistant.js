import { marked } from 'marked';

const form = document.querySelector('#ask');
const answer = document.querySelector('#answer');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const res = await fetch('/api/chat', { method: 'POST', body: new FormData(form) });
  const { reply } = await res.json();
  answer.innerHTML = marked.parse(reply);
});
