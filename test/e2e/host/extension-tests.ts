import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';

const PATIENCE_MS = 20_000;

export function extensionTests(): void {
  describe('in the extension host', () => {
    it('answers a command that is called before anything is there', async () => {
      await vscode.commands.executeCommand('assay.explain', { rule: 'code/weak-hash' });
      const isShown = () =>
        vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Broken hash function'));
      await until(isShown);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('is activated by a file of its languages, and is soon there', async () => {
      await open('orders.ts');
      const extension = vscode.extensions.getExtension('assay.assay');
      assert.ok(extension, 'the extension is there');
      await until(() => extension.isActive);
    });

    it('tells diagnostics with a source, a rule and a link to its page', async () => {
      const document = await open('orders.ts');
      const [found] = await diagnosticsOf(document, 'code/weak-hash');
      assert.equal(found?.source, 'Assay');
      const code = found?.code as { value: string; target: vscode.Uri };
      assert.equal(code.value, 'code/weak-hash');
      assert.equal(code.target.path, '/rule/code/weak-hash');
      assert.equal(found?.severity, vscode.DiagnosticSeverity.Warning);
      assert.equal(document.getText(found?.range), "'md5'");
    });

    it('flags an invented package in code', async () => {
      const document = await open('orders.ts');
      const [found] = await diagnosticsOf(document, 'package/hallucinated');
      assert.match(found?.message ?? '', /express-order-sanitizer/);
      assert.equal(found?.severity, vscode.DiagnosticSeverity.Error);
    });

    it('offers fixes first, then to ignore, then to explain', async () => {
      const document = await open('orders.ts');
      const [found] = await diagnosticsOf(document, 'code/weak-hash');
      assert.ok(found);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        found.range,
      );
      const titles = actions.map(({ title }) => title);
      const places = ['Use SHA-256', 'Ignore on this line…', 'Explain: Broken hash function'].map((title) =>
        titles.indexOf(title),
      );
      assert.deepEqual(
        [...places].sort((a, b) => a - b),
        places,
        titles.join(' | '),
      );
      assert.ok(!places.includes(-1), titles.join(' | '));
      assert.equal(actions.find(({ title }) => title === 'Use SHA-256')?.isPreferred, true);
    });

    it('follows the keys: the finding goes with the repair and comes back with the undo', async () => {
      await findsAgain(await open('orders.ts'));
    });

    it('heeds a changed setting at once', async () => {
      const document = await open('orders.ts');
      await diagnosticsOf(document, 'code/weak-hash');
      const settings = vscode.workspace.getConfiguration('assay', document.uri);
      await settings.update('rules', { 'code/weak-hash': 'off' }, vscode.ConfigurationTarget.Workspace);
      await until(() => assayOf(document, 'code/weak-hash').length === 0);
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
      await diagnosticsOf(document, 'code/weak-hash');
    });

    it("heeds the team's policy, and writes it keeping its comments", async () => {
      const document = await open('orders.ts');
      await diagnosticsOf(document, 'code/weak-hash');
      const policy = vscode.Uri.joinPath(folder(), 'assay.json');
      await vscode.workspace.fs.writeFile(policy, Buffer.from('{\n  // agreed\n}\n'));
      await vscode.commands.executeCommand('assay.ruleOff', {
        kind: 'rule-off',
        uri: document.uri.toString(),
        rule: 'code/weak-hash',
      });
      await until(() => assayOf(document, 'code/weak-hash').length === 0);
      const text = Buffer.from(await vscode.workspace.fs.readFile(policy)).toString();
      assert.match(text, /\/\/ agreed/);
      assert.deepEqual(JSON.parse(text.replace(/\/\/.*/, '')), { rules: { 'code/weak-hash': 'off' } });
      await vscode.workspace.fs.delete(policy);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await open('orders.ts');
      await diagnosticsOf(document, 'code/weak-hash');
    });

    it('goes on when its server was killed', async () => {
      const document = await open('orders.ts');
      await diagnosticsOf(document, 'code/weak-hash');
      const [killed = 0, ...others] = serverProcesses();
      assert.ok(killed > 0, 'there is a server');
      assert.deepEqual(others, []);
      process.kill(killed, 'SIGKILL');
      await until(() => serverProcesses().some((pid) => pid !== killed));
      await findsAgain(document);
    });

    it('has a new server after a restart, and no second one', async () => {
      const document = await open('orders.ts');
      const before = serverProcesses();
      await vscode.commands.executeCommand('assay.restart');
      await until(() => serverProcesses().length === 1 && !before.includes(serverProcesses()[0] ?? 0));
      await findsAgain(document);
    });

    it('scans the workspace, and tells what is found in files that are not open', async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('assay.scanWorkspace');
      const uri = vscode.Uri.joinPath(folder(), 'tokens.ts');
      await until(() => vscode.languages.getDiagnostics(uri).some(({ source }) => source === 'Assay'));
    });
  });
}

/** The ids of the language servers that this extension host has started. */
function serverProcesses(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , parent, command]) => Number(parent) === process.pid && command?.includes('dist/server.js'))
    .map(([, pid]) => Number(pid));
}

/** The finding goes with a repair and comes back with the undo: what is told is told by the server that is there now. */
async function findsAgain(document: vscode.TextDocument): Promise<void> {
  const [found] = await diagnosticsOf(document, 'code/weak-hash');
  assert.ok(found);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, found.range, "'sha512'");
  await vscode.workspace.applyEdit(edit);
  await until(() => assayOf(document, 'code/weak-hash').length === 0);
  await vscode.commands.executeCommand('undo');
  await diagnosticsOf(document, 'code/weak-hash');
}

const folder = (): vscode.Uri => {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri, 'a folder is open');
  return uri;
};

async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), name));
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  return document;
}

async function diagnosticsOf(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic[]> {
  await until(() => assayOf(document, rule).length > 0);
  return assayOf(document, rule);
}

function assayOf({ uri }: vscode.TextDocument, rule: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, code }) => source === 'Assay' && typeof code === 'object' && code.value === rule);
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Did not become true: ${condition}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
