import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

/** Characters and words that are taken out of text, or escaped in it, to make it harmless. */
const MEANT_TO_CLEAN = /^['"`<>&\\;|$%]$|^\.\.[/\\]?$|^<\/?script>?$|^\\[nrt]$|^[\n\r\t]$|^--$|^javascript:$/i;

export default defineRule({
  id: 'code/incomplete-sanitization',
  title: 'Cleaned only in part',
  severity: 'medium',
  confidence: 'likely',
  cwe: [116],
  owasp: ['A03:2021', 'A05:2025'],
  remedy:
    'Use `replaceAll`, or a regular expression with the flag `g`; better, an encoder made for the place where the text goes.',
  checks: [
    check({
      // `<scr<script>ipt>`: what is left after one pass is what was to be taken out.
      patterns: { javascript: ["$TEXT.replace($WHAT, '')"] },
      where: ({ WHAT }) =>
        WHAT.origin.is('regex') &&
        /^\/(<\\?\/?script|<script|\\?\.\\?\.\\?\/|on\\?\w+=|javascript:)/i.test(WHAT.origin.text),
      at: ({ WHAT }) => WHAT.range,
      message: ({ WHAT }) =>
        `What \`${shortText(WHAT.text)}\` takes out may leave the same thing behind: two halves around it come together.`,
    }),
    check({
      patterns: { javascript: ['$TEXT.replace($WHAT, $BY)'] },
      where: ({ WHAT, BY }) => {
        const what = WHAT.constant;
        return (
          what !== undefined &&
          WHAT.origin.is('string') &&
          MEANT_TO_CLEAN.test(what) &&
          BY.constant !== undefined &&
          BY.constant !== what
        );
      },
      at: ({ MATCH }) => MATCH.callee.field('property').range,
      message: ({ WHAT }) =>
        `Only the first ${JSON.stringify(WHAT.constant)} is replaced: with two of them in the text the second one stays.`,
      fix: ({ MATCH }) => ({
        title: 'Replace all of them',
        safety: 'review',
        edits: [MATCH.callee.field('property').replacedBy('replaceAll')],
      }),
    }),
  ],
});
