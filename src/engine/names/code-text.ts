import type { FlatTree } from '../syntax/flat-tree.ts';
import type { Said } from '../text/said.ts';

/** The text of a file and of its parts without comments: what is only promised there does not count. */
export class CodeText {
  readonly #tree: FlatTree;
  readonly #said: Said;
  #whole: string | undefined;
  #wholeSaid: Said | undefined;
  /** What has been asked: a thousand calls in one function ask the same of it. */
  readonly #answers = new Map<RegExp, Map<number, boolean>>();

  constructor(tree: FlatTree, said: Said) {
    this.#tree = tree;
    this.#said = said;
  }

  of(node: number): string {
    if (node < 0) return '';
    if (node > 0) return this.#between(this.#tree.start[node] ?? 0, this.#tree.end[node] ?? 0);
    this.#whole ??= this.#between(this.#tree.start[0] ?? 0, this.#tree.end[0] ?? 0);
    return this.#whole;
  }

  /** @param pattern to be a constant. */
  says(node: number, pattern: RegExp): boolean {
    const answers = this.#answers.get(pattern) ?? new Map<number, boolean>();
    this.#answers.set(pattern, answers);
    const known = answers.get(node);
    if (known !== undefined) return known;
    const answer = node === 0 ? this.#fileSays(pattern) : pattern.test(this.of(node));
    answers.set(node, answer);
    return answer;
  }

  /** What a file does not say with its comments it does not say without them: most often that is known already. */
  #fileSays(pattern: RegExp): boolean {
    if (!this.#said.says(pattern)) return false;
    this.#wholeSaid ??= this.#said.withoutComments(this.of(0));
    return this.#wholeSaid.says(pattern);
  }

  #between(start: number, end: number): string {
    const { text, comments } = this.#tree;
    let code = '';
    let at = start;
    for (let index = this.#tree.firstCommentFrom(start); index < comments.length; index += 2) {
      const from = comments[index] as number;
      if (from >= end) break;
      code += text.slice(at, from);
      at = comments[index + 1] as number;
    }
    return code + text.slice(at, end);
  }
}
