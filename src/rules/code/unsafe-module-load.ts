import { DATA } from '../../engine/flow/data.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays } from '../code-text.ts';

export default defineRule({
  id: 'code/unsafe-module-load',
  title: 'Module chosen by foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [706, 95, 829],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: "Choose from a table of modules: `const load = { csv: () => import('./csv.js') }[name]`.",
  yieldsTo: ['ai/mcp-tool-argument', 'ai/model-output-to-code', 'ai/unsafe-model-load'],
  checks: [
    check({
      // A plugin, a theme that somebody has uploaded: unpacked into a folder, and then run from there.
      patterns: { javascript: ['require($FILE)', 'import($FILE)'] },
      problem: ({ FILE, MATCH }) => {
        if (FILE.value !== undefined || !fileSays(MATCH.names, UNPACKS)) return undefined;
        if (!isUploadedPath(FILE) && !isUnpackedTo(FILE, MATCH)) return undefined;
        return {
          at: FILE.range,
          message: `\`${shortText(FILE.text)}\` comes out of what was uploaded, and \`${MATCH.callee.text}\` runs it with the rights of this program.`,
        };
      },
    }),
  ],
  flows: [
    {
      to: ['module'],
      where: (hit) => !isOfBundle(hit),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which file \`${shortText(call.is('assignment_expression') ? call.field('left').text : call.callee.text)}\` runs.`,
      reaches: 'The file it names is run here.',
    },
  ],
});

/** In a page, `import(`./examples/${name}.vue`)`: a bundler makes a table of the files there are, and nothing else is found. */
const isOfBundle = ({ data, call, kinds }: FlowHit): boolean =>
  kinds === DATA.browser &&
  call.callee.is('import') &&
  /^`(?:\.{1,2}|[@~]|\$lib)\/(?:[\w.@-]+\/)*[\w.-]*\$\{[^{}]*\}[\w./-]*\.\w+(?:\?\w+)?`$/.test(data.origin.text);

/** Archives and uploads. */
const UNPACKS =
  /adm-?zip|unzip|\btar\b|yauzl|decompress|js-?zip|extract-zip|node-stream-zip|fflate|multer|busboy|formidable|req\.files?\b|upload/i;

const isUploadedPath = (file: Expression): boolean =>
  /\b(req|request|ctx)(\.\w+)*\.files?\b[^;]{0,40}\.(path|filepath|tempFilePath)\b/.test(
    file.origin.text.slice(0, 200),
  );

/** Whether the function has unpacked something into the folder that a variable of the path names. */
function isUnpackedTo(file: Expression, load: Expression): boolean {
  const { enclosingFunction: fn } = load;
  if (!fn.exists) return false;
  const before = codeText(fn).slice(0, Math.max(load.start - fn.start, 0));
  const folders = [file.origin, ...file.origin.descendants('identifier')].filter(
    (part) => part.is('identifier') && !/^([A-Z][A-Z0-9_]*|path|__dirname|process|require)$/.test(part.text),
  );
  return folders.slice(0, MOST_NAMES).some(({ text }) => {
    const folder = text.replace(/\$/g, '\\$&');
    return UNPACKED.some((form) => new RegExp(form.replace('FOLDER', `\\b${folder}\\b`), 'i').test(before));
  });
}

/** Names in a path that are looked for. */
const MOST_NAMES = 8;

/** What writes the entries of an archive into a folder. */
const UNPACKED = [
  '\\b(extractAllTo(Async)?|extractEntryTo|extract|unzip|decompress|untar|unpack)\\([^;]{0,200}FOLDER',
  '\\btar\\.(x|extract)\\([^;]{0,200}FOLDER',
  '\\.Extract\\([^;]{0,200}FOLDER',
  'path\\.(join|resolve)\\(\\s*FOLDER\\s*,[^;()]{0,80}\\b(entry|file|header|item|zip\\w*)\\.?\\w*',
];
