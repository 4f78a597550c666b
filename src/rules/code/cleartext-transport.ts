import { asksModel } from '../../engine/flow/model-request.ts';
import { speaksOfModels } from '../../engine/flow/speaks-of-models.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const CLEARTEXT = /^(http|ws|ftp):\/\/([^/:?#\s`$]+)/i;

/** Hosts on this machine or in a network of one's own, and names kept for examples (RFC 2606, 6761). */
const NOT_REMOTE =
  /^(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[|host\.docker\.internal)|\.(local|localhost|internal|intranet|lan|test|example|invalid|svc|cluster\.local)$|^example\.(com|org|net)$|^[^.]+$/i;

const LIBRARIES_OF_MODELS =
  /openai|anthropic|mistral|cohere|groq|ollama|chroma|qdrant|weaviate|zilliz|langchain|llamaindex|ai-sdk|huggingface|pinecone|together|replicate/i;

export default defineRule({
  id: 'code/cleartext-transport',
  title: 'Sent without encryption',
  severity: 'low',
  confidence: 'likely',
  cwe: [319],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Use `https://` (or `wss://`).',
  checks: [
    check({
      patterns: {
        javascript: [
          'fetch($URL, ...)',
          'axios($URL, ...)',
          'axios.get($URL, ...)',
          'axios.post($URL, ...)',
          'axios.put($URL, ...)',
          'axios.patch($URL, ...)',
          'axios.delete($URL, ...)',
          'axios.request($URL, ...)',
          'got($URL, ...)',
          'got.get($URL, ...)',
          'got.post($URL, ...)',
          'http.get($URL, ...)',
          'http.request($URL, ...)',
          '"node-fetch"($URL, ...)',
          'undici.request($URL, ...)',
          'undici.fetch($URL, ...)',
          'ky($URL, ...)',
          'ky.get($URL, ...)',
          'ky.post($URL, ...)',
          'superagent.get($URL, ...)',
          'superagent.post($URL, ...)',
          'request($URL, ...)',
          'needle.get($URL, ...)',
          'new WebSocket($URL, ...)',
          'new ws($URL, ...)',
          'new ws.WebSocket($URL, ...)',
          'new EventSource($URL, ...)',
          'navigator.sendBeacon($URL, ...)',
        ],
      },
      problem: ({ URL: given, MATCH }) => {
        const url = given.property('url').exists ? given.property('url') : given;
        // Prompts, answers and the key of a model go to no example.
        return problemIn(url, asksModel(MATCH.names, MATCH.node) ? isNear : undefined);
      },
    }),
    check({
      patterns: { javascript: ['XMLHttpRequest().open($METHOD, $URL, ...)'] },
      problem: ({ URL: url }) => problemIn(url),
    }),
    check({
      patterns: {
        javascript: [
          '"@grpc/grpc-js".credentials.createInsecure()',
          '"@grpc/grpc-js".ServerCredentials.createInsecure()',
          'grpc.credentials.createInsecure()',
          'grpc.ServerCredentials.createInsecure()',
        ],
      },
      where: ({ MATCH }) => !isForThisMachine(MATCH),
      message: ({ MATCH }) =>
        `With \`${MATCH.callee.lastName}()\` calls and answers can be read and changed on the way.`,
    }),
    check({
      nodes: { javascript: ['new_expression', 'call_expression'] },
      says: LIBRARIES_OF_MODELS,
      problem: ({ MATCH }) => {
        if (!speaksOfModels(MATCH.names) || !OF_MODELS.test(MATCH.callee.name ?? '')) return undefined;
        const options = MATCH.argument(0);
        return ADDRESSES.map((name) => options.property(name))
          .filter(({ exists }) => exists)
          .flatMap((url) => problemIn(url) ?? []);
      },
      confidence: 'likely',
    }),
    check({
      // Weaviate says it apart from the host.
      members: { javascript: ['httpSecure', 'grpcSecure'] },
      problem: ({ MATCH }) => {
        if (MATCH.field('value').value !== false) return undefined;
        const host = MATCH.parent.property(MATCH.key === 'httpSecure' ? 'httpHost' : 'grpcHost').constant;
        if (host === undefined || isNear(host)) return undefined;
        return {
          at: MATCH.range,
          message: `What is sent to \`${host}\` and what it answers can be read and changed on the way.`,
        };
      },
    }),
    check({
      // Weights of models are fetched from there.
      nodes: { javascript: ['assignment_expression'] },
      says: /remoteHost/,
      problem: ({ MATCH }) => {
        const to = MATCH.field('left');
        return /\btransformers\.env\.remoteHost$/.test(to.name ?? '')
          ? problemIn(MATCH.field('right'), isNear)
          : undefined;
      },
    }),
    check({
      patterns: { javascript: ['axios.create($OPTIONS)', 'got.extend($OPTIONS)', 'ky.create($OPTIONS)'] },
      problem: ({ OPTIONS }) =>
        ['baseURL', 'prefixUrl']
          .map((name) => OPTIONS.property(name))
          .filter(({ exists }) => exists)
          .flatMap((url) => problemIn(url) ?? []),
    }),
  ],
});

/** Options in which clients of models and of stores of vectors are told where to go. */
const ADDRESSES = ['baseURL', 'baseUrl', 'host', 'url', 'path', 'endpoint', 'serverURL', 'base_url', 'address'];

/** Clients of models and of stores of vectors: prompts, answers and keys go over the line. */
const OF_MODELS =
  /^(openai|@anthropic-ai\/|@mistralai\/|cohere-ai|groq-sdk|ollama|chromadb|@qdrant\/|weaviate|@zilliz\/|@langchain\/|@llamaindex\/|llamaindex|@ai-sdk\/|@huggingface\/|@pinecone-database\/|together-ai|replicate)/;

/** A host of this machine or of a network of one's own. */
const isNear = (host: string): boolean => !/\.(test|example|invalid)$/i.test(host) && NOT_REMOTE.test(host);

/** Handed to a call with an address of this machine: `new Client('localhost:50051', ...)`. */
const isForThisMachine = (credentials: Expression): boolean =>
  credentials.parent.parent.arguments.some(
    (argument) =>
      NOT_REMOTE.test((argument.constant ?? '').replace(/:\d+$/, '')) && !/^0\.0\.0\.0/.test(argument.constant ?? ''),
  );

function problemIn(url: Expression, isLocal = (host: string) => NOT_REMOTE.test(host)) {
  const { origin } = url;
  const text =
    origin.constant ?? (origin.is('template_string') ? origin.text.slice(1) : (origin.operands[0]?.constant ?? ''));
  const isOwnHost = /^ws:\/\/$/i.test(text) && /\blocation\.host(name)?$/.test(origin.operands[1]?.text ?? '');
  const [, scheme, host] = isOwnHost ? ['', 'ws', 'the host of the page'] : (CLEARTEXT.exec(text) ?? []);
  if (!scheme || !host || (!isOwnHost && isLocal(host))) return undefined;
  const literal = origin.is('string', 'template_string') ? origin : origin.operands[0];
  // Where the address is written, for there it is mended.
  const at = literal ?? url;
  const start = (literal?.start ?? 0) + 1;
  return {
    at: at.range,
    message: `What is sent to ${isOwnHost ? host : `\`${host}\``} and what it answers can be read and changed on the way.`,
    fixes: literal?.is('string', 'template_string')
      ? [
          {
            title: `Use ${scheme.toLowerCase() === 'ws' ? 'wss' : 'https'}://`,
            safety: 'review' as const,
            edits: [{ start, end: start + scheme.length, text: scheme.toLowerCase() === 'ws' ? 'wss' : 'https' }],
          },
        ]
      : [],
  };
}
