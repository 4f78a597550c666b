import type { Finding, Range } from './finding.ts';
import type { RuleInfo } from './rule.ts';

/** What rules say of one another and of places, by their ids. */
export type Manners = ReadonlyMap<string, Pick<RuleInfo, 'yieldsTo' | 'isMeantIn'>>;

export const mannersOf = (rules: readonly RuleInfo[]): Manners =>
  new Map(rules.filter(({ yieldsTo, isMeantIn }) => yieldsTo ?? isMeantIn).map((rule) => [rule.id, rule]));

/** By their own name or that of a folder which only test runners use, so that no project is taken for a test because of where it lies. */
const TEST_FILE = /[._-](?:test|spec)\.[cm]?[jt]sx?$|(?:^|[\\/])__(?:tests|mocks)__[\\/]/;

/** What a test does is done to itself, often on purpose; what it holds or installs is real. */
const ABOUT_CODE = /^(?:code|ai)\//;

/** Leaves out the findings of which another rule tells better, so that nothing is told twice, and is less sure of what is there on purpose. */
export function withManners(findings: readonly Finding[], manners: Manners, path: string): Finding[] {
  const isTest = TEST_FILE.test(path);
  const better = new Map<string, Places>();
  const betterThan = (rule: string, yieldsTo: readonly string[]): Places => {
    const known = better.get(rule) ?? new Places(findings.filter((other) => yieldsTo.includes(other.rule)));
    better.set(rule, known);
    return known;
  };
  return findings.flatMap((finding) => {
    const { yieldsTo, isMeantIn } = manners.get(finding.rule) ?? {};
    if (yieldsTo && betterThan(finding.rule, yieldsTo).areToldOf(finding)) return [];
    return isMeantIn?.(path) || (isTest && ABOUT_CODE.test(finding.rule))
      ? [{ ...finding, confidence: 'possible' }]
      : [finding];
  });
}

type Place = Range & { readonly finding: Finding; readonly furthest: number };

/** What findings tell of: their places, and what they are about. */
class Places {
  /** By start; `furthest` is the end of the furthest up to here, so that nobody has to look at those that end before. */
  readonly #places: readonly Place[];

  constructor(findings: readonly Finding[]) {
    let furthest = 0;
    this.#places = findings
      .flatMap((finding) =>
        [finding.range, ...(finding.about ? [finding.about] : [])].map((range) => ({ ...range, finding })),
      )
      .sort((a, b) => a.start - b.start)
      .map((place) => {
        furthest = Math.max(furthest, place.end);
        return { ...place, furthest };
      });
  }

  /** Whether one of them tells of the place of a finding, and of the same data where it is about data. */
  areToldOf({ range, trace }: Finding): boolean {
    const source = trace[0]?.range.start;
    for (let at = this.#countBefore(range.end) - 1; at >= 0; at--) {
      const { end, finding, furthest } = this.#places[at] as Place; // the loop's condition
      if (furthest <= range.start) return false;
      if (end > range.start && (source === undefined || finding.trace[0]?.range.start === source)) return true;
    }
    return false;
  }

  #countBefore(end: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle]?.start ?? end) < end) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
