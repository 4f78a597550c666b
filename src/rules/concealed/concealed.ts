import type { Range } from '../../engine/finding.ts';

/** Text that a model reads and a person who looks at the page, or at the first screen of the file, does not. */
export type Concealed = {
  readonly range: Range;
  /** How it is hidden, as the end of "is hidden …": "in a comment". */
  readonly where: string;
  /** What it says, decoded where it was encoded. */
  readonly text: string;
  /** Nobody writes so by accident: told whatever it says. */
  readonly isDeliberate: boolean;
};
