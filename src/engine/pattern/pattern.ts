import type { Constant } from '../names/names.ts';

/**
 * A compiled code pattern.
 *
 * - `$NAME` any expression, captured; the same name twice must be the same text. `$_` any expression. `...` any number of arguments,
 *   elements, properties or statements. `"$NAME"` a constant string, captured.
 * - A dotted name means what it resolves to: `child_process.exec` matches every way to import it. A module whose name is no identifier is
 *   written in quotes: `"js-yaml".load($X)`. An empty call stands for a result: `express().use($X)`.
 * - A literal matches every expression with that constant value.
 * - An object matches when it has the properties named, in any order, and no others unless `...` is among them.
 * - `await`, `?.`, parentheses and type assertions in the code do not matter; an `await` in the pattern does.
 */
export type Pattern =
  | { readonly is: 'any'; readonly capture: string | undefined }
  | { readonly is: 'text'; readonly capture: string | undefined }
  | { readonly is: 'gap' }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'constant'; readonly value: Constant }
  | { readonly is: 'member'; readonly object: Pattern; readonly property: string }
  | { readonly is: 'call'; readonly kind: number; readonly callee: Pattern; readonly arguments: readonly Pattern[] }
  | {
      readonly is: 'object';
      readonly properties: readonly { readonly key: string; readonly value: Pattern }[];
      readonly open: boolean;
    }
  | { readonly is: 'array'; readonly elements: readonly Pattern[] }
  | { readonly is: 'node'; readonly kind: number; readonly operator: string; readonly parts: readonly Pattern[] }
  | { readonly is: 'leaf'; readonly kind: number; readonly text: string };
