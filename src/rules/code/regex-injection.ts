import { replaceWith } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

/** Text that a stranger chose, as far as one expression can show it. */
const FOREIGN =
  /\b(req|request|ctx|event)(\.request)?\.(query|params|body|headers|cookies|nextUrl)\b|\bsearchParams\b|location\.(search|hash|href)|URLSearchParams|\bc\.req\.(query|param)/;
const NAMED_FOREIGN = /^(search|query|q|term|keyword|userInput|input|searchTerm|searchText|searchQuery|filterText)s?$/i;

const ESCAPED = /escape|\.source\b|quotemeta|\.replace\(\s*\/\[/i;

export default defineRule({
  id: 'code/regex-injection',
  title: 'Regular expression made of foreign text',
  severity: 'medium',
  confidence: 'likely',
  cwe: [1333, 730, 1287],
  owasp: ['A03:2021', 'A05:2025'],
  remedy:
    'Escape the text first (`RegExp.escape`, or a function that puts `\\` before the special characters), or search with `includes`.',
  checks: [
    check({
      patterns: { javascript: ['new RegExp($PATTERN, ...)', 'RegExp($PATTERN, ...)'] },
      problem: ({ PATTERN }) => {
        if (PATTERN.value !== undefined || PATTERN.origin.is('regex') || ESCAPED.test(PATTERN.origin.text))
          return undefined;
        const parts = (PATTERN.isBuiltText ? PATTERN.holes : [PATTERN]).filter(
          (part) => !ESCAPED.test(part.origin.text) && !part.origin.is('regex'),
        );
        const foreign = parts.find(isForeign);
        const [part] = parts;
        if (!part) return undefined;
        const culprit = foreign ?? part;
        return {
          at: culprit.start >= PATTERN.start && culprit.end <= PATTERN.end ? culprit.range : PATTERN.range,
          message: `\`${shortText(culprit.text)}\` is read as a regular expression: one like \`(a+)+$\` keeps the process busy for minutes.`,
          ...(!foreign && { confidence: 'possible' as const }),
          fixes:
            foreign && foreign.start >= PATTERN.start && foreign.end <= PATTERN.end
              ? [
                  replaceWith(
                    culprit,
                    `RegExp.escape(${culprit.text})`,
                    'Escape it with RegExp.escape (Node 24)',
                    'review',
                  ),
                ]
              : [],
        };
      },
    }),
  ],
  flows: [
    {
      to: ['regex'],
      // Text is searched for one pattern; whatever takes more than that is something else.
      when: (call) => /^RegExp$/.test(call.callee.text) || call.arguments.length === 1,
      from: ['user', 'userParameter', 'browser'],
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is read as a regular expression: one like \`(a+)+$\` keeps the process busy for minutes.`,
      reaches: 'It is read as a regular expression here.',
    },
    {
      to: ['regex'],
      when: (call) => /^RegExp$/.test(call.callee.text) || call.arguments.length === 1,
      from: ['model', 'tool'],
      message: ({ at, what }) =>
        `\`${shortText(at.text)}\` is ${what} and is read as a regular expression: one like \`(a+)+$\` keeps the process busy for minutes.`,
      reaches: 'It is read as a regular expression here.',
    },
  ],
});

function isForeign(part: Expression): boolean {
  const { origin } = part;
  if (FOREIGN.test(part.text) || FOREIGN.test(origin.text)) return true;
  if (!origin.is('identifier')) return false;
  const binding = origin.names.bindingOf(origin.node);
  if (!binding) return false;
  if (binding.sort === 'parameter') return NAMED_FOREIGN.test(origin.text);
  // `const { q } = req.query`
  return binding.value >= 0 && FOREIGN.test(origin.names.tree.textOf(binding.value));
}
