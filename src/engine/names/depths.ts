import type { Outlook } from './outlook.ts';

/** What a node may be asked. */
export const QUESTION = { name: 0, constant: 1, origin: 2 } as const;
const SORTS = 3;

const UNDER_WAY = 255;

/**
 * How deep the questions lie that an answer rests on. An answer that is remembered hides that it would have been too deep to find from where it
 * is asked for now, and who asks first on a cycle gets another answer than who asks last: both are told, for such answers change with the order
 * of the questions.
 */
export class Depths {
  readonly #heights: Uint8Array;
  readonly #count: number;
  readonly #limit: number;
  readonly #outlook: Outlook;
  #deepest = 0;

  constructor(count: number, limit: number, outlook: Outlook) {
    this.#heights = new Uint8Array(count * SORTS);
    this.#count = count;
    this.#limit = limit;
    this.#outlook = outlook;
  }

  /** An answer is worked out. Hand what this gives to {@link Depths.end}. */
  begin(sort: number, node: number, depth: number): number {
    const outer = this.#deepest;
    this.#heights[sort * this.#count + node] = UNDER_WAY;
    this.#deepest = depth;
    return outer;
  }

  end(sort: number, node: number, depth: number, outer = 0): void {
    this.#heights[sort * this.#count + node] = Math.min(this.#deepest - depth, UNDER_WAY - 1);
    this.#deepest = Math.max(this.#deepest, outer);
  }

  /** An answer is given that is known, or is being worked out. */
  again(sort: number, node: number, depth: number): void {
    const height = this.#heights[sort * this.#count + node] as number;
    if (height === UNDER_WAY || depth + height > this.#limit) this.#outlook.isTangled = true;
    else if (depth + height > this.#deepest) this.#deepest = depth + height;
  }

  /** None is given, so deep lies the question. */
  exceeded(): void {
    this.#outlook.isTangled = true;
  }
}
