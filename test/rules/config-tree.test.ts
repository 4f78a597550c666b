import assert from 'node:assert/strict';
import { parse } from 'smol-toml';
import { type ConfigNode, settingAt, textOf, valueAt } from '../../src/rules/config/config-node.ts';
import { readJson } from '../../src/rules/config/json-tree.ts';
import { readConfig } from '../../src/rules/config/read-config.ts';
import { readToml } from '../../src/rules/config/toml-tree.ts';
import { readYaml } from '../../src/rules/config/yaml-tree.ts';

/** A tree as a plain value, to compare with what other readers make of the text. */
function plain(node: ConfigNode | undefined): unknown {
  if (!node) return undefined;
  if (node.is === 'array') return node.items.map(plain);
  if (node.is === 'object') return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
  return node.value;
}

const TOML = `# a comment
title = "A \\"quoted\\" title \\u00e9"
plain = 'C:\\path'
count = 1_000
ratio = 0.5
on = true
list = [ "a", # first
  "b", ]
long = """
two
lines"""
a.b.c = "dotted"

[mcp_servers.notes]
command = "npx"
args = ["-y", "notes-mcp"]
env = { KEY = "x", "OTHER NAME" = "y" }

[mcp_servers."with dot.s"]
url = "https://mcp.example.com"

[[profile]]
name = "one"
[[profile]]
name = "two"
[profile.inner]
deep = true
`;

describe('a configuration as a tree', () => {
  it('reads TOML as its usual parser does', () => {
    const wanted = JSON.parse(JSON.stringify(parse(TOML)).replace('"\\ntwo\\nlines"', '"two\\nlines"'));
    const got = JSON.parse(JSON.stringify(plain(readToml(TOML))).replace('"\\ntwo\\nlines"', '"two\\nlines"'));
    assert.deepEqual(got, wanted);
  });

  it('knows where each value stands, in every format', () => {
    const texts = [
      ['{ "a": { "b": "value" } } // end', readJson],
      ['a:\n  b: value\n', readYaml],
      ['[a]\nb = "value"\n', readToml],
    ] as const;
    for (const [text, read] of texts) {
      const node = valueAt(read(text), 'a', 'b');
      assert.ok(node);
      assert.equal(textOf(node), 'value');
      assert.match(text.slice(node.start, node.end), /^"?value"?$/);
    }
  });

  it('finds a setting that is written nested, with dots, or half and half', () => {
    for (const text of ['{"a.b.c": 1}', '{"a": {"b.c": 1}}', '{"a.b": {"c": 1}}', '{"a": {"b": {"c": 1}}}'])
      assert.equal(textOf(settingAt(readJson(text), 'a.b.c')?.value), '1', text);
  });

  it('reads of half-written text what is there', () => {
    assert.equal(textOf(valueAt(readJson('{ "a": "x", "b": '), 'a')), 'x');
    assert.equal(textOf(valueAt(readToml('a = "x"\nb = \n[c'), 'a')), 'x');
    assert.equal(textOf(valueAt(readYaml('a: x\nb: ['), 'a')), 'x');
  });

  it('takes an alias of YAML for the last node of that name before it', () => {
    const text = 'a: &x one\nb: *x\nc: &x two\nd: [*x]\ne: *unknown\nf: &y { <<: &z { g: 1 } }\nh: { <<: *z, i: *y }\n';
    assert.deepEqual(plain(readYaml(text)), {
      a: 'one',
      b: 'one',
      c: 'two',
      d: ['two'],
      f: { g: 1 },
      h: { g: 1, i: { g: 1 } },
    });
  });

  it('gives up on hostile text without a throw and without a hang', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`).join('\n')}\n`;
    const texts: readonly (readonly ['json' | 'yaml' | 'toml', string])[] = [
      ['json', '['.repeat(100_000)],
      ['json', '{"a":'.repeat(50_000)],
      ['yaml', bomb],
      ['yaml', '- '.repeat(20_000)],
      ['yaml', 'a: &x\n  b: *x\n'],
      ['yaml', `a: [${'*x,'.repeat(45_000)}]`],
      ['yaml', `${Array.from({ length: 5_000 }, (_, at) => `k${at}: &k${at} v\nz${at}: *k${at}\n`).join('')}`],
      ['yaml', '&a '.repeat(45_000)],
      ['yaml', '"'.repeat(140_000)],
      ['toml', 'a = ['.repeat(20_000)],
      ['toml', '[a]\n'.repeat(50_000)],
      ['toml', `a = "${'\\'.repeat(99_999)}`],
    ];
    for (const [kind, text] of texts) assert.doesNotThrow(() => readConfig({ kind, text }), text.slice(0, 20));
  });
});
