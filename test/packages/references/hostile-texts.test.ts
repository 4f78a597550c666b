import assert from 'node:assert/strict';
import fc from 'fast-check';
import { referencesIn } from '../../../src/packages/references/references-in.ts';

const PATHS = [
  'package.json',
  'README.md',
  'x.sh',
  'Dockerfile',
  '.github/workflows/x.yml',
  '.mcp.json',
  'x.toml',
  'index.html',
  'deno.json',
  'pnpm-workspace.yaml',
  'install',
].map((name) => `/x/${name}`);

const PIECES = [
  'npm',
  'npx',
  ' install ',
  ' -y ',
  'left-pad',
  '@',
  '/',
  '@1',
  '`',
  '```',
  '\n',
  '\\\n',
  '"',
  "'",
  '$',
  '${',
  '}',
  '$(',
  ')',
  '<',
  '>',
  '<!--',
  '<script src="',
  'https://unpkg.com/',
  '{',
  '[',
  ']',
  ':',
  ',',
  '|',
  '&&',
  'RUN ',
  '<<EOF',
  'run: |',
  '  ',
  '\t',
  '#',
  '#!/bin/sh',
  'command = ',
  'args',
  '"""',
  '\\u00',
  '\0',
  '\ud800',
  '=',
  '-',
  '--package=',
  'create ',
  'catalog:',
  '"overrides": {',
  '"scripts": {',
  '"command": "npx", "args": [',
];

describe('hostile texts', () => {
  it('give references whose places are in the text, and never throw', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...PATHS),
        fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }),
        (path, pieces) => {
          const text = pieces.join('');
          for (const { name, range, version, versionRange } of referencesIn(path, text)) {
            assert.ok(
              name !== '' && range.start < range.end && range.start >= 0 && range.end <= text.length,
              JSON.stringify(text),
            );
            assert.equal(versionRange === undefined, version === undefined);
            assert.ok(
              versionRange === undefined || (versionRange.start < versionRange.end && versionRange.end <= text.length),
            );
          }
        },
      ),
      { numRuns: 3000 },
    ));

  // Whatever takes quadratic time takes minutes with these, and the test its time limit.
  for (const piece of [
    ...PIECES,
    '\\"',
    '` `` ',
    '- ',
    '> ',
    '``` a\n',
    '~~~\n',
    'npm i a\\\n',
    'npm i "',
    '<script ',
    '<script src=',
    '${{',
    'x=',
    'from ',
    "import('",
    '[[',
    '{"a":',
    '"a": [',
    'a/',
    'a>',
    '  a: b\n',
  ])
    it(`are read in proportion to their length: ${JSON.stringify(piece)}`, () => {
      const start = { sh: 'npm i ', toml: 'command = "x" ', json: '{"overrides":{"a":"npx ' };
      const long = piece.repeat(60_000 / piece.length);
      for (const path of PATHS) {
        referencesIn(path, long);
        for (const before of Object.values(start)) referencesIn(path, before + long);
      }
    });

  it('that install and run thousands of packages come to an end', () => {
    const text = Array.from({ length: 14_000 }, (_, at) => `npm i package-${at + 100}\nnpx -y command-${at + 100}\n`).join('');
    assert.equal(referencesIn('/x/x.sh', text).length, 28_000);
  }).timeout(10_000);

  it('that run what they install name commands of it, whatever the scope', () => {
    const guarded = (installed: string) =>
      referencesIn('/x/x.sh', `npm i ${installed}\nnpx ladle serve\n`).map(({ name }) => name);
    for (const installed of ['@ladle/react', 'ladle-cli', '@own-kitchen/ladle', '@own-kitchen/ladle-cli'])
      assert.deepEqual(guarded(installed), [installed], installed);
    assert.deepEqual(guarded('ladles'), ['ladles', 'ladle']);
  });
});
