import { moduleName } from '../names/join-name.ts';
import { Names } from '../names/names.ts';
import { stringValue } from '../names/string-value.ts';
import type { FlatTree } from '../syntax/flat-tree.ts';
import { calleeOf, FIELD, KIND, WRAPPERS } from '../syntax/javascript.ts';
import type { Pattern } from './pattern.ts';

/** Stands for `...` while the pattern is parsed as code. */
const GAP = '$$$';
const METAVARIABLE = /^\$([A-Z_]+)$/;

/** Code that parses, from a pattern: `...` where it is no spread becomes a name. An object alone is put in parentheses. */
export function patternSource(pattern: string): string {
  const code = pattern.replace(/\.\.\.(?![\w$])/g, () => GAP);
  return code.startsWith('{') ? `(${code})` : code;
}

/** `new "module".Name(...)` and `"module".name(...)`. */
const ANY_CALL = /^(new )?"([^"\\]+)"\.([\w.]+)\(\.\.\.\)$/;

/**
 * The pattern of a call with whatever arguments, made without the parser; undefined for others. Rules about a library's constructors have
 * hundreds of them, and parsing each would take longer than loading all other rules.
 */
export function patternOfAnyCall(source: string): Pattern | undefined {
  const [, isNew, module, path] = ANY_CALL.exec(source) ?? [];
  if (module === undefined) return undefined;
  const callee: Pattern = { is: 'name', name: `${moduleName(module)}.${path}` };
  return { is: 'call', kind: isNew ? KIND.new : KIND.call, callee, arguments: [{ is: 'gap' }] };
}

/**
 * Compiles the tree of {@link patternSource}.
 * @throws Error when it is not exactly one expression that parses: a fault in a rule, told to its author.
 */
export function compilePattern(tree: FlatTree, pattern: string): Pattern {
  const statements = tree.children(0);
  const [statement] = statements;
  if (tree.broken.length > 0 || statement === undefined || statements.length !== 1)
    throw new Error(`The pattern \`${pattern}\` is not one expression or statement.`);
  return new Compiler(tree).compile(
    tree.kind[statement] === KIND.expressionStatement ? tree.firstChild(statement) : statement,
  );
}

class Compiler {
  readonly #tree: FlatTree;
  readonly #names: Names;

  constructor(tree: FlatTree) {
    this.#tree = tree;
    this.#names = new Names(tree);
  }

  compile(node: number): Pattern {
    const tree = this.#tree;
    const kind = tree.kind[node] as number;
    if (WRAPPERS.has(kind)) return this.compile(tree.firstChild(node));
    if (kind === KIND.expressionStatement) return this.compile(tree.firstChild(node));
    switch (kind) {
      case KIND.identifier:
      case KIND.shorthandProperty:
      case KIND.undefined:
        return this.#identifier(tree.textOf(node));
      case KIND.string:
        return this.#string(stringValue(tree.textOf(node)));
      case KIND.number:
      case KIND.true:
      case KIND.false:
      case KIND.null:
        return { is: 'constant', value: this.#names.constantOf(node) ?? null };
      case KIND.member:
        return this.#member(node);
      case KIND.call:
      case KIND.new:
        return this.#call(node, kind);
      case KIND.object:
        return this.#object(node);
      case KIND.array:
        return { is: 'array', elements: tree.children(node).map((child) => this.compile(child)) };
    }
    const parts = tree.children(node).filter((child) => tree.field[child] !== FIELD.operator);
    if (parts.length === 0) return { is: 'leaf', kind, text: tree.textOf(node) };
    return {
      is: 'node',
      kind,
      operator: this.#names.operatorOf(node),
      parts: parts.map((child) => this.compile(child)),
    };
  }

  #identifier(text: string): Pattern {
    if (text === GAP) return { is: 'gap' };
    const metavariable = METAVARIABLE.exec(text)?.[1];
    if (metavariable !== undefined) return { is: 'any', capture: metavariable === '_' ? undefined : metavariable };
    return { is: 'name', name: text };
  }

  #string(value: string): Pattern {
    const metavariable = METAVARIABLE.exec(value)?.[1];
    if (metavariable === undefined) return { is: 'constant', value };
    return { is: 'text', capture: metavariable === '_' ? undefined : metavariable };
  }

  #member(node: number): Pattern {
    const name = this.#dottedName(node);
    if (name !== undefined) return { is: 'name', name };
    const object = this.compile(this.#tree.childInField(node, FIELD.object));
    return { is: 'member', object, property: this.#tree.textOf(this.#tree.childInField(node, FIELD.property)) };
  }

  #call(node: number, kind: number): Pattern {
    const tree = this.#tree;
    const callee = calleeOf(tree, node);
    return {
      is: 'call',
      kind,
      callee: this.#callee(callee),
      arguments: this.#names.arguments(node).map((argument) => this.compile(argument)),
    };
  }

  /** What is called: a string is a module that is itself a function, an empty call the function that it gives. */
  #callee(node: number): Pattern {
    const kind = this.#tree.kind[node];
    const name = kind === KIND.string || kind === KIND.call ? this.#dottedName(node) : undefined;
    return name === undefined ? this.compile(node) : { is: 'name', name };
  }

  /** The dotted name of `a.b.c`, `"module".b` and `a().b`; undefined with a metavariable in it. */
  #dottedName(node: number): string | undefined {
    const tree = this.#tree;
    switch (tree.kind[node]) {
      case KIND.identifier: {
        const text = tree.textOf(node);
        return text.startsWith('$') ? undefined : text;
      }
      case KIND.string:
        return moduleName(stringValue(tree.textOf(node)));
      case KIND.member: {
        const object = this.#dottedName(tree.childInField(node, FIELD.object));
        return object === undefined ? undefined : `${object}.${tree.textOf(tree.childInField(node, FIELD.property))}`;
      }
      case KIND.call: {
        const callee =
          this.#names.arguments(node).length === 0
            ? this.#dottedName(tree.childInField(node, FIELD.function))
            : undefined;
        return callee === undefined ? undefined : `${callee}()`;
      }
    }
    return undefined;
  }

  #object(node: number): Pattern {
    const tree = this.#tree;
    const properties: { key: string; value: Pattern }[] = [];
    let open = false;
    for (const child of tree.children(node)) {
      if (tree.textOf(child) === GAP) open = true;
      else properties.push({ key: this.#names.keyOf(child) ?? '', value: this.compile(this.#names.valueOf(child)) });
    }
    return { is: 'object', properties, open };
  }
}

/** The metavariables that a compiled pattern captures. */
export function capturesOf(pattern: Pattern): string[] {
  switch (pattern.is) {
    case 'any':
    case 'text':
      return pattern.capture === undefined ? [] : [pattern.capture];
    case 'member':
      return capturesOf(pattern.object);
    case 'call':
      return [pattern.callee, ...pattern.arguments].flatMap(capturesOf);
    case 'object':
      return pattern.properties.flatMap(({ value }) => capturesOf(value));
    case 'array':
      return pattern.elements.flatMap(capturesOf);
    case 'node':
      return pattern.parts.flatMap(capturesOf);
  }
  return [];
}
