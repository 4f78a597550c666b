import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const CLEARTEXT = /^(http|ws|ftp):\/\/([^/:?#\s`$]+)/i;

/** Hosts on this machine or in a network of one's own, and names kept for examples (RFC 2606, 6761). */
const NOT_REMOTE =
  /^(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[|host\.docker\.internal)|\.(local|localhost|internal|intranet|lan|test|example|invalid|svc|cluster\.local)$|^example\.(com|org|net)$|^[^.]+$/i;

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
      problem: ({ URL: given }) => {
        const url = given.property('url').exists ? given.property('url') : given;
        return problemIn(url, given);
      },
    }),
    check({
      patterns: { javascript: ['XMLHttpRequest().open($METHOD, $URL, ...)'] },
      problem: ({ URL: url }) => problemIn(url, url),
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
      patterns: { javascript: ['axios.create($OPTIONS)', 'got.extend($OPTIONS)', 'ky.create($OPTIONS)'] },
      problem: ({ OPTIONS }) =>
        ['baseURL', 'prefixUrl']
          .map((name) => OPTIONS.property(name))
          .filter(({ exists }) => exists)
          .flatMap((url) => problemIn(url, OPTIONS) ?? []),
    }),
  ],
});

/** Handed to a call with an address of this machine: `new Client('localhost:50051', ...)`. */
const isForThisMachine = (credentials: Expression): boolean =>
  credentials.parent.parent.arguments.some(
    (argument) =>
      NOT_REMOTE.test((argument.constant ?? '').replace(/:\d+$/, '')) && !/^0\.0\.0\.0/.test(argument.constant ?? ''),
  );

function problemIn(url: Expression, given: Expression) {
  const { origin } = url;
  const text =
    origin.constant ?? (origin.is('template_string') ? origin.text.slice(1) : (origin.operands[0]?.constant ?? ''));
  const isOwnHost = /^ws:\/\/$/i.test(text) && /\blocation\.host(name)?$/.test(origin.operands[1]?.text ?? '');
  const [, scheme, host] = isOwnHost ? ['', 'ws', 'the host of the page'] : (CLEARTEXT.exec(text) ?? []);
  if (!scheme || !host || (!isOwnHost && NOT_REMOTE.test(host))) return undefined;
  const literal = origin.is('string', 'template_string') ? origin : origin.operands[0];
  const at = literal && literal.start >= given.start && literal.end <= given.end ? literal : url;
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
