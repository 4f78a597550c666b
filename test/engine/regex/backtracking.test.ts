import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findBacktracking } from '../../../src/engine/regex/backtracking.ts';
import { countSteps } from '../../support/backtracking-matcher.ts';

/** Pattern and the text of which a run, with a failing end, makes it explode. */
const EXPONENTIAL: readonly [RegExp, string][] = [
  [/^(a+)+$/, 'a'],
  [/^(a*)*$/, 'a'],
  [/^(a|a)*$/, 'a'],
  [/^(a|aa)+$/, 'a'],
  [/^(\w|\d)+$/, '0'],
  [/^([a-z]+)*$/, 'a'],
  [/^([a-zA-Z]+\s?)*$/, 'a'],
  [/^(([a-z])+.)+[A-Z]([a-z])+$/, 'a'],
  [/^(?:\w+\.?)+@$/, 'a'],
  [/^(a?b?)*c$/, 'ab'],
  [/(x+x+)+y/, 'x'],
  [/^(\s*\w+\s*)*;$/, 'a'],
  [/^(?:.*,?)*$x/, ','],
  [/^((ab)*|a|b)*$/, 'ab'],
  [/^(?:[^"\\]+|\\.)*"$/, 'a'],
  [/^(?:[^>"']+|"[^"]*"|'[^']*')*>/, 'a'],
  [/^(?:\r\n|\n|\r)+$/, '\r\n'],
  [/^(?:a+|b+)*c$/i, 'a'],
];

const LINEAR: readonly RegExp[] = [
  /^a+$/,
  /^(ab)+$/,
  /^(a+)+/,
  /^(a|b)*$/,
  /^[a-z]+(-[a-z]+)*$/,
  /^\d+(\.\d+)*$/,
  /^"(?:[^"\\]|\\.)*"$/,
  /^(?:\d{1,3}\.){3}\d{1,3}$/,
  /^\s*(\w+)\s*=\s*(.*)$/,
  /^(https?):\/\/[^/]+(\/.*)?$/,
  /^(a+b)+$/,
  /^(,\s*\w+)*$/,
  /((?:^|\n)[ \t]*\/\/[^\n]*)+$/,
  /(?:\r\n|\n)+$/,
  /^(?:(?!-->)[\s\S])*-->/,
  /\s+$/,
  /^(?:[a-z]|[A-Z])*$/,
];

describe('catastrophic regular expressions', () => {
  for (const [{ source, flags }, pump] of EXPONENTIAL)
    it(`are found: ${source}`, () => {
      assert.ok(findBacktracking(source, flags), 'found');
      // Confirmed by counting: twice the run costs far more than four times the steps.
      const steps = (count: number) => countSteps(source, flags, `${pump.repeat(count)}\u0000`, 3_000_000);
      const [few, many] = [steps(6), steps(12)];
      assert.ok(many > few * 12, `${few} steps for a run of 6, ${many} for one of 12`);
    });

  for (const { source, flags } of LINEAR)
    it(`are not seen in ${source}`, () => {
      assert.equal(findBacktracking(source, flags), undefined);
    });

  it('never make the search throw, whatever the pattern', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '\\w',
      '.',
      '[^a]',
      '(',
      ')',
      '(?:',
      '|',
      '*',
      '+',
      '?',
      '{2,}',
      '{',
      '^',
      '$',
      '\\b',
      '(?=',
      '\\1',
      '[',
      ']',
      '\\p{L}',
      '-',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('', 'i', 'u', 'v', 's'), (pieces, flags) => {
        findBacktracking(pieces.join(''), flags);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a size that only machines write are given up', () => {
    assert.equal(findBacktracking(`^(${'a|b|'.repeat(400)}c)*$`, ''), undefined);
  });
});
