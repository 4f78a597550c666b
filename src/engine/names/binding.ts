/** A name that a file declares, and what is known of its value. Numbers are nodes of the flat tree, -1 for none. */
export type Binding = {
  readonly name: string;
  /** The declaring identifier. */
  readonly node: number;
  readonly sort: 'import' | 'variable' | 'parameter' | 'function' | 'class' | 'catch';
  /** The node whose value it takes, before `path` is followed; for functions and classes the declaration. */
  value: number;
  /** Members followed from `value` or from the module: `const { a: { b } } = x` gives `a`, `b`. Undefined where it cannot be told. */
  readonly path: readonly string[] | undefined;
  /** The module an import names. */
  readonly module: string | undefined;
  /** Times it is written, its initial value included. A value holds only while this is at most 1. */
  writes: number;
};
