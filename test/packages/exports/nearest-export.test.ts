import assert from 'node:assert/strict';
import { nearestExport } from '../../../src/packages/exports/nearest-export.ts';

describe('the nearest export', () => {
  const check = (name: string, exported: readonly string[], wanted: string | undefined) =>
    assert.equal(nearestExport(name, exported), wanted, name);

  it('is found by spelling, case and words', () => {
    check('createHashh', ['createHash', 'createHmac'], 'createHash');
    check('parseJSON', ['parseJson', 'parse'], 'parseJson');
    check('parse_json', ['parseJson'], 'parseJson');
    check('verifyAsync', ['sign', 'verify', 'decode'], 'verify');
    check('globAsync', ['globSync', 'glob'], 'glob');
    check('parseAsyncSafe', ['parse', 'safeParseAsync'], 'safeParseAsync');
    check('useEffectOnce', ['useEffect', 'useState'], 'useEffect');
    check('isPassword', ['isEmail', 'isStrongPassword'], 'isStrongPassword');
  });

  it('is none where it would be a guess', () => {
    check('createLogger', ['createServer', 'pino', 'default'], undefined);
    check('getUser', ['getRole', 'setUserAgentString', 'user agent'], undefined);
    check('v7', ['v1', 'v3', 'v4', 'v5'], undefined);
    check('anything', [], undefined);
    check('isEmail', ['isIP', 'isURL'], undefined);
  });

  it('is sought in no time among many long names', () => {
    check(
      'x'.repeat(10_000),
      Array.from({ length: 5000 }, (_, index) => 'x'.repeat(5000) + index),
      undefined,
    );
  });
});
