import { Expression } from '../engine/names/expression.ts';
import { codeText } from './code-text.ts';

/** What looks at what an upload is, or chooses its extension from a list. */
const LOOKED_AT =
  /mime_?type|\bfileFilter\b|file-?type|fromBuffer|\bsharp\b|\.(includes|has|indexOf)\(\s*\w*ext|\[\s*\w*ext\w*\s*\]|ext\w*\s*[!=]==?|\.test\(|switch\s*\(\s*\w*ext|allowed|whitelist|accept/i;
/** Folders that web servers hand out, by their names. */
const PUBLIC =
  /(^|[^\w-])(public|static|www|wwwroot|htdocs|public_html)($|[^\w-])|\b(PUBLIC|STATIC)_?\w*|\b(public|static)(Dir|Folder|Path|Root)\b/;
const WRITES =
  /\b(writeFile|writeFileSync|rename|renameSync|copyFile|copyFileSync|createWriteStream|mv|move|outputFile|toFile|pipeline)\(/;
const UPLOADED = /^(originalname|originalFilename)$/;
const MAYBE_UPLOADED = /^(name|filename)$/;
const OF_FILE = /file|upload|photo|image|avatar|attachment|document|picture/i;

/** Whether the extension that a sender gave is kept, unlooked at, where the file is handed out again: `nanoid() + path.extname(file.originalname)`. */
export function isKeptInPublic(name: Expression): boolean {
  if (!UPLOADED.test(name.lastName) && !(MAYBE_UPLOADED.test(name.lastName) && OF_FILE.test(name.object.text)))
    return false;
  const storage = storageAround(name);
  if (storage) return !isFiltered(storage) && isPublic(storage.argument(0).property('destination'));
  const { enclosingFunction: fn } = name;
  if (!fn.exists) return false;
  const text = codeText(fn);
  return WRITES.test(text) && !LOOKED_AT.test(text) && isPublic(placeOf(name));
}

/** The `multer.diskStorage(...)` in whose `filename` something stands. */
function storageAround(inner: Expression): Expression | undefined {
  let call = inner.enclosing('call_expression');
  for (let step = 0; step < 8 && call.exists; step++, call = call.enclosing('call_expression'))
    if (call.callee.name === 'multer.diskStorage') return call;
  return undefined;
}

/** Whether what the storage is given to looks at the files: beside it, or anywhere where it is kept in a variable. */
function isFiltered(storage: Expression): boolean {
  if (LOOKED_AT.test(codeText(storage.argument(0).property('filename')).replace(/\bextname\b/g, ''))) return true;
  const multer = storage.enclosing('call_expression');
  return multer.callee.name === 'multer'
    ? multer.argument(0).property('fileFilter').exists
    : storage.names.says(/\bfileFilter\b/);
}

/** The path that a name becomes part of. */
function placeOf(name: Expression): Expression {
  let at = name;
  for (let up = name.parent, step = 0; up.exists && step < 12; up = up.parent, step++) {
    if (up.is('template_string', 'binary_expression', 'call_expression', 'arguments', 'template_substitution')) at = up;
    else if (up.is('variable_declarator')) {
      // `const target = path.join(FOLDER, kept)`: where the variable is put to use.
      const user = up.enclosingFunction
        .descendants('identifier')
        .find((word) => word.text === up.field('name').text && word.start > up.end);
      return user ? placeOf(user) : at;
    } else break;
  }
  return at;
}

const MOST_WORDS = 40;

/** Whether a folder is one that is handed out: by its name, or since the file serves it. */
function isPublic(folder: Expression): boolean {
  if (!folder.exists) return false;
  const words = folder.is('identifier') ? [folder] : folder.descendants('identifier').slice(0, MOST_WORDS);
  const text = [folder.text, ...words.map((word) => word.origin.text)].map((part) => part.slice(0, 300)).join('\n');
  return PUBLIC.test(text) || servedIn(folder).some((served) => text.includes(served));
}

/** The folders that a file serves: `app.use('/files', express.static(UPLOADS))`. */
function servedIn({ names }: Expression): readonly string[] {
  if (!names.says(/\bstatic\b|serve-?[sS]tatic/)) return [];
  return new Expression(names, 0)
    .descendants('call_expression')
    .filter((call) => /^(express\.static|serve-static|koa-static|koa-mount)$/.test(call.callee.name ?? ''))
    .map((call) => call.argument(0).constant ?? call.argument(0).text)
    .filter((served) => served.length > 2);
}
