import assert from 'node:assert/strict';
import { type JsonReport, toJson } from '../../src/report/json.ts';
import { ELSEWHERE, findingAt, sampleReport, TEXT } from './sample-report.ts';

describe('a report as JSON', () => {
  const parsed = (report = sampleReport()): JsonReport => JSON.parse(toJson(report));

  it('has 1-based places, the category, the fix and the way', () => {
    const { format, version, scanned, findings, errors, notes } = parsed();
    assert.deepEqual([format, version, scanned], [1, '1.2.3', 3]);
    const [finding] = findings;
    assert.ok(finding);
    const { line, column, endLine, endColumn, category } = finding;
    assert.deepEqual([line, column, endLine, endColumn, category], [2, 27, 2, 32, 'code']);
    assert.deepEqual(finding.trace, [{ line: 1, column: 7, endLine: 1, endColumn: 8, message: 'it begins here' }]);
    assert.equal(finding.fixes[0]?.edits[0]?.text, "'sha256'");
    assert.deepEqual(errors, [{ path: 'assay.json', line: 2, column: 5, message: 'There is no rule `x`.' }]);
    assert.deepEqual(notes, [{ path: '', message: 'A note.' }]);
  });

  it('tells what is suppressed apart, with the reason', () => {
    const { findings, suppressed } = parsed();
    assert.deepEqual([findings.length, suppressed.length, suppressed[0]?.reason], [1, 1, 'the protocol']);
  });

  it('names the package that a finding is about', () => {
    const report = sampleReport();
    const findings = [findingAt(TEXT, "'md5'", { rule: 'package/hallucinated', subject: 'invented' })];
    const files = report.files.map((file) => ({ ...file, findings }));
    assert.equal(parsed({ ...report, files }).findings[0]?.package, 'invented');
  });

  it('names the other file that a repair changes, with places in that file', () => {
    const { findings } = parsed(sampleReport(TEXT, "'md5'", ELSEWHERE));
    assert.deepEqual(findings[0]?.fixes[0]?.edits, [
      { path: 'package.json', line: 2, column: 1, endLine: 2, endColumn: 2, text: 'new' },
    ]);
  });
});
