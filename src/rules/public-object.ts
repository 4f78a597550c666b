import type { Expression } from '../engine/names/expression.ts';
import { type Check, check } from '../engine/rule.ts';
import { shortText } from '../engine/short-text.ts';

const PUBLIC = /^(public-read|public-read-write|authenticated-read|publicRead)$/;
/** What is somebody's own, by the words of its key, its bucket or the function that puts it there. */
const OF_SOMEBODY =
  /recordings?|invoices?|\bkyc|passport|identit|id[-_]?cards?|documents?|contracts?|statements?|receipts?|medical|patients?|clinic|reports?|exports?|backups?|dumps?|payroll|payslips?|resumes?|\bcvs?\b|\btax|private|confidential|attachments?|\bscans?|x-?rays?|exams?|homework|submissions?|transcripts?|voice|letters?|claims?|prescriptions?|signatures?|insurance|licen[cs]es?|certificates?|applications?|proofs?\b|evidence|selfies?|(customer|patient|client|tenant|employee|applicant|student|guest)_?Id\b|\bclaims\.sub\b/i;
const MEANT = /avatar|public|assets?|static|logo|thumb|banner|cover|gallery|media|cdn|icons?|og-?image|sitemap/i;
const PUTS =
  /(^|\.)(upload|putObject|createMultipartUpload|copyObject|createPresignedPost|save|createWriteStream|multerS3|put)$/;

/** Whether what is put into a bucket is meant for those it is about, and not for everybody. */
export function isOfSomebody(options: Expression): boolean {
  const key = options.property('Key').exists ? options.property('Key') : options.property('key');
  const where = [
    key.text,
    key.origin.text.slice(0, 300),
    ...[options.property('Bucket'), options.property('bucket')].map(({ origin }) => origin.text.slice(0, 100)),
  ];
  return OF_SOMEBODY.test(where.join(' ')) && !MEANT.test(where.join(' '));
}

/** `s3.upload({ Key, ACL: 'public-read' })`, `multerS3({ acl: 'public-read' })`, `file.save(data, { predefinedAcl: 'publicRead' })`. */
export const putForAll: Check = check({
  members: { javascript: ['ACL', 'acl', 'predefinedAcl'] },
  says: /['"`](public-?read|authenticated-read)/i,
  problem: ({ MATCH }) => {
    const value = MATCH.field('value');
    const call = MATCH.parent.parent.parent;
    if (!PUBLIC.test(value.constant ?? '') || !call.is('call_expression') || !PUTS.test(call.callee.text.slice(-60)))
      return undefined;
    return {
      at: value.range,
      message: `\`${shortText(value.text)}\` lets everybody on the internet read what \`${shortText(call.callee.text)}\` puts there.`,
      confidence: isOfSomebody(MATCH.parent) ? 'likely' : 'possible',
    };
  },
});
