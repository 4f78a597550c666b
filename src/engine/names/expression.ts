import type { Edit, Range } from '../finding.ts';
import { FIELD, FUNCTIONS, KIND } from '../syntax/javascript.ts';
import { kindOf, nameOfKind } from '../syntax/kinds.ts';
import type { Constant, Names } from './names.ts';

/**
 * A piece of code as a rule sees it. One that does not exist (`exists === false`) answers every question with nothing, so that a rule can
 * ask for the second argument of a call without asking first whether there is one.
 */
export class Expression {
  readonly names: Names;
  readonly node: number;

  constructor(names: Names, node: number) {
    this.names = names;
    this.node = node;
    names.outlook?.sees(node);
  }

  /** To look at what a node holds. */
  get #content(): Names {
    this.names.outlook?.looksInto(this.node);
    return this.names;
  }

  get exists(): boolean {
    return this.node >= 0;
  }

  /** UTF-16 offsets. */
  get range(): Range {
    return { start: this.start, end: this.end };
  }

  get start(): number {
    this.names.outlook?.measures(this.node);
    return this.names.flat.start[this.node] ?? 0;
  }

  get end(): number {
    this.names.outlook?.measures(this.node);
    return this.names.flat.end[this.node] ?? 0;
  }

  get text(): string {
    return this.exists ? this.#content.flat.textOf(this.node) : '';
  }

  /** Its text without comments: what is only promised there does not count. */
  get code(): string {
    return this.#content.codeOf(this.node);
  }

  /** Whether a pattern, which is to be a constant, is found in its code. */
  says(pattern: RegExp): boolean {
    return this.names.isInCodeOf(this.node, pattern);
  }

  /** The kind of syntax node, such as `call_expression`. */
  get kind(): string {
    return nameOfKind(this.names.flat.kind[this.node] ?? 0);
  }

  is(...kinds: readonly string[]): boolean {
    return this.exists && kinds.includes(this.kind);
  }

  /** Its value where that is always the same string. */
  get constant(): string | undefined {
    const { value } = this;
    return typeof value === 'string' ? value : undefined;
  }

  /** Its value where that is always the same: string, number, boolean or null. */
  get value(): Constant | undefined {
    return this.names.constantOf(this.node);
  }

  /** The dotted name it refers to: see {@link Names}. */
  get name(): string | undefined {
    return this.names.resolve(this.node);
  }

  /** What it stands for: the value behind constants, wrappers and properties of literals; itself where that cannot be told. */
  get origin(): Expression {
    return this.#at(this.names.originOf(this.node));
  }

  get parent(): Expression {
    return this.#at(this.names.flat.parent[this.node] ?? -1);
  }

  get children(): readonly Expression[] {
    return this.exists ? this.#content.flat.children(this.node).map((child) => this.#at(child)) : [];
  }

  /** The child in a field of the grammar: `left`, `body`, `operator`. */
  field(name: keyof typeof FIELD): Expression {
    return this.#at(this.exists ? this.#content.flat.childInField(this.node, FIELD[name]) : -1);
  }

  /** For a call or `new`: what is called. */
  get callee(): Expression {
    const callee = this.field('function');
    return callee.exists ? callee : this.field('constructor');
  }

  get arguments(): readonly Expression[] {
    return this.exists ? this.#content.arguments(this.node).map((argument) => this.#at(argument)) : [];
  }

  argument(index: number): Expression {
    return this.#at(this.exists ? this.#content.argument(this.node, index) : -1);
  }

  /** For `a.b` and `a['b']`: `a`. */
  get object(): Expression {
    return this.field('object');
  }

  /** The last name of what it is: `b` of `a.b`, `a['b']`; `a` of `a`. Empty where there is none. */
  get lastName(): string {
    if (this.is('member_expression')) return this.field('property').text;
    if (this.is('subscript_expression')) return this.field('index').constant ?? '';
    if (this.is('identifier', 'property_identifier', 'shorthand_property_identifier', 'private_property_identifier'))
      return this.text;
    return '';
  }

  /** For an object literal, also behind a constant: the value of a property. A shorthand `{ a }` gives `a`. */
  property(name: string): Expression {
    return this.#at(this.names.property(this.names.originOf(this.node), name));
  }

  /** For an object literal, also behind a constant: its members (pairs, shorthands, methods, spreads). */
  get members(): readonly Expression[] {
    const { origin } = this;
    return origin.is('object') ? origin.children : [];
  }

  /** The name of a member of an object literal. */
  get key(): string | undefined {
    return this.exists ? this.names.keyOf(this.node) : undefined;
  }

  /** Whether it is an object literal whose members can all be told: no spread, and not built elsewhere. */
  get isClosedObject(): boolean {
    const { origin } = this;
    return origin.is('object') && origin.children.every((member) => !member.is('spread_element'));
  }

  /** Whether it is text put together from parts that are not all constant: a template with holes, a `+` with a string in it. */
  get isBuiltText(): boolean {
    const { origin } = this;
    if (origin.value !== undefined) return false;
    if (origin.is('template_string'))
      return !(origin.parent.is('call_expression') && origin.parent.field('arguments').node === origin.node);
    if (origin.#isJoinedList) return origin.callee.object.origin.children.some((part) => part.constant !== undefined);
    return origin.is('binary_expression') && origin.operands.some((part) => part.is('string', 'template_string'));
  }

  /** `['SELECT', columns, 'FROM users'].join(' ')`. */
  get #isJoinedList(): boolean {
    return this.is('call_expression') && this.callee.lastName === 'join' && this.callee.object.origin.is('array');
  }

  /** The operands of a chain of `+`, left to right. */
  get operands(): readonly Expression[] {
    return this.exists ? this.#content.operands(this.node).map((operand) => this.#at(operand)) : [];
  }

  /** The parts of built text that are not constant. */
  get holes(): readonly Expression[] {
    const { origin } = this;
    const listed = origin.#isJoinedList ? origin.callee.object.origin.children : [];
    const parts = origin.#isJoinedList
      ? listed.flatMap((part) => (part.is('template_string') ? part.holes : [part]))
      : origin.is('template_string')
        ? origin.children.filter((child) => child.is('template_substitution')).flatMap((child) => child.children)
        : origin.operands.flatMap((part) => (part.is('template_string') ? part.holes : [part]));
    return parts.filter((part) => part.value === undefined);
  }

  get operator(): string {
    return this.exists ? this.#content.operatorOf(this.node) : '';
  }

  /** The nearest node around it of one of the kinds. */
  enclosing(...kinds: readonly string[]): Expression {
    const wanted = kinds.map(kindOf);
    const { parent, kind } = this.names.flat;
    let at = parent[this.node] ?? -1;
    while (at >= 0 && !wanted.includes(kind[at] as number)) at = parent[at] as number;
    return this.#at(at);
  }

  /** The nearest function around it. */
  get enclosingFunction(): Expression {
    const { parent, kind } = this.names.flat;
    let at = parent[this.node] ?? -1;
    while (at >= 0 && !FUNCTIONS.has(kind[at] as number)) at = parent[at] as number;
    return this.#at(at);
  }

  /** Every node below it of one of the kinds, in order. */
  descendants(...kinds: readonly string[]): readonly Expression[] {
    const found: Expression[] = [];
    const wanted = new Set(kinds.map(kindOf));
    const { flat: tree } = this.#content;
    for (let node = this.node + 1; node < (tree.next[this.node] ?? 0); node++)
      if (wanted.has(tree.kind[node] as number)) found.push(this.#at(node));
    return found;
  }

  /**
   * The name the value is given by the code around it: `token` in `const token = f(x)`, in `token = x`, in `{ token: x }`, in `this.token = x`
   * and in a parameter's default; for a value returned or nested in calls, operators and templates the nearest of these. Empty where there
   * is none before the end of the statement.
   */
  get target(): string {
    return this.targetNode.lastName;
  }

  /** The identifier or member that {@link target} names. */
  get targetNode(): Expression {
    const { flat: tree } = this.names;
    let from = this.node;
    for (let at = tree.parent[from] ?? -1; at >= 0; from = at, at = tree.parent[at] as number) {
      const kind = tree.kind[at] as number;
      if (kind === KIND.variableDeclarator) return this.#at(tree.childInField(at, FIELD.name));
      if (kind === KIND.assignment || kind === KIND.augmentedAssignment || kind === KIND.assignmentPattern)
        return this.#at(tree.field[from] === FIELD.left ? -1 : tree.childInField(at, FIELD.left));
      if (kind === KIND.pair) return this.#at(tree.field[from] === FIELD.key ? -1 : tree.childInField(at, FIELD.key));
      if (STOPS.has(kind)) return this.#at(-1);
    }
    return this.#at(-1);
  }

  /** An edit that puts other text in its place. */
  replacedBy(text: string): Edit {
    return { ...this.range, text };
  }

  #at(node: number): Expression {
    return new Expression(this.names, node);
  }
}

const STOPS: ReadonlySet<number> = new Set([
  ...FUNCTIONS,
  KIND.block,
  KIND.program,
  KIND.expressionStatement,
  KIND.classDeclaration,
]);
