import assert from 'node:assert/strict';
import { loadEngine } from '../../src/engine/engine.ts';
import { defineRule } from '../../src/engine/rule.ts';
import { CODE_RULES, readGrammar } from '../support/engine.ts';

describe('a rule that throws', () => {
  it('is told once, is off from then on, and stops no other', async () => {
    const errors: string[] = [];
    const broken = defineRule({
      id: 'code/broken',
      title: 'Broken',
      severity: 'low',
      confidence: 'certain',
      cwe: [],
      owasp: [],
      remedy: 'None.',
      patterns: { javascript: ['f($A)'] },
      message: () => {
        throw new Error('a fault of ours');
      },
    });
    const engine = await loadEngine({
      readGrammar,
      rules: [broken, ...CODE_RULES],
      onRuleError: (rule, error) => errors.push(`${rule} ${error}`),
    });
    const document = engine.open("f(1); f(2); require('crypto').createHash('md5');", 'javascript');
    assert.deepEqual(
      document.scan().findings.map(({ rule }) => rule),
      ['code/weak-hash'],
    );
    assert.deepEqual(errors, ['code/broken Error: a fault of ours']);
    document.delete();
  });
});
