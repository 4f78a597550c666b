/**
 * A statement at the top of a file, kept from one edit to the next as long as its text and its tree stay as they are, with what was asked
 * when rules looked at it.
 */
export class Statement {
  /** Names that were looked up at the top of the file from within it, declared there or not. */
  readonly names = new Set<string>();
  /** Other statements that something in it was taken from. */
  readonly reads = new Set<Statement>();
  /** Where checks have to look again, two numbers each: a node, counted from its first, and a check as the runner numbers them. */
  readonly checks: number[] = [];
  /** Nodes, counted from its first, of which the flow has to be asked again. */
  readonly flows: number[] = [];
  /** Whether it is to be looked at as if for the first time. */
  isStale = true;
  /** Whether the file has it no more. */
  isGone = false;

  /** All that was known of it is forgotten. What it looked up stays, for answers may rest on that which are not asked for again. */
  turnStale(): void {
    this.isStale = true;
    this.checks.length = 0;
    this.flows.length = 0;
  }
}
