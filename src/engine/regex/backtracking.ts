import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import type { Range } from '../finding.ts';
import { type Automaton, automatonOf } from './automaton.ts';
import { commonCharacter } from './char-set.ts';

/** A regular expression that takes exponentially many steps on some text that does not match. */
export type Backtracking = {
  /** Offsets into the pattern: the repetition that can be gone through in more than one way. */
  readonly range: Range;
  /** A character of which a run is enough, as it can be shown. */
  readonly pump: string;
};

const LONGEST_PATTERN = 2000;

/** Only a group that is repeated without bound can be gone through in two ways. */
const REPEATED_GROUP = /\)(?:[*+]|\{\d+,\})/;

const MOST_PAIRS = 40_000;

/** Pairs of edges that are walked through at most: a pattern of nothing but optional parts has an edge from each to each. */
const MOST_STEPS = 2_000_000;

/** Repetitions that are looked at in one pattern. */
const MOST_REPETITIONS = 24;

/**
 * Finds a repetition that the same text can go through in two ways, with something behind it that can fail: exponential ambiguity (EDA, as in
 * Weideman et al., "Analyzing matching time behavior of backtracking regular expression matchers", 2016). Undefined when there is none, when
 * the pattern does not parse or is too large, and when it holds what an automaton cannot say (back references, Unicode properties).
 */
export function findBacktracking(pattern: string, flags: string): Backtracking | undefined {
  if (pattern.length > LONGEST_PATTERN || !REPEATED_GROUP.test(pattern)) return undefined;
  let ast: AST.Pattern;
  try {
    ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(pattern, 0, pattern.length, {
      unicode: flags.includes('u'),
      unicodeSets: flags.includes('v'),
    });
  } catch {
    return undefined;
  }
  const options = {
    ignoreCase: flags.includes('i'),
    dotAll: flags.includes('s'),
    multiline: flags.includes('m'),
  };
  let found: Backtracking | undefined;
  let looked = 0;
  visitRegExpAST(ast, {
    onQuantifierEnter(node) {
      if (found || node.max !== Number.POSITIVE_INFINITY || isPlain(node.element) || !canFailAfter(node)) return;
      if (++looked > MOST_REPETITIONS) return;
      const automaton = automatonOf(node, options);
      const pump = automaton && ambiguousCharacter(automaton);
      if (pump !== undefined) found = { range: { start: node.start, end: node.end }, pump: shownCharacter(pump) };
    },
  });
  return found;
}

/** One character repeated has one way. */
const isPlain = (element: AST.Element): boolean =>
  element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass';

/** The declared types of parents leave out that a group may be repeated. */
const parentOf = (node: AST.Node): AST.Node | null => node.parent;

/** Whether something behind the repetition must match: else the first way through succeeds, and no other is tried. */
function canFailAfter(node: AST.Quantifier): boolean {
  let at: AST.Node = node;
  for (let parent = parentOf(node); parent; at = parent, parent = parentOf(parent)) {
    // Inside a look-around success ends the look; what follows is not told here.
    if (parent.type === 'Assertion') return false;
    if (parent.type === 'Alternative') {
      const index = parent.elements.indexOf(at as AST.Element);
      if (parent.elements.slice(index + 1).some(mustMatch)) return true;
    }
    if (parent.type === 'Quantifier' && parent.min > 1) return true;
  }
  return false;
}

function mustMatch(element: AST.Element): boolean {
  switch (element.type) {
    case 'Quantifier':
      return element.min > 0 && mustMatch(element.element);
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives.every(({ elements }) => elements.some(mustMatch));
    case 'Assertion':
      return element.kind === 'end' || element.kind === 'word' || (element.kind === 'lookahead' && !element.negate);
    case 'CharacterSet':
      return true;
    case 'Backreference':
      return false;
  }
  return true;
}

/**
 * A character with which two different walks through the automaton begin and end at the same position: a strongly connected set of pairs of
 * positions, reading the same characters, that holds an equal pair and, by an edge, an unequal one or two edges at once.
 */
function ambiguousCharacter({ sets, edges }: Automaton): number | undefined {
  const count = sets.length;
  if (count * count > MOST_PAIRS) return undefined;
  const walks = edges.reduce((sum, from) => sum + from.size, 0);
  if (walks * walks > MOST_STEPS) return undefined;
  const components = componentsOf(count, (pair) => successors(pair, count, { sets, edges }));
  for (let position = 0; position < count; position++) {
    const own = components[position * count + position];
    for (const [next, ways] of edges[position] ?? []) {
      const isLoop = components[next * count + next] === own;
      if (isLoop && ways > 1) return commonCharacter(sets[next] ?? [], sets[next] ?? []);
      for (const other of edges[position]?.keys() ?? []) {
        if (other <= next || components[next * count + other] !== own) continue;
        const character = commonCharacter(sets[next] ?? [], sets[other] ?? []);
        if (character !== undefined) return character;
      }
    }
  }
  return undefined;
}

function successors(pair: number, count: number, { sets, edges }: Automaton): number[] {
  const found: number[] = [];
  for (const left of edges[Math.floor(pair / count)]?.keys() ?? [])
    for (const right of edges[pair % count]?.keys() ?? [])
      if (commonCharacter(sets[left] ?? [], sets[right] ?? []) !== undefined) found.push(left * count + right);
  return found;
}

/** Tarjan's strongly connected components, of the pairs reachable from equal pairs, without recursion. Singletons without a loop get a number of their own. */
function componentsOf(count: number, successorsOf: (pair: number) => number[]): Int32Array {
  const size = count * count;
  const component = new Int32Array(size).fill(-1);
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const stack: number[] = [];
  let counter = 0;
  let components = 0;
  for (let position = 0; position < count; position++) {
    const root = position * count + position;
    if (index[root] !== -1) continue;
    const work: { pair: number; next: number[]; at: number }[] = [];
    const enter = (pair: number): void => {
      index[pair] = low[pair] = counter++;
      stack.push(pair);
      work.push({ pair, next: successorsOf(pair), at: 0 });
    };
    enter(root);
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const { pair, next } = frame;
      const successor = next[frame.at++];
      if (successor !== undefined) {
        if (index[successor] === -1) enter(successor);
        else if (component[successor] === -1) low[pair] = Math.min(low[pair] ?? 0, index[successor] ?? 0);
        continue;
      }
      work.pop();
      const above = work.at(-1)?.pair;
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[pair] ?? 0);
      if (low[pair] !== index[pair]) continue;
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        component[member] = components;
        if (member === pair) break;
      }
      components++;
    }
  }
  return component;
}

function shownCharacter(code: number): string {
  const text = String.fromCodePoint(code);
  if (code === 32) return ' ';
  return code > 32 && code < 127 ? text : `\\u{${code.toString(16)}}`;
}
