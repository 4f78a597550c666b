import { type Node, parseTree } from 'jsonc-parser';
import type { Problem } from '../engine/rule.ts';

/** Deeper ones are made to tire us. */
const MAX_NESTING = 100;
/** How far back the `match` of a rule is looked for, in characters. */
const FARTHEST = 5000;
const ALLOW =
  /\ballow\s+((?:read|write|get|list|create|update|delete)(?:\s*,\s*(?:read|write|get|list|create|update|delete))*)\s*(?::\s*if\s+([^;{}]{0,500}))?;/g;
const ALWAYS = /^\(?\s*(true|request\.time\s*<\s*timestamp\.(date|value)\([^()]*\))\s*\)?$/;
const SIGNED_IN = /^\(?\s*request\.auth(\.uid)?\s*!=\s*null\s*\)?$/;

/** Rules of Firestore and Cloud Storage that let everyone in. */
export function openFirebaseRules(text: string): readonly Problem[] {
  const code = withoutComments(text);
  return [...code.matchAll(ALLOW)].flatMap((match) => {
    const [whole, methods = '', condition] = match;
    const isOpen = condition === undefined || ALWAYS.test(condition.trim());
    const isSignedIn = condition !== undefined && SIGNED_IN.test(condition.trim());
    const place = matchAround(code, match.index);
    const isEverything = /=\*\*/.test(place);
    const writes = /write|create|update|delete/.test(methods);
    if (!isOpen && !(isSignedIn && isEverything && writes)) return [];
    // To read, or to add, may be meant for everyone; to change what others wrote is not.
    if (!writes && !isEverything) return [];
    const isOnlyCreate = /^(create|read|get|list|\s|,)+$/.test(methods) && !isEverything;
    const until = /request\.time/.test(condition ?? '') ? ', until the day it names' : '';
    return [
      {
        at: { start: match.index, end: match.index + whole.length },
        message: isOpen
          ? `Everyone may ${verbs(methods)} \`${place}\`, without signing in${until}.`
          : `Everyone who signs up may ${verbs(methods)} \`${place}\`: what others have written as well.`,
        confidence: isOpen && !isOnlyCreate ? 'likely' : 'possible',
      } satisfies Problem,
    ];
  });
}

const verbs = (methods: string): string => {
  const list = methods.split(/\s*,\s*/);
  return list.length === 1 ? methods : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
};

/** The path of the `match` that a rule stands in. */
function matchAround(code: string, at: number): string {
  let depth = 0;
  for (let index = at; index >= Math.max(0, at - FARTHEST); index--) {
    const character = code[index];
    // `{document=**}` of a path opens and closes as well.
    if (character === '}') depth++;
    if (character !== '{') continue;
    if (depth > 0) depth--;
    else {
      const line = code.slice(Math.max(0, code.lastIndexOf('match ', index)), index);
      return /^match\s+(\S+)/.exec(line)?.[1] ?? 'it';
    }
  }
  return 'it';
}

/** The same text with its comments blanked out; found without a pattern, which many open comments would keep busy. */
function withoutComments(text: string): string {
  let code = '';
  let at = 0;
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', at)) {
    const closes = { '/': '\n', '*': '*/' }[text.charAt(slash + 1)];
    const close = closes === undefined ? slash + 1 : text.indexOf(closes, slash + 2);
    const end = close < 0 ? text.length : closes === '*/' ? close + 2 : close;
    code += text.slice(at, slash) + (closes === undefined ? '/' : ' '.repeat(end - slash));
    at = end;
  }
  return code + text.slice(at);
}

/** Rules of the Realtime Database: JSON whose `.read` and `.write` say who may. */
export function openDatabaseRules(text: string): readonly Problem[] {
  if (nestingOf(text) > MAX_NESTING) return [];
  const rules = parseTree(text, [], { allowTrailingComma: true });
  const problems: Problem[] = [];
  const visit = (node: Node, path: readonly string[]): void => {
    for (const property of node.type === 'object' ? (node.children ?? []) : []) {
      const [key, value] = property.children ?? [];
      if (!key || !value) continue;
      const name = String(key.value);
      if (name === '.read' || name === '.write') {
        const problem = openAt(property, value, name, path);
        if (problem) problems.push(problem);
      } else visit(value, [...path, name]);
    }
  };
  if (rules) visit(rules, []);
  return problems;
}

function openAt(property: Node, value: Node, name: string, path: readonly string[]): Problem | undefined {
  const condition = String(value.value).replace(/\s+/g, '');
  const isOpen = condition === 'true' || /^now<\d+$/.test(condition);
  const isRoot = path.length <= 1;
  const isSignedIn = /^auth(\.uid)?!=null$/.test(condition) && isRoot && name === '.write';
  if (!(isOpen && (name === '.write' || isRoot)) && !isSignedIn) return undefined;
  const what = isRoot ? 'the whole data base' : `\`${path.slice(1).join('/')}\``;
  return {
    at: { start: property.offset, end: property.offset + property.length },
    message: `${isOpen ? 'Everyone' : 'Everyone who signs up'} may ${name === '.write' ? 'write' : 'read'} ${what}${isOpen ? ', without signing in' : ''}.`,
    confidence: isOpen ? 'likely' : 'possible',
  };
}

function nestingOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text)
    if (character === '{' || character === '[') most = Math.max(most, ++depth);
    else if (character === '}' || character === ']') depth--;
  return most;
}
