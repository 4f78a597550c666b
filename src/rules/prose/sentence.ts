import type { Range } from '../../engine/finding.ts';

/** Where a sentence stands, as far as it changes what the sentence means. */
export type Place = {
  /** The heading above, and what introduces the list or the block: "Never do this:". Plain text. */
  readonly heading: string;
  readonly leadIn: string;
  /** Shown as an example, not said: a block of code or a quotation. */
  readonly isShown: boolean;
  /** Inside a comment or markup that a reader of the rendered page does not see. */
  readonly isHidden: boolean;
  /** Number of the part between two headings, and of the paragraph or list. */
  readonly section: number;
  readonly block: number;
};

/** A sentence, an item of a list or a line of code. */
export type Sentence = Range & {
  readonly place: Place;
  /** As it stands, and as it is read: {@link plainText}. */
  readonly raw: string;
  readonly plain: string;
};
