import type { Parser } from 'web-tree-sitter';
import { asList } from './as-list.ts';
import { categoryOf, type Finding, isAtLeast, type Range } from './finding.ts';
import { type FlowFinding, FlowRunner } from './flow/flow-runner.ts';
import type { Model } from './flow/model.ts';
import { speaksOfModels } from './flow/speaks-of-models.ts';
import { Expression } from './names/expression.ts';
import type { Names } from './names/names.ts';
import type { Statement } from './names/statement.ts';
import { Overlaps } from './overlaps.ts';
import { capturesOf, compilePattern, patternOfAnyCall, patternSource } from './pattern/compile.ts';
import { matchPattern } from './pattern/match.ts';
import type { Pattern } from './pattern/pattern.ts';
import { PatternIndex } from './pattern/pattern-index.ts';
import type { Captures, Check, Rule } from './rule.ts';
import type { FlatTree } from './syntax/flat-tree.ts';
import { flatten } from './syntax/flatten.ts';
import type { Grammar } from './syntax/grammar.ts';
import { kindOf } from './syntax/kinds.ts';
import { failureNote } from './text/text-runner.ts';
import { toFinding } from './to-finding.ts';

/** What the rules may cost on one file before it is given up, and after how many nodes that is looked at. */
const TIME_LIMIT_MS = 2000;
const NODES_BETWEEN_LOOKS = 4096;
const VISITS_BETWEEN_LOOKS = 64;

/** A missing or misread token disturbs its own line; an error longer than this is a region, whose healthy lines count. */
const LONGEST_DISTURBANCE = 400;

type Entry = {
  /** Its place among all entries, and that of its check among all checks. */
  readonly id: number;
  readonly number: number;
  readonly rule: Rule;
  readonly check: Check;
  readonly pattern: Pattern | undefined;
  /** Every metavariable of the check's patterns. */
  readonly captures: readonly string[];
};

export type CodeFindings = {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly failedRules: readonly string[];
  readonly isLasting: boolean;
};

/** All rules, compiled, run over a file in one pass. */
export class RuleRunner {
  /** All checks; and those that are of use in a file that speaks to no model. */
  readonly #index = new PatternIndex<Entry>();
  readonly #plain = new PatternIndex<Entry>();
  readonly #entries: Entry[] = [];
  readonly #checks: Check[] = [];
  #last: { readonly MATCH: Expression } | undefined;
  readonly #flows: FlowRunner;
  readonly #ids: ReadonlySet<string>;
  readonly #leavingOwn: ReadonlySet<string>;
  /** Rules that threw on the file that is being looked at. */
  #broken = new Set<string>();
  readonly #onRuleError: (rule: string, error: unknown) => void;

  constructor(
    rules: readonly Rule[],
    grammar: Grammar,
    parser: Parser,
    onRuleError: (rule: string, error: unknown) => void,
    models: readonly Model[] = [],
  ) {
    this.#flows = new FlowRunner(rules, models);
    this.#ids = new Set(rules.map(({ id }) => id));
    this.#leavingOwn = new Set(rules.filter(({ leavesOwn }) => leavesOwn).map(({ id }) => id));
    this.#onRuleError = onRuleError;
    parser.setLanguage(grammar.language);
    for (const rule of rules) for (const check of rule.checks) this.#add(rule, check, grammar, parser);
  }

  /** What names stand for that a file does not declare. */
  get undeclared(): ReadonlyMap<string, string> {
    return this.#flows.undeclared;
  }

  has(rule: string): boolean {
    return this.#ids.has(rule);
  }

  /**
   * Findings in the order of the tree, without suppressions applied. Where the names have an outlook only what is stale is looked at.
   * `isLasting`: whether what the outlook knows afterwards holds for the next scan.
   */
  run(names: Names, leavesOutPossible = false): CodeFindings {
    const deadline = performance.now() + TIME_LIMIT_MS;
    this.#broken = new Set();
    const isOfModels = speaksOfModels(names);
    const { outlook } = names;
    outlook?.begin(`${isOfModels} ${leavesOutPossible}`);
    if (outlook && (!outlook.hearsTheSame(names) || [...outlook.leftOut].some((number) => this.#isSaid(number, names))))
      outlook.forget();
    const shapes = this.#runChecks(names, deadline, isOfModels ? this.#index : this.#plain, leavesOutPossible);
    const onError = (rule: string, error: unknown) => this.#break(rule, error);
    const flows = this.#flows.run(names, isOfModels, onError, deadline, leavesOutPossible);
    const told = flows.findings.filter(
      (finding) => !this.#broken.has(finding.rule) && !isDisturbed(names.tree, finding.range),
    );
    const failed = [...this.#broken].map(failureNote);
    const tangled = flows.isExhausted
      ? ['This file is too tangled to follow all of its data; some ways were not looked at.']
      : [];
    // The shape of a text cannot tell foreign values from the program's own; where they come from can.
    const foreign = shapes.findings.filter(
      (finding) => !this.#leavingOwn.has(finding.rule) || !flows.isOwn(finding.rule, finding.range),
    );
    return {
      findings: merged(foreign, told),
      notes: [...shapes.notes, ...failed, ...tangled],
      failedRules: [...this.#broken],
      isLasting: shapes.notes.length === 0 && this.#broken.size === 0 && performance.now() < deadline,
    };
  }

  #isSaid(number: number, names: Names): boolean {
    const { says } = this.#checks[number] as Check; // numbers are given out here
    return says === undefined || names.says(says);
  }

  #break(rule: string, error: unknown): void {
    if (this.#broken.has(rule)) return;
    this.#broken.add(rule);
    this.#onRuleError(rule, error);
  }

  #runChecks(
    names: Names,
    deadline: number,
    index: PatternIndex<Entry>,
    leavesOutPossible: boolean,
  ): { findings: Finding[]; notes: string[] } {
    const { flat: tree, outlook } = names;
    const findings: Finding[] = [];
    const seen = new Set<string>();
    let at = 0;
    let visits = 0;
    let isLate = false;
    const uses = new Uint8Array(this.#checks.length);
    let first = 0;
    let statement: Statement | undefined;
    const visit = (entry: Entry) => {
      if (uses[entry.number] === UNKNOWN) {
        uses[entry.number] = useOf(entry, names, leavesOutPossible);
        if (outlook && uses[entry.number] === UNSAID) outlook.leftOut.add(entry.number);
      }
      if (uses[entry.number] !== OF_USE) return;
      if (++visits % VISITS_BETWEEN_LOOKS === 0) isLate ||= performance.now() > deadline;
      if (isLate) return;
      if (outlook) outlook.isOpen = false;
      const found = this.#try(entry, names, at);
      if (statement?.isStale && (outlook?.isOpen || found.length > 0)) statement.checks.push(at - first, entry.id);
      for (const finding of found) {
        const key = `${finding.rule} ${finding.range.start} ${finding.range.end}`;
        if (seen.has(key) || isDisturbed(tree, finding.range)) continue;
        seen.add(key);
        findings.push(finding);
      }
    };
    const { count, kind } = tree;
    const { kinds } = index;
    const visitAll = (until: number) => {
      for (; at < until; at++) {
        if (isLate || (at % NODES_BETWEEN_LOOKS === 0 && performance.now() > deadline)) break;
        if (kinds[kind[at] as number] === 1) index.forEach(names, at, visit);
      }
      isLate ||= at < until;
    };
    if (!outlook || count === 0) visitAll(count);
    else {
      visitAll(1);
      for (let number = 0; number < outlook.statements.length && !isLate; number++) {
        const bounds = outlook.boundsOf(number);
        first = bounds.first;
        at = first;
        statement = outlook.enter(number);
        if (statement.isStale) visitAll(bounds.until);
        else
          for (let pair = 0; pair < statement.checks.length; pair += 2) {
            at = first + (statement.checks[pair] as number);
            visit(this.#entries[statement.checks[pair + 1] as number] as Entry);
          }
      }
      outlook.leave();
    }
    if (isLate) return { findings, notes: ['This file takes too long to check; only its beginning was checked.'] };
    this.#last = undefined;
    return { findings, notes: [] };
  }

  #add(rule: Rule, check: Check, grammar: Grammar, parser: Parser): void {
    const patterns = (check.patterns.javascript ?? []).map((source) => compile(source, grammar, parser));
    const captures = [...new Set(patterns.flatMap(capturesOf))];
    // What is wrong with the use of models is not looked for where none is used, which is nearly everywhere.
    const indexes = categoryOf(rule.id) === 'ai' ? [this.#index] : [this.#index, this.#plain];
    const number = this.#checks.push(check) - 1;
    const entryOf = (pattern: Pattern | undefined): Entry => {
      const entry = { id: this.#entries.length, number, rule, check, pattern, captures };
      this.#entries.push(entry);
      return entry;
    };
    for (const index of indexes) {
      for (const pattern of patterns) index.addPattern(pattern, entryOf(pattern));
      for (const key of check.members.javascript ?? []) index.addKey(key, entryOf(undefined));
      for (const kind of check.nodes.javascript ?? []) index.addKind(kindOf(kind), entryOf(undefined));
    }
  }

  /** Many checks look at one node, and nearly all find nothing there: they share what they are given. */
  #matchAt(names: Names, node: number): Record<string, Expression> {
    const last = this.#last?.MATCH;
    if (last?.names !== names || last.node !== node) this.#last = { MATCH: new Expression(names, node) };
    return this.#last as Record<string, Expression>;
  }

  #try({ rule, check, pattern, captures }: Entry, names: Names, node: number): readonly Finding[] {
    if (this.#broken.has(rule.id)) return NONE;
    try {
      const matched = pattern ? matchPattern(names, pattern, node) : NOTHING;
      if (!matched) return NONE;
      const given = captures.length === 0 ? this.#matchAt(names, node) : { ...this.#matchAt(names, node) };
      for (const name of captures) given[name] = new Expression(names, matched.get(name) ?? -1);
      // Every name of the check's patterns is there, and MATCH: what Captures asks for.
      const problems = check.problem(given as Captures<never>);
      return problems === undefined ? NONE : asList(problems).map((problem) => toFinding(rule, problem));
    } catch (error) {
      this.#break(rule.id, error);
      return [];
    }
  }
}

const UNKNOWN = 0;
const OF_USE = 1;
const OF_NO_USE = 2;
/** Of no use as long as the file does not say what it needs. */
const UNSAID = 3;

/** Whether a check can find in a file what anybody wants to know. */
function useOf({ check }: Entry, names: Names, leavesOutPossible: boolean): number {
  if (leavesOutPossible && check.confidence === 'possible') return OF_NO_USE;
  return check.says === undefined || names.says(check.says) ? OF_USE : UNSAID;
}

/** Of two findings of one rule about one call the surer is told; of equals the one with a trace. */
function merged(shapes: readonly Finding[], flows: readonly FlowFinding[]): Finding[] {
  const ofFlows = new Overlaps(flows, ({ about, range }) => [about, range]);
  const kept = shapes.filter(
    (shape) =>
      !ofFlows.find(shape.range, (flow) => isSame(shape, flow) && isAtLeast(flow.confidence, shape.confidence)),
  );
  const ofKept = new Overlaps(kept, ({ range }) => [range]);
  const ofShapes = new Overlaps(shapes, ({ range }) => [range]);
  const sameAs = (flow: FlowFinding, among: Overlaps<Finding>, isFit: (shape: Finding) => boolean) => {
    const isWanted = (shape: Finding) => isSame(shape, flow) && isFit(shape);
    return among.find(flow.about, isWanted) ?? among.find(flow.range, isWanted);
  };
  return [
    ...kept,
    ...flows
      .filter((flow) => !sameAs(flow, ofKept, () => true))
      .map((flow) =>
        withFixes(
          flow,
          sameAs(flow, ofShapes, ({ fixes }) => fixes.length > 0),
        ),
      ),
  ];
}

/** Whether both tell of one call, or of one piece of a text that goes to a call elsewhere. */
const isSame = ({ rule, range }: Finding, flow: FlowFinding): boolean =>
  rule === flow.rule &&
  ((range.start < flow.about.end && range.end > flow.about.start) ||
    (range.start === flow.range.start && range.end === flow.range.end));

/** A repair that the shape of the code suggests is good for the flow too. */
const withFixes = (finding: Finding, shape: Finding | undefined): Finding =>
  finding.fixes.length > 0 || !shape ? finding : { ...finding, fixes: shape.fixes };

const NOTHING: ReadonlyMap<string, number> = new Map();
const NONE: readonly Finding[] = [];

function compile(source: string, grammar: Grammar, parser: Parser): Pattern {
  const plain = patternOfAnyCall(source);
  if (plain) return plain;
  const code = patternSource(source);
  const tree = parser.parse(code);
  if (!tree) throw new Error(`The pattern \`${source}\` does not parse.`);
  try {
    return compilePattern(flatten(tree, code, grammar), source);
  } finally {
    tree.delete();
  }
}

/** Whether the lines of a range are being typed: an error or a missing token lies in them. */
function isDisturbed(tree: FlatTree, { start, end }: Range): boolean {
  if (tree.broken.length === 0) return false;
  const { from, to } = lineAround(tree.text, start, end);
  return tree.broken.some((node) => {
    const errorStart = tree.start[node] ?? 0;
    const errorEnd = tree.end[node] ?? 0;
    return errorEnd - errorStart <= LONGEST_DISTURBANCE && errorStart <= to && errorEnd >= from;
  });
}

/** The lines a range touches, from the start of the first to the end of the last; a carriage return ends one too. */
function lineAround(text: string, start: number, end: number): { from: number; to: number } {
  let from = start;
  while (from > 0 && !isLineEnd(text.charCodeAt(from - 1))) from--;
  let to = end;
  while (to < text.length && !isLineEnd(text.charCodeAt(to))) to++;
  return { from, to };
}

const isLineEnd = (unit: number): boolean => unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029;
