import { calleeOf, FIELD, KIND } from '../syntax/javascript.ts';
import type { Flow } from './flow.ts';
import type { Role } from './model.ts';

/** One thing said in a conversation that is given to a model. */
export type Said = { readonly role: Role; readonly content: number };

const MAX_DEPTH = 10;

/** Longer conversations are made by machines. */
const MOST_SAID = 80;

/**
 * What is said in a conversation, as far as its messages are written in this file: lists, what is pushed and spread into them, what
 * functions of the file give back. Messages are objects with a role, pairs of role and text, or objects of a class named after the role.
 */
export function saidIn(flow: Flow, node: number): readonly Said[] {
  const known = KNOWN.get(flow) ?? new Map<number, readonly Said[]>();
  KNOWN.set(flow, known);
  const said = known.get(node);
  if (said) return said;
  const found: Said[] = [];
  new Conversation(flow, found).list(node, 0);
  known.set(node, found);
  return found;
}

/** Several sinks ask about one argument. */
const KNOWN = new WeakMap<Flow, Map<number, readonly Said[]>>();

class Conversation {
  readonly #flow: Flow;
  readonly #found: Said[];
  readonly #seen = new Set<number>();

  constructor(flow: Flow, found: Said[]) {
    this.#flow = flow;
    this.#found = found;
  }

  list(node: number, depth: number): void {
    const { names } = this.#flow;
    const { tree } = names;
    if (node < 0 || depth > MAX_DEPTH || this.#found.length >= MOST_SAID || this.#seen.has(node)) return;
    this.#seen.add(node);
    switch (tree.kind[node]) {
      case KIND.array:
        if (this.#isPair(node)) return this.#message(node, depth + 1);
        for (const child of tree.children(node))
          if (tree.kind[child] === KIND.spread) this.list(tree.firstChild(child), depth + 1);
          else this.#message(child, depth + 1);
        return;
      case KIND.identifier:
      case KIND.shorthandProperty:
        return this.#variable(node, depth);
      case KIND.member:
        return this.#member(node, depth);
      case KIND.await:
      case KIND.parenthesized:
      case KIND.as:
      case KIND.satisfies:
      case KIND.nonNull:
        return this.list(tree.firstChild(node), depth + 1);
      case KIND.ternary:
        this.list(tree.childInField(node, FIELD.consequence), depth + 1);
        return this.list(tree.childInField(node, FIELD.alternative), depth + 1);
      case KIND.binary:
        this.list(tree.childInField(node, FIELD.left), depth + 1);
        return this.list(tree.childInField(node, FIELD.right), depth + 1);
      case KIND.call:
        return this.#call(node, depth);
      case KIND.object:
      case KIND.new:
        return this.#message(node, depth + 1);
    }
  }

  #variable(node: number, depth: number): void {
    const { names, definitions, structure } = this.#flow;
    const binding = names.bindingOf(node);
    if (!binding) return;
    for (const write of definitions.writesOf(binding).slice(0, MOST_SAID))
      if (write.from.length > 0) continue;
      else if (write.isInside) this.#added(write.node, depth);
      else if (write.path.length === 0) this.list(write.value, depth + 1);
      else this.#message(write.value, depth + 1);
    const parameter = binding.sort === 'parameter' ? structure.parameterOf(binding) : undefined;
    if (parameter?.path.length === 0)
      for (const { call, argument } of structure.usesOf(parameter.of))
        if (argument === undefined) this.list(names.argument(call, parameter.index), depth + 1);
  }

  /** Everything that one call adds: `messages.push(a, b)`. */
  #added(call: number, depth: number): void {
    const { names } = this.#flow;
    const { tree } = names;
    for (const argument of names.arguments(call))
      if (tree.kind[argument] === KIND.spread) this.list(tree.firstChild(argument), depth + 1);
      else this.#message(argument, depth + 1);
  }

  #member(node: number, depth: number): void {
    const { names, definitions } = this.#flow;
    const { tree } = names;
    const origin = names.originOf(node);
    if (origin !== node) return this.list(origin, depth + 1);
    if (tree.kind[tree.childInField(node, FIELD.object)] !== KIND.this) return;
    for (const write of definitions.writesOfThis(tree.textOf(tree.childInField(node, FIELD.property))))
      if (write.isInside) this.#added(write.node, depth);
      else if (write.path.length === 0) this.list(write.value, depth + 1);
  }

  #call(node: number, depth: number): void {
    const { names, structure } = this.#flow;
    const { tree } = names;
    const callee = tree.childInField(node, FIELD.function);
    const local = structure.functionOf(callee);
    if (local >= 0) {
      for (const result of structure.returns(local)) this.list(result, depth + 1);
      return;
    }
    const name = names.lastNameOf(callee);
    if (/^convertTo\w*Messages$|^fromMessages$/.test(name)) return this.list(names.argument(node, 0), depth + 1);
    if (tree.kind[callee] !== KIND.member || ROLE_OF_CLASS.test(tree.textOf(callee))) return this.#message(node, depth);
    const receiver = tree.childInField(callee, FIELD.object);
    if (name === 'map' || name === 'flatMap') {
      const fn = structure.functionOf(names.argument(node, 0));
      if (fn >= 0) for (const result of structure.returns(fn)) this.#message(result, depth + 1);
      return;
    }
    if (!/^(concat|slice|filter|toSpliced|flat|reverse)$/.test(name)) return;
    this.list(receiver, depth + 1);
    if (name === 'concat') for (const argument of names.arguments(node)) this.list(argument, depth + 1);
  }

  #isPair(node: number): boolean {
    const { names } = this.#flow;
    const [role = -1, , ...more] = names.tree.children(node);
    return more.length === 0 && roleNamed(names.constantOf(role)) !== undefined;
  }

  /** One message, or a list of them where a variable may hold either. */
  #message(node: number, depth: number): void {
    const { names, structure } = this.#flow;
    const { tree } = names;
    if (depth > MAX_DEPTH) return;
    const origin = names.originOf(node);
    const kind = tree.kind[origin];
    if (kind === KIND.object) {
      const role = roleNamed(names.constantOf(firstOf(names.property(origin, 'role'), names.property(origin, 'type'))));
      const content = firstOf(
        names.property(origin, 'content'),
        names.property(origin, 'parts'),
        names.property(origin, 'text'),
      );
      if (role && content >= 0) this.#say(role, content);
    } else if (kind === KIND.array && this.#isPair(origin)) {
      const [role = -1, content = -1] = tree.children(origin);
      this.#say(roleNamed(names.constantOf(role)) ?? 'user', content);
    } else if (kind === KIND.new || kind === KIND.call) {
      const callee = calleeOf(tree, origin);
      const role = ROLE_OF_CLASS.exec(tree.textOf(callee))?.[1];
      const given = names.argument(origin, 0);
      const content = names.property(names.originOf(given), 'content');
      if (role) this.#say(/system|developer/i.test(role) ? 'system' : 'user', content >= 0 ? content : given);
      else if (kind === KIND.call) {
        const local = structure.functionOf(callee);
        if (local >= 0) for (const result of structure.returns(local)) this.#message(result, depth + 1);
      }
    } else if (kind === KIND.ternary || kind === KIND.binary || kind === KIND.await || kind === KIND.array)
      this.list(origin, depth + 1);
  }

  #say(role: Role, content: number): void {
    if (content >= 0) this.#found.push({ role, content });
  }
}

const firstOf = (...nodes: readonly number[]): number => nodes.find((node) => node >= 0) ?? -1;

const ROLE_OF_CLASS =
  /\b(System|Developer|Human|User|AI|Assistant|Tool|Function)Message(PromptTemplate)?(\.fromTemplate)?$/;

function roleNamed(name: unknown): Role | undefined {
  if (typeof name !== 'string') return undefined;
  if (/^(system|developer)$/i.test(name)) return 'system';
  return /^(user|human|assistant|ai|model|tool|function|message|USER|CHATBOT)$/.test(name) ? 'user' : undefined;
}
