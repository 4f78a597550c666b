import type { Category, Confidence, Fix, Range, Severity } from './finding.ts';
import type { DataKind, HarmKind } from './flow/data.ts';
import type { Flow } from './flow/flow.ts';
import type { Expression } from './names/expression.ts';

export type RuleId = `${Category}/${string}`;

/** What is said of a rule to people and tools; rules that look in other ways (packages, policy) have it too. */
export type RuleInfo = {
  readonly id: RuleId;
  /** A noun phrase without a full stop: "Broken hash function". */
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cwe: readonly number[];
  readonly owasp: readonly string[];
  /** An imperative that can be copied. */
  readonly remedy: string;
  /** Rules that know better what stands at a place: where one of them tells of it, or of a call about the same data, this one does not. */
  readonly yieldsTo?: readonly RuleId[];
  /** Files, by their paths, in which what it tells of is there on purpose: only `possible`. */
  readonly isMeantIn?: (path: string) => boolean;
};

/** A rule that looks at code: at its shape, and at where its data comes from. */
export type Rule = RuleInfo & {
  readonly checks: readonly Check[];
  readonly flows: readonly FlowCheck[];
  /** The shape of its matches cannot tell foreign values from the program's own: where they come from is asked as well, and what is own left alone. */
  readonly leavesOwn: boolean;
};

/** Data from outside that arrives where it does harm. */
export type FlowHit = {
  /** The whole argument, and the part of it that brings the data. */
  readonly data: Expression;
  readonly at: Expression;
  /** The call, `new`, assignment or attribute. */
  readonly call: Expression;
  /** Where it enters, and what it is: "the body of the request". */
  readonly source: Expression;
  readonly what: string;
  /** Bits of `DATA`: those that the rule minds. */
  readonly kinds: number;
  /** It has been joined with other text. */
  readonly isJoined: boolean;
  /** It is an element or a member of the argument, not the argument itself. */
  readonly isInside: boolean;
  readonly harm: HarmKind;
  readonly flow: Flow;
};

/** What to say of data that arrives at certain sinks. */
export type FlowCheck = {
  readonly to: readonly HarmKind[];
  /** Which data is minded; all that somebody outside decides over unless said. */
  readonly from?: readonly DataKind[];
  /** Asked first, of the call, assignment or attribute alone: where a look at it rules out what following data would find at length. */
  readonly when?: (call: Expression) => boolean;
  readonly where?: (hit: FlowHit) => boolean;
  readonly message: (hit: FlowHit) => string;
  /** The last step of the trace: "It reaches the shell here." */
  readonly reaches: string;
  /** Where to tell of it, if not at the data: where what was stored takes effect. */
  readonly at?: (hit: FlowHit) => Expression | undefined;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly fix?: (hit: FlowHit) => readonly Fix[];
};

/** What a match captured, by metavariable name; `MATCH` is the whole. A name that the matched pattern lacks is an Expression with `exists === false`. */
export type Captures<Name extends string> = { readonly [K in Name | 'MATCH']: Expression };

/** Something wrong at one place. */
export type Problem = {
  readonly at: Range;
  readonly message: string;
  /** What it is about, where that is more than the place, or elsewhere: a whole call, the literal behind the name of a key. */
  readonly about?: Range;
  readonly confidence?: Confidence;
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
};

/** One way to look: code patterns or kinds of syntax node, then what to say of a match. */
export type Check = {
  readonly patterns: { readonly javascript?: readonly string[] };
  /** Kinds of named syntax node of the language's grammar, for what no pattern can say. Only `MATCH` is captured. */
  readonly nodes: { readonly javascript?: readonly string[] };
  /** Members of object literals by their key, `rejectUnauthorized: ...`: the pair or method is `MATCH`. */
  readonly members: { readonly javascript?: readonly string[] };
  /** What a file has to say somewhere for it to find anything: asked once, so that it need not look at every node of all others. */
  readonly says: RegExp | undefined;
  /** What it finds is never more than this; undefined where that depends on what it finds. */
  readonly confidence: Confidence | undefined;
  readonly problem: (captures: Captures<never>) => Problem | readonly Problem[] | undefined;
};

export type CheckSpec<Pattern extends string> = {
  readonly patterns?: { readonly javascript?: readonly Pattern[] };
  readonly nodes?: { readonly javascript?: readonly string[] };
  readonly members?: { readonly javascript?: readonly string[] };
  readonly says?: RegExp;
} & (
  | {
      /** Is it really one? */
      readonly where?: (captures: Captures<NamesIn<Pattern>>) => boolean;
      /** The smallest thing to look at; the whole match unless said. */
      readonly at?: (captures: Captures<NamesIn<Pattern>>) => Range;
      readonly message: (captures: Captures<NamesIn<Pattern>>) => string;
      readonly confidence?: Confidence;
      readonly severity?: Severity;
      readonly fix?: (captures: Captures<NamesIn<Pattern>>) => Fix | readonly Fix[] | undefined;
    }
  | {
      readonly problem: (captures: Captures<NamesIn<Pattern>>) => Problem | readonly Problem[] | undefined;
      /** Of every problem; where it is left out each may say its own. */
      readonly confidence?: Confidence;
    }
);

/** A rule with one way to look. */
export function defineRule<const Pattern extends string = never>(spec: RuleInfo & CheckSpec<Pattern>): Rule;
/** A rule with several ways to look, each made with {@link check}. */
export function defineRule(spec: RuleInfo & SeveralChecks): Rule;
export function defineRule(spec: RuleInfo & (CheckSpec<string> | SeveralChecks)): Rule {
  const { id, title, severity, confidence, cwe, owasp, remedy, yieldsTo, isMeantIn } = spec;
  const info = {
    id,
    title,
    severity,
    confidence,
    cwe,
    owasp,
    remedy,
    ...(yieldsTo && { yieldsTo }),
    ...(isMeantIn && { isMeantIn }),
  };
  if ('checks' in spec || 'flows' in spec) {
    const { checks = [], flows = [], leavesOwn = false } = spec as SeveralChecks;
    return { ...info, checks, flows, leavesOwn };
  }
  return { ...info, checks: [check(spec as CheckSpec<string>)], flows: [], leavesOwn: false };
}

type SeveralChecks = Partial<Pick<Rule, 'leavesOwn'>> &
  (
    | { readonly checks: readonly Check[]; readonly flows?: readonly FlowCheck[] }
    | { readonly checks?: readonly Check[]; readonly flows: readonly FlowCheck[] }
  );

export function check<const Pattern extends string = never>(spec: CheckSpec<Pattern>): Check {
  // The captures of a match hold every name of the check's own patterns, which is what NamesIn<Pattern> says.
  const problem = ('problem' in spec ? spec.problem : toProblem(spec)) as Check['problem'];
  const { patterns = {}, nodes = {}, members = {}, says } = spec;
  return { patterns, nodes, members, says, confidence: 'confidence' in spec ? spec.confidence : undefined, problem };
}

function toProblem<Pattern extends string>(spec: Exclude<CheckSpec<Pattern>, { problem: unknown }>) {
  return (captures: Captures<NamesIn<Pattern>>): Problem | undefined => {
    if (spec.where && !spec.where(captures)) return undefined;
    const fix = spec.fix?.(captures);
    return {
      at: spec.at?.(captures) ?? (captures as Captures<never>).MATCH.range,
      message: spec.message(captures),
      fixes: fix === undefined ? [] : 'title' in fix ? [fix] : fix,
      ...(spec.confidence && { confidence: spec.confidence }),
      ...(spec.severity && { severity: spec.severity }),
    };
  };
}

/** The metavariables named in a pattern, read off its text by the type checker. */
export type NamesIn<Pattern extends string> = Pattern extends `${string}$${infer Rest}`
  ? Exclude<NameAtStart<Rest>, '' | '_'> | NamesIn<Rest>
  : never;

type NameAtStart<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends NameCharacter
    ? `${First}${NameAtStart<Rest>}`
    : ''
  : '';

// biome-ignore format: an alphabet reads best in one line
type NameCharacter = 'A'|'B'|'C'|'D'|'E'|'F'|'G'|'H'|'I'|'J'|'K'|'L'|'M'|'N'|'O'|'P'|'Q'|'R'|'S'|'T'|'U'|'V'|'W'|'X'|'Y'|'Z'|'_';
