import type { FlatTree } from '../syntax/flat-tree.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import type { ImportedName } from './import-site.ts';

/** The names that `import { ... } from` or `export { ... } from` takes out of its module; those of types are left out. */
export function namesInStatement(tree: FlatTree, statement: number): ImportedName[] {
  const clause = tree.childOfKind(statement, KIND.importClause);
  const list =
    clause < 0 ? tree.childOfKind(statement, KIND.exportClause) : tree.childOfKind(clause, KIND.namedImports);
  if (list < 0) return [];
  return tree.children(list).flatMap((specifier) => {
    const name = tree.childInField(specifier, FIELD.name);
    // What precedes the name is `type`; a name in quotes is nothing that anybody invents.
    if (name < 0 || tree.kind[name] !== KIND.identifier || tree.start[name] !== tree.start[specifier]) return [];
    return [named(tree, name, tree.childInField(specifier, FIELD.alias) < 0 ? ' as ' : undefined)];
  });
}

/** The names that are taken out of what a call gives: `const { a, b: c } = await import('x')`, `require('x').a`. */
export function namesOutOfCall(tree: FlatTree, call: number): ImportedName[] {
  let from = call;
  let parent = tree.parent[from] ?? -1;
  while (tree.kind[parent] === KIND.await || tree.kind[parent] === KIND.parenthesized) {
    from = parent;
    parent = tree.parent[from] ?? -1;
  }
  // A promise has names of its own.
  const isPromise = from === call && tree.kind[tree.childInField(call, FIELD.function)] === KIND.importKeyword;
  if (isPromise) return [];
  if (tree.kind[parent] === KIND.member && tree.field[from] === FIELD.object) {
    const property = tree.childInField(parent, FIELD.property);
    return tree.kind[property] === KIND.propertyIdentifier ? [named(tree, property, undefined)] : [];
  }
  if (tree.kind[parent] !== KIND.variableDeclarator || tree.field[from] !== FIELD.value) return [];
  const pattern = tree.childInField(parent, FIELD.name);
  if (tree.kind[pattern] !== KIND.objectPattern) return [];
  return tree.children(pattern).flatMap((property) => nameInPattern(tree, property) ?? []);
}

function nameInPattern(tree: FlatTree, property: number): ImportedName | undefined {
  if (tree.kind[property] === KIND.shorthandPattern) return named(tree, property, ': ');
  if (tree.kind[property] !== KIND.pairPattern) return undefined; // with a default value it is missing on purpose
  const key = tree.childInField(property, FIELD.key);
  return tree.kind[key] === KIND.propertyIdentifier ? named(tree, key, undefined) : undefined;
}

const named = (tree: FlatTree, node: number, separator: string | undefined): ImportedName => ({
  name: tree.textOf(node),
  range: { start: tree.start[node] ?? 0, end: tree.end[node] ?? 0 },
  separator,
});
