import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import { ANY_HARM, HARM, harmsOf } from './data.ts';
import type { Definitions } from './definitions.ts';
import { allowedBy, allowedStart, deniedBy, deniedStart } from './text-tests.ts';

/** What a check of the type leaves harmless: a string is no query operator, and has no members. */
const SHAPE = harmsOf('nosql', 'assign', 'prototype', 'locals');

const MAX_DEPTH = 8;

/** Tests that the way to a place has passed, and what they say of a value there. */
export class Guards {
  readonly #names: Names;
  readonly #definitions: Definitions;
  readonly #known = new Map<string, number>();
  /** By the block they stand in. */
  readonly #tests = new Map<number, readonly number[]>();
  readonly #isOfModels: boolean;

  constructor(names: Names, definitions: Definitions, isOfModels: boolean) {
    this.#isOfModels = isOfModels;
    this.#names = names;
    this.#definitions = definitions;
  }

  /** The harms that a value, written as the expression `subject`, can no longer do at a place. */
  removedAt(place: number, subject: number): number {
    const text = this.#textOf(subject);
    const key = `${place} ${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const removed = this.#removed(place, this.#aliases(subject, text));
    this.#known.set(key, removed);
    return removed;
  }

  /** The texts that mean the value: its own, and that of what its variable is made from. */
  #aliases(subject: number, text: string): readonly string[] {
    const { tree } = this.#names;
    const aliases = [text];
    const origin = tree.kind[subject] === KIND.identifier ? this.#definitionOf(subject) : -1;
    if (
      origin >= 0 &&
      (tree.kind[origin] === KIND.member ||
        tree.kind[origin] === KIND.subscript ||
        tree.kind[origin] === KIND.identifier)
    )
      aliases.push(this.#textOf(origin));
    return aliases;
  }

  /** `name` of `const { name, args } = request.params`: a test of it says nothing of `args`. */
  #isTakenOut(identifier: number): boolean {
    return (this.#names.bindingOf(identifier)?.path?.length ?? 0) > 0;
  }

  #definitionOf(identifier: number): number {
    const binding = this.#names.bindingOf(identifier);
    return binding && binding.sort === 'variable' && binding.writes === 1 ? binding.value : -1;
  }

  #textOf(node: number): string {
    return this.#names.tree
      .textOf(node)
      .replace(/\s*\??\.\s*/g, '.')
      .replace(/\s+/g, ' ');
  }

  #removed(place: number, aliases: readonly string[]): number {
    const { tree } = this.#names;
    let removed = 0;
    let at = place;
    for (let up = tree.parent[at] as number; up >= 0 && removed !== ANY_HARM; at = up, up = tree.parent[up] as number) {
      const kind = tree.kind[up] as number;
      const field = tree.field[at];
      if ((kind === KIND.if || kind === KIND.ternary || kind === KIND.while) && field !== FIELD.condition) {
        const condition = tree.childInField(up, FIELD.condition);
        const isAlternative = field === FIELD.alternative;
        removed |= this.effect(condition, !isAlternative, aliases);
      } else if (kind === KIND.binary && field === FIELD.right) {
        const operator = this.#names.operatorOf(up);
        if (operator === '&&' || operator === '||')
          removed |= this.effect(tree.childInField(up, FIELD.left), operator === '&&', aliases);
      } else if (kind === KIND.switchCase) {
        const on = tree.childInField(tree.parent[tree.parent[up] as number] as number, FIELD.value);
        if (
          field === FIELD.body &&
          this.#isAbout(on, aliases) &&
          !this.#asksOfPart(on, tree.childInField(up, FIELD.value), aliases) &&
          this.#names.constantOf(tree.childInField(up, FIELD.value)) !== undefined
        )
          removed |= ANY_HARM;
      }
      if (kind === KIND.block || kind === KIND.program || kind === KIND.switchCase || kind === KIND.switchDefault)
        for (const statement of this.#testsIn(up)) {
          if (statement >= at) break;
          removed |= this.#statement(statement, aliases);
        }
    }
    return removed;
  }

  /** The statements of a block after which something may hold. */
  #testsIn(block: number): readonly number[] {
    const { tree } = this.#names;
    const mayTest = (statement: number) =>
      tree.kind[statement] === KIND.if || this.#calledFirst(statement) >= 0 || this.#endingIn(statement) >= 0;
    const tests = this.#tests.get(block) ?? tree.children(block).filter(mayTest);
    this.#tests.set(block, tests);
    return tests;
  }

  /** The call that is all of a statement and may throw for what it is given, or -1. */
  #calledFirst(statement: number): number {
    const { tree } = this.#names;
    if (tree.kind[statement] !== KIND.expressionStatement) return -1;
    let call = tree.firstChild(statement);
    if (call >= 0 && tree.kind[call] === KIND.await) call = tree.firstChild(call);
    if (call < 0 || tree.kind[call] !== KIND.call) return -1;
    const name = this.#names.lastNameOf(tree.childInField(call, FIELD.function));
    return ASSERTING.test(name) || THROWING.test(name) ? call : -1;
  }

  /** `isAllowed(name) || fail()`: the operation that is all of a statement and whose right side never comes back, or -1. */
  #endingIn(statement: number): number {
    const { tree } = this.#names;
    const operation = tree.kind[statement] === KIND.expressionStatement ? tree.firstChild(statement) : -1;
    if (operation < 0 || tree.kind[operation] !== KIND.binary) return -1;
    if (!/^(&&|\|\|)$/.test(this.#names.operatorOf(operation))) return -1;
    return this.#definitions.endings.neverGives(tree.childInField(operation, FIELD.right)) ? operation : -1;
  }

  /** What holds after a statement: the opposite of a test that leaves, or a call that throws. */
  #statement(statement: number, aliases: readonly string[]): number {
    const { tree } = this.#names;
    const operation = this.#endingIn(statement);
    if (operation >= 0)
      return this.effect(tree.childInField(operation, FIELD.left), this.#names.operatorOf(operation) !== '&&', aliases);
    if (tree.kind[statement] === KIND.if) {
      const condition = tree.childInField(statement, FIELD.condition);
      if (this.#definitions.endings.exits(tree.childInField(statement, FIELD.consequence)))
        return this.effect(condition, false, aliases);
      const alternative = tree.childInField(statement, FIELD.alternative);
      if (alternative >= 0 && this.#definitions.endings.exits(alternative))
        return this.effect(condition, true, aliases);
      return 0;
    }
    const call = this.#calledFirst(statement);
    const name = this.#names.lastNameOf(tree.childInField(call, FIELD.function));
    const [test = -1] = this.#names.arguments(call);
    if (/^(assert|invariant|ok)$/.test(name)) return this.effect(test, true, aliases);
    if (!this.#names.arguments(call).some((argument) => this.#isAbout(argument, aliases))) return 0;
    return SCHEMA.test(name) ? SHAPE : ANY_HARM;
  }

  /** What is made harmless where a condition has turned out this way. */
  effect(condition: number, truth: boolean, aliases: readonly string[], depth = 0): number {
    if (condition < 0 || depth > MAX_DEPTH) return 0;
    const names = this.#names;
    const { tree } = names;
    switch (tree.kind[condition]) {
      case KIND.parenthesized:
      case KIND.await:
      case KIND.as:
      case KIND.nonNull:
        return this.effect(tree.firstChild(condition), truth, aliases, depth + 1);
      case KIND.unary:
        return tree.text.charAt(tree.start[condition] as number) === '!'
          ? this.effect(tree.childInField(condition, FIELD.argument), !truth, aliases, depth + 1)
          : 0;
      case KIND.binary:
        return this.#binary(condition, truth, aliases, depth);
      case KIND.call:
        return this.#call(condition, truth, aliases);
      case KIND.identifier:
      case KIND.member:
        return this.#flag(condition, truth, aliases, depth);
    }
    return 0;
  }

  #binary(node: number, truth: boolean, aliases: readonly string[], depth: number): number {
    const { tree } = this.#names;
    const left = tree.childInField(node, FIELD.left);
    const right = tree.childInField(node, FIELD.right);
    const operator = this.#names.operatorOf(node);
    if (operator === '&&' || operator === '||') {
      const first = this.effect(left, truth, aliases, depth + 1);
      const second = this.effect(right, truth, aliases, depth + 1);
      return (operator === '&&') === truth ? first | second : first & second;
    }
    if (operator === 'in') return truth && this.#isAbout(left, aliases) ? ANY_HARM : 0;
    if (operator === 'instanceof')
      return truth && this.#isAbout(left, aliases) ? ANY_HARM & ~HARM.request & ~HARM.redirect : 0;
    if (operator.startsWith('==') || operator.startsWith('!='))
      return this.#equality(left, right, operator.startsWith('==') === truth, aliases);
    if (/^[<>]=?$/.test(operator)) return this.#comparison(left, right, operator, truth, aliases);
    return 0;
  }

  #equality(left: number, right: number, isEqual: boolean, aliases: readonly string[]): number {
    const { tree } = this.#names;
    const [about, other] = this.#isAbout(left, aliases) ? [left, right] : [right, left];
    if (!this.#isAbout(about, aliases)) return 0;
    if (tree.kind[about] === KIND.unary && tree.textOf(about).startsWith('typeof')) {
      const type = this.#names.constantOf(other);
      if (!isEqual) return type === 'object' ? SHAPE : 0;
      return type === 'string' ? SHAPE : type === 'number' || type === 'boolean' || type === 'bigint' ? ANY_HARM : 0;
    }
    const test = tree.kind[about] === KIND.call ? about : -1;
    if (test >= 0) {
      const value = this.#names.constantOf(other);
      // `list.indexOf(x) !== -1`, `text.indexOf('..') === -1`
      if (value === -1) return this.#call(test, !isEqual, aliases);
      if (value === 0 && isEqual && /\.indexOf$/.test(tree.textOf(tree.childInField(test, FIELD.function)))) {
        const start = this.#names.constantOf(this.#names.argument(test, 0));
        return allowedStart(typeof start === 'string' ? start : undefined);
      }
      if (value === 0 || value === true) return this.#call(test, isEqual, aliases);
      if (value === false) return this.#call(test, !isEqual, aliases);
    }
    if (!isEqual) {
      const excluded = this.#names.constantOf(other);
      return typeof excluded === 'string' ? deniedBy(excluded) & (HARM.prototype | HARM.member) : 0;
    }
    // `name === path.basename(name)`: it has no folder in it.
    if (/\bbasename\(/.test(tree.textOf(other))) return HARM.path;
    if (this.#isAbout(other, aliases)) return 0;
    if (this.#asksOfPart(about, other, aliases)) return 0;
    // The scheme says nothing of the host.
    if (tree.kind[about] === KIND.member && /\.(protocol|method|pathname|port)$/.test(tree.textOf(about))) return 0;
    return tree.kind[about] === KIND.member && /\.length$/.test(tree.textOf(about)) ? HARM.size | HARM.regex : ANY_HARM;
  }

  /** `part.type === 'text'`, `call.name === 'read'`: which part of a model's answer it is says nothing of what it says. */
  #asksOfPart(about: number, value: number, aliases: readonly string[]): boolean {
    const part = this.#names.constantOf(value);
    if (!this.#isOfModels || typeof part !== 'string') return false;
    const text = this.#textOf(about);
    return PART_OF_ANSWER.test(text) && !aliases.includes(text);
  }

  #comparison(left: number, right: number, operator: string, truth: boolean, aliases: readonly string[]): number {
    const { tree } = this.#names;
    const isLeft = this.#isAbout(left, aliases);
    if (!isLeft && !this.#isAbout(right, aliases)) return 0;
    const about = isLeft ? left : right;
    const bound = this.#names.constantOf(isLeft ? right : left);
    if (tree.kind[about] === KIND.call && (bound === -1 || bound === 0)) {
      const isFound = isLeft ? operator.startsWith('>') : operator.startsWith('<');
      return this.#call(about, isFound === truth, aliases);
    }
    return HARM.size | HARM.regex;
  }

  #call(call: number, truth: boolean, aliases: readonly string[]): number {
    const names = this.#names;
    const { tree } = names;
    const callee = tree.childInField(call, FIELD.function);
    const name = names.lastNameOf(callee);
    const list = names.arguments(call);
    const receiver = callee >= 0 && tree.kind[callee] === KIND.member ? tree.childInField(callee, FIELD.object) : -1;
    const isReceiver = receiver >= 0 && this.#isAbout(receiver, aliases);
    const isGiven = list.some((argument) => this.#isAbout(argument, aliases));
    if (!isReceiver && !isGiven) return 0;

    if (name === 'test' || name === 'match' || name === 'exec' || name === 'search') {
      const regex = names.originOf(isReceiver ? (list[0] ?? -1) : receiver);
      if (regex < 0 || tree.kind[regex] !== KIND.regex) return truth && isGiven ? ANY_HARM : 0;
      const source = tree.textOf(regex);
      return truth ? allowedBy(source) : deniedBy(source);
    }
    if (MEMBERSHIP.test(name)) {
      if (isGiven && !isReceiver) return truth ? ANY_HARM : 0;
      return truth ? 0 : deniedBy(String(names.constantOf(list[0] ?? -1) ?? ''));
    }
    if (name === 'startsWith' || name === 'endsWith') {
      const start = list[0] === undefined ? undefined : names.constantOf(list[0]);
      if (!isReceiver) return 0;
      if (!truth) return name === 'startsWith' ? deniedStart(String(start ?? '')) : 0;
      // That the path of an address begins so leaves open where it leads on to: `/files/..%2f`.
      const left = /\.(pathname|url|path)$/.test(this.#textOf(receiver)) && start !== undefined ? ~HARM.path : ANY_HARM;
      return name === 'startsWith'
        ? allowedStart(typeof start === 'string' ? start : undefined) & left
        : /^\.[\w-]+\.\w/.test(String(start ?? ''))
          ? HARM.request | HARM.redirect
          : 0;
    }
    if (/^isNaN$/.test(name)) return truth ? 0 : ANY_HARM;
    if (/^is(String|Array|Object|PlainObject)$/.test(name)) return truth && name === 'isString' ? SHAPE : 0;
    if (/^isUR[LI]$|^isAbsolute$|^existsSync$|^exists$|^isEmpty$|^isFile$|^isDirectory$|^isEmail$/.test(name))
      return name === 'isEmail' && truth ? ANY_HARM & ~HARM.html & ~HARM.sql : 0;
    if (BAD_TEST.test(name)) return truth ? 0 : ANY_HARM;
    if (SCHEMA.test(name)) return truth ? SHAPE : 0;
    if (GOOD_TEST.test(name)) return truth ? ANY_HARM : 0;
    return 0;
  }

  /** `if (!valid)`, `if (error)`, `if (!result.success)`: a test made before, kept in a variable. */
  #flag(node: number, truth: boolean, aliases: readonly string[], depth: number): number {
    const { tree } = this.#names;
    let root = node;
    let last = tree.kind[node] === KIND.identifier ? tree.textOf(node) : '';
    while (tree.kind[root] === KIND.member) {
      last ||= tree.textOf(tree.childInField(root, FIELD.property));
      root = tree.childInField(root, FIELD.object);
    }
    if (root < 0 || tree.kind[root] !== KIND.identifier) return 0;
    // That the value itself is there says nothing of what it is.
    if (root === node && aliases.includes(tree.textOf(node))) return 0;
    let test = this.#definitionOf(root);
    if (test >= 0 && tree.kind[test] === KIND.await) test = tree.firstChild(test);
    if (test < 0) return 0;
    if (root === node && tree.kind[test] !== KIND.call) return this.effect(test, truth, aliases, depth + 1);
    if (tree.kind[test] !== KIND.call) return 0;
    if (/^(error|errors|err|problems|issues)$/.test(last)) {
      const isAbout = this.#names.arguments(test).some((argument) => this.#isAbout(argument, aliases));
      const name = this.#names.lastNameOf(tree.childInField(test, FIELD.function));
      return isAbout && !truth && SCHEMA.test(name) ? SHAPE : 0;
    }
    return this.#call(test, truth, aliases);
  }

  /** `message` in `message.type`: what is said of one member says nothing of the others. */
  #isOfOneMember(identifier: number): boolean {
    const { tree } = this.#names;
    const parent = tree.parent[identifier] as number;
    return (
      tree.kind[parent] === KIND.member &&
      tree.field[identifier] === FIELD.object &&
      tree.kind[tree.parent[parent] as number] !== KIND.call &&
      !ADDRESS_PARTS.test(tree.textOf(tree.childInField(parent, FIELD.property)))
    );
  }

  /** Whether an expression looks at the value: it, a member of it, something made from it. */
  #isAbout(node: number, aliases: readonly string[]): boolean {
    if (node < 0) return false;
    if (this.#names.tree.kind[node] === KIND.parenthesized)
      return this.#isAbout(this.#names.tree.firstChild(node), aliases);
    const text = this.#textOf(node);
    // `message.type` says nothing of the other members; the host of an address says where it leads.
    const owner = /^(.+)\.(\w+)$/.exec(text);
    if (owner?.[1] !== undefined && aliases.includes(owner[1]) && !ADDRESS_PARTS.test(owner[2] ?? '')) return false;
    if (aliases.some((alias) => mentions(text, alias))) return true;
    // `const url = new URL(target)`: a test of `url.host` is one of `target`.
    const { tree } = this.#names;
    for (let at = node; at < (tree.next[node] as number); at++) {
      if (tree.kind[at] !== KIND.identifier || this.#isOfOneMember(at)) continue;
      const definition = this.#definitionOf(at);
      if (definition < 0 || (tree.next[definition] as number) - definition > 40) continue;
      const made = this.#textOf(definition).replace(/ (\|\||\?\?) \{\s?\}$/, '');
      if (aliases.includes(made) && this.#isTakenOut(at)) continue;
      if (aliases.some((alias) => mentions(made, alias))) return true;
    }
    return false;
  }
}

const ADDRESS_PARTS =
  /^(host|hostname|origin|href|protocol|pathname|port|length|size|success|data|valid|isValid|error)$/;
const PART_OF_ANSWER = /\.(type|role|name|toolName|stop_?reason|finish_?reason)\)?$/i;

const MEMBERSHIP = /^(includes|has|indexOf|contains|hasOwnProperty|hasOwn|find|findIndex|some|every|inArray|get)$/;
const ASSERTING = /^(assert|invariant|ok|equal|strictEqual)$/;
const THROWING = /^(?:must|assert|ensure|validate|check|verify|enforce)|^require[A-Z_]/;
const SCHEMA = /^(parse|safeParse|validate|validateSync|validateAsync|isValid|isValidSync|check|assert|is|compile)$/;
const GOOD_TEST =
  /^(is|has|can|check|verify|validate|matches|allow|permit)[A-Z_]|^(valid|allowed|safe|matches)$|(Allowed|Valid|Safe|Trusted|Whitelisted|Allowlisted)$/i;
const BAD_TEST =
  /^(is|has|contains|looks)_?(un|in|not|non|bad|block|forbid|black|deny|denied|malicious|dangerous|suspicious|private|internal|reserved|local|evil|illegal)/i;

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + name.length);
    // `get('name')` speaks of a word, not of the variable that is called so.
    if (/['"`]/.test(before) && before === after) continue;
    if (!/[\w$.]/.test(before) && !/[\w$]/.test(after)) return true;
  }
  return false;
}
