import type { Range } from '../finding.ts';
import { wholeLine } from '../suppress.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import { kindOf } from '../syntax/kinds.ts';
import { commentImports } from './comment-imports.ts';
import type { ImportedName, ImportSite } from './import-site.ts';
import { namesInStatement, namesOutOfCall } from './imported-names.ts';
import { modulesInFile } from './modules-in-file.ts';
import type { Names } from './names.ts';

const STATEMENTS: ReadonlySet<ImportSite['form']> = new Set(['import', 'export-from', 'import-equals']);
const TYPE_QUERY_IMPORT = kindOf('"import');

/** Every place of a file that names a module with a constant string, those in its comments last. What the file makes itself under a name is left out. */
export function findImports(names: Names): ImportSite[] {
  const { tree } = names;
  const sites: ImportSite[] = [];
  for (let node = 0; node < tree.count; node++) {
    const site = siteAt(names, node);
    if (site) sites.push(site);
  }
  sites.push(...commentImports(tree));
  const made = modulesInFile(names);
  return made.size === 0 ? sites : sites.filter(({ specifier }) => !made.has(specifier));
}

function siteAt(names: Names, node: number): ImportSite | undefined {
  const { tree } = names;
  switch (tree.kind[node]) {
    case KIND.importStatement: {
      const required = tree.childOfKind(node, KIND.importRequire);
      const source = tree.childInField(required >= 0 ? required : node, FIELD.source);
      const typeOnly = /^import\s+type\b(?!\s*(,|from\b))/.test(tree.textOf(node));
      if (source < 0) return undefined;
      const form = required >= 0 ? 'import-equals' : 'import';
      return toSite(names, source, node, form, typeOnly, namesInStatement(tree, node));
    }
    case KIND.exportStatement: {
      const source = tree.childInField(node, FIELD.source);
      const typeOnly = /^export\s+type\b/.test(tree.textOf(node));
      if (source < 0) return undefined;
      return toSite(names, source, node, 'export-from', typeOnly, namesInStatement(tree, node));
    }
    case KIND.call:
      return callSite(names, node);
  }
  return undefined;
}

function callSite(names: Names, node: number): ImportSite | undefined {
  const { tree } = names;
  const callee = tree.childInField(node, FIELD.function);
  // Broken text between `import` and the brackets of something else makes them one call.
  if (callee < 0 || tree.childOfKind(node, KIND.error) >= 0) return undefined;
  const kind = tree.kind[callee] as number;
  const isImport = kind === KIND.importKeyword || kind === TYPE_QUERY_IMPORT;
  const form = isImport ? 'dynamic-import' : requireForm(names, callee);
  if (!form) return undefined;
  const argument = names.argument(node, 0);
  // A specifier behind a constant has its range elsewhere; what is written in place is what can be repaired.
  if (argument < 0 || (tree.kind[argument] !== KIND.string && tree.kind[argument] !== KIND.template)) return undefined;
  // Looked for from another folder: what is there is not to be seen from here.
  if (form === 'require-resolve' && names.argument(node, 1) >= 0) return undefined;
  const imported = form === 'require-resolve' ? [] : namesOutOfCall(tree, node);
  return toSite(names, argument, statementAround(names, node), form, false, imported);
}

function requireForm(names: Names, callee: number): 'require' | 'require-resolve' | undefined {
  const { tree } = names;
  if (tree.kind[callee] !== KIND.identifier && tree.kind[callee] !== KIND.member) return undefined;
  const text = tree.textOf(callee);
  if (!text.startsWith('require') && !/require/i.test(text)) return undefined;
  const name = names.resolve(callee);
  if (name === 'require') return 'require';
  return name === 'require.resolve' ? 'require-resolve' : undefined;
}

function toSite(
  names: Names,
  source: number,
  statement: number,
  form: ImportSite['form'],
  typeOnly: boolean,
  imported: readonly ImportedName[],
): ImportSite | undefined {
  const { tree } = names;
  const specifier = names.constantOf(source);
  if (typeof specifier !== 'string' || specifier === '') return undefined;
  // In a template whose gaps are filled later, the parser goes on to the next quotes that it finds.
  if (STATEMENTS.has(form) && tree.isBroken(statement)) return undefined;
  return {
    specifier,
    form,
    range: { start: (tree.start[source] as number) + 1, end: (tree.end[source] as number) - 1 },
    statement: removable(names, statement),
    typeOnly,
    guarded: isGuarded(names, source),
    ...(imported.length > 0 && !typeOnly && { names: imported }),
  };
}

/** The statement of `const x = require('y')`; the call itself where it is part of something larger. */
function statementAround(names: Names, call: number): number {
  const { tree } = names;
  let at = call;
  for (let parent = tree.parent[at] as number; parent > 0; parent = tree.parent[parent] as number) {
    const kind = tree.kind[parent] as number;
    const isPart = kind === KIND.await || kind === KIND.member || kind === KIND.variableDeclarator;
    const isWhole =
      kind === KIND.expressionStatement || kind === KIND.lexicalDeclaration || kind === KIND.variableDeclaration;
    if (isWhole)
      return tree.children(parent).length === (tree.childInField(parent, FIELD.kind) >= 0 ? 2 : 1) ? parent : call;
    if (!isPart) return call;
    at = parent;
  }
  return at;
}

const removable = (names: Names, node: number): Range =>
  wholeLine({ start: names.tree.start[node] as number, end: names.tree.end[node] as number }, names.tree.text);

/** Inside the body of a `try`, or with a rejection caught: whoever wrote it expects that the module may be missing. */
function isGuarded(names: Names, node: number): boolean {
  const { tree } = names;
  let from = node;
  for (let at = tree.parent[node] as number; at > 0; from = at, at = tree.parent[at] as number) {
    if (tree.kind[at] === KIND.try && tree.field[from] === FIELD.body) return true;
    if (tree.kind[at] === KIND.member && tree.textOf(tree.childInField(at, FIELD.property)) === 'catch') return true;
  }
  return false;
}
