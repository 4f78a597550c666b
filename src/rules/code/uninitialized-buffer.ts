import { replaceWith } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const MESSAGE = 'holds whatever was in memory before: parts of other requests, keys, passwords.';

export default defineRule({
  id: 'code/uninitialized-buffer',
  title: 'Buffer with old memory in it',
  severity: 'medium',
  confidence: 'likely',
  cwe: [908, 665],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: 'Use `Buffer.alloc(size)`, which is filled with zeros.',
  checks: [
    check({
      patterns: {
        javascript: [
          'Buffer.allocUnsafe($SIZE)',
          'Buffer.allocUnsafeSlow($SIZE)',
          'buffer.Buffer.allocUnsafe($SIZE)',
          'buffer.Buffer.allocUnsafeSlow($SIZE)',
        ],
      },
      problem: ({ MATCH, SIZE }) =>
        SIZE.value === 0
          ? undefined
          : {
              at: MATCH.callee.range,
              message: `\`${MATCH.target || MATCH.callee.text}\` ${MESSAGE}`,
              // Filled at once, as fast code does: then nothing old is left, which one file often shows.
              confidence: isFilled(MATCH) ? 'possible' : 'likely',
              fixes: [replaceWith(MATCH, `Buffer.alloc(${SIZE.text})`, 'Use Buffer.alloc', 'safe')],
            },
    }),
    check({
      patterns: { javascript: ['new Buffer($SIZE)', 'new buffer.Buffer($SIZE)'] },
      // Node.js fills it with zeros since 8.0.0; what runs elsewhere may not.
      confidence: 'possible',
      where: ({ SIZE }) =>
        typeof SIZE.value === 'number' ? SIZE.value > 0 : /size|length|count|bytes/i.test(SIZE.lastName),
      message: ({ MATCH }) => `\`${MATCH.target || 'new Buffer'}\` ${MESSAGE}`,
      fix: ({ MATCH, SIZE }) => replaceWith(MATCH, `Buffer.alloc(${SIZE.text})`, 'Use Buffer.alloc', 'safe'),
    }),
  ],
});

/** Whether the file writes into the buffer: copies, fills, reads from a socket or file, or sets bytes. */
function isFilled(match: Expression): boolean {
  const name = match.target;
  if (match.parent.is('member_expression') && match.parent.lastName !== 'buffer')
    return /^(fill|write)/.test(match.parent.lastName);
  if (name === '') return match.parent.is('arguments', 'return_statement');
  const writes = new RegExp(
    `\\b${name.replace(/\W/g, '\\$&')}(\\.(fill|write\\w*|set|copy\\w*)\\(|\\[[^\\]]+\\]\\s*=)|\\.(copy|read\\w*|randomFill\\w*|write\\w*)\\([^)]*\\b${name.replace(/\W/g, '\\$&')}\\b`,
  );
  return writes.test(match.names.tree.text);
}
