import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

const SESSION =
  /\b(req|request|ctx|c|res\.locals|locals)\.(user|session|auth|account|state\.user|userId|token|jwt|principal)|\bsession\b|currentUser|getServerSession|auth\(\)|ownerId|userId|\bowner\b|isAdmin|\bcan\(|authorize|permission/i;

/** `createHash('sha256').update(text)` takes no record. */
const OF_DIGEST = /hash|hmac|digest|cipher|sign|verif/i;

export default defineRule({
  id: 'code/insecure-direct-object-reference',
  title: "Somebody else's record by its number",
  severity: 'high',
  confidence: 'possible',
  cwe: [639, 863],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Ask for the record together with its owner: `{ _id: req.params.id, owner: req.user.id }`.',
  yieldsTo: ['ai/identity-chosen-outside'],
  flows: [
    {
      to: ['record'],
      from: ['user'],
      where: ({ call }) => {
        const fn = call.enclosingFunction;
        if (OF_DIGEST.test(call.callee.text)) return false;
        return fn.exists && !SESSION.test(fn.text) && call.names.says(/auth|session|passport|jwt/i);
      },
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` alone decides which record \`${shortText(call.callee.text)}\` takes: nothing asks whose it is.`,
      reaches: 'It names the record here.',
      confidence: 'possible',
    },
  ],
});
