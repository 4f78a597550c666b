import assert from 'node:assert/strict';
import { successorIn } from '../../src/packages/successor.ts';

describe('the successor that a message names', () => {
  const check = (message: string, wanted: string | undefined) =>
    assert.equal(successorIn(message, 'old'), wanted, message);

  it('is found in what maintainers write', () => {
    check('Please use @scope/new-thing instead', '@scope/new-thing');
    check('This package has been renamed to new-thing', 'new-thing');
    check('Deprecated in favor of `new-thing`.', 'new-thing');
    check('package has been moved to @scope/new. Visit the site', '@scope/new');
    check('new-thing replaces it; use "new-thing" instead', 'new-thing');
    check('Replaced by new.thing', 'new.thing');
    check('Use new-thing', 'new-thing');
    check('superseded by the new package new-thing', 'new-thing');
    check('Please switch to the new-thing package instead', 'new-thing');
  });

  it('is not guessed', () => {
    check('no longer maintained', undefined);
    check('Please use it instead', undefined);
    check('use version 2 instead', undefined);
    check('Please upgrade to v7 or higher', undefined);
    check('renamed to old', undefined);
    check('moved to https://example.com/new', undefined);
    check('moved to example.com', undefined);
    check('Use your own copy of the file', undefined);
    check('Please use fetch instead', undefined);
    check('replaced by crypto', undefined);
    check('Use the native URL class', undefined);
    check('', undefined);
  });

  it('takes no longer for a message made to take long', () => check(`use ${'a.'.repeat(50_000)} `, undefined));
});
