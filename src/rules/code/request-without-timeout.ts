import { setProperty } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { fileSays, isTestCode, saysAround } from '../code-text.ts';

/** Modules that only a server, or a program in a shell, imports. */
const OF_SERVER =
  /(from|require\()\s*['"](node:[\w/]+|express|fastify|koa|hono|@nestjs\/\w+|@hapi\/hapi|http|https|fs|fs\/promises|child_process|next\/server|@sveltejs\/kit|aws-lambda|server-only)['"]/;
const IS_BOUNDED =
  /AbortSignal|AbortController|\bsignal\b|timeout|Promise\.race|getReader|\.pipe\(|stream|EventSource/i;
const ELSEWHERE = /^['"`]https?:\/\/(?=\w)(?!localhost|127\.|0\.0\.0\.0|\[::1\]|[\w-]+(:|\/|['"`]))/;

export default defineRule({
  id: 'code/request-without-timeout',
  title: 'Request that may wait for ever',
  severity: 'low',
  confidence: 'possible',
  cwe: [400, 1088],
  owasp: ['A10:2025'],
  remedy:
    'Give it an end: `fetch(url, { signal: AbortSignal.timeout(10_000) })`, `axios.get(url, { timeout: 10_000 })`.',
  checks: [
    check({
      patterns: {
        javascript: [
          'fetch($URL)',
          'fetch($URL, $OPTIONS)',
          '"node-fetch"($URL)',
          '"node-fetch"($URL, $OPTIONS)',
          '"cross-fetch"($URL)',
          '"cross-fetch"($URL, $OPTIONS)',
        ],
      },
      problem: ({ URL, OPTIONS, MATCH }) => {
        if (!isElsewhere(URL) || (OPTIONS.exists && !OPTIONS.isClosedObject) || isBoundedAround(MATCH))
          return undefined;
        return {
          ...problemAt(MATCH, URL),
          fixes: OPTIONS.is('object')
            ? [setProperty(OPTIONS, 'signal', 'AbortSignal.timeout(10_000)', 'End it after ten seconds', 'review')]
            : OPTIONS.exists
              ? []
              : [adding(URL, '{ signal: AbortSignal.timeout(10_000) }')],
        };
      },
    }),
    check({
      patterns: {
        javascript: ['axios.get($URL)', 'axios.get($URL, $OPTIONS)', 'axios.delete($URL)', 'axios.head($URL)'],
      },
      problem: ({ URL, OPTIONS, MATCH }) => {
        if (!isElsewhere(URL) || (OPTIONS.exists && !OPTIONS.isClosedObject) || isBoundedAround(MATCH))
          return undefined;
        return { ...problemAt(MATCH, URL), fixes: OPTIONS.exists ? [] : [adding(URL, '{ timeout: 10_000 }')] };
      },
    }),
    check({
      patterns: { javascript: ['axios.post($URL, $BODY)', 'axios.put($URL, $BODY)', 'axios.patch($URL, $BODY)'] },
      problem: ({ URL, BODY, MATCH }) =>
        isElsewhere(URL) && !isBoundedAround(MATCH)
          ? { ...problemAt(MATCH, URL), fixes: [adding(BODY, '{ timeout: 10_000 }')] }
          : undefined,
    }),
    check({
      patterns: { javascript: ['axios.create($OPTIONS)'] },
      problem: ({ OPTIONS, MATCH }) =>
        OPTIONS.isClosedObject && isElsewhere(OPTIONS.property('baseURL')) && !isBoundedAround(MATCH)
          ? {
              ...problemAt(MATCH, OPTIONS.property('baseURL')),
              fixes: OPTIONS.is('object')
                ? [setProperty(OPTIONS, 'timeout', '10_000', 'End each after ten seconds', 'review')]
                : [],
            }
          : undefined,
    }),
  ],
});

const problemAt = (call: Expression, url: Expression): Problem => ({
  at: call.callee.range,
  message: `Where \`${hostOf(url)}\` does not answer, this waits, and whoever waits for this waits as well.`,
});

const hostOf = (url: Expression): string =>
  /^['"`]https?:\/\/([\w.-]+)/.exec(url.origin.operands[0]?.text ?? '')?.[1] ?? url.text;

/** Written for a server, to another one. */
const isElsewhere = (url: Expression): boolean => {
  const { origin } = url;
  const [first] = origin.operands;
  return ELSEWHERE.test((first ?? origin).text) && fileSays(url.names, OF_SERVER) && !isTestCode(url.names);
};

const isBoundedAround = (call: Expression): boolean =>
  fileSays(call.names, /defaults\.timeout|setGlobalDispatcher/) || saysAround(call, IS_BOUNDED);

const adding = (after: Expression, options: string) => ({
  title: 'End it after ten seconds',
  safety: 'review' as const,
  edits: [{ start: after.end, end: after.end, text: `, ${options}` }],
});
