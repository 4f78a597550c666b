import { check, defineRule } from '../../engine/rule.ts';
import { fileSays, isTestCode } from '../code-text.ts';

/** Answers that a browser shows as a page. */
const SHOWS_PAGES =
  /\.render\(|\.sendFile\(|['"`](view engine|views)['"`]|\bexpress\.static\(|\.send\(\s*['"`]\s*<|text\/html/;
const SETS_HEADERS =
  /helmet|lusca|secure-?headers|content-security-policy|x-frame-options|frame-ancestors|setSecurityHeaders|\bcsp\b|nosniff/i;

export default defineRule({
  id: 'code/missing-security-headers',
  title: 'Pages without their guarding headers',
  severity: 'low',
  confidence: 'possible',
  cwe: [693, 1021],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: 'Mount helmet before the routes, `app.use(helmet())`, or set the headers where the pages are served.',
  checks: [
    check({
      patterns: { javascript: ['"express"()', '"fastify"(...)', 'new "koa"()'] },
      where: ({ MATCH: { names } }) =>
        fileSays(names, /\.listen\(/) &&
        fileSays(names, SHOWS_PAGES) &&
        !fileSays(names, SETS_HEADERS) &&
        !isTestCode(names),
      at: ({ MATCH }) => MATCH.range,
      message: ({ MATCH }) =>
        `The pages of \`${MATCH.target || MATCH.callee.text}\` may be framed by any site, and a script that gets into one runs unhindered.`,
    }),
  ],
});
