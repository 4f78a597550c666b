import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine.ts';
import { referencesInCode } from '../../../src/packages/references/references-in-code.ts';
import { loadTestEngine } from '../../support/engine.ts';

describe('references in code beyond imports', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine([]);
  });

  const read = (code: string) => {
    const document = engine.open(code, 'typescript');
    try {
      return referencesInCode(document.imports());
    } finally {
      document.delete();
    }
  };

  const check = (code: string, wanted: readonly string[]) =>
    assert.deepEqual(
      read(code).map(({ name, origin, range, version, versionRange }) => {
        assert.equal(code.slice(range.start, range.end), name);
        if (versionRange) assert.equal(code.slice(versionRange.start, versionRange.end), version);
        return [name, origin, ...(version === undefined ? [] : [version])].join(' ');
      }),
      wanted,
    );

  it('are types that comments ask for', () => {
    check("/** @type {import('next').NextConfig} */\nmodule.exports = {};", ['next comment']);
    check('/** @typedef {Array<import("@acme-ui/a/sub").X>} X */', ['@acme-ui/a comment']);
    check('/**\n * @param {import(\'a1\').A} a\n * @returns {Promise<import( "b1" ).B>}\n */', [
      'a1 comment',
      'b1 comment',
    ]);
    check("/** @import { A, B as C } from 'a1' */", ['a1 comment']);
    check('/// <reference types="vite/client" />\n/// <reference path="./x.d.ts" />', ['vite comment']);
  });

  it('are not what comments say otherwise', () => {
    check("// import('a1')\n/* import('b1') */", []);
    check(
      "/**\n * Loads import('a1').\n * @example\n * const a = await import('b1');\n * function f() { import('c1') }\n */",
      [],
    );
    check('const text = "/** @type {import(\'a1\').A} */";', []);
    check('// <reference types="a1" />', []);
  });

  it('are packages that are imported from a CDN', () => {
    check("import a from 'https://esm.sh/react@18.2.0/jsx-runtime?dev';", ['react url 18.2.0']);
    check("export * from 'https://cdn.jsdelivr.net/npm/@acme-ui/a/+esm';", ['@acme-ui/a url']);
    check("await import('https://unpkg.com/lit@^3');", ['lit url ^3']);
  });

  it('have the version that npm: asks for', () => {
    check("import a from 'npm:chalk@^5.1/x'; import b from 'npm:@acme-ui/b';", [
      'chalk import ^5.1',
      '@acme-ui/b import',
    ]);
  });
});

describe('names that an import takes out of its module', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine([]);
  });

  const check = (code: string, wanted: readonly string[]) => {
    const document = engine.open(code, 'typescript');
    try {
      const names = document.imports().flatMap((site) => site.names ?? []);
      for (const { name, range } of names) assert.equal(code.slice(range.start, range.end), name);
      assert.deepEqual(
        names.map(({ name, separator = '' }) => name + separator),
        wanted,
        code,
      );
    } finally {
      document.delete();
    }
  };

  it('are those of import and export-from', () => {
    check("import d, { a, b as c } from 'x'; export { e, f as g } from 'y';", ['a as ', 'b', 'e as ', 'f']);
    check("import { type A, b } from 'x'; import type { C } from 'x'; export type { D } from 'x';", ['b as ']);
    check(
      "import * as all from 'x'; import 'y'; export * from 'z'; import { default as q, 'odd name' as r } from 'w';",
      ['default'],
    );
  });

  it('are those of require and import()', () => {
    check("const { a, b: c, ...rest } = require('x'); const d = require('y').e;", ['a: ', 'b', 'e']);
    check("const { a } = await import('x'); const { then } = import('y'); (await import('z')).f();", ['a: ', 'f']);
    check("const { a = 1, [b]: c } = require('x'); const [d] = require('y'); const e = require('z');", []);
    check("require('x').a.b(); const f = require.resolve('y').g;", ['a']);
  });
});
