import { asksModel } from '../engine/flow/model-request.ts';
import { speaksOfModels } from '../engine/flow/speaks-of-models.ts';
import { Expression } from '../engine/names/expression.ts';
import { findImports } from '../engine/names/find-imports.ts';
import type { Names } from '../engine/names/names.ts';
import { KIND } from '../engine/syntax/javascript.ts';
import { SDK } from './ai-libraries.ts';

/** One thing that a file says of the models it uses. Of prompts only the place is known, never the words. */
export type ModelUse = {
  readonly kind: 'sdk' | 'provider' | 'model' | 'endpoint' | 'region' | 'client' | 'tokens' | 'prompt';
  /** What is used: a name, an address, a number; for a prompt what it is kept in. For a client where it sends to, if that is written. */
  readonly value: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
};

/** A provider by the library that speaks to it, or by the last part of the library's name. */
const PROVIDERS: readonly (readonly [library: RegExp, provider: string])[] = [
  [/^(openai|@ai-sdk\/openai|@langchain\/openai|@llamaindex\/openai|@openai\/agents)$/, 'openai'],
  [/^(@anthropic-ai\/.+|@ai-sdk\/anthropic|@langchain\/anthropic|@llamaindex\/anthropic)$/, 'anthropic'],
  [/^(@google\/.+|@google-cloud\/vertexai|@ai-sdk\/google(-vertex)?|@langchain\/google.*)$/, 'google'],
  [/^(@mistralai\/.+|@ai-sdk\/mistral|@langchain\/mistralai)$/, 'mistral'],
  [/^(cohere-ai|@ai-sdk\/cohere|@langchain\/cohere)$/, 'cohere'],
  [/^(groq-sdk|@ai-sdk\/groq|@langchain\/groq)$/, 'groq'],
  [/^(@huggingface\/.+|@xenova\/transformers)$/, 'huggingface'],
  [/^(@aws-sdk\/client-bedrock-runtime|@ai-sdk\/amazon-bedrock|@langchain\/aws)$/, 'bedrock'],
  [/^(@azure\/openai|@ai-sdk\/azure)$/, 'azure'],
  [/^(ollama|@langchain\/ollama|ollama-ai-provider)$/, 'ollama'],
  [/^replicate$|^@ai-sdk\/replicate$/, 'replicate'],
  [/^together-ai$|^@ai-sdk\/togetherai$/, 'together'],
  [/^@ai-sdk\/(?!react|vue|svelte|rsc|provider|gateway|ui-utils|mcp)([\w-]+)$/, '$1'],
];

const HOSTS: readonly (readonly [host: RegExp, provider: string])[] = [
  [/(^|\.)openai\.azure\.com$/, 'azure'],
  [
    /(^|\.)api\.(openai|anthropic|mistral|cohere|groq|deepseek|together|perplexity|fireworks|replicate|x)\.(com|ai|xyz)$/,
    '$2',
  ],
  [/generativelanguage\.googleapis\.com$|aiplatform\.googleapis\.com$/, 'google'],
  [/(^|\.)openrouter\.ai$/, 'openrouter'],
  [/(^|\.)huggingface\.co$/, 'huggingface'],
  [/^bedrock-runtime\./, 'bedrock'],
];

/** What a file says of the models it uses, in its order. Empty for a file that speaks to none. */
export function modelUses(names: Names): readonly ModelUse[] {
  const { tree } = names;
  if (!speaksOfModels(tree.text)) return [];
  const uses: ModelUse[] = [];
  for (const { specifier, range, typeOnly } of findImports(names)) {
    const library = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
    if (typeOnly || (!SDK.test(library) && library !== 'ai')) continue;
    uses.push({ kind: 'sdk', value: library, ...range });
    // The library of OpenAI speaks to whoever has its interface: where it is told to, the address says who.
    const isElsewhere = library === 'openai' && /\bAzureOpenAI\b|\bbaseURL\b/.test(tree.text);
    const provider = isElsewhere ? undefined : providerOf(library);
    if (provider !== undefined) uses.push({ kind: 'provider', value: provider, ...range });
  }
  for (let node = 0; node < tree.count; node++) {
    const kind = tree.kind[node];
    if (kind === KIND.pair) uses.push(...inPair(new Expression(names, node)));
    else if (kind === KIND.call || kind === KIND.new)
      uses.push(...inCall(new Expression(names, node), kind === KIND.new));
    else if (kind === KIND.variableDeclarator) uses.push(...inDeclaration(new Expression(names, node)));
  }
  return uses.sort((a, b) => a.start - b.start);
}

function providerOf(library: string): string | undefined {
  for (const [pattern, provider] of PROVIDERS) {
    const found = pattern.exec(library);
    if (found) return provider === '$1' ? found[1] : provider;
  }
  return undefined;
}

const use = (kind: ModelUse['kind'], value: string, at: Expression): ModelUse => ({ kind, value, ...at.range });

const MODEL_KEY = /^(model|modelId|modelName|model_id|deployment|azureOpenAIApiDeploymentName)$/;
const TOKENS_KEY =
  /^(max_tokens|max_completion_tokens|max_output_tokens|maxTokens|maxOutputTokens|maxCompletionTokens)$/;
const PROMPT_KEY = /^(system|instructions|systemInstruction|systemPrompt|preamble)$/;

function inPair(pair: Expression): readonly ModelUse[] {
  const key = pair.key ?? '';
  const value = pair.field('value');
  if (MODEL_KEY.test(key))
    return value.constant === undefined || /\s/.test(value.constant) ? [] : [use('model', value.constant, value)];
  if (TOKENS_KEY.test(key)) return typeof value.value === 'number' ? [use('tokens', String(value.value), value)] : [];
  const isSystem = key === 'content' && /^(system|developer)$/.test(pair.parent.property('role').constant ?? '');
  if ((PROMPT_KEY.test(key) || isSystem) && value.is('string', 'template_string'))
    return [use('prompt', isSystem ? 'system' : key, value)];
  return [];
}

function inDeclaration(declaration: Expression): readonly ModelUse[] {
  const name = declaration.field('name');
  const value = declaration.field('value');
  return /system_?prompt|instructions$|prompt_?template/i.test(name.text) && value.is('string', 'template_string')
    ? [use('prompt', name.text, name)]
    : [];
}

function inCall(call: Expression, isNew: boolean): readonly ModelUse[] {
  const name = call.callee.name ?? '';
  const library = /^(@[^/]+\/)?[^/.(]+/.exec(name)?.[0] ?? '';
  if (/^(fetch|axios|got|ky|undici)\b/.test(name) && asksModel(call.names, call.node))
    return atAddress(call.argument(0));
  if (!SDK.test(library)) return [];
  const [first] = call.arguments;
  // `openai('gpt-4o')`, `anthropic.languageModel('claude-...')`
  if (library.startsWith('@ai-sdk/') && !isNew && first?.constant !== undefined)
    return [use('model', first.constant, first)];
  if (/\.pipeline$|from_pretrained$/.test(name)) {
    const model = call.argument(name.endsWith('pipeline') ? 1 : 0);
    return model.constant === undefined ? [] : [use('model', model.constant, model)];
  }
  if (!isNew && !/\.create[A-Z]\w*$/.test(name)) return [];
  const options = call.argument(0);
  const address = ['baseURL', 'baseUrl', 'endpoint', 'host', 'serverURL', 'basePath', 'azureOpenAIEndpoint']
    .map((key) => options.property(key))
    .find(({ exists }) => exists);
  const region = ['region', 'location', 'awsRegion']
    .map((key) => options.property(key))
    .find((each) => each.constant !== undefined);
  const provider = /\.AzureOpenAI$/.test(name) ? [use('provider', 'azure', call.callee)] : [];
  return [
    use('client', address ? (address.constant ?? address.text.slice(0, 80)) : '', call.callee),
    ...provider,
    ...(address ? atAddress(address) : []),
    ...(region ? [use('region', region.constant ?? '', region)] : []),
  ];
}

/** The host of a constant address, and the provider that is known to answer there. */
function atAddress(address: Expression): readonly ModelUse[] {
  const text = address.constant ?? (address.origin.is('template_string') ? address.origin.text.slice(1) : '');
  const host = /^https?:\/\/([\w.-]+(:\d+)?)/.exec(text)?.[1];
  if (host === undefined) return [];
  const uses = [use('endpoint', host, address)];
  for (const [pattern, provider] of HOSTS) {
    const found = pattern.exec(host);
    if (found) return [...uses, use('provider', provider === '$2' ? (found[2] ?? '') : provider, address)];
  }
  return uses;
}
