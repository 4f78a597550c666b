import assert from 'node:assert/strict';
import { KnownSecrets } from '../../src/report/known-secrets.ts';

describe('secrets that are known', () => {
  const known = new KnownSecrets(['abcde', 'abcdefgh', 'fghij', 'four']);
  const blank = '•'.repeat(8);

  it('are taken out whole, also where they overlap or one begins another', () => {
    assert.equal(known.takenOutOf('x abcdefgh y'), `x ${blank} y`);
    assert.equal(known.takenOutOf('abcdefghij'), blank);
    assert.equal(known.takenOutOf('abcdeabcde.'), `${blank}${blank}.`);
    assert.ok(known.isIn('--fghij'));
  });

  it('leave other text alone, and words too short to be one', () => {
    assert.equal(known.takenOutOf('four abcd'), 'four abcd');
    assert.ok(!known.isIn('four abcd'));
  });

  it('are looked for among thousands that begin alike', () => {
    const many = new KnownSecrets(Array.from({ length: 20_000 }, (_, at) => `key-${at}-end`));
    for (let at = 0; at < 20_000; at++) assert.equal(many.takenOutOf(`\`key-${at}-end\``), `\`${blank}\``);
  });
});
