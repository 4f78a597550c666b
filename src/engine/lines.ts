/** 0-based line, UTF-16 character within the line: what LSP speaks. */
export type Position = { readonly line: number; readonly character: number };

/** Where the lines of a text begin; turns UTF-16 offsets into positions and back. */
export class Lines {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string, known?: readonly number[]) {
    this.#length = text.length;
    if (known) {
      this.#starts = known;
      return;
    }
    const starts = [0];
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 13 && text.charCodeAt(at + 1) === 10) continue;
      if (unit === 10 || unit === 13) starts.push(at + 1);
    }
    this.#starts = starts;
  }

  /**
   * The lines after an edit. One within a line moves those behind it; any other looks through the text again.
   * @param text the text after the edit.
   */
  edited({ start, end, text: inserted }: { start: number; end: number; text: string }, text: string): Lines {
    const { line, character } = this.positionAt(start);
    const isWithinLine = this.positionAt(end).line === line && !/[\r\n]/.test(inserted);
    if (!isWithinLine || (character === 0 && text.charCodeAt(start - 1) === 13)) return new Lines(text);
    const moved = inserted.length - (end - start);
    return new Lines(
      text,
      this.#starts.map((at, index) => (index > line ? at + moved : at)),
    );
  }

  get count(): number {
    return this.#starts.length;
  }

  positionAt(offset: number): Position {
    const bounded = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= bounded) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: bounded - this.startOf(low) };
  }

  /** A position behind the end of its line is moved to the start of the next, one behind the end of the text to that end. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.#length;
    return Math.min(this.startOf(line) + Math.max(0, character), this.startOf(line + 1));
  }

  /** The UTF-16 offset at which a 0-based line begins; the text's length behind the last one. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.#length;
  }
}
