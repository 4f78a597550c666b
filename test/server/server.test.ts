import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';

const messageOf = (diagnostic: Diagnostic | undefined): string => String(diagnostic?.message ?? '');

const WEAK =
  "import { createHash } from 'node:crypto';\n\nexport const sign = (body) => createHash('md5').update(body).digest('hex');\n";

describe('the language server', () => {
  let folder: string;
  let client: LspClient;
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const rulesOf = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay-server-'));
    mkdirSync(join(folder, '.git'));
  });
  afterEach(async () => {
    await client.close();
    rmSync(folder, { recursive: true });
  });
  const start = async (options: Parameters<typeof LspClient.start>[1] = {}) => {
    client = await LspClient.start(folder, options);
  };

  it('answers pulled diagnostics, and `unchanged` when nothing changed', async () => {
    await start();
    client.open(uriOf('a.js'), 'javascript', WEAK);
    const first = await client.pull(uriOf('a.js'));
    assert.equal(first.kind, 'full');
    const [found] = first.items;
    assert.equal(found?.source, 'Assay');
    assert.equal(found?.code, 'code/weak-hash');
    assert.equal(found?.codeDescription?.href, 'vscode://assay.assay/rule/code/weak-hash');
    assert.deepEqual(found?.range, { start: { line: 2, character: 41 }, end: { line: 2, character: 46 } });
    assert.equal((await client.pull(uriOf('a.js'), first.resultId)).kind, 'unchanged');
  });

  it('tells of a file of variables that git would keep, and leaves alone one that is ignored', async () => {
    await start();
    const text = 'PORT=3000\nDB_PASSWORD=Gr7shopOrders\n';
    client.open(uriOf('.env'), 'dotenv', text);
    const { items } = await client.pull(uriOf('.env'));
    assert.deepEqual(rulesOf(items).sort(), ['secret/env-file-tracked', 'secret/hardcoded-credential']);
    const ignoring = async () => {
      const actions = await client.actions(uriOf('.env'), items[0]);
      return actions.find(({ title }) => title === 'Add `.env` to .gitignore')?.edit;
    };
    assert.deepEqual((await ignoring())?.documentChanges?.[0], { kind: 'create', uri: uriOf('.gitignore') });
    write('.gitignore', '.env.local');
    const end = { line: 0, character: 10 };
    assert.deepEqual((await ignoring())?.changes, {
      [uriOf('.gitignore')]: [{ range: { start: end, end }, newText: '\n.env\n' }],
    });
    client.open(uriOf('.env.local'), 'dotenv', text);
    assert.deepEqual((await client.pull(uriOf('.env.local'))).items, []);
  });

  it('follows incremental edits, several at once, with characters outside the basic plane', async () => {
    await start();
    client.open(uriOf('a.js'), 'javascript', WEAK);
    client.change(uriOf('a.js'), 2, [
      { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: "const a = '😀é';\n" },
      { range: { start: { line: 3, character: 42 }, end: { line: 3, character: 45 } }, text: 'sha1' },
    ]);
    const [found] = (await client.pull(uriOf('a.js'))).items;
    assert.match(messageOf(found), /`sha1`/);
    assert.deepEqual(found?.range.start, { line: 3, character: 41 });
    client.change(uriOf('a.js'), 3, [
      { range: { start: { line: 3, character: 42 }, end: { line: 3, character: 46 } }, text: 'sha256' },
    ]);
    assert.deepEqual((await client.pull(uriOf('a.js'))).items, []);
  });

  it('pushes to clients that do not pull, and takes back what is closed', async () => {
    await start({ pulls: false });
    client.open(uriOf('a.js'), 'javascript', WEAK);
    await client.until(() => rulesOf(client.pushed(uriOf('a.js'))).includes('code/weak-hash'));
    client.closeDocument(uriOf('a.js'));
    await client.until(() => client.pushed(uriOf('a.js')).length === 0);
  });

  it('tells nothing of a document that was closed', async () => {
    await start();
    client.open(uriOf('a.js'), 'javascript', WEAK);
    await client.pull(uriOf('a.js'));
    client.closeDocument(uriOf('a.js'));
    assert.deepEqual((await client.pull(uriOf('a.js'))).items, []);
    assert.equal(
      await client.request<Hover | null>('textDocument/hover', {
        textDocument: { uri: uriOf('a.js') },
        position: { line: 2, character: 43 },
      }),
      null,
    );
  });

  it('says in the hover what, why and what to do', async () => {
    await start();
    client.open(uriOf('a.js'), 'javascript', WEAK);
    await client.pull(uriOf('a.js'));
    const hover = await client.request<Hover | null>('textDocument/hover', {
      textDocument: { uri: uriOf('a.js') },
      position: { line: 2, character: 43 },
    });
    const { value: text = '' } = (hover?.contents ?? {}) as { value?: string };
    assert.match(text, /`md5` is broken/);
    assert.match(text, /MD5 and SHA-1 are broken/);
    assert.match(text, /Use SHA-256/);
    assert.match(text, /\[Explain: Broken hash function\]\(vscode:\/\/assay\.assay\/rule\/code\/weak-hash\)/);
  });

  it('offers fixes, then to ignore, to change the policy, to explain', async () => {
    await start();
    client.open(uriOf('a.js'), 'javascript', WEAK);
    const { items } = await client.pull(uriOf('a.js'));
    const actions = await client.actions(uriOf('a.js'), items[0]);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Use SHA-256',
        'Ignore on this line…',
        'Ignore `code/weak-hash` in this file…',
        'Ignore `code/weak-hash` in this workspace (assay.json)',
        'Explain: Broken hash function',
      ],
    );
    assert.equal(actions[0]?.isPreferred, true);
    assert.equal(actions[0]?.edit?.changes?.[uriOf('a.js')]?.[0]?.newText, "'sha256'");
  });

  it('fixes all that is safe at once', async () => {
    await start();
    const text =
      'const a = Buffer.allocUnsafe(9);\nsend(a);\nconst b = Buffer.allocUnsafe(8);\nsend(b);\nconst h = require("crypto").createHash("md5");\n';
    client.open(uriOf('a.js'), 'javascript', text);
    await client.pull(uriOf('a.js'));
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    const [action] = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uriOf('a.js') },
      range,
      context: { diagnostics: [], only: ['source.fixAll.assay'] },
    });
    const edits = action?.edit?.changes?.[uriOf('a.js')] ?? [];
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['Buffer.alloc(9)', 'Buffer.alloc(8)'],
    );
  });

  it('makes the edit that ignores a line, a file, or a rule for the team', async () => {
    await start();
    const text = "'use client';\nif (x) {\n  hash = require('crypto').createHash('md5');\n}\n";
    client.open(uriOf('a.js'), 'javascript', text);
    await client.pull(uriOf('a.js'));
    const change = (params: object) =>
      client.request<{ change: { uri: string; create: boolean; edits: { newText: string; range: unknown }[] } }>(
        'assay/change',
        { uri: uriOf('a.js'), rule: 'code/weak-hash', ...params },
      );
    const line = await change({ kind: 'ignore-line', line: 2, reason: 'the\nprotocol' });
    assert.equal(line.change.edits[0]?.newText, '  // assay-ignore-next-line code/weak-hash -- the protocol\n');
    const file = await change({ kind: 'ignore-file', reason: 'vectors' });
    assert.deepEqual(file.change.edits[0]?.range, { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } });
    const page = '<template>\n<p\n  v-html="comment" />\n</template>\n<script>\neval(location.hash);\n</script>';
    client.open(uriOf('a.vue'), 'vue', page);
    await client.pull(uriOf('a.vue'));
    const script = await change({ uri: uriOf('a.vue'), kind: 'ignore-line', line: 5, reason: '' });
    assert.equal(script.change.edits[0]?.newText, '// assay-ignore-next-line code/weak-hash\n');
    const markup = await change({ uri: uriOf('a.vue'), kind: 'ignore-line', line: 1, reason: '' });
    assert.equal(markup.change.edits[0]?.newText, '<!-- assay-ignore-next-line code/weak-hash -->\n');
    assert.equal((await change({ uri: uriOf('a.vue'), kind: 'ignore-line', line: 2, reason: '' })).change, undefined);
    const policy = await change({ kind: 'rule-off' });
    assert.equal(policy.change.create, true);
    assert.equal(policy.change.uri, uriOf('assay.json'));
    assert.match(policy.change.edits[0]?.newText ?? '', /"code\/weak-hash": "off"/);
  });

  it('offers to approve an MCP server that is not defined as it was, in the place of the one before or beside it', async () => {
    await start();
    const before = `sha256:${'0'.repeat(64)}`;
    write('assay.json', JSON.stringify({ agents: { approved: { files: before } } }));
    client.open(uriOf('.mcp.json'), 'json', '{ "mcpServers": { "files": { "command": "./files", "args": [] } } }');
    const { items } = await client.pull(uriOf('.mcp.json'));
    const told = items.find(({ code }) => code === 'agent/mcp-definition-changed');
    assert.match(messageOf(told), /^`files` is no longer defined as the team approved it/);
    const approvals = (await client.actions(uriOf('.mcp.json'), told)).filter(({ title }) =>
      title.startsWith('Approve'),
    );
    assert.deepEqual(
      approvals.map(({ title, isPreferred = false }) => [title, isPreferred]),
      [
        ['Approve this definition of `files` for the team (assay.json)', false],
        ['Approve it beside the one before, for another file (assay.json)', false],
      ],
    );
    type Changed = { readonly change: { readonly edits: readonly { readonly newText: string }[] } };
    const texts = approvals.map(async ({ command }) => {
      const { change } = await client.request<Changed>('assay/change', command?.arguments?.[0]);
      return change.edits[0]?.newText ?? '';
    });
    const [instead = '', beside = ''] = await Promise.all(texts);
    assert.ok(/[0-9a-f]{12}/.test(instead) && !instead.includes('['));
    assert.ok(beside.includes('['));
    write('assay.json', '{ "agents": { "approved": {} } }');
    client.watched(uriOf('assay.json'));
    const [fresh] = (await client.pull(uriOf('.mcp.json'))).items.filter(({ code }) => code === told?.code);
    assert.match(messageOf(fresh), /^The team has approved no definition of `files`/);
    const offered = (await client.actions(uriOf('.mcp.json'), fresh)).filter(({ title }) =>
      title.startsWith('Approve'),
    );
    assert.equal(offered.length, 1);
  });

  it('tells in the policy itself which guardrails are not kept, beside what is wrong in it', async () => {
    await start();
    const text = '{ "agents": { "guardrails": { "files": ["AGENTS.md"], "owner": true } } }';
    write('assay.json', text);
    client.open(uriOf('assay.json'), 'json', text);
    const { items } = await client.pull(uriOf('assay.json'));
    assert.deepEqual(items.map(messageOf), [
      '`owner` means nothing in `guardrails`. Did you mean `owners`?',
      "The team's agents are to read `AGENTS.md`, and there is no such file.",
    ]);
    write('AGENTS.md', 'Be careful.');
    client.notify('textDocument/didSave', { textDocument: { uri: uriOf('assay.json') } });
    assert.deepEqual((await client.pull(uriOf('assay.json'))).items.length, 1);
    // In a folder of many files as in one of few, closed as well as open.
    rmSync(join(folder, 'AGENTS.md'));
    client.closeDocument(uriOf('assay.json'));
    await client.request('assay/scanWorkspace', {});
    await client.until(() => client.pushed(uriOf('assay.json')).length === 2);
  });

  it('heeds a policy that appears, and tells what is wrong in it', async () => {
    await start();
    client.open(uriOf('a.js'), 'javascript', WEAK);
    assert.equal((await client.pull(uriOf('a.js'))).items.length, 1);
    write('assay.json', '{ "rules": { "code": "off" } }');
    client.watched(uriOf('assay.json'));
    assert.equal((await client.pull(uriOf('a.js'))).items.length, 0);
    client.open(uriOf('assay.json'), 'jsonc', '{ "rules": { "code/weak-hsh": "off" } }');
    const { items } = await client.pull(uriOf('assay.json'));
    assert.match(messageOf(items[0]), /Did you mean `code\/weak-hash`\?/);
  });

  it('heeds settings, also when they change', async () => {
    await start({ settings: { rules: { 'code/weak-hash': 'error' } } });
    client.open(uriOf('a.js'), 'javascript', WEAK);
    assert.equal((await client.pull(uriOf('a.js'))).items[0]?.severity, 1);
    client.settings = { enable: false };
    client.notify('workspace/didChangeConfiguration', { settings: {} });
    assert.deepEqual((await client.pull(uriOf('a.js'))).items, []);
  });

  it('shows the page of a rule, with the finding it was opened from', async () => {
    await start();
    client.open(uriOf('a.js'), 'javascript', WEAK);
    const { items } = await client.pull(uriOf('a.js'));
    const page = await client.request<{ html: string; title: string; finding: { line: string } }>('assay/page', {
      rule: 'code/weak-hash',
      at: { uri: uriOf('a.js'), range: items[0]?.range },
    });
    assert.equal(page.title, 'Broken hash function');
    assert.match(page.html, /<h2>Why assistants write it<\/h2>/);
    assert.doesNotMatch(page.html, /<script|\^\^\^/);
    assert.match(page.finding.line, /createHash\('md5'\)/);
    assert.equal(await client.request('assay/page', { rule: 'code/none' }), null);
  });

  it('scans the workspace, and tells what is in files that are not open', async () => {
    await start();
    write('b.js', WEAK);
    write('c.js', 'export const c = 1;\n');
    const result = await client.request<{ files: number; findings: number }>('assay/scanWorkspace', {});
    assert.deepEqual([result.files, result.findings], [2, 1]);
    await client.until(() => rulesOf(client.pushed(uriOf('b.js'))).includes('code/weak-hash'));
    client.open(uriOf('b.js'), 'javascript', WEAK);
    await client.until(() => client.pushed(uriOf('b.js')).length === 0);
  });

  it('survives hostile texts and requests, and goes on', async () => {
    await start();
    for (const text of ['\0'.repeat(100), '('.repeat(100_000), 'x'.repeat(2_000_000), '\ud800', '`${'.repeat(5000)]) {
      client.open(uriOf('odd.js'), 'javascript', text);
      await client.pull(uriOf('odd.js'));
      client.closeDocument(uriOf('odd.js'));
    }
    client.change(uriOf('never-opened.js'), 9, [{ text: 'x' }]);
    client.open(uriOf('a.js'), 'javascript', WEAK);
    client.change(uriOf('a.js'), 2, [
      { range: { start: { line: 99, character: 99 }, end: { line: 0, character: 0 } }, text: '' },
    ]);
    await client.pull(uriOf('a.js'));
    client.open(uriOf('b.js'), 'javascript', WEAK);
    assert.deepEqual(rulesOf((await client.pull(uriOf('b.js'))).items), ['code/weak-hash']);
  });

  it('skips what nobody wrote, and says so as information', async () => {
    await start();
    client.open(uriOf('mini.js'), 'javascript', `a${';b()'.repeat(3000)}`);
    const [note] = (await client.pull(uriOf('mini.js'))).items;
    assert.match(messageOf(note), /minified/);
    assert.equal(note?.severity, 3);
    client.open(uriOf('.mcp.json'), 'json', `{ "mcpServers": {}, "x": "${'x'.repeat(400_000)}" }`);
    const told = (await client.pull(uriOf('.mcp.json'))).items;
    assert.deepEqual(
      told.map(({ severity }) => severity),
      [3],
    );
    assert.match(messageOf(told[0]), /^This file is longer than 400 KB, so not all of its settings were read\./);
  });
});
