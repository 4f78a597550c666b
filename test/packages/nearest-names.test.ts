import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editDistance } from '../../src/packages/edit-distance.ts';
import { NameIndex } from '../../src/packages/name-index.ts';
import { type Likeness, nearestNames } from '../../src/packages/nearest-names.ts';
import { loadWellKnownNames } from '../../src/packages/well-known-names.ts';

describe('the nearest well-known names', () => {
  const near = async (name: string) => nearestNames(name, [await loadWellKnownNames()]);
  const check = async (name: string, wanted: string | undefined, likeness?: Likeness) => {
    const [best] = await near(name);
    assert.equal(best?.name, wanted, name);
    if (likeness !== undefined) assert.equal(best?.likeness, likeness, name);
  };

  it('are found by spelling and punctuation', async () => {
    await check('expres', 'express', 'spelling');
    await check('axois', 'axios', 'spelling');
    await check('expressvalidator', 'express-validator', 'punctuation');
    await check('json_web_token', 'jsonwebtoken', 'punctuation');
    await check('express-valdiator', 'express-validator', 'spelling');
    await check('@aws/sdk-client-s3', '@aws-sdk/client-s3', 'punctuation');
  });

  it('are found by words: swapped, added, with a scope guessed', async () => {
    await check('validator-express', 'express-validator', 'order');
    await check('expres-validator-pro', 'express-validator', 'affix');
    await check('node-express-validator', 'express-validator', 'affix');
    await check('axios-pro', 'axios', 'affix');
    await check('@lodash/lodash', 'lodash', 'scope');
    await check('openai-sdk', 'openai', 'affix');
    await check('@stripe/sdk', 'stripe', 'scope');
    await check('anthropic-ai-sdk', '@anthropic-ai/sdk');
    await check('anthropic-sdk', '@anthropic-ai/sdk', 'scope');
    await check('@anthropic/sdk', '@anthropic-ai/sdk', 'scope');
    await check('express-rate-limit-memory', 'express-rate-limit', 'merged');
    await check('express-ratelimit-redis-pro', 'express-rate-limit', 'merged');
  });

  it('are found where a name has lost a word', () => {
    assert.deepEqual(nearestNames('rate-limit', [new NameIndex(['express-rate-limit'])]), [
      { name: 'express-rate-limit', likeness: 'shortened', reason: 'the same words and one more' },
    ]);
  });

  it('are both found where two are written as one', async () => {
    const index = new NameIndex(['express', 'mongoose', 'lodash']);
    assert.deepEqual(
      nearestNames('express-mongoose', [index]).map(({ name, reason }) => [name, reason]),
      [
        ['express', 'one of the two packages `express` and `mongoose`'],
        ['mongoose', 'one of the two packages `express` and `mongoose`'],
      ],
    );
  });

  it('are found for the packages of other languages', async () => {
    assert.deepEqual(
      (await near('beautifulsoup4')).map(({ name, reason }) => [name, reason]),
      [['cheerio', 'what serves on npm for `beautifulsoup4` of PyPI']],
    );
    await check('psycopg2-binary', 'pg', 'ecosystem');
    await check('python-dotenv', 'dotenv', 'ecosystem');
    await check('@acme/nokogiri', undefined);
  });

  it('are at most three, surest first, each once and each with its reason', () => {
    const index = new NameIndex(['a-validator-b', 'validators', 'validator-a', 'a-validator', 'avalidator-b']);
    const found = nearestNames('a-validatr', [index]);
    assert.ok(found.length <= 3 && found.length > 0);
    assert.deepEqual(found[0], { name: 'a-validator', likeness: 'spelling', reason: 'spelled almost alike' });
    assert.equal(new Set(found.map(({ name }) => name)).size, found.length);
  });

  it('are not guessed', async () => {
    for (const name of [
      'quantum-flux-validator',
      'xq',
      'zood',
      'node-utils',
      '@acme/billing',
      'my-company-thing',
      'sdk',
      '-',
      '@/',
    ])
      await check(name, undefined);
  });

  it('are first those that the project itself declares', () =>
    assert.equal(
      nearestNames('acme-wigdets', [new NameIndex(['acme-widgets']), new NameIndex(['express', 'acme-wigdet'])])[0]
        ?.name,
      'acme-widgets',
    ));

  it('are found for names of any length at once', () => {
    const index = new NameIndex(Array.from({ length: 5000 }, (_, at) => `name-${at}-${'x'.repeat(at % 40)}`));
    for (const name of ['a-'.repeat(5000), 'x'.repeat(10_000), '-'.repeat(10_000)])
      assert.deepEqual(nearestNames(name, [index]), []);
  });
});

describe('the edit distance', () => {
  const check = (a: string, b: string, limit: number, wanted: number) =>
    assert.equal(editDistance(a, b, limit), wanted);

  it('counts errors of typing, a swap as one', () => {
    check('axios', 'axios', 2, 0);
    check('axois', 'axios', 2, 1);
    check('axio', 'axios', 2, 1);
    check('axxios', 'axios', 2, 1);
    check('kitten', 'sitting', 3, 3);
    check('', 'ab', 2, 2);
  });

  it('is that of the plain method, for all texts', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 9 });
    fc.assert(
      fc.property(text, text, fc.nat(3), (a, b, limit) =>
        assert.equal(editDistance(a, b, limit), Math.min(plainDistance(a, b), limit + 1)),
      ),
      { numRuns: 3000 },
    );
  });

  it('gives up behind its limit', () => check('abcdef', 'uvwxyz', 2, 3));
});

/** Optimal string alignment by its definition. */
function plainDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const steps = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + cost];
      rows[row]?.push(Math.min(...steps, isSwap ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY));
    }
  }
  return at(a.length, b.length);
}
