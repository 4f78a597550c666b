import assert from 'node:assert/strict';
import { pathBeside } from '../../src/report/path-beside.ts';

describe('the path of a file beside another', () => {
  const check = (path: string, relative: string, wanted: string) => assert.equal(pathBeside(path, relative), wanted);

  it('is shown as the other one is', () => {
    check('src/deep/a.ts', '../../package.json', 'package.json');
    check('src/a.ts', 'package.json', 'src/package.json');
    check('a.ts', '../../package.json', '../../package.json');
    check('/repo/src/a.ts', '../package.json', '/repo/package.json');
    check('C:/repo/src/a.ts', '../package.json', 'C:/repo/package.json');
  });
});
