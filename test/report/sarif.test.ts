import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { type Finding, levelOf } from '../../src/engine/finding.ts';
import { toJson } from '../../src/report/json.ts';
import type { Report } from '../../src/report/report.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { type Colours, toText } from '../../src/report/text.ts';
import { RULES } from '../../src/rules/index.generated.ts';
import { ROOT } from '../support/engine.ts';

const TEXT = "const a = 1;\nconst digest = createHash('md5');\n";

const finding = (start: number, end: number): Finding => ({
  rule: 'code/weak-hash',
  range: { start, end },
  message: '`md5` is broken.',
  remedy: 'Use SHA-256.',
  severity: 'medium',
  level: levelOf('medium'),
  confidence: 'likely',
  trace: [{ range: { start: 6, end: 7 }, message: 'it begins here' }],
  fixes: [{ title: 'Use SHA-256', safety: 'review', edits: [{ start, end, text: "'sha256'" }] }],
});

const AT = TEXT.indexOf("'md5'");
const report = (text = TEXT, at = AT): Report => ({
  files: [
    {
      path: 'src/a b.ts',
      text,
      findings: [finding(at, at + 5)],
      suppressed: [{ finding: finding(at, at + 5), reason: 'the protocol', comment: { start: 0, end: 1 } }],
    },
  ],
  scanned: 3,
  errors: [{ path: 'gone.ts', message: 'There is no such file.' }],
  notes: [{ path: '', message: 'A note.' }],
  rules: RULES.map(({ rule, page }) => ({ rule, page })),
  version: '1.2.3',
});

describe('SARIF', () => {
  const parsed = (given = report()) => JSON.parse(toSarif(given));

  it('validates against the public schema', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'test/report/sarif-schema-2.1.0.json'), 'utf8'));
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    assert.ok(validate(parsed()), JSON.stringify(validate.errors));
    assert.ok(!validate({ version: '2.1.0' }), 'the schema is one that can fail');
  });

  it('says place, rule, severity, fix, way and suppression', () => {
    const [run] = parsed().runs;
    const [told, silenced] = run.results;
    assert.deepEqual(told.locations[0].physicalLocation, {
      artifactLocation: { uri: 'src/a%20b.ts' },
      region: { startLine: 2, startColumn: 27, endLine: 2, endColumn: 32 },
    });
    const rule = run.tool.driver.rules[told.ruleIndex];
    assert.equal(rule.id, 'code/weak-hash');
    assert.deepEqual(rule.properties.tags.slice(0, 3), ['security', 'code', 'external/cwe/cwe-327']);
    assert.equal(rule.properties['security-severity'], '5.5');
    assert.match(rule.help.markdown, /Why assistants write it/);
    assert.doesNotMatch(rule.help.markdown, /\^\^\^|Edge cases/);
    assert.equal(told.fixes[0].artifactChanges[0].replacements[0].insertedContent.text, "'sha256'");
    assert.equal(told.codeFlows[0].threadFlows[0].locations.length, 1);
    assert.equal(told.suppressions, undefined);
    assert.deepEqual(silenced.suppressions, [{ kind: 'inSource', justification: 'the protocol' }]);
    assert.deepEqual(
      run.invocations[0].toolExecutionNotifications.map(({ level }: { level: string }) => level),
      ['error', 'note'],
    );
  });

  it('knows a finding again when lines above it come or go', () => {
    const print = (given: Report) => parsed(given).runs[0].results[0].partialFingerprints['assay/v1'];
    assert.equal(print(report(`\n\n// more\n${TEXT}`, AT + 10)), print(report()));
    assert.notEqual(print(report(TEXT.replace('digest', 'other'), AT - 1)), print(report()));
  });
});

describe('JSON', () => {
  it('has 1-based places and the category', () => {
    const { format, findings, errors } = JSON.parse(toJson(report()));
    assert.equal(format, 1);
    assert.deepEqual([findings[0].line, findings[0].column, findings[0].category], [2, 27, 'code']);
    assert.equal(errors.length, 1);
  });
});

describe('text', () => {
  const plain = (text: string) => text;
  const colours: Colours = {
    bold: plain,
    dim: plain,
    red: plain,
    yellow: plain,
    blue: plain,
    cyan: plain,
    green: plain,
  };

  it('shows place, line and what to do', () => {
    const text = toText(report(), colours);
    assert.match(text, /^src\/a b\.ts:2:27 {2}medium {2}code\/weak-hash$/m);
    assert.match(text, /^ {2}2 │ const digest = createHash\('md5'\);\n {4}│ {27}~{5}$/m);
    assert.match(text, /→ Use SHA-256\. {2}\[fix: Use SHA-256\]/);
    assert.match(text, /1 finding in 3 files: 1 medium \(1 code\), 1 suppressed\./);
  });

  it('lets no control character of a file reach the terminal', () => {
    const hostile = `const a = '\u001b]0;x\u0007\u202e'; createHash('md5')`;
    const text = toText(report(hostile, hostile.indexOf("'md5'")), colours);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    assert.doesNotMatch(text, /[\u001b\u0007\u202e]/);
  });

  it('never repeats a secret, whichever finding shows its line', () => {
    const text = "const password = 'Tr0ub4dor&3'; createHash('md5');\n";
    const at = text.indexOf("'Tr0ub");
    const secret = { ...finding(at, at + 13), rule: 'code/hardcoded-credential' };
    const files = [
      {
        path: 'a.ts',
        text,
        findings: [secret, finding(text.indexOf("'md5'"), text.indexOf("'md5'") + 5)],
        suppressed: [],
      },
    ];
    const shown = toText({ ...report(), files }, colours);
    assert.doesNotMatch(shown, /Tr0ub/);
    assert.match(shown, /const password = '•{11}'; createHash\('md5'\)/);
  });

  it('says so when nothing is found', () => {
    assert.match(toText({ ...report(), files: [], errors: [], notes: [] }, colours), /✓ Nothing found in 3 files\./);
  });
});
