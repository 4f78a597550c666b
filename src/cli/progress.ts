import { printable } from '../report/printable.ts';

/** Shown only for work that lasts, and at most so often. */
const FIRST_AFTER_MS = 500;
const EVERY_MS = 100;

/** One line on a terminal that says what is being done, and goes away. Silent elsewhere. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #next = performance.now() + FIRST_AFTER_MS;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  tell(text: string): void {
    if (!this.#stream.isTTY || performance.now() < this.#next) return;
    this.#next = performance.now() + EVERY_MS;
    this.#isShown = true;
    this.#stream.write(`\r\u001b[2K${printable(text).slice(0, (this.#stream.columns || 80) - 1)}`);
  }

  end(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[2K');
    this.#isShown = false;
  }
}
