import { applyEdits, findNodeAtLocation, type JSONPath, modify, type ParseError, parse, parseTree } from 'jsonc-parser';
import { repeatedKeys } from './repeated-keys.ts';

/** What a team's file looks like before anything is written in it. */
export const FRESH_POLICY = '{}\n';

export type PolicyChange =
  | { readonly kind: 'rule-off'; readonly rule: string }
  | { readonly kind: 'allow-package'; readonly name: string }
  /** What is approved of a server from now on: one hash as a text, several as a list. */
  | { readonly kind: 'approve-server'; readonly name: string; readonly definitions: readonly string[] };

/**
 * The text of a policy with a change written into it; comments and format stay.
 * @throws SyntaxError when the text is not what a policy looks like where the change goes, because what it would do cannot be told.
 */
export function changePolicy(text: string, change: PolicyChange): string {
  // `trim` takes a byte order mark for a blank, and the parser for no JSON.
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  return mark + changed(text.trim() === '' ? FRESH_POLICY : text.slice(mark.length), change);
}

const BYTE_ORDER_MARK = '\uFEFF';

function changed(source: string, change: PolicyChange): string {
  const [path, written] = placeOf(readObject(source), change);
  if (path === undefined) return source;
  refuseRepeated(source, path);
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\n([ \t]+)"/.exec(source)?.[1] ?? '  ';
  const formattingOptions = { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol };
  const isArrayInsertion = change.kind === 'allow-package';
  return applyEdits(source, modify(source, path, written, { formattingOptions, isArrayInsertion, getInsertionIndex }));
}

/** Of two members of one name the last counts, and the first would be written. */
function refuseRepeated(source: string, path: JSONPath): void {
  const root = parseTree(source, [], { allowTrailingComma: true });
  for (let length = 0; root && length < path.length; length++) {
    const repeated = repeatedKeys(findNodeAtLocation(root, path.slice(0, length))).find(
      ({ value }) => value === path[length],
    );
    if (repeated) throw new SyntaxError(`\`${repeated.value}\` stands twice in one object. Mend it first.`);
  }
}

/** In front: a comment behind the last member stays with it. */
const getInsertionIndex = (): number => 0;

function readObject(source: string): JsonObject {
  const errors: ParseError[] = [];
  const value: unknown = parse(source, errors, { allowTrailingComma: true });
  if (errors.length > 0) throw new SyntaxError('The policy is not valid JSON. Mend it first.');
  return objectIn(value, 'The policy');
}

/** Where the change goes and what is written there; nowhere when it stands already. */
function placeOf(policy: JsonObject, change: PolicyChange): [path: JSONPath | undefined, written: unknown] {
  if (change.kind === 'rule-off') {
    objectIn(policy.rules, '`rules`');
    return [['rules', change.rule], 'off'];
  }
  if (change.kind === 'approve-server') {
    objectIn(objectIn(policy.agents, '`agents`').approved, '`approved`');
    const [only, ...others] = change.definitions;
    return [['agents', 'approved', change.name], others.length === 0 ? only : change.definitions];
  }
  const allowed = objectIn(policy.packages, '`packages`').allow ?? [];
  if (!Array.isArray(allowed)) throw new SyntaxError('`allow` is not an array. Mend it first.');
  return allowed.includes(change.name) ? [undefined, undefined] : [['packages', 'allow', allowed.length], change.name];
}

type JsonObject = Readonly<Record<string, unknown>>;

/** What is absent may be written afresh. */
function objectIn(value: unknown, what: string): JsonObject {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError(`${what} is not an object. Mend it first.`);
  return value as JsonObject; // JSON objects have string keys
}
