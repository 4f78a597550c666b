import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Engine, fileKindOf } from '../../src/engine/engine.ts';
import { toJson } from '../../src/report/json.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { toText } from '../../src/report/text.ts';
import { secretsIn } from '../../src/rules/find-secrets.ts';
import { inOnePass, oneByOne } from '../../src/rules/secret-formats/beginnings.ts';
import { hasCrc32 } from '../../src/rules/secret-formats/checksum.ts';
import { SECRET_FORMATS } from '../../src/rules/secret-formats/formats.ts';
import { PLAIN, sampleReport } from '../report/sample-report.ts';
import { loadTestEngine } from '../support/engine.ts';
import { type Planted, plantedSecrets } from '../support/planted-secrets.ts';

/** How a secret stands in files of each kind; the name is that of a variable of the environment. */
const FILES: Readonly<Record<string, (name: string, text: string) => string>> = {
  'src/client.ts': (name, text) =>
    `import { connect } from './net.ts';\n\nconst ${name} = '${text}';\nconnect(${name});\n`,
  'src/client.js': (name, text) => `module.exports = connect({ ${camel(name)}: \`${text}\` });\n`,
  'config/app.json': (name, text) => `{\n  "other": 1,\n  "${name}": "${text}"\n}\n`,
  'config/app.yaml': (name, text) => `shop:\n  ${name}: "${text}"\n`,
  'config/app.toml': (name, text) => `[shop]\n${name.toLowerCase()} = "${text}"\n`,
  '.env': (name, text) => `PORT=3000\n${name}=${text}\nDEBUG=1\n`,
  'CLAUDE.md': (name, text) => `# Shop\n\nSet \`${name}=${text}\` before you run the tests.\n`,
  'prompts/agent.prompt': (name, text) => `You are a helper. Use ${name}: "${text}" for requests.\n`,
  'notebook.ipynb': (name, text) =>
    JSON.stringify({ cells: [{ cell_type: 'code', source: ['import os\n', `${name} = "${text}"\n`] }] }),
  'run.sh': (name, text) => `#!/bin/sh\nexport ${name}="${text}"\n./shop\n`,
  Dockerfile: (name, text) => `FROM node:22\nENV ${name}=${text}\n`,
  'app.py': (name, text) => `import os\n\nos.environ["${name}"] = "${text}"\n`,
  '.cursor/mcp.json': (name, text) =>
    `{ "mcpServers": { "shop": { "command": "shop", "env": { "${name}": "${text}" } } } }`,
};

const camel = (name: string): string => name.toLowerCase().replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

describe('secrets of known formats', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const told = (path: string, text: string) => {
    const document = engine.open(text, fileKindOf(path) ?? 'prose', path);
    try {
      return document.scan().findings.filter(({ confidence }) => confidence !== 'possible');
    } finally {
      document.delete();
    }
  };
  const nameOf = ({ name }: Planted): string => name ?? 'SHOP_ACCESS';

  for (const [path, write] of Object.entries(FILES))
    it(`are found in ${path}, each once, and not repeated`, () => {
      for (const planted of plantedSecrets(7)) {
        const text = write(nameOf(planted), planted.text);
        const findings = told(path, text).filter(({ rule }) => /secret|credential|key-in-source/.test(rule));
        // What knows where the key goes tells of it instead.
        if (/^(?:ai|agent)\//.test(findings[0]?.rule ?? '') && findings.length === 1) continue;
        assert.deepEqual(
          findings.map(({ rule }) => rule),
          [planted.rule],
          `${planted.what} in ${text}`,
        );
        const [finding] = findings;
        assert.ok(finding);
        assert.match(finding.message, planted.what);
        const covered = text.slice(finding.range.start, finding.range.end);
        const written = path.endsWith('.ipynb') ? JSON.stringify(planted.secret).slice(1, -1) : planted.secret;
        assert.ok(covered.includes(written), `${covered} covers ${written}`);
        for (let at = written.length - 14; at < written.length - 4; at++)
          assert.ok(!finding.message.includes(written.slice(at, at + 5)), finding.message);
      }
    });

  it('are in no report, nor what is left of them in fixes and fingerprints', () => {
    for (const [path, write] of Object.entries(FILES)) {
      const planted = plantedSecrets(13);
      const text = planted.map((one) => write(nameOf(one), one.text)).join('\n');
      const files = [{ path, text, findings: told(path, text), suppressed: [] }];
      assert.ok((files[0]?.findings.length ?? 0) > 50, path);
      const report = { ...sampleReport(), files };
      for (const written of [toJson(report), toSarif(report), toText(report, PLAIN)])
        for (const { secret, what } of planted) {
          const inside = secret.slice(-16).replace(/[^\w-].*$/, '');
          assert.ok(inside.length < 8 || !written.includes(inside), `${what} in ${path}`);
        }
    }
  });

  it('are found whatever they are made of', () => {
    for (let seed = 1; seed <= 40; seed++)
      for (const planted of plantedSecrets(seed)) {
        const text = `${nameOf(planted)}=${planted.text}\n`;
        assert.deepEqual(
          secretsIn(text).map(({ rule }) => rule),
          [planted.rule],
          `${planted.what}: ${text}`,
        );
      }
  });

  it('are left alone where they are broken: cut, joined to something longer, or a word again and again', () => {
    for (const { text, secret, name, rule, what } of plantedSecrets(3)) {
      if (
        /connection|private-key|webhook|signature|Slack token|OpenAI|Stripe secret|Vault|Supabase service/.test(
          rule + what.source,
        )
      )
        continue;
      const at = text.indexOf(secret);
      const half = text.slice(0, at) + secret.slice(0, Math.ceil(secret.length / 3));
      assert.deepEqual(secretsIn(`${name ?? 'VALUE'}="${half}"`), [], `cut: ${what}`);
      const masked = text.slice(0, at) + secret.slice(0, 6) + 'x'.repeat(secret.length - 6);
      assert.deepEqual(secretsIn(`${name ?? 'VALUE'}="${masked}"`), [], `masked: ${what}`);
    }
  });

  it('of GitHub and npm are certain when their checksum fits, and otherwise only likely', () => {
    for (const { text, what } of plantedSecrets(5).filter((planted) => /^(?:gh[pousr]|npm)_/.test(planted.text))) {
      assert.ok(hasCrc32(text));
      assert.equal(secretsIn(`"${text}"`)[0]?.confidence, 'certain', String(what));
      const other = text.slice(0, -1) + (text.endsWith('a') ? 'b' : 'a');
      assert.equal(secretsIn(`"${other}"`)[0]?.confidence, 'likely', String(what));
      const [right, wrong] = [text, other].map((one) => told('src/a.ts', `const TOKEN = "${one}";\n`));
      assert.match(
        right?.[0]?.message ?? '',
        /^`TOKEN` holds an? .* token, and everyone who can read this file can use it\.$/,
      );
      assert.match(
        wrong?.[0]?.message ?? '',
        /^`TOKEN` holds something like .*; not all of it fits one, so it is made up, altered or of a newer kind\.$/,
      );
      assert.deepEqual([right?.[0]?.severity, wrong?.[0]?.severity], ['critical', 'medium']);
    }
  });

  it('that are half typed, or stand among rubbish, make no rule throw', () => {
    const planted = plantedSecrets(11);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(...planted),
        fc.nat(80),
        fc.constantFrom(...Object.keys(FILES)),
        (rubbish, { text, name }, cut, path) => {
          told(path, `${rubbish}${name ?? 'A_KEY'}=${rubbish}"${text.slice(cut)}`);
          told(path, `${name ?? 'A_KEY'}: '${text.slice(0, cut)}${rubbish}`);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('begin at the same places, whichever way they are looked for', () => {
    const begins = SECRET_FORMATS.flatMap((format) => format.begins);
    const piece = fc.oneof(fc.constantFrom(...begins), fc.constantFrom('x', ' ', '\\n', '"', '_', '9', 'sk'));
    let count = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const found = oneByOne(text);
        count += found.length;
        assert.deepEqual(inOnePass(text), found);
      }),
      { seed: 3, numRuns: 2_000 },
    );
    assert.ok(count > 1_000, `${count} places`);
  });

  it('are looked for in linear time, in the worst of texts', () => {
    const pieces = [
      'sk-',
      'eyJ',
      'eyJhbGciOiJI.eyJ',
      '://',
      'a:b@',
      'https://a:',
      'xoxb-1',
      'key=',
      'token: ',
      'secret_',
      '-----BEGIN PRIVATE KEY-----',
      'AKIA',
      'sig=',
      'M',
      ':AA',
      '1',
      'password',
      'pwd"',
      'key\'"',
      'a.b',
      'sk-T3BlbkFJ',
      '-us1',
      'Q~',
      'glpat-',
      'key =\n',
    ];
    const token = plantedSecrets(7).find(({ text }) => text.startsWith('ghp_'))?.text ?? '';
    assert.ok(token.length > 20);
    // Quadratic, each would take minutes, and the test would never come to its end.
    for (const piece of pieces) {
      const text = `${piece.repeat(Math.ceil(400_000 / piece.length))}\n\nTOKEN="${token}"\n`;
      const at = text.lastIndexOf(token);
      assert.ok(
        secretsIn(text).some(({ range }) => range.start <= at && range.end >= at + token.length),
        piece,
      );
    }
  });
});
