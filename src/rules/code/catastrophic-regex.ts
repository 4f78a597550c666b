import { type Backtracking, findBacktracking } from '../../engine/regex/backtracking.ts';
import { check, defineRule } from '../../engine/rule.ts';

const known = new Map<string, Backtracking | undefined>();
const MOST_KNOWN = 2000;

/** The same expressions are looked at with every key that is typed. */
function analyse(pattern: string, flags: string): Backtracking | undefined {
  const key = `${flags}/${pattern}`;
  if (known.has(key)) return known.get(key);
  if (known.size >= MOST_KNOWN) known.clear();
  const found = findBacktracking(pattern, flags);
  known.set(key, found);
  return found;
}

const MESSAGE = ({ pump }: Backtracking, culprit: string): string =>
  `\`${culprit.length > 40 ? `${culprit.slice(0, 37)}…` : culprit}\` can go through a run of \`${pump}\` in more ways than can be tried: 40 of them and a mismatch keep the process busy for hours.`;

export default defineRule({
  id: 'code/catastrophic-regex',
  title: 'Regular expression that never ends',
  severity: 'medium',
  confidence: 'likely',
  cwe: [1333],
  owasp: ['A06:2025'],
  remedy:
    'Write it so that each text can be matched in one way only: no repetition of something that is itself repeated or optional.',
  checks: [
    check({
      nodes: { javascript: ['regex'] },
      problem: ({ MATCH }) => {
        const [, pattern = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(MATCH.text) ?? [];
        const found = analyse(pattern, flags);
        if (!found) return undefined;
        const { start, end } = found.range;
        return {
          at: { start: MATCH.start + 1 + start, end: MATCH.start + 1 + end },
          message: MESSAGE(found, pattern.slice(start, end)),
        };
      },
    }),
    check({
      patterns: { javascript: ['new RegExp($PATTERN, ...)', 'RegExp($PATTERN, ...)'] },
      problem: ({ PATTERN, MATCH }) => {
        const pattern = PATTERN.constant;
        if (pattern === undefined) return undefined;
        const found = analyse(pattern, MATCH.argument(1).constant ?? '');
        return (
          found && { at: PATTERN.range, message: MESSAGE(found, pattern.slice(found.range.start, found.range.end)) }
        );
      },
    }),
  ],
});
