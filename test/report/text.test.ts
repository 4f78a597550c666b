import assert from 'node:assert/strict';
import type { FileReport } from '../../src/report/report.ts';
import { toText } from '../../src/report/text.ts';
import { findingAt, PLAIN, sampleReport, TEXT } from './sample-report.ts';

describe('a report as text', () => {
  /** The line of code and the line that underlines a piece of it, without the gutter. */
  const frameOf = (text: string, piece: string): string[] => {
    const lines = toText({ ...sampleReport(text, piece, { trace: [] }), errors: [], notes: [] }, PLAIN).split('\n');
    return lines.slice(1, 3).map((line) => line.replace(/^ +\d* │ /, ''));
  };

  it('shows place, line, way, remedy and fix', () => {
    assert.equal(
      toText(sampleReport(), PLAIN),
      [
        'src/a b.ts:2:27  medium  Broken hash function  code/weak-hash',
        "  2 │ const digest = createHash('md5');",
        '    │                           ~~~~~',
        '  `md5` is broken.',
        '  1. src/a b.ts:1:7  it begins here',
        '  → Use SHA-256.  [fix: Use SHA-256]',
        '',
        'note   A note.',
        'error  assay.json:2:5: There is no rule `x`.',
        '',
        '1 finding in 1 of 3 files: 1 medium (1 code), 1 suppressed.',
        '',
      ].join('\n'),
    );
  });

  it('counts by severity and by sort', () => {
    const rules = ['code/weak-hash', 'ai/prompt-injection', 'package/hallucinated'] as const;
    const findings = rules.map((rule) => findingAt(TEXT, "'md5'", { rule, severity: 'high' }));
    const [file] = sampleReport().files as [FileReport];
    const text = toText({ ...sampleReport(), files: [{ ...file, findings, suppressed: [] }] }, PLAIN);
    assert.match(text, /3 findings in 1 of 3 files: 3 high \(1 code, 1 AI, 1 package\)\.\n$/);
  });

  it('says of a long report where to begin: the worst, one of each rule', () => {
    const [file] = sampleReport().files as [FileReport];
    const weak = Array.from({ length: 11 }, () => findingAt(TEXT, "'md5'"));
    const worse = findingAt(TEXT, 'digest', { rule: 'ai/prompt-injection', severity: 'critical', level: 'error' });
    const told = (findings: FileReport['findings']) =>
      toText({ ...sampleReport(), files: [{ ...file, findings, suppressed: [] }] }, PLAIN);
    const [, begin] = told([...weak, worse]).split('\nBegin with\n');
    assert.deepEqual(begin?.split('\n').slice(0, 4), [
      '  src/a b.ts:2:7   critical  Instructions of a model written by the sender',
      '  src/a b.ts:2:27  medium    Broken hash function',
      '',
      '`assay explain ai/prompt-injection` tells how it is attacked and how it is mended.',
    ]);
    assert.doesNotMatch(told(weak), /Begin with/);
    assert.match(told([...weak, worse, worse, worse]), /Broken hash function\n {2}and 2 more that are critical\n/);
    assert.doesNotMatch(told([...weak, worse]), /that (is|are) critical/);
  });

  it('colours by level, which the team decides, and says the severity, which it does not', () => {
    const colours = { ...PLAIN, red: (text: string) => `<red>${text}</red>` };
    assert.match(toText(sampleReport(TEXT, "'md5'", { level: 'error' }), colours), /<red>medium<\/red>/);
    assert.doesNotMatch(toText({ ...sampleReport(), errors: [] }, colours), /<red>/);
  });

  it('says so when nothing is found, and whether that is the whole story', () => {
    const clean = { ...sampleReport(), files: [] };
    assert.equal(toText({ ...clean, errors: [], notes: [] }, PLAIN), '✓ All clean. Nothing found in 3 files.\n');
    assert.match(toText(clean, PLAIN), /\n✓ Nothing found in 3 files\.\n$/);
    assert.match(toText({ ...clean, scanned: 0 }, PLAIN), /There was no file to look at\.\n$/);
  });

  it('underlines what is meant behind tabs, wide characters, emoji and combining marks', () => {
    assert.deepEqual(frameOf('\tconst 名前 = "🎉e\u0301";\teval(x);', 'eval(x)'), [
      'const 名前 = "🎉e\u0301"; eval(x);',
      `${' '.repeat(20)}~~~~~~~`,
    ]);
  });

  it('cuts a long line around what is meant', () => {
    const [code = '', mark = ''] = frameOf(`${'a'.repeat(300)}; eval(x); ${'b'.repeat(300)}`, 'eval(x)');
    assert.ok(code.length < 140);
    assert.equal(code.slice(mark.indexOf('~'), mark.lastIndexOf('~') + 1), 'eval(x)');
    assert.match(code, /^….*…$/);
  });

  it('underlines the first line of what spans several', () => {
    assert.deepEqual(frameOf('run(\n  x,\n);\n', 'run(\n  x,\n)'), ['run(', '~~~~']);
  });

  it('lets no control character of a file, its name or a message reach the terminal', () => {
    const hostile = "const a = '\u001b]0;x\u0007\u202e'; createHash('md5')";
    const report = sampleReport(hostile, "'md5'", { message: '`\u001b[2J` is broken.' });
    const files = report.files.map((file) => ({ ...file, path: 'src/\u001b[31mx.ts' }));
    const notes = [{ path: '\u0007.ts', message: '\u009b' }];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    assert.doesNotMatch(toText({ ...report, files, notes }, PLAIN), /[\u001b\u0007\u202e\u009b]/);
  });
});
