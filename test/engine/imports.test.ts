import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine.ts';
import { loadTestEngine } from '../support/engine.ts';

describe('the imports of a file', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  function check(text: string, wanted: readonly string[]) {
    const document = engine.open(text, 'javascript', 'src/a.js');
    const found = document.imports().map(({ specifier }) => specifier);
    document.delete();
    assert.deepEqual(found, wanted, text);
  }

  it('leave out what the file makes itself under a name', () => {
    check("define('shop/cart', ['lodash'], () => 1);\nrequire('shop/cart'); require('shop/other');", ['shop/other']);
    check("System.register('cart', [], () => ({}));\nimport('cart');", []);
    check("jest.mock('native-cart', () => ({}), { virtual: true });\nrequire('native-cart');", []);
    check("jest.mock('native-cart', () => ({}));\nrequire('native-cart');", ['native-cart']);
    check("define('cart');\nrequire('cart');", ['cart']);
    check("other.define('cart', () => 1);\nrequire('cart');", ['cart']);
  });

  it('leave out what is looked for from another folder', () => {
    check("require.resolve('cart', { paths: [root] }); require.resolve('kept');", ['kept']);
  });

  it('are not guessed across the gaps of a template', () => {
    check("<% if (lang) { %>\nimport lang from '<%= lang %>'\n<%\n  use.push('lang')\n}\n%>\nimport x from 'kept';\n", [
      'kept',
    ]);
    check("import { a from\nconst b = 'other';\nimport x from 'kept';\n", ['kept']);
  });
});
