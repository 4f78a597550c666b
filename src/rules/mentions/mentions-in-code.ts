import { speaksOfModels } from '../../engine/flow/speaks-of-models.ts';
import type { Mention } from '../../engine/mention.ts';
import { Expression } from '../../engine/names/expression.ts';
import { findImports } from '../../engine/names/find-imports.ts';
import type { Names } from '../../engine/names/names.ts';
import { shortText } from '../../engine/short-text.ts';
import { KIND } from '../../engine/syntax/javascript.ts';
import { providerOfHost, providerOfModel, providerOfPackage } from './providers.ts';
import { withoutSecrets } from './without-secrets.ts';

const MODEL_KEYS = new Set(['model', 'modelId', 'modelName', 'model_id', 'deployment', 'deploymentName', 'engine']);
const ENDPOINT_KEYS = new Set([
  'baseURL',
  'baseUrl',
  'base_url',
  'apiBase',
  'basePath',
  'endpoint',
  'serverURL',
  'host',
]);
const TOKEN_KEYS = new Set([
  'max_tokens',
  'maxTokens',
  'max_output_tokens',
  'maxOutputTokens',
  'max_completion_tokens',
  'maxCompletionTokens',
]);
const PROMPT_KEYS = new Set(['system', 'systemInstruction', 'systemPrompt', 'instructions', 'system_instruction']);
const REGION =
  /^(?:us|eu|ap|ca|sa|me|af|il|europe|asia|australia|northamerica|southamerica)-(?:gov-)?[a-z]+-?\d{1,2}[a-z]?$|^(?:eastus|westus|westeurope|northeurope|swedencentral|uksouth)\d?$/;

/** Everything that a file of code says of models. Nothing in files that speak to none. */
export function mentionsInCode(names: Names): readonly Mention[] {
  if (!speaksOfModels(names)) return [];
  const sdks = sdksIn(names);
  const found: Mention[] = [...sdks];
  for (let node = 0; node < names.tree.count; node++) {
    const kind = names.tree.kind[node];
    if (kind === KIND.pair) found.push(...inPair(new Expression(names, node), sdks.length > 0));
    else if (kind === KIND.new) found.push(...inConstruction(new Expression(names, node)));
    else if (kind === KIND.call) found.push(...inCall(new Expression(names, node)));
  }
  return found;
}

function sdksIn(names: Names): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (const { specifier, range } of findImports(names)) {
    const name = /^(@[^/]+\/[^/]+|[^@/][^/]*)/.exec(specifier)?.[1] ?? '';
    const provider = providerOfPackage(name);
    if (provider !== undefined && !found.has(name)) found.set(name, { is: 'sdk', name, detail: provider, range });
  }
  return [...found.values()];
}

function inPair(pair: Expression, hasSdk: boolean): readonly Mention[] {
  const key = pair.key ?? '';
  const value = pair.field('value');
  if (MODEL_KEYS.has(key)) {
    const name = value.constant;
    const provider = name === undefined ? undefined : providerOfModel(name);
    const isOne =
      name !== undefined &&
      (provider !== undefined || (hasSdk && key !== 'engine' && /^[\w@][\w./:@-]{2,80}$/.test(name)));
    return isOne ? [{ is: 'model', name: name ?? '', detail: provider ?? '', range: value.range }] : [];
  }
  if (ENDPOINT_KEYS.has(key)) return endpointAt(value);
  if (TOKEN_KEYS.has(key))
    return typeof value.value === 'number'
      ? [{ is: 'tokens', name: String(value.value), detail: '', range: value.range }]
      : [];
  if (key === 'region' || key === 'location')
    return REGION.test(value.constant ?? '')
      ? [{ is: 'region', name: value.constant ?? '', detail: '', range: value.range }]
      : [];
  if (PROMPT_KEYS.has(key)) return key !== 'instructions' || isOfAgent(pair.parent) ? promptAt(value) : [];
  const isSystem = key === 'role' && /^(system|developer)$/.test(value.constant ?? '');
  return isSystem ? promptAt(new Expression(pair.names, pair.names.property(pair.parent.node, 'content'))) : [];
}

/** Recipes and orders have instructions too: those of an agent stand beside its model or its tools, or are handed to what is called one. */
function isOfAgent(object: Expression): boolean {
  if (BESIDE_INSTRUCTIONS.some((name) => object.property(name).exists)) return true;
  const call = object.parent.parent;
  return (
    object.parent.is('arguments') && /agent|assistant|session|realtime|responses?\b|model|chat/i.test(call.callee.text)
  );
}

const BESIDE_INSTRUCTIONS = [
  'model',
  'tools',
  'input',
  'messages',
  'handoffs',
  'voice',
  'modalities',
  'turn_detection',
];

function endpointAt(value: Expression): readonly Mention[] {
  const host = hostIn(value.constant);
  return host === undefined
    ? []
    : [{ is: 'endpoint', name: host, detail: providerOfHost(host) ?? '', range: value.range }];
}

const hostIn = (address: string | undefined): string | undefined =>
  /^(?:https?|wss?):\/\/([^/:?#\s@]+)/i.exec(address ?? '')?.[1]?.toLowerCase();

function promptAt(value: Expression): readonly Mention[] {
  const { origin } = value;
  if (!origin.is('string', 'template_string') && !origin.isBuiltText) return [];
  return [{ is: 'prompt', name: withoutSecrets(shortText(origin.text)), detail: '', range: value.range }];
}

/** `new OpenAI({ baseURL })`: a client, with the host it asks, or without. */
function inConstruction(call: Expression): readonly Mention[] {
  const name = call.callee.name ?? '';
  const library = /^(@[^/]+\/[^/.(]+|[^@/.(][^/.(]*)/.exec(name)?.[1] ?? '';
  const provider = providerOfPackage(library);
  if (
    !provider ||
    !/^[A-Z]/.test(call.callee.lastName) ||
    /Error|Message|Command|Template|Parser|Splitter|Transport|Server|Memory/.test(call.callee.lastName)
  )
    return [];
  const options = call.argument(0);
  const asks =
    [...ENDPOINT_KEYS].map((key) => options.property(key)).find(({ exists }) => exists) ??
    options.property('configuration').property('baseURL');
  const isAzure = /^Azure/.test(call.callee.lastName);
  return [
    {
      is: 'client',
      name: isAzure ? 'azure' : provider,
      detail: asks.exists ? (hostIn(asks.constant) ?? '?') : '',
      range: call.callee.range,
    },
  ];
}

/** `openai('gpt-4o')` of the AI SDK; a request to the address of a provider. */
function inCall(call: Expression): readonly Mention[] {
  const { callee } = call;
  const loaded = modelLoadedBy(call);
  if (loaded) return [loaded];
  const first = call.argument(0);
  const text = first.constant ?? (first.is('template_string') ? first.text.slice(1) : undefined);
  if (text === undefined) return [];
  const host = hostIn(text);
  const owner = host === undefined ? undefined : providerOfHost(host);
  if (host !== undefined && owner !== undefined)
    return [{ is: 'endpoint', name: host, detail: owner, range: first.range }];
  const provider = /^@ai-sdk\/([\w-]+)\.\w+(\.\w+)?$/.exec(callee.name ?? '')?.[1];
  return provider && first.constant !== undefined
    ? [
        {
          is: 'model',
          name: first.constant,
          detail: providerOfPackage(`@ai-sdk/${provider}`) ?? '',
          range: first.range,
        },
      ]
    : [];
}

/** `pipeline('summarization', 'Xenova/distilbart')` and `AutoModel.from_pretrained('Xenova/distilbart')` of transformers.js. */
function modelLoadedBy(call: Expression): Mention | undefined {
  const [, loader = ''] = LOADER.exec(call.callee.name ?? '') ?? [];
  if (loader === '') return undefined;
  const model = call.argument(loader === 'pipeline' ? 1 : 0);
  const name = model.constant ?? ownField(model)?.constant;
  return name === undefined || name === ''
    ? undefined
    : { is: 'model', name, detail: 'huggingface', range: model.range };
}

const LOADER = /^@(?:huggingface|xenova)\/transformers\.(pipeline|\w*Model\w*\.from_pretrained)$/;

/** The value that a class gives to its field, for `this.model` in one of its methods: the library's own examples are written so. */
function ownField(member: Expression): Expression | undefined {
  if (!member.is('member_expression') || member.object.text !== 'this') return undefined;
  return member
    .enclosing('class_body')
    .children.find(
      (field) =>
        field.is('public_field_definition', 'field_definition') &&
        (field.field('name').text || field.field('property').text) === member.lastName,
    )
    ?.field('value');
}
