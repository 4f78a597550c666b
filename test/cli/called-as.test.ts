import assert from 'node:assert/strict';
import { join } from 'node:path';
import { calledAs } from '../../src/cli/called-as.ts';

describe('how the program was called', () => {
  it('is what a person can type again', () => {
    assert.equal(calledAs('/usr/local/bin/assay', false), 'assay');
    assert.equal(calledAs(join(process.cwd(), 'node_modules/.bin/assay'), true), 'npx assay');
    assert.equal(calledAs(join(process.cwd(), 'dist/cli.js'), false), `node ${join('dist', 'cli.js')}`);
    assert.equal(calledAs('/elsewhere/dist/cli.js', false), 'assay');
    assert.equal(calledAs('', false), 'assay');
  });
});
