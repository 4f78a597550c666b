import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/directory-listing',
  title: 'List of files shown to everybody',
  severity: 'low',
  confidence: 'likely',
  cwe: [548],
  owasp: ['A01:2021', 'A02:2025'],
  remedy: 'Serve the files people need, not the list of all there are.',
  checks: [
    check({
      patterns: { javascript: ['"serve-index"($FOLDER, ...)'] },
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ FOLDER }) =>
        `Whoever asks sees every file in ${FOLDER.constant === undefined ? 'the folder' : `\`${FOLDER.constant}\``}: backups and drafts as well.`,
    }),
    check({
      patterns: { javascript: ['express.static($FOLDER, ...)'] },
      where: ({ FOLDER }) =>
        /^(\.\/?|\/)$/.test(FOLDER.constant ?? '') || FOLDER.text === '__dirname' || FOLDER.text === 'process.cwd()',
      at: ({ FOLDER }) => FOLDER.range,
      message: ({ FOLDER }) =>
        `\`${FOLDER.text}\` is the program's own folder: its source, its \`package.json\` and its \`.env\` can be fetched.`,
      confidence: 'likely',
    }),
  ],
});
