import assert from 'node:assert/strict';
import { toJson } from '../../src/report/json.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { toText } from '../../src/report/text.ts';
import { findingAt, PLAIN, sampleReport } from './sample-report.ts';

describe('a secret that is found', () => {
  const SECRET = 'Sh0p!admin';
  const TEXT = `const password = '${SECRET}'; createHash('md5').update(password);\n`;
  const report = (text = TEXT, secret = SECRET) => {
    const about = {
      rule: 'secret/hardcoded-credential',
      message: 'The value of `password` is written here.',
      fixes: [],
    };
    const findings = [findingAt(text, `'${secret}'`, about), findingAt(text, "'md5'")];
    return { ...sampleReport(), files: [{ path: 'a.ts', text, findings, suppressed: [] }] };
  };

  it('is in no report, also not beside another finding of its line', () => {
    for (const tell of [toJson, toSarif]) assert.ok(!tell(report()).includes(SECRET));
    const text = toText(report(), PLAIN);
    assert.ok(!text.includes(SECRET));
    assert.equal(text.split(`const password = '${'•'.repeat(SECRET.length)}'; createHash('md5')`).length, 3);
  });

  it('is blanked where it is silenced, too', () => {
    const [file] = report().files;
    assert.ok(file);
    const suppressed = file.findings
      .slice(0, 1)
      .map((finding) => ({ finding, reason: '', comment: { start: 0, end: 1 } }));
    const silenced = { ...report(), files: [{ ...file, findings: file.findings.slice(1), suppressed }] };
    assert.ok(!toText(silenced, PLAIN).includes(SECRET));
  });

  it('leaves no trace in the fingerprint', () => {
    const print = (given = report()) => JSON.parse(toJson(given)).findings[0].fingerprint;
    assert.equal(print(), print(report(TEXT.replace(SECRET, '0ther!pass'), '0ther!pass')));
  });

  it('is in no message and no repair of another finding', () => {
    const [file] = report().files;
    assert.ok(file);
    const [secret, other] = file.findings;
    assert.ok(secret && other);
    const message = `\`${SECRET}\` reaches \`md5\`.`;
    const fixes = [
      { title: 'Use SHA-256', safety: 'review', edits: [{ ...other.range, text: `sha256('${SECRET}')` }] },
    ] as const;
    const noisy = { ...other, message, trace: [{ range: other.range, message }], fixes };
    const told = { ...report(), files: [{ ...file, findings: [secret, noisy] }] };
    for (const tell of [toJson, toSarif]) assert.ok(!tell(told).includes(SECRET));
    assert.ok(!toText(told, PLAIN).includes(SECRET));
    assert.match(toText(told, PLAIN), /`•+` reaches `md5`/);
  });

  it('of a known format, and of several lines, is in no report', () => {
    const key = `-----BEGIN PRIVATE${' '}KEY-----\nMC4CAQAwBQYDK2Vw\nBCIEIH\n-----END PRIVATE${' '}KEY-----`;
    const text = `const key = \`${key}\`;\ncreateHash('md5').update('${key.slice(28, 40)}');\n`;
    const told = report(text, key);
    const findings = [findingAt(text, key, { rule: 'secret/private-key', fixes: [] }), findingAt(text, "'md5'")];
    const files = [{ path: 'a.ts', text, findings, suppressed: [] }];
    for (const written of [toJson({ ...told, files }), toSarif({ ...told, files }), toText({ ...told, files }, PLAIN)])
      assert.ok(!written.includes('BCIEIH'));
  });
});
