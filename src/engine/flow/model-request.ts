import type { Names } from '../names/names.ts';
import { KIND } from '../syntax/javascript.ts';

/**
 * Addresses at which models answer: paths that their servers share, and hosts of those who offer them. `/api/chat` and its like are where a
 * page asks its own server for what a model says.
 */
const ENDPOINT =
  /\/(chat\/)?completions\b|\/v1\/(messages|responses|embeddings|complete)\b|:(stream)?[gG]enerateContent|\/invoke(-with-response-stream)?\b.*bedrock|bedrock-runtime|api\.(openai|anthropic|mistral|cohere|groq|deepseek|together|perplexity|fireworks|x)\.(com|ai|xyz)|generativelanguage\.googleapis|openai\.azure\.com|openrouter\.ai|api-inference\.huggingface|router\.huggingface|api\.replicate\.com|:11434\b|\/api\/(chat|generate|agent|([\w-]{1,40}\/){0,2}(ask(-ai)?|ai|assistant|completion|llm|copilot|chat-?bot))\b/;

/** Whether a call sends a request to where a model answers: told by the text of its address. */
export function asksModel(names: Names, call: number): boolean {
  const { tree } = names;
  const first = names.originOf(names.argument(call, 0));
  if (first < 0) return false;
  const url = tree.kind[first] === KIND.object ? names.property(first, 'url') : first;
  if (url < 0) return false;
  const text = textOf(names, url);
  return ENDPOINT.test(text) && !ACCOUNTS.test(text);
}

/** Where those who offer models take in what a program did with them. */
const ACCOUNTS = /\/(traces|telemetry|usage|billing|organization)\b/;

/** The text of an address: what is constant of it, with the names of what is put before. */
function textOf(names: Names, url: number): string {
  const constant = names.constantOf(url);
  if (typeof constant === 'string') return constant.slice(0, 300);
  const origin = names.originOf(url);
  const { tree } = names;
  const parts = tree.kind[origin] === KIND.template ? tree.children(origin) : names.operands(origin);
  const known = parts.slice(0, 8).map((part) => {
    const value = names.constantOf(tree.kind[part] === KIND.substitution ? tree.firstChild(part) : part);
    return typeof value === 'string' ? value : '';
  });
  return `${known.join('')} ${tree.textOf(origin).slice(0, 300)}`;
}
