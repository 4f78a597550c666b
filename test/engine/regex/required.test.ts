import assert from 'node:assert/strict';
import { requirementOf } from '../../../src/engine/regex/required.ts';
import { Trigrams } from '../../../src/engine/text/trigrams.ts';
import { randomFrom } from '../../support/random.ts';

const mayMatch = (expression: RegExp, text: string): boolean => new Trigrams(text).mayMeet(requirementOf(expression));

describe('words that a match holds', () => {
  it('rule out texts without them', () => {
    const nowhere = 'const total = items.reduce((sum, item) => sum + item.price, 0);';
    const expressions = [
      /openai|anthropic|@ai-sdk|\bllm_?(output|reply)/i,
      /["']use server['"]/,
      /system_?prompt/i,
      /\bpass(?:word|phrase)\s*=/,
      /(?:DES|RC[24]){2}-key/i,
      /[\u200b-\u200f]/,
      /(?!never)never/,
    ];
    for (const expression of expressions) assert.equal(mayMatch(expression, nowhere), false, String(expression));
  });

  it('are asked of nothing that may match without them', () => {
    const expressions = [/\w+/, /a|needle/, /(?:needle)?/, /needle*x|yy/, /[^n]eedle|\d/, /(?<a>x)\k<a>/, /\u{6e}/u];
    for (const expression of expressions) assert.equal(mayMatch(expression, 'zzz'), true, String(expression));
  });

  it('stand in whatever matches, for any expression', () => {
    const random = randomFrom(11);
    const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
    const letters = ['a', 'b', 'B', 'c', '_', ' ', '1', 'é', 'K'];
    const part = (depth: number): string => {
      const kind = random();
      if (kind < 0.45 || depth > 3)
        return pick(['a', 'b', 'B', 'c', '_', '1', 'k', '[aB]', '[^a]', '\\w', '.', '\\b', 'é', '[b-é]']);
      const inner = Array.from({ length: 1 + Math.floor(random() * 3) }, () => part(depth + 1)).join('');
      if (kind < 0.6) return `(?:${inner}|${part(depth + 1)}${part(depth + 1)})`;
      if (kind < 0.7) return `(${inner})${pick(['?', '*', '+', '{2}', '{1,3}', '{0}'])}`;
      if (kind < 0.75) return `(?=${inner})`;
      return inner;
    };
    let matched = 0;
    for (let round = 0; round < 6_000; round++) {
      const source = Array.from({ length: 1 + Math.floor(random() * 4) }, () => part(0)).join('');
      const expression = new RegExp(source, pick(['', 'i', 'u', 'iu', 's']));
      const text = Array.from({ length: Math.floor(random() * 14) }, () => pick(letters)).join('');
      if (!expression.test(text)) continue;
      matched++;
      assert.ok(mayMatch(expression, text), `${expression} in ${JSON.stringify(text)}`);
    }
    assert.ok(matched > 1_000, `${matched} matched`);
  });
});
