import { asksModel } from '../engine/flow/model-request.ts';
import { Expression } from '../engine/names/expression.ts';
import type { Names } from '../engine/names/names.ts';
import type { FlatTree } from '../engine/syntax/flat-tree.ts';
import { KIND } from '../engine/syntax/javascript.ts';

/** What stands at the end of the callee of a call that asks a model. */
const ASKING =
  /(^|\.)(chat\.completions\.(create|stream|parse|runTools)|(responses|messages|completions)\.(create|stream|parse)|models\.generateContent(Stream)?|generateContent(Stream)?|generate(Text|Object)|stream(Text|Object|UI)|chat\.(complete|stream)|threads\.runs\.(create|createAndPoll|retrieve|stream|poll|submitToolOutputs)|AI\.run|chatCompletion(Stream)?|textGeneration|createChatCompletion|ollama\.(chat|generate)|replicate\.run|(cohere|co)\.(chat|generate)|chat(Session)?\.sendMessage(Stream)?|(llm|model|chatModel|chain|llmChain|agent|agentExecutor|graph|app)\.(invoke|stream|call|predict|run)|queryEngine\.query|chatEngine\.chat|(ask|call|query|invoke)(LLM|GPT|AI|Model|OpenAI|Claude|Gemini))$/;

/** Names that are only those of a model where the file speaks to one by its imports. */
const NEEDS_LIBRARY =
  /(^|\.)(messages\.create|(llm|model|chatModel|chain|agent|graph|app)\.(invoke|stream|call|predict|run)|generate(Text|Object))$/;
const LIBRARY =
  /openai|anthropic|genai|generative-ai|vertexai|langchain|langgraph|llama|mistral|cohere|ollama|huggingface|bedrock|groq|replicate|from ['"]ai['"]|@ai-sdk|\bllm\b/i;

const COMMANDS = /(^|\.)(InvokeModel(WithResponseStream)?|Converse(Stream)?)Command$/;

const KNOWN = new WeakMap<FlatTree, readonly Expression[]>();

/** Every call of a file that asks a model, found once for all rules. */
export function modelCalls(names: Names): readonly Expression[] {
  const { tree } = names;
  const known = KNOWN.get(tree);
  if (known) return known;
  const found: Expression[] = [];
  const hasLibrary = LIBRARY.test(tree.text);
  if (hasLibrary || /completions|generateContent|[lL][lL][mM]|\/v1\/|api\//.test(tree.text))
    for (let node = 0; node < tree.count; node++) {
      const kind = tree.kind[node];
      if (kind !== KIND.call && kind !== KIND.new) continue;
      const call = new Expression(names, node);
      if (kind === KIND.new ? COMMANDS.test(call.callee.text) : isAsking(call, hasLibrary)) found.push(call);
    }
  KNOWN.set(tree, found);
  return found;
}

function isAsking(call: Expression, hasLibrary: boolean): boolean {
  const { callee } = call;
  const text = callee.is('member_expression') ? callee.text.slice(-120).replace(/\s+|\?(?=\.)/g, '') : callee.text;
  if (ASKING.test(text)) return hasLibrary || !NEEDS_LIBRARY.test(text);
  return /^(fetch|\$fetch|ofetch|axios(\.post)?|got(\.post)?|ky\.post)$/.test(text) && asksModel(call.names, call.node);
}

/** The options a model is asked with: the object among the arguments, or the body of a request. */
export function optionsOf(call: Expression): Expression {
  const object = call.arguments.find((argument) => argument.origin.is('object')) ?? call.argument(0);
  if (!/^(fetch|\$fetch|ofetch)$/.test(call.callee.text)) return object;
  const body = object.property('body').origin;
  return body.is('call_expression') ? body.argument(0) : object;
}

/** Whether the file asks a model somewhere. */
export const asksModels = (names: Names): boolean =>
  modelCalls(names).length > 0 || names.says(/\bembeddings\.create\(|\bembed(Many|Query|Documents)?\(/);

/** Whether one piece of code contains another. */
export const contains = (outer: Expression, inner: Expression): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/** Whether a file serves requests: what it logs and answers then concerns others than who runs it. */
export const isServer = (names: Names): boolean =>
  names.says(
    /\b(app|router|server|fastify|api)\.(get|post|put|use|all|route|listen)\(|export (async )?(const|function) (GET|POST|PUT|PATCH|handler|action|loader)\b|createServer\(|new Hono\b|NextRequest|NextApiRequest|['"]use server['"]|@(Post|Get|Controller|Injectable)\(|exports\.handler|Deno\.serve|defineEventHandler|\(_?req(uest)?\b[^,()]*, _?(res|reply)\b|onRequest\(|procedure\./,
  );

/** Whether the file is a bot that many speak to. */
export const isBot = (names: Names): boolean =>
  names.says(
    /['"](@slack\/(bolt|events-api)|discord\.js|telegraf|grammy|node-telegram-bot-api|whatsapp-web\.js|@whiskeysockets\/baileys|botbuilder|matrix-js-sdk|twilio|@line\/bot-sdk)['"]/,
  );
