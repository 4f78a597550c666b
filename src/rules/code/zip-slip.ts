import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/zip-slip',
  title: 'Archive entry written where it says',
  severity: 'high',
  confidence: 'likely',
  cwe: [22],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Resolve the path and check that it begins with the target folder before writing.',
  flows: [
    {
      to: ['path'],
      from: ['entryName'],
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is the archive's own name for the entry: \`../\` in it writes outside the target folder.`,
      reaches: 'The entry is written here.',
    },
  ],
});
