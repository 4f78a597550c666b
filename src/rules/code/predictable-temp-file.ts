import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

/** Calls that create or overwrite a file, by the position of its path. */
const WRITERS = {
  javascript: [
    'fs.writeFile($PATH, ...)',
    'fs.writeFileSync($PATH, ...)',
    'fs.appendFile($PATH, ...)',
    'fs.appendFileSync($PATH, ...)',
    'fs.createWriteStream($PATH, ...)',
    'fs.mkdir($PATH, ...)',
    'fs.mkdirSync($PATH, ...)',
    '"fs/promises".writeFile($PATH, ...)',
    '"fs/promises".appendFile($PATH, ...)',
    '"fs/promises".mkdir($PATH, ...)',
    '"fs-extra".writeFile($PATH, ...)',
    '"fs-extra".writeFileSync($PATH, ...)',
    '"fs-extra".outputFile($PATH, ...)',
  ],
} as const;

const UNGUESSABLE = /random|uuid|nanoid|mkdtemp|cuid|ulid|crypto/i;

export default defineRule({
  id: 'code/predictable-temp-file',
  title: 'Temporary file with a guessable name',
  severity: 'medium',
  confidence: 'likely',
  cwe: [377, 379],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: "Make a folder of your own with `fs.mkdtemp(path.join(os.tmpdir(), 'shop-'))` and write into it.",
  checks: [
    check({
      patterns: WRITERS,
      where: ({ PATH }) => isShared(PATH) && !UNGUESSABLE.test(PATH.origin.text),
      at: ({ PATH }) => PATH.range,
      message: ({ PATH }) =>
        `${PATH.lastName ? `\`${PATH.lastName}\`` : 'This file'} lies in the folder for everyone's temporary files under a name that others can guess and create first.`,
    }),
  ],
});

/** A path directly in a temporary folder that all users share. */
function isShared(path: Expression): boolean {
  const { origin } = path;
  const constant = origin.constant ?? firstText(origin);
  if (constant !== undefined)
    return /^\/(var\/)?tmp\/[^/]*$/.test(constant) || (origin.isBuiltText && /^\/(var\/)?tmp\//.test(constant));
  if (origin.is('call_expression') && /^path\.(join|resolve)$/.test(origin.callee.name ?? '')) {
    const [folder, ...rest] = origin.arguments;
    if (!folder || rest.length !== 1) return false;
    return folder.origin.name === 'os.tmpdir()' || /^\/(var\/)?tmp\/?$/.test(folder.constant ?? '');
  }
  return origin.holes[0]?.origin.name === 'os.tmpdir()';
}

/** The constant text that built text begins with. */
function firstText(origin: Expression): string | undefined {
  if (!origin.isBuiltText) return undefined;
  if (origin.is('template_string')) return /^`([^$`]*)/.exec(origin.text)?.[1];
  return origin.operands[0]?.constant;
}
