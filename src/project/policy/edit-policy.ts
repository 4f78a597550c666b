import { applyEdits, type JSONPath, modify, parse } from 'jsonc-parser';

/** What a team's file looks like before anything is written in it. */
export const FRESH_POLICY = '{}\n';

export type PolicyChange =
  | { readonly kind: 'rule-off'; readonly rule: string }
  | { readonly kind: 'allow-package'; readonly name: string };

/**
 * The text of a policy with a change written into it; comments and format stay.
 * @throws SyntaxError when the text is no JSON object, because what a change would do to it cannot be told.
 */
export function changePolicy(text: string, change: PolicyChange): string {
  const source = text.trim() === '' ? FRESH_POLICY : text;
  const errors: unknown[] = [];
  const value = parse(source, errors as never, { allowTrailingComma: true });
  if (errors.length > 0 || typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError('The policy is not valid JSON. Mend it first.');
  const [path, written] = changeOf(value, change);
  if (path === undefined) return source;
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\n([ \t]+)"/.exec(source)?.[1] ?? '  ';
  const formattingOptions = { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol };
  return applyEdits(
    source,
    modify(source, path, written, { formattingOptions, isArrayInsertion: change.kind === 'allow-package' }),
  );
}

function changeOf(
  value: { packages?: { allow?: unknown } },
  change: PolicyChange,
): [path: JSONPath | undefined, written: unknown] {
  if (change.kind === 'rule-off') return [['rules', change.rule], 'off'];
  const allowed = value.packages?.allow;
  if (!Array.isArray(allowed)) return [['packages', 'allow', 0], change.name];
  return allowed.includes(change.name) ? [undefined, undefined] : [['packages', 'allow', allowed.length], change.name];
}
