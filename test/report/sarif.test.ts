import assert from 'node:assert/strict';
import type { Report } from '../../src/report/report.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { ELSEWHERE, sampleReport, TEXT } from './sample-report.ts';
import { sarifFaults } from './sarif-faults.ts';

describe('SARIF', () => {
  const parsed = (given = sampleReport()) => JSON.parse(toSarif(given));

  it('validates against the public schema', () => {
    assert.deepEqual(sarifFaults(parsed()), []);
    assert.notDeepEqual(sarifFaults({ version: '2.1.0' }), [], 'the schema is one that can fail');
  });

  it('says place, rule, severity, fix, way and suppression', () => {
    const [run] = parsed().runs;
    const [told, silenced] = run.results;
    assert.deepEqual(told.locations[0].physicalLocation, {
      artifactLocation: { uri: 'src/a%20b.ts', uriBaseId: '%SRCROOT%', index: 1 },
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
      run.artifacts.map(({ location }: { location: { uri: string } }) => location.uri),
      ['assay.json', 'src/a%20b.ts'],
    );
  });

  it('says what went wrong and what was left out', () => {
    const [error, note] = parsed().runs[0].invocations[0].toolExecutionNotifications;
    assert.equal(parsed().runs[0].invocations[0].executionSuccessful, false);
    assert.deepEqual([error.level, note.level], ['error', 'note']);
    assert.deepEqual(error.locations[0].physicalLocation.region, { startLine: 2, startColumn: 5 });
    assert.equal(note.locations, undefined);
  });

  it('gives files outside the folder an address of their own, and escapes every name', () => {
    const uriOf = (path: string) => {
      const report = sampleReport();
      const files = report.files.map((file) => ({ ...file, path }));
      return parsed({ ...report, files }).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
    };
    assert.equal(uriOf('/other/a b.ts'), 'file:///other/a%20b.ts');
    assert.equal(uriOf('C:/other/a.ts'), 'file:///C:/other/a.ts');
    assert.equal(uriOf('src/a#b?%.ts'), 'src/a%23b%3F%25.ts');
    assert.equal(uriOf('src/\ud800.ts'), 'src/%EF%BF%BD.ts');
  });

  it('names the other file that a repair changes', () => {
    const log = parsed(sampleReport(TEXT, "'md5'", ELSEWHERE));
    assert.deepEqual(sarifFaults(log), []);
    const [change, ...more] = log.runs[0].results[0].fixes[0].artifactChanges;
    assert.deepEqual([change.artifactLocation.uri, more], ['package.json', []]);
    assert.equal(change.replacements[0].deletedRegion.startLine, 2);
  });

  it('makes no links of code in messages', () => {
    const report = sampleReport(TEXT, "'md5'", { message: '`handlers[name](x)` runs.' });
    assert.match(parsed(report).runs[0].results[0].message.text, /^`handlers\\\[name\\\]\(x\)` runs\./);
  });

  it('knows a finding again when lines above it come or go, and tells it from its likes', () => {
    const prints = (given: Report) =>
      parsed(given).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['assay/v1'],
      );
    assert.deepEqual(prints(sampleReport(`\n\n// more\n${TEXT}`)), prints(sampleReport()));
    assert.notEqual(prints(sampleReport(TEXT.replace('digest', 'other')))[0], prints(sampleReport())[0]);
    const [told, silenced] = prints(sampleReport());
    assert.notEqual(told, silenced);
  });
});
