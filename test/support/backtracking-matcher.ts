import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { charSetOf } from '../../src/engine/regex/char-set.ts';

type Continue = (at: number) => boolean;

/**
 * The steps that a backtracking matcher, written as the language's specification describes it, takes to try a pattern at the start of a text.
 * Stops at `most`. Knows what the tests need: characters, classes, groups, quantifiers, `^`, `$`, look-ahead.
 */
export function countSteps(source: string, flags: string, text: string, most: number): number {
  const ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source);
  const options = { ignoreCase: flags.includes('i'), dotAll: flags.includes('s') };
  let steps = 0;
  const done = Symbol('most');

  const matchAlternatives = (alternatives: readonly AST.Alternative[], at: number, next: Continue): boolean =>
    alternatives.some(({ elements }) => matchSequence(elements, 0, at, next));

  const matchSequence = (elements: readonly AST.Element[], index: number, at: number, next: Continue): boolean => {
    const element = elements[index];
    return element === undefined
      ? next(at)
      : match(element, at, (after) => matchSequence(elements, index + 1, after, next));
  };

  const repeat = (node: AST.Quantifier, count: number, at: number, next: Continue): boolean => {
    const again = () =>
      count < node.max &&
      match(node.element, at, (after) =>
        after === at && count >= node.min ? false : repeat(node, count + 1, after, next),
      );
    const stop = () => count >= node.min && next(at);
    return node.greedy ? again() || stop() : stop() || again();
  };

  const match = (element: AST.Element, at: number, next: Continue): boolean => {
    if (++steps > most) throw done;
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass': {
        const code = text.codePointAt(at);
        const set = charSetOf(element, options) ?? [];
        return code !== undefined && set.some(([from, to]) => from <= code && code <= to) && next(at + 1);
      }
      case 'Group':
      case 'CapturingGroup':
        return matchAlternatives(element.alternatives, at, next);
      case 'Quantifier':
        return repeat(element, 0, at, next);
      case 'Assertion':
        if (element.kind === 'start') return at === 0 && next(at);
        if (element.kind === 'end') return at === text.length && next(at);
        if (element.kind === 'lookahead')
          return matchAlternatives(element.alternatives, at, () => true) !== element.negate && next(at);
    }
    throw new Error(`The test's matcher does not know ${element.type}.`);
  };

  try {
    matchAlternatives(ast.alternatives, 0, () => true);
  } catch (error) {
    if (error !== done) throw error;
  }
  return steps;
}
