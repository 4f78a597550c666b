import { importing } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/fixed-iv',
  title: 'Initialization vector that never changes',
  severity: 'high',
  confidence: 'certain',
  cwe: [329, 1204],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Make a fresh one for every message with `crypto.randomBytes(12)` and store it in front of the result.',
  checks: [
    check({
      patterns: { javascript: ['crypto.createCipheriv($ALGORITHM, $KEY, $IV, ...)'] },
      where: ({ IV, ALGORITHM }) => !/ecb$/i.test(ALGORITHM.constant ?? '') && isFixed(IV),
      at: ({ IV }) => IV.range,
      message: ({ IV, ALGORITHM }) =>
        `${IV.lastName ? `\`${IV.lastName}\`` : 'The IV'} is the same for every message${/gcm|ctr|chacha/i.test(ALGORITHM.constant ?? '') ? ', so two messages together give away both texts' : ', so equal beginnings look equal'}.`,
      fix: ({ IV, ALGORITHM }) => {
        if (IV.origin.node !== IV.node) return undefined;
        const { name, edits } = importing(IV, 'node:crypto', 'randomBytes');
        const size = /gcm|chacha|ocb|ccm/i.test(ALGORITHM.constant ?? '') ? 12 : 16;
        return { title: 'Use a random IV', safety: 'review', edits: [IV.replacedBy(`${name}(${size})`), ...edits] };
      },
    }),
  ],
});

/** A literal, zeros, or a buffer of either. */
function isFixed(iv: Expression): boolean {
  const { origin } = iv;
  if (typeof origin.value === 'string') return origin.value !== '';
  if (origin.is('new_expression'))
    return (
      origin.callee.name === 'Uint8Array' &&
      (origin.argument(0).value !== undefined || origin.argument(0).is('array')) &&
      !isFilled(iv)
    );
  if (!origin.is('call_expression')) return false;
  const name = (origin.callee.name ?? '').replace(/^buffer\./, '');
  if (name === 'Buffer.alloc') return !isFilled(iv);
  return (
    name === 'Buffer.from' &&
    (typeof origin.argument(0).value === 'string' ||
      (origin.argument(0).origin.is('array') &&
        origin.argument(0).origin.children.every((byte) => byte.value !== undefined)))
  );
}

/** Whether random bytes are written into the buffer elsewhere. */
const isFilled = (iv: Expression): boolean =>
  iv.lastName !== '' &&
  new RegExp(
    `(randomFill(Sync)?|getRandomValues|copy)\\([^)]*\\b${iv.lastName}\\b|\\b${iv.lastName}\\.(set|fill|write|copy)\\b`,
  ).test(iv.names.tree.text);
