import type { AST } from '@eslint-community/regexpp';
import { type CharSet, charSetOf } from './char-set.ts';

/**
 * Glushkov's automaton of a regular expression: a position for each character that is written, and an edge for each way to go on from one
 * to the next. Two ways between the same positions are two edges: a backtracking engine tries both.
 */
export type Automaton = {
  readonly sets: readonly CharSet[];
  /** [from][to] -> how many ways. */
  readonly edges: readonly ReadonlyMap<number, number>[];
};

/** Larger ones are given up: they are made by machines. */
const MOST_POSITIONS = 150;

type Part = { readonly nullable: boolean; readonly first: readonly number[]; readonly last: readonly number[] };

const EMPTY: Part = { nullable: true, first: [], last: [] };
/** No way leads through it. */
const DEAD: Part = { nullable: false, first: [], last: [] };

/** The automaton of a part of a pattern, or undefined when it holds something that an automaton cannot say. */
export function automatonOf(
  node: AST.Element,
  flags: { readonly ignoreCase: boolean; readonly dotAll: boolean; readonly multiline: boolean },
): Automaton | undefined {
  const builder = new Builder(flags);
  return builder.part(node) ? { sets: builder.sets, edges: builder.edges } : undefined;
}

class Builder {
  readonly sets: CharSet[] = [];
  readonly edges: Map<number, number>[] = [];
  readonly #flags: { readonly ignoreCase: boolean; readonly dotAll: boolean; readonly multiline: boolean };

  constructor(flags: { readonly ignoreCase: boolean; readonly dotAll: boolean; readonly multiline: boolean }) {
    this.#flags = flags;
  }

  part(node: AST.Element): Part | undefined {
    switch (node.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        return this.#position(node);
      case 'Group':
      case 'CapturingGroup':
        return this.#alternatives(node.alternatives);
      case 'Quantifier':
        return this.#repeated(node);
      case 'Assertion':
        // In a repetition the beginning of the text is only before its first round, the end only behind its last.
        if ((node.kind === 'start' || node.kind === 'end') && !this.#flags.multiline) return DEAD;
        // What it looks at is not consumed. Taken as always true, which may only find more ways than there are; see backtracking.ts.
        return EMPTY;
    }
    return undefined;
  }

  #position(node: AST.Character | AST.CharacterSet | AST.CharacterClass): Part | undefined {
    const set = charSetOf(node, this.#flags);
    if (!set || this.sets.length >= MOST_POSITIONS) return undefined;
    this.edges.push(new Map());
    const position = this.sets.push(set) - 1;
    return { nullable: false, first: [position], last: [position] };
  }

  #alternatives(alternatives: readonly AST.Alternative[]): Part | undefined {
    let whole: Part = { nullable: false, first: [], last: [] };
    for (const alternative of alternatives) {
      const part = this.#sequence(alternative.elements);
      if (!part) return undefined;
      whole = {
        nullable: whole.nullable || part.nullable,
        first: [...whole.first, ...part.first],
        last: [...whole.last, ...part.last],
      };
    }
    return whole;
  }

  #sequence(elements: readonly AST.Element[]): Part | undefined {
    let whole: Part = EMPTY;
    for (const element of elements) {
      const part = this.part(element);
      if (!part) return undefined;
      this.#join(whole.last, part.first);
      whole = {
        nullable: whole.nullable && part.nullable,
        first: whole.nullable ? [...whole.first, ...part.first] : whole.first,
        last: part.nullable ? [...whole.last, ...part.last] : part.last,
      };
    }
    return whole;
  }

  /** A bounded repetition is taken as at most one: it multiplies ways only so often. */
  #repeated({ element, min, max }: AST.Quantifier): Part | undefined {
    if (max === 0) return EMPTY;
    const part = this.part(element);
    if (!part) return undefined;
    if (max === Number.POSITIVE_INFINITY) this.#join(part.last, part.first);
    return min === 0 ? { ...part, nullable: true } : part;
  }

  #join(from: readonly number[], to: readonly number[]): void {
    for (const start of from) for (const end of to) this.edges[start]?.set(end, (this.edges[start]?.get(end) ?? 0) + 1);
  }
}
