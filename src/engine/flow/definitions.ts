import type { Binding } from '../names/binding.ts';
import type { Names } from '../names/names.ts';
import { FIELD, FUNCTIONS, KIND, LOOPS } from '../syntax/javascript.ts';
import { kindTable } from '../syntax/kinds.ts';
import { Endings } from './endings.ts';
import { ELEMENT } from './structure.ts';

/** One place where a variable, or a member of what it holds, gets a value. */
export type Write = {
  /** The node that writes: a declarator, an assignment, a call such as `list.push(x)`. */
  readonly node: number;
  /** The member written; empty for the variable itself. */
  readonly path: readonly string[];
  /** The expression whose value it takes, and the members followed from there. */
  readonly value: number;
  readonly from: readonly string[];
  /** What was there before stays: `+=`, `push`, `Object.assign`. */
  readonly keeps: boolean;
  /** The value becomes an element or a member: reading the whole finds it inside. */
  readonly isInside: boolean;
  /** It may have happened before any use, wherever it is written: the state of a component. */
  readonly isAnytime?: boolean;
};

/** What may hold at a use: writes, and whether the beginning of the function does too. */
export type Reaching = { readonly writes: readonly Write[]; readonly fromStart: boolean };

const WRITES = kindTable([KIND.variableDeclarator, KIND.assignment, KIND.augmentedAssignment, KIND.forIn, KIND.call]);

const MUTATORS = new Set(['push', 'unshift', 'add', 'set', 'append', 'splice', 'fill', 'enqueue', 'write', 'update']);

/** Where the variables of a file get their values, and which of these hold at a place. */
export class Definitions {
  readonly endings: Endings;
  readonly #names: Names;
  readonly #writes = new Map<Binding, Write[]>();
  /** Writes to members of `this`, by the name of the member. */
  readonly #ofThis = new Map<string, Write[]>();
  /** Writes to variables that are nowhere declared, by their name. */
  readonly #ofGlobals = new Map<string, Write[]>();

  readonly #ofShared = new Map<string, Write[]>();

  constructor(names: Names) {
    this.#names = names;
    this.endings = new Endings(names);
    this.#find();
  }

  writesOf(binding: Binding): readonly Write[] {
    return this.#writes.get(binding) ?? [];
  }

  /** Of a variable that is assigned but nowhere declared. */
  writesOfGlobal(name: string): readonly Write[] {
    return this.#ofGlobals.get(name) ?? [];
  }

  /** Of a member of what handlers share, `req.session.next`, `res.locals.term`, `ctx.state.term`. */
  writesOfShared(member: string): readonly Write[] {
    return this.#ofShared.get(member) ?? [];
  }

  writesOfThis(member: string): readonly Write[] {
    return this.#ofThis.get(member) ?? [];
  }

  #find(): void {
    const { tree } = this.#names;
    const { count, kind } = tree;
    for (let node = 0; node < count; node++) {
      if (WRITES[kind[node] as number] !== 1) continue;
      switch (kind[node]) {
        case KIND.variableDeclarator: {
          const value = tree.childInField(node, FIELD.value);
          if (value >= 0) this.#pattern(tree.childInField(node, FIELD.name), node, value, []);
          break;
        }
        case KIND.assignment:
          this.#pattern(tree.childInField(node, FIELD.left), node, tree.childInField(node, FIELD.right), []);
          break;
        case KIND.augmentedAssignment:
          this.#target(tree.childInField(node, FIELD.left), {
            node,
            value: tree.childInField(node, FIELD.right),
            from: [],
            keeps: true,
            isInside: false,
          });
          break;
        case KIND.forIn: {
          const isOf = /\bof\b/.test(
            tree.text.slice(
              tree.end[tree.childInField(node, FIELD.left)],
              tree.start[tree.childInField(node, FIELD.right)],
            ),
          );
          this.#pattern(tree.childInField(node, FIELD.left), node, tree.childInField(node, FIELD.right), [
            isOf ? ELEMENT : KEY,
          ]);
          break;
        }
        case KIND.call:
          this.#call(node);
      }
    }
  }

  /** Every name in a pattern takes a part of the value. */
  #pattern(pattern: number, node: number, value: number, from: readonly string[]): void {
    if (pattern < 0 || value < 0) return;
    const { tree } = this.#names;
    const write = { node, value, from, keeps: false, isInside: false };
    switch (tree.kind[pattern]) {
      case KIND.shorthandPattern:
        return this.#target(pattern, { ...write, from: [...from, tree.textOf(pattern)] });
      case KIND.assignmentPattern:
      case KIND.objectAssignmentPattern:
        this.#pattern(tree.childInField(pattern, FIELD.left), node, value, from);
        return this.#default(pattern, node);
      case KIND.pairPattern:
        return this.#pattern(tree.childInField(pattern, FIELD.value), node, value, [
          ...from,
          this.#names.patternKey(pattern) ?? ELEMENT,
        ]);
      case KIND.restPattern:
        return this.#pattern(tree.firstChild(pattern), node, value, from);
      case KIND.objectPattern:
        for (const child of tree.children(pattern)) this.#pattern(child, node, value, from);
        return;
      case KIND.arrayPattern:
        for (const [index, child] of tree.children(pattern).entries())
          if (index > 0 || !this.#isCounted(child, node, value)) this.#pattern(child, node, value, [...from, ELEMENT]);
        return;
      default:
        this.#target(pattern, write);
    }
  }

  /** `for (const [index, note] of notes.entries())`: a number, going by its name; what `entries` of parameters and headers gives is called otherwise. */
  #isCounted(first: number, node: number, value: number): boolean {
    const { tree } = this.#names;
    return (
      tree.kind[node] === KIND.forIn &&
      COUNTER.test(tree.textOf(first)) &&
      this.#names.lastNameOf(tree.childInField(value, FIELD.function)) === 'entries'
    );
  }

  #default(pattern: number, node: number): void {
    const { tree } = this.#names;
    const left = tree.childInField(pattern, FIELD.left);
    const value = tree.childInField(pattern, FIELD.right);
    if (value >= 0) this.#target(left, { node, value, from: [], keeps: true, isInside: false });
  }

  /** `list.push(x)`, `map.set(k, x)`, `Object.assign(target, x)`. */
  #call(node: number): void {
    const { tree } = this.#names;
    const callee = tree.childInField(node, FIELD.function);
    if (callee >= 0 && tree.kind[callee] === KIND.identifier) return this.#state(node, callee);
    if (callee < 0 || tree.kind[callee] !== KIND.member) return;
    const object = tree.childInField(callee, FIELD.object);
    const method = tree.textOf(tree.childInField(callee, FIELD.property));
    const list = this.#names.arguments(node);
    if (method === 'assign' && tree.textOf(object) === 'Object') {
      const [target, ...values] = list;
      if (target !== undefined)
        for (const value of values) this.#target(target, { node, value, from: [], keeps: true, isInside: false });
      return;
    }
    // `load().then(setItems)`
    if (method === 'then' && list[0] !== undefined && tree.kind[list[0]] === KIND.identifier) {
      const state = this.#stateOf(list[0]);
      if (state >= 0)
        this.#target(state, { node, value: object, from: [], keeps: true, isInside: false, isAnytime: true });
    }
    if (!MUTATORS.has(method)) return;
    const value = list.at(-1);
    if (value !== undefined) this.#target(object, { node, value, from: [], keeps: true, isInside: true });
  }

  /** `const [answer, setAnswer] = useState('')`: what `setAnswer` is called with, `answer` is later. */
  #state(node: number, callee: number): void {
    const { tree } = this.#names;
    const [given = -1] = this.#names.arguments(node);
    const state = given < 0 ? -1 : this.#stateOf(callee);
    if (state < 0) return;
    const isUpdate = FUNCTIONS.has(tree.kind[given] as number);
    const body = isUpdate ? tree.childInField(given, FIELD.body) : given;
    if (body >= 0 && tree.kind[body] !== KIND.block)
      this.#target(state, { node, value: body, from: [], keeps: true, isInside: false, isAnytime: true });
  }

  /** The state that a function sets, or -1. */
  #stateOf(name: number): number {
    const { tree } = this.#names;
    if (!tree.text.startsWith('set', tree.start[name])) return -1;
    const setter = this.#names.bindingOf(name)?.node ?? -1;
    const pair = setter < 0 ? -1 : (tree.parent[setter] as number);
    if (pair < 0 || tree.kind[pair] !== KIND.arrayPattern) return -1;
    const made = tree.childInField(tree.parent[pair] as number, FIELD.value);
    if (made < 0 || tree.kind[made] !== KIND.call) return -1;
    if (!/State$/.test(this.#names.lastNameOf(tree.childInField(made, FIELD.function)))) return -1;
    const state = tree.firstChild(pair);
    return state === setter ? -1 : state;
  }

  /** Notes a write to a variable, or to a member of one. */
  #target(target: number, write: Omit<Write, 'path'>): void {
    const { tree } = this.#names;
    const path: string[] = [];
    let at = target;
    for (; tree.kind[at] === KIND.member || tree.kind[at] === KIND.subscript || tree.kind[at] === KIND.nonNull; ) {
      if (tree.kind[at] === KIND.member) path.unshift(tree.textOf(tree.childInField(at, FIELD.property)));
      else if (tree.kind[at] === KIND.subscript) {
        const index = this.#names.constantOf(tree.childInField(at, FIELD.index));
        path.unshift(typeof index === 'string' ? index : ELEMENT);
      }
      at = tree.kind[at] === KIND.nonNull ? tree.firstChild(at) : tree.childInField(at, FIELD.object);
      if (at < 0) return;
    }
    if (tree.kind[at] === KIND.this) {
      const [member, ...rest] = path;
      if (member === undefined) return;
      push(this.#ofThis, member, { ...write, path: rest });
      return;
    }
    const [first, kept] = path;
    if (first !== undefined && SHARED.has(first) && kept !== undefined)
      push(this.#ofShared, kept, { ...write, path: path.slice(2) });
    const isName = tree.kind[at] === KIND.identifier || tree.kind[at] === KIND.shorthandPattern;
    const binding = isName ? this.#names.bindingOf(at) : undefined;
    if (binding) push(this.#writes, binding, { ...write, path });
    else if (isName) push(this.#ofGlobals, tree.textOf(at), { ...write, path });
  }

  /**
   * Which of some writes hold at a use: those before it that nothing overwrites on every way, those of loops around it, and where it lies in
   * another function those of all others. `overwrites` says which leave nothing of what was before.
   */
  reaching(writes: readonly Write[], use: number, overwrites: (write: Write) => boolean): Reaching {
    const { tree } = this.#names;
    const found = new Set(writes.filter(({ isAnytime }) => isAnytime));
    let at = use;
    for (let up = tree.parent[at] as number; up >= 0; at = up, up = tree.parent[up] as number) {
      const kind = tree.kind[up] as number;
      if (FUNCTIONS.has(kind)) {
        const outside = writes.filter((write) => !contains(tree, up, write.node));
        // Called at a time that is not known: any write elsewhere may hold.
        for (const write of outside) found.add(write);
        return { writes: [...found], fromStart: true };
      }
      if (LOOPS.has(kind)) for (const write of writes) if (contains(tree, up, write.node)) found.add(write);
      if (kind === KIND.try && tree.field[at] !== FIELD.body) {
        const body = tree.childInField(up, FIELD.body);
        for (const write of writes) if (contains(tree, body, write.node)) found.add(write);
      }
      if (
        kind === KIND.block ||
        kind === KIND.program ||
        kind === KIND.switchCase ||
        kind === KIND.switchBody ||
        kind === KIND.switchDefault
      ) {
        const before = tree
          .children(up)
          .filter((child) => child < at)
          .reverse();
        for (const statement of before) {
          const effect = this.#effect(statement, writes, overwrites);
          for (const write of effect.writes) found.add(write);
          if (effect.overwrites) return { writes: [...found], fromStart: false };
        }
      }
    }
    return { writes: [...found], fromStart: true };
  }

  #effect(statement: number, writes: readonly Write[], overwrites: (write: Write) => boolean): Effect {
    const { tree } = this.#names;
    const within = writes.filter(
      (write) => contains(tree, statement, write.node) && !this.#isInFunction(write.node, statement),
    );
    if (within.length === 0) return NO_EFFECT;
    const effectOf = (node: number): Effect => (node < 0 ? NO_EFFECT : this.#effect(node, within, overwrites));
    const kind = tree.kind[statement] as number;
    if (kind === KIND.block || kind === KIND.else || kind === KIND.finally) {
      const found: Write[] = [];
      for (const child of tree.children(statement).reverse()) {
        const effect = effectOf(child);
        found.push(...effect.writes);
        if (effect.overwrites) return { writes: found, overwrites: true };
      }
      return { writes: found, overwrites: false };
    }
    if (kind === KIND.if) {
      const consequence = tree.childInField(statement, FIELD.consequence);
      const alternative = tree.childInField(statement, FIELD.alternative);
      const first = this.endings.exits(consequence) ? GONE : effectOf(consequence);
      const second = alternative >= 0 && this.endings.exits(alternative) ? GONE : effectOf(alternative);
      return {
        writes: [...first.writes, ...second.writes],
        overwrites: first.overwrites && second.overwrites,
      };
    }
    if (kind === KIND.try) {
      const parts = tree.children(statement).map(effectOf);
      return {
        writes: parts.flatMap((part) => part.writes),
        overwrites: parts.length > 0 && parts.every((part) => part.overwrites),
      };
    }
    if (LOOPS.has(kind) || kind === KIND.switch) return { writes: within, overwrites: false };
    const last = within.findLast((write) => overwrites(write) && this.#isUnconditional(write.node, statement));
    return last
      ? { writes: within.slice(within.indexOf(last)), overwrites: true }
      : { writes: within, overwrites: false };
  }

  #isInFunction(node: number, above: number): boolean {
    const { tree } = this.#names;
    for (let at = tree.parent[node] as number; at > above; at = tree.parent[at] as number)
      if (FUNCTIONS.has(tree.kind[at] as number)) return true;
    return FUNCTIONS.has(tree.kind[above] as number);
  }

  #isUnconditional(node: number, above: number): boolean {
    const { tree } = this.#names;
    let from = node;
    for (let at = tree.parent[node] as number; at > above; from = at, at = tree.parent[at] as number) {
      const kind = tree.kind[at] as number;
      if (kind === KIND.ternary || kind === KIND.augmentedAssignment) return false;
      if (kind === KIND.binary && tree.field[from] === FIELD.right) return false;
    }
    return true;
  }
}

/** What `for (const key in object)` reads: the names of members, not their values. */
export const KEY = '*key';

const COUNTER = /^(i|j|n|idx|ind|index|nr|no|num|pos|position)$/;

/** What one handler leaves for another: for the visitor's next request, or for whoever comes after it in this one. */
export const SHARED: ReadonlySet<string> = new Set(['session', 'locals', 'state']);

type Effect = { readonly writes: readonly Write[]; readonly overwrites: boolean };
const NO_EFFECT: Effect = { writes: [], overwrites: false };
/** Of a branch that leaves nothing comes on. */
const GONE: Effect = { writes: [], overwrites: true };

const contains = (tree: Names['tree'], node: number, inner: number): boolean =>
  inner >= node && inner < (tree.next[node] as number);

function push<Key>(map: Map<Key, Write[]>, key: Key, write: Write): void {
  const known = map.get(key);
  if (known) known.push(write);
  else map.set(key, [write]);
}
