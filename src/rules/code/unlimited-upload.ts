import type { Fix } from '../../engine/finding.ts';
import { setProperty } from '../../engine/fix.ts';
import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/unlimited-upload',
  title: 'Upload without a limit',
  severity: 'low',
  confidence: 'likely',
  cwe: [400, 434, 770],
  owasp: ['A04:2021', 'A06:2025'],
  remedy: 'Give `limits: { fileSize: ... }`, and a `fileFilter` that knows what you accept.',
  checks: [
    check({
      patterns: {
        javascript: [
          'multer()',
          'multer($OPTIONS)',
          '"express-fileupload"()',
          '"express-fileupload"($OPTIONS)',
          'formidable()',
          'formidable($OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, MATCH }) => {
        const { name = '' } = MATCH.callee;
        const limit = name === 'formidable' ? 'maxFileSize' : 'limits';
        if (name === 'formidable' || (OPTIONS.exists && (!OPTIONS.isClosedObject || OPTIONS.property(limit).exists)))
          return undefined;
        return {
          at: MATCH.callee.range,
          message: 'A file of any size is taken: a few large ones fill the disk or the memory.',
          fixes: fixesOf(OPTIONS.exists ? OPTIONS : undefined, MATCH.callee.end),
        };
      },
    }),
  ],
});

function fixesOf(options: Parameters<typeof setProperty>[0] | undefined, callee: number): readonly Fix[] {
  const title = 'Take files up to 5 MB';
  const value = '{ fileSize: 5_000_000 }';
  if (options) return options.is('object') ? [setProperty(options, 'limits', value, title, 'review')] : [];
  return [{ title, safety: 'review', edits: [{ start: callee + 1, end: callee + 1, text: `{ limits: ${value} }` }] }];
}
