import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCommonJs } from '../../../src/packages/exports/common-js-exports.ts';
import { type ReadExports, readEsModule } from '../../../src/packages/exports/es-exports.ts';

/** Names, then `* from` each, then `?` when something is left open. */
const told = (found: ReadExports | undefined): string =>
  found === undefined
    ? 'broken'
    : [...[...found.names].sort(), ...[...found.stars].map((star) => `* ${star}`), ...(found.isOpen ? ['?'] : [])].join(
        ' ',
      );

describe('the exports of a module', () => {
  const check = (text: string, wanted: string) => assert.equal(told(readEsModule(text, false)), wanted, text);

  it('are read in every form', () => {
    check('export const a = 1, b = { x: 1, y: [2, 3] };\nexport let c;\nexport var d = () => {}', 'a b c d');
    check(
      'export function a() {}\nexport async function b() {}\nexport function* c() {}\nexport class D extends E {}',
      'D a b c',
    );
    check('export { a, b as c, d as default, e as "odd name" };', 'a c default odd name');
    check("export { a } from './a.js'; export * from './b.js'; export * as ns from './c.js';", 'a ns * ./b.js');
    check('export default class X {}', 'default');
    check('export const { a, b: { c }, ...d } = x, [e, , f] = y;', 'a b c d e f');
    check('export{a as b,c};export*from"./x"', 'b c * ./x');
  });

  it('are not found in comments, texts, expressions or inner code', () => {
    check(
      '// export const a = 1\n/* export { b } */ const c = "export { d }"; const e = `export const ${f(`}`)} g`;',
      '',
    );
    check('const a = /export { b }/; const c = d / e; export { c }; // / \nif (x) { y.export = 1 }', 'c');
    check('const r = x.replace(/[`"\'/]/g, "") ; export { r }', 'r');
  });

  it('are not read of what is cut off', () => {
    for (const text of [
      'export { a',
      'export const a = "x',
      'export const a = `x',
      'export const a = (1]',
      '/* export',
      'export const a = `${`',
    ])
      check(text, 'broken');
  });
});

describe('the exports of declarations', () => {
  const check = (text: string, wanted: string) => assert.equal(told(readEsModule(text, true)), wanted, text);

  it('are those that are declared, said or not', () => {
    check('export declare function a(x: { y: string }): Map<A, B>;\ndeclare const b: string;\nexport { b };', 'a b');
    check(
      'export interface A { x: string }\nexport type B<T> = { [K in T]: C };\nexport declare abstract class D {}\nexport declare const enum E { F }',
      'A B D E',
    );
    check('export declare namespace a.b { const c: 1 }\nexport import d = e.f;\nexport as namespace G;', 'a d');
    check('declare const a: string, b: Map<X, Y>;\nexport type { c } from "./c";', 'X Y a b c'.replace('X ', ''));
  });

  it('are the members of what is assigned', () => {
    check(
      'declare function a(): void;\ndeclare namespace a { function b(): void; interface C {} }\nexport = a;',
      'C a b',
    );
    check('declare class A { static b(): void; c: string }\nexport = A;', 'A b c static string void');
    check('declare const a: { b(): void };\nexport = a;', 'a b void');
    check('interface A { b(): void }\ndeclare const a: A;\nexport = a;', 'A a b void');
    check("import a = require('./b');\nexport = a;", '* ./b');
  });

  it('are open where more may be added', () => {
    check('declare class A extends B {}\nexport = A;', 'A ?');
    check('declare const a: B.C;\nexport = a;', 'a ?');
    check('export = a.b;', '?');
    check('declare function a(): void;\ndeclare global { const b: 1 }\nexport = a;', 'a ?');
    check("import './more';\nexport declare const a: 1;", 'a ?');
    check('/// <reference path="./more.d.ts" />\nexport declare const a: 1;', 'a ?');
  });

  it('may be declared for a name', () => {
    const module = readEsModule(
      "declare module 'x' { export function a(): void; const b: 1; }\ndeclare module 'y';",
      true,
    );
    assert.equal(module?.isModule, false);
    assert.equal(told(module?.declared.get('x')), 'a b');
    assert.equal(told(module?.declared.get('y')), '?');
  });
});

describe('the exports of CommonJS', () => {
  const check = (text: string, wanted: string) => assert.equal(told(readCommonJs(text)), wanted, text);

  it('are read where they are written out', () => {
    check('exports.a = 1; module.exports.b = exports.c = void 0;', 'a b c');
    check(
      "module.exports = { a, b: 1, 'c': 2, d() {}, get e() {}, async f() {}, ...require('./g') };",
      'a b c d e f * ./g',
    );
    check("module.exports = require('./a');", '* ./a');
    check("if (p) { module.exports = require('./a') } else { module.exports = require('./b') }", '* ./a * ./b');
    check(
      "Object.defineProperty(exports, '__esModule', { value: true }); Object.defineProperty(module.exports, 'a', { get })",
      '__esModule a',
    );
    check('function a() {}\na.b = 1;\nmodule.exports = a;\nmodule.exports.c = 2;', 'b c');
    check('exports = module.exports = a;\nfunction a() { return new B() }\nexports.c = 1', 'c');
    check('const a = { b: 1, c };\na.d = 2;\nmodule.exports = a;', 'b c d');
    check(
      'var a = { b: 1 };\nvar _default = exports.default = a;\nmodule.exports = exports.default;\nmodule.exports.default = exports.default;',
      'b default',
    );
    check('if (require.main === module) main();\nexports.a = 1;', 'a');
  });

  it('are read of what compilers write', () => {
    check(
      'var __exportStar = (this && this.__exportStar) || function(m, exports) { for (var p in m) if (p !== "default") __createBinding(exports, m, p); };',
      '?',
    );
    check('__exportStar(require("./a"), exports);\nexports.b = 1;', 'b * ./a');
    check('const tslib_1 = require("tslib"); tslib_1.__exportStar(require("./a"), exports);', '* ./a');
    check(
      'var x = {}; __export(x, { a: () => a, b: () => b });\nmodule.exports = __toCommonJS(x);\n0 && (module.exports = { a, b });',
      'a b',
    );
    check('_export(exports, { a: function() { return a; } });', 'a');
  });

  it('are open where anything else is done with them', () => {
    for (const text of [
      'exports[x] = 1',
      'module.exports[x] = 1',
      'module.exports = f()',
      'module.exports = new A()',
      'module.exports = { ...a }',
      'module.exports = { [a]: 1 }',
      'f(exports)',
      'f(module)',
      'var e = exports; e.a = 1',
      'module.exports = a; var a = f();',
      'module.exports = a; function a() {} Object.assign(a, b);',
      'module.exports = a; function a() {} const b = a; b.c = 1',
      'module.exports = require("./a").b',
      'module.exports = { a: 1 }.b',
      '(function (exports) { exports.a = 1 })(this)',
      'Object.assign(exports, a)',
      'for (const k in a) exports[k] = a[k]',
      'module.exports = require("./a")(x)',
      'module.exports = require(x)',
      'module.exports = undefinedName',
    ])
      assert.ok(readCommonJs(text)?.isOpen, text);
  });
});

describe('hostile modules', () => {
  const PIECES = [
    'export ',
    'export * from ',
    "'./x'",
    'export = ',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    'a',
    ',',
    ';',
    '\n',
    '`',
    '${',
    '/',
    '//',
    '/*',
    '*/',
    '"',
    '\\',
    'declare module ',
    'const ',
    ': ',
    'class ',
    'namespace ',
    'module',
    '.',
    'exports',
    '=',
    'require(',
    '...',
    'Object.defineProperty(',
    '__exportStar(',
    '__export(',
    'function ',
    '\ud800',
    '#!',
  ];

  it('throw nothing', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 50 }), fc.boolean(), (pieces, isTypes) => {
        readEsModule(pieces.join(''), isTypes);
        readCommonJs(pieces.join(''));
      }),
      { numRuns: 3000 },
    ));

  // Whatever takes quadratic time takes minutes with these.
  for (const piece of [
    ...PIECES,
    'const a: a;',
    'export=a;',
    'const a: typeof a;',
    'export = a; const a: a;',
    'namespace a {',
    '`${',
    'exports.a=',
    'module.exports=a;',
    '__exportStar(a,exports);',
    'a={};',
    'function a(){}',
  ])
    it(`are read in proportion to their length: ${JSON.stringify(piece)}`, () => {
      const long = piece.repeat(40_000 / piece.length);
      for (const text of [long, `export = a;${long}`, `module.exports = a; function a() {}${long}`]) {
        readEsModule(text, true);
        readCommonJs(text);
      }
    });
});
