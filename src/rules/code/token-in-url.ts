import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { tokenInAddress } from '../token-in-address.ts';

/** The end of the text before the value: `...?token=`. */
const NAMES_TOKEN =
  /[?&](access_?token|id_?token|auth_?token|refresh_?token|session(_?id)?|token|jwt|api_?key|password)=$/i;

/** No service has a reason to want it there. */
const NAMES_PASSWORD = /[?&](password|passwd|pwd|pass|secret|client_?secret)=$/i;

export default defineRule({
  id: 'code/token-in-url',
  title: 'Token in an address',
  severity: 'low',
  confidence: 'likely',
  cwe: [598, 522],
  owasp: ['A04:2021', 'A06:2025'],
  remedy:
    'Set a cookie (`httpOnly`, `secure`) or answer with the token in the body; addresses end up in logs and histories.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$RES.redirect($URL)',
          '$RES.redirect($STATUS, $URL)',
          '"next/navigation".redirect($URL)',
          'window.open($URL, ...)',
          'open($URL, ...)',
          'location.assign($URL)',
          'location.replace($URL)',
          'window.location.assign($URL)',
          'window.location.replace($URL)',
          'location = $URL',
          'location.href = $URL',
          'window.location = $URL',
          'window.location.href = $URL',
        ],
      },
      problem: ({ URL: url, MATCH }) => {
        const hole = tokenInAddress(url, NAMES_TOKEN);
        // What is asked for by mail is used once.
        if (!hole || /reset|verif|confirm|invite|magic/i.test(`${url.text} ${hole.text}`)) return undefined;
        return {
          at: hole.start >= MATCH.start && hole.end <= MATCH.end ? hole.range : url.range,
          message: `\`${shortText(hole.text)}\` is written into the address: it stays in the history, in logs and in the \`Referer\` of what the page loads.`,
        };
      },
    }),
    check({
      // What is fetched shows in no history, but in the logs of every server on the way; a service may want it so.
      patterns: {
        javascript: [
          'fetch($URL, ...)',
          'axios.get($URL, ...)',
          'axios($URL, ...)',
          'new WebSocket($URL, ...)',
          'new EventSource($URL, ...)',
        ],
      },
      problem: ({ URL: url, MATCH }) => {
        const hole = tokenInAddress(url, NAMES_PASSWORD);
        if (!hole) return undefined;
        return {
          at: hole.start >= MATCH.start && hole.end <= MATCH.end ? hole.range : url.range,
          message: `\`${shortText(hole.text)}\` is written into the address: every server on the way keeps it in its log.`,
        };
      },
    }),
  ],
});
