import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isKeptInPublic } from '../kept-extension.ts';

export default defineRule({
  id: 'code/unsafe-upload-name',
  title: 'Upload kept under the name it came with',
  severity: 'high',
  confidence: 'likely',
  cwe: [434, 22],
  owasp: ['A04:2021', 'A06:2025'],
  remedy: 'Give the file a name of your own, `crypto.randomUUID()`, and an extension from a fixed list.',
  checks: [
    check({
      patterns: { javascript: ['multer.diskStorage($OPTIONS)'] },
      problem: ({ OPTIONS }) => {
        const names = OPTIONS.property('filename');
        const name = names.descendants('member_expression').find((member) => member.lastName === 'originalname');
        if (!name || /\b(extname|basename|replace|random|uuid|nanoid|Date\.now|slugify|sanitize)/i.test(names.text))
          return undefined;
        return {
          at: name.range,
          message: `\`${name.text}\` is the sender's name for the file: it replaces another of that name, and \`.html\` or \`.svg\` runs where it is shown.`,
        };
      },
    }),
    check({
      patterns: { javascript: ['path.extname($NAME)', "$NAME.split('.').pop()"] },
      where: ({ NAME }) => isKeptInPublic(NAME),
      message: ({ NAME }) =>
        `The extension of \`${NAME.text}\` is the sender's, and the file is handed out again: an \`.html\` or \`.svg\` among them runs as a page of this site.`,
      severity: 'medium',
    }),
  ],
  flows: [
    {
      to: ['path'],
      from: ['uploadName'],
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is the sender's name for the file: \`../\` leads out of the folder, \`.html\` and \`.php\` make it run.`,
      reaches: 'The file is stored under that name.',
    },
  ],
});
