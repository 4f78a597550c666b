import { replaceWith } from '../../engine/fix.ts';
import { check, defineRule } from '../../engine/rule.ts';

/** Messages that say nothing: a height, a "ready". */
const TRIVIAL =
  /^(['"`][\w:.\-/ ]*['"`]|\{\s*(type|event|action|kind|name|height|width|ready|source)\s*:\s*['"`]?[\w:.\-/ ]*['"`]?\s*\}|null|undefined|\d+)$/;

export default defineRule({
  id: 'code/postmessage-wildcard',
  title: 'Message sent to any site',
  severity: 'medium',
  confidence: 'likely',
  cwe: [201, 346],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Name the origin that may read it: `window.parent.postMessage(data, APP_ORIGIN)`.',
  checks: [
    check({
      patterns: {
        javascript: [
          "$WINDOW.postMessage($DATA, '*', ...)",
          '$WINDOW.postMessage($DATA, { targetOrigin: "*", ... })',
          "postMessage($DATA, '*', ...)",
        ],
      },
      // A window that writes to itself stays on its own site.
      where: ({ DATA, WINDOW }) => !TRIVIAL.test(DATA.text) && !/^(window|self|globalThis|_?global)$/.test(WINDOW.text),
      at: ({ MATCH }) => MATCH.argument(1).range,
      message: ({ DATA }) =>
        `${DATA.lastName ? `\`${DATA.lastName}\`` : 'This message'} is handed to whichever site is in that window by then.`,
      fix: ({ MATCH }) =>
        MATCH.argument(1).is('string') && /\b(opener|parent|top)\b/.test(MATCH.callee.text)
          ? undefined
          : MATCH.argument(1).is('string')
            ? replaceWith(MATCH.argument(1), 'window.location.origin', 'Send it to this origin only', 'review')
            : undefined,
    }),
  ],
});
