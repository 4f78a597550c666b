import type { Edit, Fix } from './finding.ts';
import type { Expression } from './names/expression.ts';
import { KIND } from './syntax/javascript.ts';

/** A fix that puts other text in the place of an expression. A string literal keeps the quotes that stand there. */
export function replaceWith(target: Expression, text: string, title: string, safety: Fix['safety']): Fix {
  return { title, safety, edits: [target.replacedBy(keepQuotes(target, text))] };
}

/** A fix that removes a member of an object literal or an argument, with the comma that goes with it. */
export function removeFromList(member: Expression, title: string, safety: Fix['safety']): Fix {
  const { text } = member.names.tree;
  const after = /^\s*,[ \t]*/.exec(text.slice(member.end));
  const before = /,\s*$/.exec(text.slice(0, member.start));
  if (!after && before)
    return { title, safety, edits: [{ start: member.start - before[0].length, end: member.end, text: '' }] };
  if (after) return { title, safety, edits: [{ start: member.start, end: member.end + after[0].length, text: '' }] };
  const lead = /\s*$/.exec(text.slice(0, member.start))?.[0].length ?? 0;
  const trail = /^\s*/.exec(text.slice(member.end))?.[0].length ?? 0;
  return { title, safety, edits: [{ start: member.start - lead, end: member.end + trail, text: '' }] };
}

/** A fix that sets a property of an object literal: changes it where it is written, adds it first where it is not. */
export function setProperty(
  object: Expression,
  name: string,
  value: string,
  title: string,
  safety: Fix['safety'],
): Fix {
  const present = object.property(name);
  if (present.exists) return replaceWith(present, value, title, safety);
  const hasMembers = object.members.length > 0;
  const { text } = object.names.tree;
  const inner = /^\{(\s*)/.exec(text.slice(object.start, object.end))?.[1] ?? '';
  const lead = inner === '' || !hasMembers ? ' ' : inner;
  const insertion = hasMembers ? `${lead}${name}: ${value},` : ` ${name}: ${value} `;
  const end = hasMembers ? object.start + 1 : object.end - 1;
  return { title, safety, edits: [{ start: object.start + 1, end, text: insertion }] };
}

/**
 * The edits that make an export of a module available, in the file's own style, and the name to use for it. Where the module is imported
 * whole, that name is used (`crypto.randomUUID`).
 */
export function importing(
  at: Expression,
  module: string,
  name: string,
): { readonly name: string; readonly edits: readonly Edit[] } {
  const known = findImport(at, module, name);
  if (known !== undefined) return { name: known, edits: [] };
  return { name, edits: [importEdit(at, module, `{ ${name} }`)] };
}

/** The same for a module that is its default export; its name, unless the file has it under another. */
export function importingWhole(
  at: Expression,
  module: string,
  name: string,
): { readonly name: string; readonly edits: readonly Edit[] } {
  const known = findImport(at, module, undefined);
  return known === undefined ? { name, edits: [importEdit(at, module, name)] } : { name: known, edits: [] };
}

/** A line before the first import, or the first statement. */
function importEdit(at: Expression, module: string, names: string): Edit {
  const { text } = at.names.tree;
  const style = importStyle(at);
  const line = style.isEsm
    ? `import ${names} from ${style.quote}${module}${style.quote}${style.semicolon}`
    : `const ${names} = require(${style.quote}${module}${style.quote})${style.semicolon}`;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  // Of the line that it is put before; in a component scripts are indented.
  const indent = /[ \t]*$/.exec(text.slice(Math.max(0, style.at - 80), style.at))?.[0] ?? '';
  return { start: style.at, end: style.at, text: line + eol + indent };
}

/** How the file already refers to an export of a module: by its own name, or through the module's. Without a name: to the module. */
function findImport(at: Expression, module: string, name: string | undefined): string | undefined {
  const { names } = at;
  const { tree } = names;
  const wanted = module.replace(/^node:/, '');
  for (let node = 0; node < tree.count; node++) {
    const isName = tree.kind[node] === KIND.identifier || tree.kind[node] === KIND.shorthandPattern;
    if (!isName || names.bindingOf(node)?.node !== node || !isTopLevel(at, node)) continue;
    const refersTo = names.resolveBinding(node);
    if (refersTo === wanted) return name === undefined ? tree.textOf(node) : `${tree.textOf(node)}.${name}`;
    if (name !== undefined && refersTo === `${wanted}.${name}`) return tree.textOf(node);
  }
  return undefined;
}

function isTopLevel(at: Expression, node: number): boolean {
  const { tree } = at.names;
  for (let up = tree.parent[node] as number; up > 0; up = tree.parent[up] as number)
    if (tree.kind[up] === KIND.block || tree.kind[up] === KIND.arrow) return false;
  return true;
}

function importStyle(at: Expression) {
  const { tree } = at.names;
  const statements = tree.children(0).filter((node) => !isOfTemplate(at, node));
  const imports = statements.filter((node) => tree.kind[node] === KIND.importStatement);
  const first = imports[0] ?? statements.find((node) => /require\(/.test(tree.textOf(node)));
  const sample = first === undefined ? '' : tree.textOf(first);
  const isEsm = imports.length > 0 || statements.some((node) => tree.kind[node] === KIND.exportStatement);
  // A file without imports begins with its first statement that is neither a directive nor a shebang.
  const fallback = statements.find((node) => !isPrologue(at, node));
  const place = first ?? fallback;
  const written = (place === undefined ? '' : tree.textOf(place)).trimEnd();
  return {
    isEsm: isEsm || !/\b(require|module\.exports)\b/.test(tree.text),
    quote: /"/.test(sample) || (sample === '' && !tree.text.includes("'") && tree.text.includes('"')) ? '"' : "'",
    semicolon: /[;}]$|^$/.test(written) ? ';' : '',
    at: place === undefined ? 0 : (tree.start[place] as number),
  };
}

/** What stands for a place in the template of a component: see `embedded/template-code.ts`. */
function isOfTemplate({ names: { tree } }: Expression, node: number): boolean {
  const text = tree.text.slice(tree.start[node], (tree.start[node] as number) + 4);
  return /^(;|\(\)=>)/.test(text);
}

const isPrologue = (at: Expression, node: number): boolean => /^(#!|['"]use \w+['"])/.test(at.names.tree.textOf(node));

function keepQuotes(target: Expression, text: string): string {
  const quote = target.text.charAt(0);
  const isPlain = /^'[^'"\\`]*'$/.test(text);
  return isPlain && target.is('string') && quote === '"' ? `"${text.slice(1, -1)}"` : text;
}
