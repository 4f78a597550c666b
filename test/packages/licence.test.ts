import assert from 'node:assert/strict';
import { isLicenceAllowed } from '../../src/packages/licence.ts';

describe('a licence', () => {
  const check = (licence: string, wanted: boolean) =>
    assert.equal(isLicenceAllowed(licence, ['MIT', 'Apache-2.0', 'LGPL-2.1']), wanted, licence);

  it('is allowed where one way to meet it is', () => {
    check('MIT', true);
    check('mit', true);
    check('(MIT OR GPL-3.0-only)', true);
    check('GPL-3.0-only OR (MIT AND Apache-2.0)', true);
    check('Apache-2.0 WITH LLVM-exception', true);
    check('LGPL-2.1+', true);
  });

  it('is not allowed otherwise, whatever is written', () => {
    check('GPL-3.0-only', false);
    check('MIT AND GPL-3.0-only', false);
    check('UNLICENSED', false);
    check('SEE LICENSE IN LICENSE.md', false);
    check('MIT GPL-3.0-only', false);
    check('(MIT', false);
    check('', false);
    check('('.repeat(10_000), false);
  });
});
