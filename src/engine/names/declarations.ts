import type { FlatTree } from '../syntax/flat-tree.ts';
import { FIELD, FUNCTIONS, KIND, SCOPES } from '../syntax/javascript.ts';
import { kindOf, kindTable } from '../syntax/kinds.ts';
import type { Binding } from './binding.ts';
import type { Outlook } from './outlook.ts';

/** The names each scope declares. */
export type Declarations = {
  /** Scope node -> name -> binding. */
  readonly scopes: ReadonlyMap<number, ReadonlyMap<string, Binding>>;
  /** For each node the nearest scope that declares something: itself or one around it, -1 for none. Trees may be very deep. */
  readonly scopeAt: Int32Array;
};

/** Kinds of node that names are declared in: see where the finder declares. */
const MAY_DECLARE = kindTable([...SCOPES, KIND.formalParameters, KIND.classDeclaration, KIND.abstractClass]);

/** What is visited: see the cases of the visit. */
const DECLARES_OR_WRITES = kindTable([
  KIND.variableDeclarator,
  KIND.functionDeclaration,
  KIND.generatorDeclaration,
  KIND.classDeclaration,
  KIND.abstractClass,
  KIND.enum,
  KIND.functionExpression,
  KIND.generatorExpression,
  KIND.class,
  KIND.formalParameters,
  KIND.arrow,
  KIND.catch,
  KIND.forIn,
  KIND.importStatement,
  KIND.assignment,
  KIND.augmentedAssignment,
  KIND.update,
]);

const VAR = kindOf('"var');

type Value = Pick<Binding, 'sort' | 'value' | 'path' | 'module'>;
const UNKNOWN: Value = { sort: 'variable', value: -1, path: [], module: undefined };

/** Gathers every declaration of a file in one pass, then counts the writes. */
export function findDeclarations(tree: FlatTree): Declarations {
  return new DeclarationFinder(tree).run();
}

class DeclarationFinder {
  readonly #tree: FlatTree;
  readonly #scopes = new Map<number, Map<string, Binding>>();
  readonly #writes: number[] = [];

  constructor(tree: FlatTree) {
    this.#tree = tree;
  }

  run(): Declarations {
    const { kind, count, parent } = this.#tree;
    for (let node = 0; node < count; node++)
      if (DECLARES_OR_WRITES[kind[node] as number] === 1) this.#visit(node, kind[node] as number);
    const scopeAt = new Int32Array(count);
    for (let node = 0; node < count; node++) {
      const above = parent[node] as number;
      const isScope = MAY_DECLARE[kind[node] as number] === 1 && this.#scopes.has(node);
      scopeAt[node] = isScope ? node : above < 0 ? -1 : (scopeAt[above] as number);
    }
    const declarations = { scopes: this.#scopes, scopeAt };
    for (const target of this.#writes) this.#countWrite(target, declarations);
    return declarations;
  }

  #visit(node: number, kind: number): void {
    switch (kind) {
      case KIND.variableDeclarator:
        return this.#variable(node);
      case KIND.functionDeclaration:
      case KIND.generatorDeclaration:
        return this.#named(node, this.#scopeAbove(node), 'function');
      case KIND.classDeclaration:
      case KIND.abstractClass:
      case KIND.enum:
        return this.#named(node, this.#scopeAbove(node), 'class');
      case KIND.functionExpression:
      case KIND.generatorExpression:
        return this.#named(node, node, 'function');
      case KIND.class:
        return this.#named(node, node, 'class');
      case KIND.formalParameters:
        return this.#parameters(node);
      case KIND.arrow:
        return this.#pattern(this.#tree.childInField(node, FIELD.parameter), node, { ...UNKNOWN, sort: 'parameter' });
      case KIND.catch:
        return this.#pattern(this.#tree.childInField(node, FIELD.parameter), node, { ...UNKNOWN, sort: 'catch' });
      case KIND.forIn:
        return this.#forIn(node);
      case KIND.importStatement:
        return this.#import(node);
      case KIND.assignment:
      case KIND.augmentedAssignment:
        this.#writes.push(this.#tree.childInField(node, FIELD.left));
        return;
      case KIND.update:
        this.#writes.push(this.#tree.childInField(node, FIELD.argument));
        return;
    }
  }

  #variable(node: number): void {
    const tree = this.#tree;
    const declaration = tree.parent[node] as number;
    const isVar = tree.kind[declaration] === KIND.variableDeclaration;
    const scope = isVar ? this.#functionAbove(node) : this.#scopeAbove(node);
    const value = tree.childInField(node, FIELD.value);
    this.#pattern(tree.childInField(node, FIELD.name), scope, { ...UNKNOWN, value });
  }

  #named(node: number, scope: number, sort: 'function' | 'class'): void {
    const name = this.#tree.childInField(node, FIELD.name);
    if (name >= 0) this.#declare(name, scope, { sort, value: node, path: [], module: undefined });
  }

  #parameters(node: number): void {
    const tree = this.#tree;
    const owner = tree.parent[node] as number;
    const scope = FUNCTIONS.has(tree.kind[owner] as number) ? owner : node;
    for (const child of tree.children(node)) {
      const isTyped = tree.kind[child] === KIND.requiredParameter || tree.kind[child] === KIND.optionalParameter;
      this.#pattern(isTyped ? tree.childInField(child, FIELD.pattern) : child, scope, {
        ...UNKNOWN,
        sort: 'parameter',
      });
    }
  }

  #forIn(node: number): void {
    const tree = this.#tree;
    const declares = tree.childInField(node, FIELD.kind);
    const left = tree.childInField(node, FIELD.left);
    if (declares < 0) this.#writes.push(left);
    else
      this.#pattern(left, tree.kind[declares] === VAR ? this.#functionAbove(node) : node, {
        ...UNKNOWN,
        path: undefined,
      });
  }

  #import(node: number): void {
    const tree = this.#tree;
    const required = tree.childOfKind(node, KIND.importRequire);
    const source = tree.childInField(required >= 0 ? required : node, FIELD.source);
    if (source < 0) return;
    const module = tree.text.slice((tree.start[source] as number) + 1, (tree.end[source] as number) - 1);
    const scope = this.#scopeAbove(node);
    const declare = (name: number, path: readonly string[]) =>
      this.#declare(name, scope, { sort: 'import', value: -1, path, module });

    if (required >= 0) return declare(tree.childOfKind(required, KIND.identifier), []);
    const clause = tree.childOfKind(node, KIND.importClause);
    if (clause < 0) return;
    for (const part of tree.children(clause)) {
      // A default import is the module itself: that is how bundlers and Node join ES modules and CommonJS.
      if (tree.kind[part] === KIND.identifier) declare(part, []);
      if (tree.kind[part] === KIND.namespaceImport) declare(tree.childOfKind(part, KIND.identifier), []);
      if (tree.kind[part] === KIND.namedImports)
        for (const specifier of tree.children(part)) this.#specifier(specifier, declare);
    }
  }

  #specifier(node: number, declare: (name: number, path: readonly string[]) => void): void {
    const tree = this.#tree;
    if (tree.kind[node] !== KIND.importSpecifier) return;
    const name = tree.childInField(node, FIELD.name);
    const alias = tree.childInField(node, FIELD.alias);
    if (name < 0) return;
    const imported = tree.textOf(name);
    declare(alias >= 0 ? alias : name, imported === 'default' ? [] : [imported]);
  }

  /** Declares every name in a binding pattern, following the path through it. */
  #pattern(pattern: number, scope: number, value: Value): void {
    if (pattern < 0) return;
    const tree = this.#tree;
    switch (tree.kind[pattern]) {
      case KIND.identifier:
      case KIND.shorthandPattern:
        return this.#declare(
          pattern,
          scope,
          tree.kind[pattern] === KIND.shorthandPattern ? follow(value, tree.textOf(pattern)) : value,
        );
      case KIND.assignmentPattern:
        // With a default there are two values it may have.
        return this.#pattern(tree.childInField(pattern, FIELD.left), scope, { ...value, path: undefined });
      case KIND.objectAssignmentPattern:
        return this.#pattern(tree.childInField(pattern, FIELD.left), scope, { ...value, path: undefined });
      case KIND.restPattern:
        return this.#pattern(tree.firstChild(pattern), scope, { ...value, path: undefined });
      case KIND.pairPattern: {
        const key = tree.childInField(pattern, FIELD.key);
        const known = key >= 0 && tree.kind[key] === KIND.propertyIdentifier;
        const followed = known ? follow(value, tree.textOf(key)) : { ...value, path: undefined };
        return this.#pattern(tree.childInField(pattern, FIELD.value), scope, followed);
      }
      case KIND.objectPattern:
        for (const child of tree.children(pattern)) this.#pattern(child, scope, value);
        return;
      case KIND.arrayPattern:
        for (const child of tree.children(pattern)) this.#pattern(child, scope, { ...value, path: undefined });
        return;
    }
  }

  #declare(node: number, scope: number, value: Value): void {
    if (node < 0) return;
    const name = this.#tree.textOf(node);
    const names = this.#scopes.get(scope) ?? new Map<string, Binding>();
    this.#scopes.set(scope, names);
    const known = names.get(name);
    if (known) {
      // `var x` twice, overloads of a function: no single value.
      known.writes++;
      return;
    }
    const hasValue = value.value >= 0 || value.sort !== 'variable';
    names.set(name, { name, node, ...value, writes: hasValue ? 1 : 0 });
  }

  #countWrite(target: number, declarations: Declarations): void {
    const tree = this.#tree;
    if (target < 0) return;
    if (tree.kind[target] === KIND.arrayPattern || tree.kind[target] === KIND.objectPattern) {
      for (let node = target; node < (tree.next[target] as number); node++)
        if (tree.kind[node] === KIND.identifier || tree.kind[node] === KIND.shorthandPattern)
          this.#written(node, -1, declarations);
      return;
    }
    if (tree.kind[target] !== KIND.identifier) return;
    const assignment = tree.parent[target] as number;
    const isPlain = tree.kind[assignment] === KIND.assignment;
    this.#written(target, isPlain ? tree.childInField(assignment, FIELD.right) : -1, declarations);
  }

  #written(node: number, value: number, declarations: Declarations): void {
    const binding = lookUp(this.#tree, declarations, node, this.#tree.textOf(node));
    if (!binding) return;
    if (binding.writes === 0 && value >= 0) binding.value = value;
    // A change that depends on the value before it leaves no single value, even as the only write.
    binding.writes += value >= 0 ? 1 : 2;
  }

  #scopeAbove(node: number): number {
    const { parent, kind } = this.#tree;
    let at = parent[node] as number;
    while (at > 0 && !SCOPES.has(kind[at] as number)) at = parent[at] as number;
    return Math.max(at, 0);
  }

  #functionAbove(node: number): number {
    const { parent, kind } = this.#tree;
    let at = parent[node] as number;
    while (at > 0 && !FUNCTIONS.has(kind[at] as number)) at = parent[at] as number;
    return Math.max(at, 0);
  }
}

/**
 * The binding that a name means at a node, or undefined when the file does not declare it.
 * @param outlook is told where the answer lies beyond the statement.
 */
export function lookUp(
  tree: FlatTree,
  { scopes, scopeAt }: Declarations,
  node: number,
  name: string,
  outlook?: Outlook,
): Binding | undefined {
  for (let scope = scopeAt[node] ?? -1; scope >= 0; scope = scopeAt[tree.parent[scope] as number] ?? -1) {
    const binding = scopes.get(scope)?.get(name);
    if (!binding) continue;
    if (scope === 0) outlook?.looksUp(node, name);
    return binding;
  }
  outlook?.looksUp(node, name);
  return undefined;
}

const follow = (value: Value, name: string): Value => ({ ...value, path: value.path && [...value.path, name] });
