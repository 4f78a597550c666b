import assert from 'node:assert/strict';
import type { Engine, LanguageId } from '../../src/engine/engine.ts';
import { loadTestEngine } from '../support/engine.ts';

const WEAK = "require('crypto').createHash('md5');";

describe('a suppression', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const scan = (text: string, options = {}, language: LanguageId = 'tsx') => {
    const document = engine.open(text, language);
    try {
      const { findings, suppressed } = document.scan({ today: '2026-06-15', others: [], ...options });
      return {
        told: findings.map(({ rule }) => rule),
        silenced: suppressed.map(({ finding, reason }) => [finding.rule, reason]),
        findings,
      };
    } finally {
      document.delete();
    }
  };
  const checkSilenced = (text: string, reason: string, language?: LanguageId) => {
    const { told, silenced } = scan(text, {}, language);
    assert.deepEqual([told, silenced], [[], [['code/weak-hash', reason]]], text);
  };

  it('silences the next line, its own line or the file, with a reason', () => {
    checkSilenced(`// assay-ignore-next-line code/weak-hash -- the protocol\n${WEAK}`, 'the protocol');
    checkSilenced(`${WEAK} // assay-ignore-line code/weak-hash -- the protocol`, 'the protocol');
    checkSilenced(`// assay-ignore-file code/weak-hash -- vectors\n\n\n${WEAK}`, 'vectors');
    checkSilenced(`/* assay-ignore-next-line code/weak-hash */\n${WEAK}`, '');
    checkSilenced(`// assay-ignore-next-line code/weak-hash -- windows\r\n${WEAK}\r\n`, 'windows');
    checkSilenced(
      `const a = <b>{/* assay-ignore-next-line code/weak-hash -- jsx */}\n{${WEAK.slice(0, -1)}}</b>;`,
      'jsx',
    );
  });

  it('that is written wrongly silences nothing, and says how to write it', () => {
    for (const [comment, said] of [
      ['// assay-ignore code/weak-hash -- x', /assay-ignore-next-line/],
      ['// assay-ignore-nextline code/weak-hash -- x', /assay-ignore-next-line/],
      ['// assay-ignore-next-line code/weak-hsh -- x', /There is no rule `code\/weak-hsh`/],
      ['// assay-ignore-next-line code/weak-hash until 2027-1-1 -- x', /`until 2027-1-1` is no day/],
      ['// assay-ignore-next-line code/weak-hash until 2027-02-31 -- x', /is no day/],
      ['// assay-ignore-next-line code/weak-hash until tomorrow', /is no day/],
    ] as const) {
      const { told, silenced, findings } = scan(`${comment}\n${WEAK}`);
      assert.deepEqual([told, silenced], [['code/unused-suppression', 'code/weak-hash'], []], comment);
      assert.match(findings[0]?.message ?? '', said);
    }
  });

  it('of several rules silences each of them', () => {
    const { told, silenced } = scan(
      `// assay-ignore-next-line code/weak-hash, code/code-injection -- both\n${WEAK} eval(x);`,
    );
    assert.deepEqual(told, []);
    assert.equal(silenced.length, 2);
  });

  it('silences nothing else', () => {
    assert.deepEqual(scan(`// assay-ignore-next-line code/weak-hash -- a\n\n${WEAK}`).told, [
      'code/unused-suppression',
      'code/weak-hash',
    ]);
    assert.deepEqual(scan(`// assay-ignore-next-line code/code-injection -- a\n${WEAK}`).told, [
      'code/unused-suppression',
      'code/weak-hash',
    ]);
    assert.deepEqual(scan(`// assay-ignore-next-line -- all\n${WEAK}`).told, [
      'code/unused-suppression',
      'code/weak-hash',
    ]);
    assert.deepEqual(scan(`const text = '// assay-ignore-next-line code/weak-hash';\n${WEAK}`).told, [
      'code/weak-hash',
    ]);
  });

  it('holds until its day is over, and is then a finding itself', () => {
    const until = (day: string) => `// assay-ignore-next-line code/weak-hash until ${day} -- then it goes\n${WEAK}`;
    checkSilenced(until('2026-06-15'), 'then it goes');
    checkSilenced(until('2026-12-31'), 'then it goes');
    assert.deepEqual(scan(until('2026-06-14')).told, ['code/expired-suppression', 'code/weak-hash']);
  });

  it('that silences nothing says so, and is removed with its line', () => {
    const text = 'const a = 1;\n  // assay-ignore-next-line code/weak-hash -- gone\nconst b = 2;\n';
    const [finding] = scan(text).findings;
    assert.match(finding?.message ?? '', /Nothing here is reported by `code\/weak-hash`/);
    const [edit] = finding?.fixes[0]?.edits ?? [];
    assert.equal(text.slice(0, edit?.start) + text.slice(edit?.end), 'const a = 1;\nconst b = 2;\n');
  });

  it('of a rule that is off, unknown or not answered yet is not called unused', () => {
    const unused = (rule: string) => `// assay-ignore-next-line ${rule} -- a\nconst a = 1;\n`;
    assert.deepEqual(scan(unused('code/weak-hash'), { isOn: (rule: string) => rule !== 'code/weak-hash' }).told, []);
    assert.deepEqual(scan(unused('acme/own-rule')).told, []);
    assert.deepEqual(scan(unused('package/hallucinated'), { others: undefined }).told, []);
    assert.deepEqual(scan(unused('package/hallucinated')).told, ['code/unused-suppression']);
  });

  it('silences findings from elsewhere as well', () => {
    const text = "// assay-ignore-next-line package/hallucinated -- ours, soon\nimport x from 'x';\n";
    const other = {
      ...scan(WEAK).findings[0],
      rule: 'package/hallucinated',
      range: { start: text.indexOf("'x'") + 1, end: text.indexOf("'x'") + 2 },
    };
    assert.deepEqual(scan(text, { others: [other] }).silenced, [['package/hallucinated', 'ours, soon']]);
  });
});
