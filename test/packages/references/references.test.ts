import assert from 'node:assert/strict';
import { referencesInManifest } from '../../../src/packages/references/references-in-manifest.ts';
import { importOf } from '../fakes.ts';

describe('references in a package.json', () => {
  const check = (text: string, wanted: readonly string[]) => {
    const references = referencesInManifest(text);
    for (const { range, name } of references) assert.equal(text.slice(range.start, range.end), name);
    assert.deepEqual(
      references.map(({ name }) => name),
      wanted,
    );
  };

  it('are all four kinds of dependency, in order', () =>
    check(
      `{ "name": "x", "dependencies": { "a": "^1" }, "scripts": { "no": "1" },
        "devDependencies": { "@s/b": "~2" }, "peerDependencies": { "c": "*" }, "optionalDependencies": { "d": "latest" } }`,
      ['a', '@s/b', 'c', 'd'],
    ));

  it('name the target of an alias', () =>
    check('{"dependencies":{"a":"npm:real@^1","b":"npm:@s/real@2","c":"npm:bare"}}', ['real', '@s/real', 'bare']));

  it('leave out what comes from elsewhere', () =>
    check(
      `{"dependencies":{"a":"file:../a","b":"link:b","c":"workspace:^","d":"catalog:","e":"git+ssh://x/y.git","f":"https://x/y.tgz",
        "g":"acme/repo#main","h":"../h","i":"portal:../i","j":"github:acme/x"}}`,
      [],
    ));

  it('are read from broken JSON as far as it goes', () => {
    check('{"dependencies":{"a":"1","b', ['a']);
    check('{"dependencies":{"a":"1",,"b":"2"}', ['a', 'b']);
    for (const text of ['', '[]', 'null', '{', '"x"', '{"dependencies":[]}', '{"dependencies":{"a":1}}', '\0'])
      check(text, []);
  });
});

describe('references in code', () => {
  it('point at the name within the specifier', () => {
    for (const [specifier, name] of [
      ['lodash/fp', 'lodash'],
      ['@scope/name/sub/path', '@scope/name'],
      ['npm:chalk@5/x', 'chalk'],
      ['raw-loader!thing/a.txt', 'thing'],
      ['thing?worker', 'thing'],
      ['thing/', 'thing'],
    ] as const) {
      const reference = importOf(specifier);
      assert.equal(reference.name, name);
      assert.equal(`import '${specifier}';`.slice(reference.range.start, reference.range.end), name);
    }
  });

  it('name nothing where no package is named', () => {
    for (const specifier of ['./x', '..', '@scope', 'text!./x.html', '/x']) assert.equal(importOf(specifier).name, '');
  });
});
