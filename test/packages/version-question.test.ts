import assert from 'node:assert/strict';
import type { PackageFacts } from '../../src/packages/facts.ts';
import {
  answerTo,
  isExact,
  leastOf,
  nearestRange,
  versionBeyond,
  versionFor,
} from '../../src/packages/version-question.ts';

const FACTS: PackageFacts = {
  latest: '2.1.0',
  tags: { latest: '2.1.0', next: '3.0.0-rc.1' },
  versions: ['1.0.0', '1.2.3', '1.2.9', '2.0.0', '2.1.0'],
  previews: ['3.0.0-rc.1'],
};

describe('a question for a version', () => {
  const check = (range: string, wanted: ReturnType<typeof answerTo>, facts = FACTS) =>
    assert.equal(answerTo(range, facts), wanted, range);

  it('is answered by what exists', () => {
    for (const range of [
      '',
      '*',
      'latest',
      '^1.0.0',
      '1.x',
      '1.2.9',
      '~2.1',
      '>=1 <2',
      '1 || 5',
      'next',
      ' ^2.0.0 ',
      'v1.0.0',
    ])
      check(range, 'found');
    for (const range of ['^1.3.0', '9.9.9', '^3.0.0', '~2.2', 'canary', '1.2.10']) check(range, 'missing');
  });

  it('is open where not all is known', () => {
    check('^1.0.0', 'unknown', { latest: '2.1.0' });
    check('^2.0.0', 'found', { latest: '2.1.0' });
    check('next', 'unknown', { latest: '2.1.0' });
    const { previews: _, ...unpreviewed } = FACTS;
    check('3.0.0-rc.2', 'unknown', unpreviewed);
    check('3.0.0-rc.2', 'missing');
    const tagged = { latest: '2.1.0', tags: { latest: '2.1.0', next: '3.0.0-rc.1' } };
    check('^3.0.0', 'missing', tagged);
    check('^3.0.0-rc.0', 'unknown', tagged);
    check('^1.0.0', 'unknown', tagged);
    check('x'.repeat(100_000), 'unknown');
    check('not a range', 'unknown');
    check('{{version}}', 'unknown');
  });

  it('takes the version that npm would take', () => {
    assert.equal(versionFor('^1.0.0', FACTS), '1.2.9');
    assert.equal(versionFor('>=1', FACTS), '2.1.0');
    assert.equal(versionFor('next', FACTS), '3.0.0-rc.1');
    assert.equal(versionFor('*', { latest: '1.0.0-beta.1' }), '1.0.0-beta.1');
    assert.equal(versionFor('^7', FACTS), undefined);
  });

  it('is repaired with the nearest that exists, and keeps its operator', () => {
    const near = (range: string, wanted: string | undefined) => assert.equal(nearestRange(range, FACTS), wanted, range);
    near('1.2.7', '1.2.9');
    near('~1.2.99', '~1.2.9');
    near('^1.9.0', '^1.2.9');
    near('^9.0.0', '^2.1.0');
    near('>=9', '>=2.1.0');
    near('9.x || 10.x', '^2.1.0');
    near('canary', '^2.1.0');
    assert.equal(nearestRange('^9.0.0', {}), undefined);
  });

  it('means a single version where it is plain', () => {
    const check = (range: string, wanted: string | undefined) => assert.equal(leastOf(range), wanted, range);
    check('^18.2.0', '18.2.0');
    check('~1.2.3-beta.1', '1.2.3-beta.1');
    check('v1.2.3', '1.2.3');
    for (const range of ['1.x', '>=1.0.0', '1.0.0 || 2.0.0', 'latest', '', '^1']) check(range, undefined);
    assert.deepEqual(['1.2.3', '=1.2.3', '^1.2.3', '1.2'].map(isExact), [true, true, false, false]);
  });

  it('finds the least that is to be changed to leave a weakness behind', () => {
    assert.equal(versionBeyond('1.0.0', ['<1.2.9'], FACTS), '1.2.9');
    assert.equal(versionBeyond('1.0.0', ['<1.2.9', '>=1.2.9 <2.1.0'], FACTS), '2.1.0');
    assert.equal(versionBeyond('2.1.0', ['*'], FACTS), undefined);
    assert.equal(versionBeyond('1.0.0', ['<2'], { latest: '2.1.0' }), '2.1.0');
  });
});
