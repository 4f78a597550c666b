import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding } from '../../src/engine/finding.ts';
import { changePolicy } from '../../src/project/policy/edit-policy.ts';
import { parsePolicy } from '../../src/project/policy/parse-policy.ts';
import { applyPolicy, mergePolicies, NO_POLICY, type Policy, settingOf } from '../../src/project/policy/policy.ts';
import { readPolicy } from '../../src/project/policy/read-policy.ts';
import { findRoot } from '../../src/project/workspace-root.ts';

const RULE_IDS = ['code/weak-hash', 'code/sql-injection', 'package/hallucinated'];

describe('assay.json', () => {
  const parse = (text: string) => parsePolicy(text, 'assay.json', RULE_IDS);
  const checkProblem = (text: string, at: string, message: RegExp) => {
    const { problems } = parse(text);
    assert.equal(problems.length, 1, JSON.stringify(problems));
    assert.equal(text.slice(problems[0]?.range.start, problems[0]?.range.end), at);
    assert.match(problems[0]?.message ?? '', message);
  };

  it('may hold comments and trailing commas', () => {
    const { policy, problems } = parse('{\n  // agreed\n  "rules": { "code/weak-hash": "off", },\n}');
    assert.deepEqual(problems, []);
    assert.deepEqual(policy.rules, [{ pattern: 'code/weak-hash', setting: 'off' }]);
  });

  it('with a slip in the name of a rule is told what was meant', () => {
    checkProblem('{ "rules": { "code/weak-hsh": "off" } }', '"code/weak-hsh"', /Did you mean `code\/weak-hash`\?/);
  });

  it('with an unknown key, setting, confidence or type is told what may stand there', () => {
    checkProblem('{ "rule": {} }', '"rule"', /Did you mean `rules`\?/);
    checkProblem('{ "rules": { "code/weak-hash": "none" } }', '"none"', /"off", "information", "warning", "error"/);
    checkProblem('{ "minimumConfidence": "sure" }', '"sure"', /"certain", "likely", "possible"/);
    checkProblem('{ "exclude": "legacy" }', '"legacy"', /array of strings/);
    checkProblem('{ "packages": { "privateScopes": ["a b"] } }', '"a b"', /no scope/);
    checkProblem('{ "packages": { "deny": ["left-pad@1"] } }', '"left-pad@1"', /no package name/);
    checkProblem('{ "packages": { "minimumAgeDays": "14" } }', '"14"', /a number of days/);
    checkProblem('{ "packages": { "minimumAgeDays": -1 } }', '-1', /from 0 to 3650/);
    for (const proxy of ['not a host', 'http://[::1', 'https://', 'ftp://llm.acme.internal', ''])
      checkProblem(`{ "ai": { "proxy": "${proxy}" } }`, `"${proxy}"`, /is no host/);
    for (const proxy of ['llm.acme.internal', 'localhost:4000', 'https://llm.acme.internal:8443/v1?x=1'])
      assert.equal(parse(`{ "ai": { "proxy": "${proxy}" } }`).policy.ai.proxy, proxy);
    checkProblem('{ "packages": { "licences": "MIT" } }', '"MIT"', /array of strings/);
    checkProblem('{ "packages": { "licenses": ["MIT"] } }', '"licenses"', /Did you mean `licences`\?/);
    checkProblem('{ "rules": { "code/weak-hash": ["error"] } }', '["error"]', /"off", "information"/);
    checkProblem('{ "rules": [] }', '[]', /object of rule ids/);
    checkProblem('{ "packages": [] }', '[]', /must be an object/);
    checkProblem('{ "packages": { "allowed": [] } }', '"allowed"', /Did you mean `allow`\?/);
    checkProblem('{ "exclude": ["a", 1] }', '1', /must be a string/);
    checkProblem('{ "extends": 1 }', '1', /a string or an array of strings/);
    checkProblem('[]', '[]', /must be an object/);
  });

  it('with a rule without its category, a glob that matches nothing, or a version is told how to write it', () => {
    checkProblem('{ "rules": { "weak-hash": "off" } }', '"weak-hash"', /Did you mean `code\/weak-hash`\?/);
    checkProblem('{ "rules": { "cod/*": "off" } }', '"cod/*"', /No rule matches `cod\/\*`/);
    checkProblem('{ "packages": { "allow": ["left-pad@1"] } }', '"left-pad@1"', /without version/);
    assert.deepEqual(parse('{ "rules": { "ai": "off", "agent/*": "off", "*": "error" } }').problems, []);
  });

  it('that is no JSON is told what is missing, at its place', () => {
    checkProblem('{ "exclude": [] "rules": {} }', '"rules"', /comma is missing/);
    checkProblem('{ "exclude": ["a" }', '}', /comma is missing/);
    checkProblem('{ "rules": {} } x', 'x', /no JSON value|should end before this/);
    checkProblem('', '', /value is expected/);
  });

  it('of a hundred thousand brackets is a problem, not a crash', () => {
    assert.ok(parse('{"rules":'.repeat(100_000)).problems.length > 0);
  });

  it('that is no JSON is a problem, and what can be read of it holds', () => {
    const { policy, problems } = parse('{ "rules": { "code/weak-hash": "off" }, ');
    assert.ok(problems.length > 0);
    assert.equal(settingOf(policy, 'code/weak-hash'), 'off');
  });

  it('keeps holding where one entry is wrong', () => {
    const { policy } = parse('{ "rules": { "nonsense": "off", "code": "warning" } }');
    assert.equal(settingOf(policy, 'code/weak-hash'), 'warning');
  });
});

describe('a policy', () => {
  const policyOf = (...rules: [string, 'off' | 'error' | 'warning' | 'information'][]): Policy => ({
    ...NO_POLICY,
    rules: rules.map(([pattern, setting]) => ({ pattern, setting })),
  });
  const finding = (rule: string, confidence: Finding['confidence'] = 'likely') =>
    ({ rule, confidence, level: 'warning', range: { start: 0, end: 1 } }) as Finding;

  it('lets the most specific entry win, and of equals the last', () => {
    assert.equal(
      settingOf(policyOf(['code/weak-hash', 'error'], ['code', 'off'], ['code/*', 'off']), 'code/weak-hash'),
      'error',
    );
    assert.equal(settingOf(policyOf(['code', 'error'], ['code/*', 'off']), 'code/weak-hash'), 'off');
    assert.equal(settingOf(policyOf(['code', 'off'], ['code/weak-*', 'error']), 'code/weak-hash'), 'error');
    assert.equal(settingOf(policyOf(['code', 'off'], ['*', 'error']), 'code/weak-hash'), 'off');
    assert.equal(settingOf(policyOf(['code/weak-*', 'off'], ['code/w*', 'error']), 'code/weak-hash'), 'off');
    assert.equal(settingOf(policyOf(['code/*-injection', 'off']), 'code/weak-hash'), undefined);
    assert.equal(settingOf(policyOf(['code', 'off']), 'package/hallucinated'), undefined);
  });

  it('takes out what is off or not sure enough, and sets levels', () => {
    const findings = [
      finding('code/weak-hash'),
      finding('code/sql-injection'),
      finding('package/hallucinated', 'possible'),
    ];
    const told = applyPolicy(findings, policyOf(['code/weak-hash', 'off'], ['code/sql-injection', 'error']), 'likely');
    assert.deepEqual(
      told.map(({ rule, level }) => [rule, level]),
      [['code/sql-injection', 'error']],
    );
    assert.equal(applyPolicy(findings, NO_POLICY, 'possible').length, 3);
    assert.equal(applyPolicy(findings, { ...NO_POLICY, minimumConfidence: 'certain' }, 'possible').length, 0);
  });
});

describe('a policy on disk', () => {
  let folder: string;
  const write = async (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-policy-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is none where there is no file', async () => {
    assert.deepEqual(await readPolicy(folder, RULE_IDS), {
      policy: NO_POLICY,
      problems: [],
      path: undefined,
      files: [],
      texts: new Map(),
    });
  });

  it('extends files and installed packages, and wins over them', async () => {
    await write({
      'assay.jsonc': '{ "extends": ["./team.json", "@acme/assay"], "rules": { "code/weak-hash": "error" } }',
      'team.json': '{ "rules": { "code/weak-hash": "off" }, "exclude": ["a"] }',
      'node_modules/@acme/assay/assay.json': '{ "exclude": ["b"], "minimumConfidence": "certain" }',
    });
    const { policy, problems, files } = await readPolicy(folder, RULE_IDS);
    assert.deepEqual(problems, []);
    assert.equal(settingOf(policy, 'code/weak-hash'), 'error');
    assert.deepEqual(policy.exclude, ['a', 'b']);
    assert.equal(policy.minimumConfidence, 'certain');
    assert.equal(files.length, 3);
  });

  it('adds names to those of what it extends, and sets age and licences anew', async () => {
    const { policy: base } = parsePolicy(
      '{ "packages": { "deny": ["a"], "licences": ["MIT", "ISC"], "minimumAgeDays": 30 } }',
      'base.json',
      RULE_IDS,
    );
    const { policy: own } = parsePolicy('{ "packages": { "deny": ["b"], "licences": ["MIT"] } }', 'own.json', RULE_IDS);
    assert.deepEqual(mergePolicies(base, own).packages, {
      allow: [],
      deny: ['a', 'b'],
      minimumAgeDays: 30,
      licences: ['MIT'],
      privateScopes: [],
    });
    assert.equal(mergePolicies(NO_POLICY, NO_POLICY).packages.licences, undefined);
  });

  it('adds approved servers to those of what it extends, and says of guardrails what it wants otherwise', async () => {
    const [first = '', second = '', third = ''] = ['a', 'b', 'c'].map((digit) => `sha256:${digit.repeat(64)}`);
    await write({
      'org.json': JSON.stringify({
        agents: { approved: { files: first, hub: second }, guardrails: { files: ['AGENTS.md'], owners: true } },
      }),
      'assay.json': JSON.stringify({
        extends: './org.json',
        agents: { approved: { files: [third] }, guardrails: { owners: false } },
      }),
    });
    const { policy, problems } = await readPolicy(folder, RULE_IDS);
    assert.deepEqual(problems, []);
    assert.deepEqual(policy.agents, {
      approved: { files: [third], hub: [second] },
      guardrails: { files: ['AGENTS.md'], owners: false },
    });
  });

  it('that extends what is not there, or itself, says so at that place', async () => {
    await write({ 'assay.json': '{ "extends": "./gone.json" }' });
    assert.match((await readPolicy(folder, RULE_IDS)).problems[0]?.message ?? '', /cannot be found.*relative/);
    await write({ 'assay.json': '{ "extends": "./team.json" }', 'team.json': '{ "extends": "./assay.json" }' });
    assert.match((await readPolicy(folder, RULE_IDS)).problems[0]?.message ?? '', /leads back to itself/);
  });

  it('is read once where two extend it, however often', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `${index}.json`);
    const files = names.map((name, index) => [
      name,
      index === 24
        ? '{ "rules": { "nonsense": "off" } }'
        : `{ "extends": ["./${index + 1}.json", "./${index + 1}.json"] }`,
    ]);
    await write({ 'assay.json': '{ "extends": "./0.json" }', ...Object.fromEntries(files) });
    const { problems, files: read } = await readPolicy(folder, RULE_IDS);
    assert.deepEqual([problems.length, read.length], [1, 26]);
  });

  it('that leads back to itself by a link, or to a device, says so', async () => {
    await write({ 'assay.json': '{ "extends": "./loop/assay.json" }' });
    await symlink('.', join(folder, 'loop'));
    assert.match((await readPolicy(folder, RULE_IDS)).problems[0]?.message ?? '', /leads back to itself/);
    await write({ 'assay.json': '{ "extends": "/dev/zero" }' });
    assert.match(
      (await readPolicy(folder, RULE_IDS)).problems[0]?.message ?? '',
      /cannot be read\. It is no ordinary file/,
    );
  });

  it('that cannot be read is a problem, not silence', async () => {
    await writeFile(join(folder, 'assay.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    const { problems, path } = await readPolicy(folder, RULE_IDS);
    assert.equal(path, join(folder, 'assay.json'));
    assert.match(problems[0]?.message ?? '', /not UTF-8 text\. So no policy holds/);
  });

  it('holds for what lies below it, but not across the border of a repository', async () => {
    await write({ 'assay.json': '{}', 'plain/a.js': '', 'repo/.git/HEAD': '', 'repo/src/a.js': '' });
    assert.equal(await findRoot(join(folder, 'plain/a.js')), folder);
    assert.equal(await findRoot(join(folder, 'repo/src')), join(folder, 'repo'));
    await write({ 'repo/src/assay.json': '{}' });
    assert.equal(await findRoot(join(folder, 'repo/src/a.js')), join(folder, 'repo/src'));
  });
});

describe('a change to a policy', () => {
  it('keeps comments and format', () => {
    const before = '{\n    // agreed in spring\n    "rules": {\n        "code": "error" // all of it\n    }\n}\n';
    assert.equal(
      changePolicy(before, { kind: 'rule-off', rule: 'code/weak-hash' }),
      '{\n    // agreed in spring\n    "rules": {\n        "code/weak-hash": "off",\n        "code": "error" // all of it\n    }\n}\n',
    );
  });

  it('begins a file where there is none, and adds to a list once', () => {
    const once = changePolicy('', { kind: 'allow-package', name: '@acme/ui' });
    assert.deepEqual(JSON.parse(once), { packages: { allow: ['@acme/ui'] } });
    assert.equal(changePolicy(once, { kind: 'allow-package', name: '@acme/ui' }), once);
    const twice = changePolicy(once, { kind: 'allow-package', name: 'left-pad' });
    assert.deepEqual(JSON.parse(twice), { packages: { allow: ['@acme/ui', 'left-pad'] } });
  });

  it('approves a server, in the place of what was approved before', () => {
    const [first = '', second = ''] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);
    const approve = (text: string, name: string, ...definitions: string[]) =>
      changePolicy(text, { kind: 'approve-server', name, definitions });
    const once = approve('// ours\n{}\n', 'files', first);
    assert.match(once, /^\/\/ ours\n/);
    const approved = (text: string) => parsePolicy(text, 'assay.json', RULE_IDS).policy.agents.approved;
    assert.deepEqual(approved(once), { files: [first] });
    assert.deepEqual(approved(approve(once, 'files', second)), { files: [second] });
    assert.deepEqual(approved(approve(once, 'a "b".c', first, second)), { 'a "b".c': [first, second], files: [first] });
    for (const text of ['{ "agents": [] }', '{ "agents": { "approved": ["files"] } }', '{'])
      assert.throws(() => approve(text, 'files', first), SyntaxError, text);
  });

  it('is refused where it would be written to the first of two members, of which the last counts', () => {
    const definitions = [`sha256:${'a'.repeat(64)}`];
    const change = { kind: 'approve-server', name: 'files', definitions } as const;
    for (const text of [
      '{ "agents": { "approved": {} }, "agents": {} }',
      '{ "agents": { "approved": {}, "approved": {} } }',
      '{ "agents": { "approved": { "files": "x", "files": "y" } } }',
    ]) {
      assert.throws(() => changePolicy(text, change), /stands twice in one object/, text);
      assert.match(
        parsePolicy(text, 'assay.json', RULE_IDS).problems[0]?.message ?? '',
        /stands once more below, and only that counts/,
      );
    }
    const other = '{ "rules": {}, "rules": {}, "agents": {} }';
    assert.match(changePolicy(other, change), /sha256/);
  });

  it('keeps a byte order mark', () => {
    const mark = String.fromCharCode(0xfeff);
    const after = changePolicy(`${mark}{\n  // ours\n}\n`, { kind: 'rule-off', rule: 'code/weak-hash' });
    assert.ok(after.startsWith(`${mark}{`));
    assert.match(after, /ours/);
    assert.deepEqual(JSON.parse(changePolicy(mark, { kind: 'rule-off', rule: 'code/weak-hash' }).slice(1)), {
      rules: { 'code/weak-hash': 'off' },
    });
  });

  it('is refused where the file is no JSON', () => {
    for (const text of ['{ "rules": ', '[]', '{ "rules": [] }', '{ "rules": "x" }'])
      assert.throws(() => changePolicy(text, { kind: 'rule-off', rule: 'code/weak-hash' }), SyntaxError, text);
    for (const text of ['{ "packages": 1 }', '{ "packages": { "allow": "x" } }'])
      assert.throws(() => changePolicy(text, { kind: 'allow-package', name: 'x' }), SyntaxError, text);
  });
});
