const FAILURES_IN_A_ROW = 3;
const PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 300_000;

/** Leaves a host alone for a while when it does not answer, or when it asks to be left alone. */
export class CircuitBreaker {
  readonly #now: () => number;
  #failures = 0;
  #closedUntil = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  get isOpen(): boolean {
    return this.#now() < this.#closedUntil;
  }

  answered(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures++;
    if (this.#failures < FAILURES_IN_A_ROW) return;
    this.#failures = 0;
    this.pause(PAUSE_MS);
  }

  /** Milliseconds; bounded, as the number may come from the host itself. */
  pause(milliseconds: number): void {
    this.#closedUntil = this.#now() + Math.min(milliseconds, LONGEST_PAUSE_MS);
  }
}
