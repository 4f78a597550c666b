import type { Finding, Range } from '../finding.ts';
import { levelOf } from '../finding.ts';
import { Expression } from '../names/expression.ts';
import { RENAMED } from '../names/join-name.ts';
import type { Names } from '../names/names.ts';
import type { FlowHit, Rule } from '../rule.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import { kindTable } from '../syntax/kinds.ts';
import { isCheckedBefore } from './checked-before.ts';
import { computedCallee } from './computed-callee.ts';
import { HARM, type HarmKind } from './data.ts';
import { Flow } from './flow.ts';
import { type Entry, type Knowledge, knowledgeOf } from './knowledge.ts';
import type { Model } from './model.ts';
import type { ModelIndex, Sink } from './model-index.ts';
import { isOwn } from './own.ts';
import { saidIn } from './said-in.ts';
import { argumentsFor, partHandedOn, smallestPart, traceTo } from './sink-arguments.ts';
import { byStrength, confidenceOf } from './strength.ts';
import { CLEAN, type Taint } from './value.ts';

/** A finding, and the whole call or assignment that it is about. */
export type FlowFinding = Finding & { readonly about: Range };

export type FlowResult = {
  readonly findings: readonly FlowFinding[];
  readonly isExhausted: boolean;
  /** Whether what stands at a range is the program's own, or has been made harmless for what a rule minds. */
  readonly isOwn: (rule: string, range: Range) => boolean;
};

/** Looks, at every place where data can do harm, for where it comes from. */
export class FlowRunner {
  readonly #knowledge: { readonly ofModels: Knowledge; readonly plain: Knowledge };

  /** See {@link Model.undeclared}. */
  get undeclared(): ReadonlyMap<string, string> {
    return this.#knowledge.ofModels.models.undeclared;
  }

  constructor(rules: readonly Rule[], models: readonly Model[]) {
    this.#knowledge = knowledgeOf(rules, models);
  }

  run(
    names: Names,
    isOfModels: boolean,
    onRuleError: (rule: string, error: unknown) => void,
    deadline: number,
    leavesOutPossible: boolean,
  ): FlowResult {
    const { models, entries } = this.#knowledge[isOfModels ? 'ofModels' : 'plain'];
    return new Run(names, models, entries, onRuleError, deadline, leavesOutPossible).run();
  }
}

class Run {
  readonly #names: Names;
  readonly #models: ModelIndex;
  readonly #entries: ReadonlyMap<HarmKind, readonly Entry[]>;
  readonly #onRuleError: (rule: string, error: unknown) => void;
  readonly #deadline: number;
  readonly #findings: FlowFinding[] = [];
  /** The rules and places of these. */
  readonly #told = new Set<string>();
  /** The nodes that the data of a finding has passed. */
  readonly #ways = new Map<FlowFinding, ReadonlySet<number>>();
  /** Findings about a step on the way, with its node. */
  readonly #onTheWay = new Map<FlowFinding, number>();
  readonly #leavesOutPossible: boolean;
  #flow: Flow | undefined;

  constructor(
    names: Names,
    models: ModelIndex,
    entries: ReadonlyMap<HarmKind, readonly Entry[]>,
    onRuleError: (rule: string, error: unknown) => void,
    deadline: number,
    leavesOutPossible: boolean,
  ) {
    this.#leavesOutPossible = leavesOutPossible;
    this.#names = names;
    this.#models = models;
    this.#entries = entries;
    this.#onRuleError = onRuleError;
    this.#deadline = deadline;
  }

  run(): FlowResult {
    const { flat: tree, outlook } = this.#names;
    if (outlook) outlook.askFlows((node) => this.#visit(node));
    else for (let node = 0; node < tree.count; node++) this.#visit(node);
    return {
      findings: this.#findings.filter((finding) => !this.#isToldAlready(finding)),
      isExhausted: this.#flow?.isExhausted ?? false,
      isOwn: (rule, range) => this.#isOwn(rule, range),
    };
  }

  #visit(node: number): void {
    const { flat: tree } = this.#names;
    if (MAY_HARM[tree.kind[node] as number] !== 1) return;
    switch (tree.kind[node]) {
      case KIND.call:
        return this.#call(node, tree.childInField(node, FIELD.function));
      case KIND.new:
        return this.#call(node, tree.childInField(node, FIELD.constructor));
      case KIND.assignment:
      case KIND.augmentedAssignment:
        return this.#assignment(node);
      case KIND.jsxAttribute:
        return this.#attribute(node);
      case KIND.template:
      case KIND.binary:
        return this.#text(node);
    }
  }

  /** The flow looks at all of the file. */
  get #known(): Flow {
    if (this.#names.outlook) this.#names.outlook.isOpen = true;
    this.#flow ??= new Flow(this.#names, this.#models, this.#leavesOutPossible);
    return this.#flow;
  }

  /** Asked of what a rule found by its shape. */
  #isOwn(rule: string, { start, end }: Range): boolean {
    let harm = 0;
    for (const [kind, entries] of this.#entries)
      if (entries.some((entry) => entry.rule.id === rule)) harm |= HARM[kind];
    if (harm === 0) return false;
    const { flat: tree } = this.#names;
    for (let node = tree.firstFrom(start); node < tree.count && tree.start[node] === start; node++)
      if (tree.end[node] === end) return isOwn(this.#known, node, harm);
    return false;
  }

  /** Text put together, and joined paths, are told where nothing is told of where they go. */
  #isToldAlready(finding: FlowFinding): boolean {
    const at = this.#onTheWay.get(finding);
    return (
      at !== undefined &&
      this.#findings.some(
        (other) =>
          other !== finding &&
          other.rule === finding.rule &&
          (this.#ways.get(other)?.has(at) || (!this.#onTheWay.has(other) && isWithin(finding.about, other.about))),
      )
    );
  }

  #text(node: number): void {
    const { flat: tree } = this.#names;
    const parent = tree.parent[node] as number;
    // Told to people, not to a parser: a message, an error.
    const call = tree.kind[parent] === KIND.arguments ? (tree.parent[parent] as number) : -1;
    if (
      call >= 0 &&
      (tree.kind[call] === KIND.new || SPEAKING.test(tree.textOf(tree.childInField(call, FIELD.function)).slice(0, 80)))
    )
      return;
    if (tree.kind[node] === KIND.template ? tree.kind[parent] === KIND.call : tree.kind[parent] === KIND.binary) return;
    for (const sink of this.#models.shapes.get('+') ?? [])
      if (
        this.#entries.has(sink.harm) &&
        sink.receiver?.test(tree.textOf(node).slice(0, 400)) &&
        (tree.kind[node] === KIND.template
          ? tree.childOfKind(node, KIND.substitution) >= 0
          : this.#names.operatorOf(node) === '+')
      )
        this.#look(sink, node, node, []);
  }

  #call(node: number, callee: number): void {
    if (callee < 0) return;
    const { flat: tree } = this.#names;
    const kind = tree.kind[callee];
    if (kind === KIND.member) {
      const property = tree.textOf(tree.childInField(callee, FIELD.property));
      if (!this.#models.mayBeCalled(property) && !RENAMED.has(property)) return;
    }
    // `const action = actions[name]; action()` is called under a computed name, too.
    const held = kind === KIND.identifier ? this.#names.originOf(callee) : callee;
    const chosen = computedCallee(this.#names, held);
    if (chosen >= 0) return this.#computed('[]', node, chosen);
    const isMember = kind === KIND.member;
    if (!isMember && kind !== KIND.identifier && kind !== KIND.importKeyword && kind !== KIND.call) return;
    const list = this.#names.arguments(node);
    const own = isMember
      ? tree.textOf(tree.childInField(callee, FIELD.property))
      : kind === KIND.call
        ? ''
        : tree.textOf(callee);
    const resolved = kind === KIND.importKeyword ? 'import' : this.#names.resolve(callee);
    const name = resolved === undefined ? undefined : this.#models.canonical(resolved);
    const last = name === undefined ? own : name.slice(name.lastIndexOf('.') + 1);
    const candidates = this.#models.calls.get(last) ?? (last === own ? undefined : this.#models.calls.get(own));
    if (!candidates || (list.length === 0 && tree.kind[tree.childInField(node, FIELD.arguments)] !== KIND.template))
      return;
    const isConstant = list.every((argument) => this.#isConstant(argument));
    if (isConstant && !candidates.some(({ argument }) => argument === 'receiver')) return;
    for (const sink of candidates) {
      if (!this.#entries.has(sink.harm) || !this.#isCall(sink, callee, name, isMember)) continue;
      if (sink.argument === 'receiver') this.#look(sink, node, tree.childInField(callee, FIELD.object), []);
      else
        for (const { argument, path } of argumentsFor(this.#names, sink, list))
          if (sink.role === undefined) this.#look(sink, node, argument, path);
          else if (path.length === 0)
            for (const said of saidIn(this.#known, argument))
              if (said.role === sink.role) this.#look(sink, node, said.content, []);
    }
  }

  /** A call or an assignment whose member is chosen when it runs. */
  #computed(shape: '[]' | '=[]', node: number, subscript: number): void {
    const index = this.#names.flat.childInField(subscript, FIELD.index);
    if (this.#isConstant(index)) return;
    for (const sink of this.#models.shapes.get(shape) ?? [])
      if (this.#entries.has(sink.harm)) this.#look(sink, node, index, []);
  }

  #isConstant(node: number): boolean {
    const kind = this.#names.flat.kind[node];
    return (
      kind === KIND.string || kind === KIND.number || kind === KIND.true || kind === KIND.false || kind === KIND.null
    );
  }

  #isCall(sink: Sink, callee: number, name: string | undefined, isMember: boolean): boolean {
    const { flat: tree } = this.#names;
    if (sink.on === '*') {
      if (!isMember) return false;
      if (!sink.receiver) return true;
      return sink.receiver.test(tree.textOf(tree.childInField(callee, FIELD.object)).slice(-200));
    }
    if (name === sink.at) return true;
    if (name !== undefined && !isMember) return false;
    return this.#known.types.typeOf(callee) === sink.at;
  }

  /** By what it is called, or by what it is made: `const s = document.createElement('script')`. */
  #isOn({ receiver }: Sink, object: number): boolean {
    if (!receiver) return true;
    const { flat: tree } = this.#names;
    if (receiver.test(tree.textOf(object))) return true;
    const origin = tree.kind[object] === KIND.identifier ? this.#names.originOf(object) : object;
    return origin !== object && tree.kind[origin] === KIND.call && receiver.test(tree.textOf(origin).slice(-80));
  }

  #assignment(node: number): void {
    const { flat: tree } = this.#names;
    const left = tree.childInField(node, FIELD.left);
    const right = tree.childInField(node, FIELD.right);
    if (right < 0 || this.#isConstant(right)) return;
    const kind = tree.kind[left];
    if (kind === KIND.subscript) return this.#computed('=[]', node, left);
    if (kind !== KIND.member && kind !== KIND.identifier) return;
    const last = kind === KIND.member ? tree.textOf(tree.childInField(left, FIELD.property)) : tree.textOf(left);
    const candidates = this.#models.assignments.get(last);
    if (!candidates) return;
    const name = this.#names.resolve(left);
    for (const sink of candidates) {
      if (!this.#entries.has(sink.harm)) continue;
      const isIt =
        sink.on === '*'
          ? kind === KIND.member && this.#isOn(sink, tree.childInField(left, FIELD.object))
          : name === sink.at.slice(1) || (kind === KIND.member && this.#known.types.typeOf(left) === sink.at.slice(1));
      if (isIt) this.#look(sink, node, right, []);
    }
  }

  #attribute(node: number): void {
    const { flat: tree } = this.#names;
    const name = tree.firstChild(node);
    const candidates = this.#models.attributes.get(tree.textOf(name));
    if (!candidates) return;
    const value = tree.childOfKind(node, KIND.jsxExpression);
    const inner = value < 0 ? -1 : tree.firstChild(value);
    if (inner < 0) return;
    for (const sink of candidates)
      if (this.#entries.has(sink.harm))
        this.#look(sink, node, inner, typeof sink.argument === 'string' ? sink.argument.split('.') : []);
  }

  /** Asks where an argument comes from, and tells each rule that minds. */
  #look(sink: Sink, node: number, argument: number, path: readonly string[]): void {
    if (this.#isConstant(argument) || performance.now() > this.#deadline) return;
    const entries = this.#minding(sink, node);
    const value = entries.length === 0 ? CLEAN : this.#known.valueOf(argument, path);
    if (value.length === 0) return;
    const harm = HARM[sink.harm];
    const taints = value.filter((taint) => (taint.harm & harm) !== 0 && (!taint.isInside || sink.inside === true));
    if (taints.length === 0) return;
    for (const entry of entries) {
      const minded = taints.filter((candidate) => (candidate.data & entry.from) !== 0);
      const calls = new Set<number>();
      for (const taint of byStrength(minded)) if (this.#tell(entry, sink, node, argument, taint, calls)) break;
    }
  }

  #minding(sink: Sink, node: number): readonly Entry[] {
    const entries = this.#entries.get(sink.harm) ?? [];
    return entries.filter(({ rule, check }) => {
      if (this.#leavesOutPossible && check.confidence === 'possible') return false;
      try {
        return check.when?.(new Expression(this.#names, node)) ?? true;
      } catch (error) {
        this.#onRuleError(rule.id, error);
        return false;
      }
    });
  }

  /**
   * Tells of data, and whether that is all there is to tell. Not where it is harmless after all, nor where a function of the file only hands
   * it on: of the calls of that, which are noted, each is told.
   */
  #tell(
    { rule, check, from }: Entry,
    sink: Sink,
    node: number,
    argument: number,
    taint: Taint,
    calls: Set<number>,
  ): boolean {
    const expression = (at: number) => new Expression(this.#names, at);
    try {
      const isMeant = ({ data, harm }: Taint) => (data & from) !== 0 && (harm & HARM[sink.harm]) !== 0;
      const part = smallestPart(this.#known, this.#models, argument, taint, isMeant);
      const handed = partHandedOn(this.#known, this.#models, part, taint, isMeant);
      const at = handed?.part ?? part;
      if (calls.size > 0 && (!handed || calls.has(handed.call))) return false;
      if (isCheckedBefore(this.#known, node, taint, sink.harm)) return false;
      const hit: FlowHit = {
        data: expression(argument),
        at: expression(at),
        call: expression(node),
        source: expression(taint.source.node),
        what: taint.source.what,
        kinds: taint.data & from,
        isJoined: taint.isJoined,
        isInside: taint.isInside,
        harm: sink.harm,
        flow: this.#known,
      };
      if (check.where && !check.where(hit)) return false;
      if (handed) calls.add(handed.call);
      const { range, node: told } = check.at?.(hit) ?? hit.at;
      const key = `${rule.id} ${range.start} ${range.end}`;
      if (this.#told.has(key)) return !handed;
      this.#told.add(key);
      const severity = check.severity ?? rule.severity;
      const finding: FlowFinding = {
        rule: rule.id,
        range,
        message: check.message(hit),
        remedy: rule.remedy,
        severity,
        level: levelOf(severity),
        confidence: check.confidence ?? confidenceOf(taint, sink, from),
        trace: traceTo(
          this.#known,
          handed === undefined ? told : part,
          part,
          taint,
          sink.at === '+' ? 'It becomes part of the text here.' : check.reaches,
        ),
        fixes: check.fix?.(hit) ?? [],
        about: handed ? expression(handed.call).range : hit.call.range,
      };
      this.#findings.push(finding);
      const way = new Set<number>();
      for (let at = taint.way; at; at = at.before) way.add(at.node);
      this.#ways.set(finding, way);
      if (sink.at === '+' || sink.harm === 'join') this.#onTheWay.set(finding, node);
      return !handed;
    } catch (error) {
      this.#onRuleError(rule.id, error);
      return true;
    }
  }
}

const MAY_HARM = kindTable([
  KIND.call,
  KIND.new,
  KIND.assignment,
  KIND.augmentedAssignment,
  KIND.jsxAttribute,
  KIND.template,
  KIND.binary,
]);

const SPEAKING = /^(console|logger|log|winston|debug|this\.(log|logger)|chalk)\b|\.(log|debug|info|warn|error|trace)$/i;

const isWithin = (inner: Range, outer: Range): boolean => inner.start >= outer.start && inner.end <= outer.end;
