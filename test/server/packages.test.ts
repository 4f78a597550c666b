import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeLens,
  type Diagnostic,
  DiagnosticTag,
  type Hover,
  type TextEdit,
} from 'vscode-languageserver-protocol';
import type { CheckPackagesResult, SearchRegistryResult } from '../../src/protocol/requests.ts';
import { LspClient } from '../support/lsp-client.ts';
import { startRegistry, type TestRegistry } from '../support/verdaccio.ts';

/** What somebody may write who wants to be clicked on. */
const HOSTILE = '[click](command:assay.explain) <img src=x> **bold** `code` https://evil.example';

describe('the language server, with a registry', function () {
  this.timeout(60_000);
  let registry: TestRegistry;
  let folder: string;
  let client: LspClient;
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };

  before(async () => {
    registry = await startRegistry();
    await registry.publish('react');
    await registry.publish('hostile', '1.2.3', { description: HOSTILE, repository: 'javascript:alert(1)' });
    await registry.publish('given-up', '1.0.0', { repository: 'https://example.com/given/up' });
    await registry.rewrite('given-up', ({ versions }) => {
      (versions['1.0.0'] ?? {}).deprecated = 'Please use react instead';
    });
  });
  after(() => registry.stop());

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay server packages-'));
    mkdirSync(join(folder, '.git'));
  });
  afterEach(async () => {
    await client.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (name: string, text: string, settings: object = {}) => {
    client = await LspClient.start(folder, { registry: registry.url, settings });
    client.open(uriOf(name), name.endsWith('.json') ? 'json' : 'javascript', text);
  };
  /** Asks again until there are so many diagnostics, as a client does that is told to. */
  const pull = async (name: string, count: number): Promise<readonly Diagnostic[]> => {
    let items: readonly Diagnostic[] = [];
    for (let round = 0; items.length < count; round++) {
      assert.ok(round < 200, `${items.length} diagnostics, ${count} wanted`);
      ({ items } = await client.pull(uriOf(name)));
      await new Promise((done) => setTimeout(done, 25));
    }
    return items;
  };
  const hover = async (name: string, line: number, character: number): Promise<string | undefined> => {
    const answer = await client.request<Hover | null>('textDocument/hover', {
      textDocument: { uri: uriOf(name) },
      position: { line, character },
    });
    return (answer?.contents as { value?: string } | undefined)?.value;
  };
  /** Asks until there is something to show: the first look at a file takes its time. */
  const hoverSoon = async (name: string, line: number, character: number): Promise<string> => {
    for (let round = 0; round < 200; round++) {
      await client.pull(uriOf(name));
      const text = await hover(name, line, character);
      if (text !== undefined) return text;
      await new Promise((done) => setTimeout(done, 25));
    }
    return '';
  };

  it('strikes a deprecated package through, and offers the successor that is named', async () => {
    await open('a.js', "import x from 'given-up';\n");
    const [found] = await pull('a.js', 1);
    assert.equal(found?.code, 'package/deprecated');
    assert.deepEqual(found?.tags, [DiagnosticTag.Deprecated]);
    const [fix] = await client.actions(uriOf('a.js'), found);
    assert.equal(fix?.title, 'Replace with `react` (named by its maintainers)');
    assert.equal(fix?.edit?.changes?.[uriOf('a.js')]?.[0]?.newText, 'react');
  });

  it('offers to search the registry where no name is near, and says what it knows', async () => {
    await open('a.js', "import x from 'react-quuxifier-widget';\n");
    const [found] = await pull('a.js', 1);
    assert.equal(found?.code, 'package/hallucinated');
    const actions = await client.actions(uriOf('a.js'), found);
    const search = actions.find(({ command }) => command?.command === 'assay.searchRegistry');
    assert.equal(search?.title, 'Search the registry for `react-quuxifier-widget`…');
    const [params] = search?.command?.arguments ?? [];
    assert.deepEqual(params.span, { start: { line: 0, character: 15 }, end: { line: 0, character: 37 } });
    const known = await client.request<SearchRegistryResult>('assay/searchRegistry', { ...params, name: 'given-up' });
    assert.ok(
      known?.some(({ name }) => name === 'given-up'),
      JSON.stringify(known),
    );
  });

  it('searches nowhere while the registry may not be asked', async () => {
    await open('a.js', '', { packages: { checkRegistry: false } });
    const params = { uri: uriOf('a.js'), name: 'given-up', span: {} };
    assert.equal(await client.request<SearchRegistryResult>('assay/searchRegistry', params), null);
  });

  it('shows the card of a package', async () => {
    await open('package.json', '{ "dependencies": { "given-up": "^1.0.0" } }\n');
    await pull('package.json', 1);
    const card = await hoverSoon('package.json', 0, 25);
    assert.match(card, /\*\*given\\-up\*\* · latest 1\\\.0\\\.0 · 1 version · less than a day old · MIT/);
    assert.match(card, /Repository: \[example\\\.com\\\/given\\\/up\]\(https:\/\/example\.com\/given\/up\)/);
    assert.match(card, /Deprecated: Please use react instead/);
    assert.match(card, /Verdict: Deprecated package\./);
  });

  it('shows the card where nothing is wrong, and lets nothing of it be more than text', async () => {
    await open('a.js', "import x from 'hostile/sub';\nimport './local';\nimport 'node:fs';\n");
    const card = await hoverSoon('a.js', 0, 17);
    assert.match(card, /\*\*hostile\*\*/);
    assert.match(card, /Verdict: nothing speaks against it\./);
    assert.doesNotMatch(card, /(?<!\\)[<`[\]]|(?<!\\)\(command|(?<!\\):\/\//);
    assert.equal(await hover('a.js', 1, 10), undefined);
    assert.match(await hoverSoon('a.js', 2, 10), /Part of Node\.js/);
  });

  it('says of whom nobody was asked that nobody was asked', async () => {
    await open('a.js', "import x from 'hostile';\n", { packages: { checkRegistry: false } });
    assert.match(await hoverSoon('a.js', 0, 17), /Verdict: none yet/);
  });

  it('shows a line above each package for those who want it, and for nobody else', async () => {
    const lenses = async () => {
      await client.pull(uriOf('a.js'));
      return client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uriOf('a.js') } });
    };
    const text = "import x from 'hostile';\nimport './local';\nimport y from 'surely-invented';\n";
    await open('a.js', text);
    await pull('a.js', 1);
    assert.deepEqual(await lenses(), []);
    await client.close();
    await open('a.js', text, { packages: { codeLens: true } });
    await pull('a.js', 1);
    const found = await lenses();
    assert.deepEqual(
      found.map(({ range, command }) => [range.start.line, command]),
      [
        [0, undefined],
        [2, undefined],
      ],
    );
    const titles = await Promise.all(
      found.map(async (lens) => (await client.request<CodeLens>('codeLens/resolve', lens)).command?.title),
    );
    assert.deepEqual(titles, [
      'latest 1.2.3 · 1 version · less than a day old · MIT · nothing speaks against it',
      'Invented package',
    ]);
  });

  it('checks every package.json before an install', async () => {
    write('package.json', '{ "dependencies": { "react": "1", "surely-invented": "1" } }\n');
    write('part/package.json', '{ "dependencies": { "given-up": "1", "react": "1" } }\n');
    write('node_modules/other/package.json', '{ "dependencies": { "not-ours": "1" } }\n');
    await open('a.js', "import 'surely-invented-too';\n");
    const { findings, ...counts } = await client.request<CheckPackagesResult>('assay/checkPackages', {});
    assert.deepEqual(counts, { manifests: 2, packages: 3, waiting: 0, cancelled: false });
    assert.deepEqual(
      findings.map(({ uri, name, title }) => [uri, name, title]),
      [
        [uriOf('package.json'), 'surely-invented', 'Invented package'],
        [uriOf('part/package.json'), 'given-up', 'Deprecated package'],
      ],
    );
    await client.until(() => client.pushed(uriOf('package.json')).length === 1);
  });

  it('adds an undeclared package to package.json', async () => {
    const manifest = '{\n  "dependencies": {\n    "react": "1"\n  }\n}\n';
    write('package.json', manifest);
    write('node_modules/left-behind/package.json', '{ "version": "4.5.6" }');
    await open('src/a b.js', "import x from 'left-behind';\n");
    const [found] = await pull('src/a b.js', 1);
    assert.equal(found?.code, 'package/undeclared');
    const [fix] = await client.actions(uriOf('src/a b.js'), found);
    assert.equal(fix?.title, 'Add `left-behind` ^4.5.6 to the dependencies of ../package.json');
    assert.deepEqual(Object.keys(fix?.edit?.changes ?? {}), [uriOf('package.json')]);
    const edits = fix?.edit?.changes?.[uriOf('package.json')] ?? [];
    assert.equal(
      edited(manifest, edits),
      '{\n  "dependencies": {\n    "left-behind": "^4.5.6",\n    "react": "1"\n  }\n}\n',
    );
    // What is in the editor is no longer what the repair was made for.
    client.open(uriOf('package.json'), 'json', '{}');
    const titles = (await client.actions(uriOf('src/a b.js'), found)).map(({ title }) => title);
    assert.ok(!titles.some((title) => title.startsWith('Add ')));
  });
});

/** A text after edits, which are given in the order of their places. */
function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offsetOf = ({ line, character }: TextEdit['range']['start']) =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
  return edits.reduceRight(
    (after, { range, newText }) => after.slice(0, offsetOf(range.start)) + newText + after.slice(offsetOf(range.end)),
    text,
  );
}
