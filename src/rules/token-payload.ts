import type { Write } from '../engine/flow/definitions.ts';
import type { Structure } from '../engine/flow/structure.ts';
import type { Binding } from '../engine/names/binding.ts';
import { Expression } from '../engine/names/expression.ts';
import { definitionsOf } from './definitions-of.ts';
import { onceForFile } from './once.ts';
import { structureOf } from './structure-of.ts';
import { isHeldSecret, isPasswordName } from './token-secrets.ts';

/** A secret that goes into a token. */
export type Kept = {
  readonly at: Expression;
  /** How the code calls it: `payload.user.password`, `user`. */
  readonly name: string;
  /** The password that a whole record brings along; undefined where the secret itself is named. */
  readonly member: string | undefined;
};

const MAX_DEPTH = 8;
const MOST_VISITS = 200;

/** Calls that hand on what they are given, whole. */
const HANDING_ON =
  /^(Object\.(assign|freeze|fromEntries|entries)|JSON\.(stringify|parse)|structuredClone|lodash\.(merge|cloneDeep|clone|assign|extend|defaults))$/;
/** What people call the record of a person. */
const RECORD =
  /^(\w+_)?(user|account|customer|member|employee|admin|person)(Doc|Record|Data|Entity)?$|^\w+(User|Account)$/i;
/** Methods that give the record itself in another dress. */
const DRESSING = /^(toObject|get|lean|valueOf)$/;

/** Members that are passwords, by the name of what they are members of. */
const passwordsIn = onceForFile((whole) => {
  const found = new Map<string, Expression[]>();
  for (const member of whole.descendants('member_expression')) {
    const { object } = member;
    if (!object.is('identifier') || !isPasswordName(member.lastName)) continue;
    const known = found.get(object.text) ?? [];
    found.set(object.text, known);
    known.push(member);
  }
  return found;
});

/** Finds the secrets in what is about to be signed: in a literal, behind variables, in what is spread, assigned or merged into it. */
export class TokenPayload {
  readonly #sign: Expression;
  readonly #structure: Structure;
  readonly #seen = new Set<number>();
  readonly #found = new Map<number, Kept>();

  /** @param sign the call or `new` that makes the token */
  constructor(sign: Expression) {
    this.#sign = sign;
    this.#structure = structureOf(sign.names);
  }

  secretsOf(payload: Expression): readonly Kept[] {
    this.#visit(payload, payload, 0);
    return [...this.#found.values()];
  }

  /** A record that is signed whole, whose members cannot be seen from here; `isWhole`: nothing says that it is less than all of it. */
  recordIn(payload: Expression): { readonly record: Expression; readonly isWhole: boolean } | undefined {
    const { origin } = payload;
    const record = origin.is('object')
      ? origin.children.find((member) => member.is('spread_element') && !member.children[0]?.origin.is('object'))
          ?.children[0]
      : payload;
    if (!record?.is('identifier') || !RECORD.test(record.text)) return undefined;
    const binding = record.names.bindingOf(record.node);
    if (binding?.sort === 'parameter') {
      const handing = this.#handing(binding);
      if (handing) return { record, isWhole: this.#isWholeRecord(handing) };
      const given = this.#givenTo(binding);
      return given.length > 0 && given.every((argument) => argument.isClosedObject)
        ? undefined
        : { record, isWhole: given.length === 0 && record === payload && isTypedAsRecord(this.#at(binding.node)) };
    }
    const value = this.#at(binding?.value ?? -1);
    const made = value.is('await_expression') ? value.children[0] : value;
    return made?.is('call_expression') && /^(find|get|load|fetch)/.test(made.callee.lastName)
      ? { record, isWhole: this.#isWholeRecord(made) }
      : undefined;
  }

  /** What the calls of this file give for a parameter. */
  #givenTo(binding: Binding): readonly Expression[] {
    const parameter = this.#structure.parameterOf(binding);
    if (!parameter || parameter.path.length > 0) return [];
    return this.#structure
      .usesOf(parameter.of)
      .filter(({ argument }) => argument === undefined)
      .map(({ call }) => this.#at(call).argument(parameter.index));
  }

  /** `User.findOne({ name }, (error, user) => ...)`, `User.findOne({ name }).then((user) => ...)`: the call that hands the record over. */
  #handing(binding: Binding): Expression | undefined {
    const fn = this.#at(binding.node).enclosingFunction;
    const call = fn.parent.parent;
    if (!fn.parent.is('arguments')) return undefined;
    return /^(then|exec)$/.test(call.callee.lastName) && call.callee.object.is('call_expression')
      ? call.callee.object
      : call;
  }

  /** A look-up that names no fields of a record of people: the hash of the password comes along. */
  #isWholeRecord(call: Expression | undefined): boolean {
    const model = call?.callee.object.text ?? '';
    return (
      call !== undefined &&
      /^find(One|ById|First|FirstOrThrow|Unique|UniqueOrThrow|ByPk|OneBy|OneOrFail)?$/.test(call.callee.lastName) &&
      /^([\w.]*\.)?(User|Account|Customer|Member)s?(Model|Repo|Repository)?$/i.test(model) &&
      !/\b(select|attributes|projection|fields|omit|include)\b/.test(call.text) &&
      call.arguments.filter((argument) => !argument.is('arrow_function', 'function_expression')).length === 1
    );
  }

  /** @param shown what stands in the payload itself: told where the secret lies somewhere else */
  #visit(node: Expression, shown: Expression, depth: number): void {
    if (!node.exists || depth > MAX_DEPTH || this.#seen.has(node.node) || this.#seen.size > MOST_VISITS) return;
    this.#seen.add(node.node);
    const here = this.#isInCall(node) ? node : shown;
    const go = (next: Expression) => this.#visit(next, here, depth + 1);
    if (node.is('parenthesized_expression', 'as_expression', 'satisfies_expression', 'non_null_expression'))
      return go(node.children[0] ?? NOTHING(node));
    if (node.is('await_expression', 'spread_element')) return go(node.children[0] ?? NOTHING(node));
    if (node.is('ternary_expression')) {
      go(node.field('consequence'));
      return go(node.field('alternative'));
    }
    if (node.is('binary_expression') && /^(\|\||\?\?|&&)$/.test(node.operator)) {
      go(node.field('left'));
      return go(node.field('right'));
    }
    if (node.is('object')) return this.#object(node, here, depth);
    if (node.is('array')) {
      for (const element of node.children) go(element);
      return;
    }
    if (node.is('call_expression')) return this.#call(node, here, depth);
    if (node.is('member_expression', 'subscript_expression')) return this.#member(node, here, depth);
    if (node.is('identifier', 'shorthand_property_identifier')) return this.#identifier(node, here, depth);
  }

  #object(object: Expression, here: Expression, depth: number): void {
    for (const member of object.children) {
      if (member.is('spread_element')) this.#visit(member, this.#isInCall(member) ? member : here, depth + 1);
      else if (member.is('pair')) {
        const value = member.field('value');
        const name = member.key ?? '';
        if (isHeldSecret(name) && !isBlank(value)) this.#tell(member, here, name);
        else this.#visit(value, here, depth + 1);
      } else if (member.is('shorthand_property_identifier')) this.#visit(member, here, depth + 1);
    }
  }

  #call(call: Expression, here: Expression, depth: number): void {
    const { callee } = call;
    if (HANDING_ON.test(callee.name ?? '')) {
      for (const argument of call.arguments) this.#visit(argument, here, depth + 1);
      return;
    }
    if (callee.is('member_expression') && DRESSING.test(callee.lastName) && isPlain(call))
      return this.#visit(callee.object, here, depth + 1);
    if (/^(lodash\.)?(_\.)?pick$/.test(callee.name ?? callee.text)) {
      for (const part of call.arguments.slice(1).flatMap((list) => (list.is('array') ? list.children : [list])))
        if (isHeldSecret(part.constant ?? '')) this.#tell(part, here, part.constant ?? '');
      return;
    }
    const fn = this.#structure.functionOf(callee.node);
    if (fn >= 0) for (const given of this.#structure.returns(fn)) this.#visit(this.#at(given), here, depth + 1);
  }

  #member(member: Expression, here: Expression, depth: number): void {
    const name = member.lastName;
    if (isHeldSecret(name)) return this.#tell(member, here, member.text);
    // What mongoose and sequelize keep the fields of a record in.
    if (name === '_doc' || name === 'dataValues') this.#visit(member.object, here, depth + 1);
  }

  #identifier(node: Expression, here: Expression, depth: number): void {
    if (isHeldSecret(node.text) && !isBlank(node)) return this.#tell(node, here, node.text);
    const binding = node.names.bindingOf(node.node);
    if (!binding || binding.sort === 'import') return;
    const isRest = this.#at(binding.node).parent.is('rest_pattern');
    const password = isRest ? undefined : this.#passwordOf(binding);
    if (password !== undefined) return this.#tell(here, here, here.text, password);
    for (const write of definitionsOf(node.names).writesOf(binding)) if (!isRest) this.#write(write, here, depth);
    if (binding.sort === 'parameter') for (const given of this.#givenTo(binding)) this.#visit(given, here, depth + 1);
  }

  #write({ node, path, value, from }: Write, here: Expression, depth: number): void {
    const writing = this.#at(node);
    if (this.#isLater(writing)) return;
    const given = this.#at(value);
    const name = path.at(-1);
    if (name !== undefined && isHeldSecret(name)) {
      if (!isBlank(given)) this.#tell(writing.field('left').exists ? writing.field('left') : writing, here, name);
      return;
    }
    const taken = from.at(-1);
    if (taken === undefined) return this.#visit(given, here, depth + 1);
    if (isHeldSecret(taken)) this.#tell(here, here, here.text);
  }

  /** The member that shows that a record has a password: it is compared or set somewhere, and never taken out. */
  #passwordOf(binding: Binding): string | undefined {
    let found: string | undefined;
    const { names } = this.#sign;
    for (const member of passwordsIn(names).get(binding.name) ?? []) {
      const { object, lastName: name } = member;
      if (names.bindingOf(object.node) !== binding) continue;
      const isTakenOut =
        member.parent.is('unary_expression') ||
        (member.parent.is('assignment_expression') &&
          member.parent.field('left').node === member.node &&
          isBlank(member.parent.field('right')));
      if (isTakenOut && member.start < this.#sign.start) return undefined;
      if (!member.parent.is('unary_expression')) found ??= name;
    }
    return found ?? passwordAskedFor(this.#at(binding.value));
  }

  #tell(at: Expression, here: Expression, name: string, member?: string): void {
    // Written elsewhere in the function that signs: told there. Farther away: told in the payload.
    const isNear = at.enclosingFunction.node === this.#sign.enclosingFunction.node;
    const place = isNear ? at : here;
    if (!this.#found.has(place.node))
      this.#found.set(place.node, { at: place, name: isNear && !place.is('pair') ? place.text : name, member });
  }

  #isLater(write: Expression): boolean {
    return write.start > this.#sign.end && write.enclosingFunction.node === this.#sign.enclosingFunction.node;
  }

  #isInCall({ start, end }: Expression): boolean {
    return start >= this.#sign.start && end <= this.#sign.end;
  }

  #at(node: number): Expression {
    return new Expression(this.#sign.names, node);
  }
}

/** `user: User`, or a parameter without a type: one that is typed as the content of a token is meant for it. */
function isTypedAsRecord(parameter: Expression): boolean {
  const type = parameter.parent.field('type').text;
  return type === '' || /\b(I?User|Account|Customer|Member)(Document|Entity|Model|Record|Doc)?\b/.test(type);
}

/** A record that was looked up by its password has one. */
function passwordAskedFor(value: Expression): string | undefined {
  const call = value.is('await_expression') ? value.children[0] : value;
  if (!call?.is('call_expression') || !/^find(One|First|Unique)/.test(call.callee.lastName)) return undefined;
  const filter = call.argument(0);
  const inner = filter.property('where').exists ? filter.property('where') : filter;
  if (filter.property('attributes').exists || filter.property('select').exists || call.argument(1).exists)
    return undefined;
  return inner.members.map(({ key, text }) => key ?? text).find(isPasswordName);
}

/** `user.toObject()`, `user.get({ plain: true })`: the whole record. */
const isPlain = (call: Expression): boolean =>
  call.arguments.length === 0 || (call.callee.lastName === 'get' && call.argument(0).property('plain').value === true);

/** What says that there is a secret, or takes it away: `undefined`, `''`, `true`, `Boolean(x)`. */
const isBlank = (value: Expression): boolean =>
  value.is('undefined', 'unary_expression') ||
  value.text === 'undefined' ||
  value.value === null ||
  value.value === '' ||
  typeof value.value === 'boolean' ||
  /^(\*+|x+|<?redacted>?|\[redacted\])$/i.test(value.constant ?? '-') ||
  (value.is('call_expression') && value.callee.text === 'Boolean') ||
  (value.is('binary_expression') && /^[!=<>]/.test(value.operator));

const NOTHING = ({ names }: Expression): Expression => new Expression(names, -1);
