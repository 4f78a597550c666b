import type { Expression } from '../engine/names/expression.ts';

/** The value that stands behind `?token=` in a template or a concatenation; the end of the text before it names it. */
export function tokenInAddress(url: Expression, name: RegExp): Expression | undefined {
  const { origin } = url;
  if (!origin.isBuiltText) return undefined;
  return origin.holes.find((hole) =>
    name.test(
      hole.names.tree.text
        .slice(Math.max(0, hole.start - 60), hole.start)
        .replace(/(\$\{|['"`]\s*\+\s*|encodeURIComponent\()+$/, ''),
    ),
  );
}
