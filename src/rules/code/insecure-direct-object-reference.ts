import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays } from '../code-text.ts';
import { doubtOver } from '../record-access.ts';
import { OF_SQL, type RecordAccess, storedAt } from '../stored-record.ts';

const SESSION =
  /\b(req|request|ctx|c|res\.locals|locals)\.(user|session|auth|account|state\.user|userId|token|jwt|principal)|\bsession\b|currentUser|getServerSession|auth\(\)|ownerId|userId|\bowner\b|isAdmin|\bcan\(|authorize|permission/i;

/** `createHash('sha256').update(text)` takes no record. */
const OF_DIGEST = /hash|hmac|digest|cipher|sign|verif/i;

const ASKED = [
  'findById',
  'findByIdAndUpdate',
  'findByIdAndDelete',
  'findByIdAndRemove',
  'findByPk',
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findOne',
  'findOneBy',
  'findOneOrFail',
  'findOneByOrFail',
  'findOneAndUpdate',
  'findOneAndDelete',
  'findOneAndReplace',
  'find',
  'findMany',
  'findAll',
  'update',
  'updateOne',
  'updateMany',
  'delete',
  'deleteOne',
  'deleteMany',
  'destroy',
  'remove',
  'where',
  'eq',
  'doc',
] as const;

export default defineRule({
  id: 'code/insecure-direct-object-reference',
  title: "Somebody else's record by its number",
  severity: 'high',
  confidence: 'likely',
  cwe: [639, 863],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Ask for the record together with its owner: `{ _id: req.params.id, owner: req.user.id }`.',
  yieldsTo: ['code/server-action-unchecked', 'ai/identity-chosen-outside'],
  checks: [
    check({
      patterns: { javascript: ASKED.map((name) => `$STORE.${name}(...)` as const) },
      problem: ({ MATCH }) => problemIn(storedAt(MATCH)),
    }),
    check({
      // `new DeleteCommand({ TableName, Key: { id } })`, `getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: key }))`
      patterns: {
        javascript: [
          'new "@aws-sdk/client-s3".GetObjectCommand($OBJECT)',
          'new "@aws-sdk/client-s3".PutObjectCommand($OBJECT)',
          'new "@aws-sdk/client-s3".DeleteObjectCommand($OBJECT)',
          'new "@aws-sdk/lib-dynamodb".GetCommand($OBJECT)',
          'new "@aws-sdk/lib-dynamodb".UpdateCommand($OBJECT)',
          'new "@aws-sdk/lib-dynamodb".DeleteCommand($OBJECT)',
          '$CLIENT.getSignedUrl($OPERATION, $OBJECT, ...)',
          '$CLIENT.presignedGetObject($BUCKET, $OBJECT, ...)',
        ],
      },
      problem: ({ MATCH }) => problemIn(storedAt(MATCH)),
    }),
    check({
      // `pool.query('DELETE FROM orders WHERE id = $1', [req.params.id])`
      nodes: { javascript: ['string', 'template_string'] },
      says: OF_SQL,
      problem: ({ MATCH }) => (fileSays(MATCH.names, OF_SQL) ? problemIn(storedAt(MATCH)) : undefined),
    }),
  ],
  flows: [
    {
      to: ['record'],
      from: ['user'],
      where: ({ call }) => {
        const fn = call.enclosingFunction;
        if (OF_DIGEST.test(call.callee.text)) return false;
        return fn.exists && !SESSION.test(fn.text) && call.names.says(/auth|session|passport|jwt/i);
      },
      message: ({ at, call }) => messageOf(at, call),
      reaches: 'It names the record here.',
      confidence: 'possible',
    },
  ],
});

function problemIn(access: RecordAccess | undefined): Problem | undefined {
  const confidence = access && doubtOver(access);
  if (!access || !confidence) return undefined;
  return { at: access.by.range, message: messageOf(access.by, access.call, access.table), confidence };
}

const messageOf = (by: Expression, call: Expression, table?: string): string =>
  `\`${shortText(by.text)}\` alone decides which record ${table === undefined ? `\`${shortText(call.callee.text)}\` takes` : `of \`${table}\` is taken`}: nothing asks whose it is.`;
