import * as vscode from 'vscode';

type Category = 'ai' | 'agent' | 'code' | 'package' | 'secret';
type Found = { readonly is: 'finding'; readonly uri: vscode.Uri; readonly diagnostic: vscode.Diagnostic };
type File = { readonly is: 'file'; readonly uri: vscode.Uri; readonly findings: readonly Found[] };
type Group = { readonly is: 'category'; readonly category: Category; readonly files: readonly File[] };
type Item = Group | File | Found;

/** In the order in which a reader looks: what only AI brings, then what every program has. */
const CATEGORIES: readonly Category[] = ['ai', 'agent', 'secret', 'package', 'code'];
const ICONS: Record<Category, string> = {
  ai: 'sparkle',
  agent: 'robot',
  secret: 'key',
  package: 'package',
  code: 'code',
};

/** How long diagnostics may keep changing before the tree is drawn again. */
const QUIET_MS = 150;

/** What the Problems view holds of ours, by category and file: whether it is a fault of the code or of how AI is used can be seen at a glance. */
export function registerFindingsView(): vscode.Disposable[] {
  const provider = new Findings();
  const view = vscode.window.createTreeView('assay.findings', { treeDataProvider: provider, showCollapseAll: true });
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    provider.refresh();
    view.badge = { value: provider.count, tooltip: vscode.l10n.t('{0} findings', provider.count) };
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET_MS);
  };
  soon();
  return [view, vscode.languages.onDidChangeDiagnostics(soon), { dispose: () => clearTimeout(timer) }];
}

class Findings implements vscode.TreeDataProvider<Item> {
  count = 0;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #groups: readonly Group[] = [];

  refresh(): void {
    const found = vscode.languages
      .getDiagnostics()
      .flatMap(([uri, diagnostics]) =>
        diagnostics
          .filter(({ source, code }) => source === 'Assay' && code !== undefined)
          .map((diagnostic): Found => ({ is: 'finding', uri, diagnostic })),
      );
    this.count = found.length;
    this.#groups = CATEGORIES.map((category) => ({
      is: 'category' as const,
      category,
      files: filesOf(found.filter(({ diagnostic }) => ruleOf(diagnostic).startsWith(`${category}/`))),
    })).filter(({ files }) => files.length > 0);
    this.#changed.fire(undefined);
  }

  getChildren(item?: Item): Item[] {
    if (!item) return [...this.#groups];
    return item.is === 'category' ? [...item.files] : item.is === 'file' ? [...item.findings] : [];
  }

  getTreeItem(item: Item): vscode.TreeItem {
    if (item.is === 'category') return groupItem(item);
    return item.is === 'file' ? fileItem(item) : foundItem(item);
  }
}

function filesOf(found: readonly Found[]): readonly File[] {
  const files = new Map<string, Found[]>();
  for (const finding of found) {
    const key = finding.uri.toString();
    files.set(key, [...(files.get(key) ?? []), finding]);
  }
  return [...files.values()]
    .map((findings): File => {
      const sorted = findings.sort((a, b) => a.diagnostic.range.start.compareTo(b.diagnostic.range.start));
      return { is: 'file', uri: (findings[0] as Found).uri, findings: sorted }; // a file is there because of a finding
    })
    .sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}

function groupItem({ category, files }: Group): vscode.TreeItem {
  const item = new vscode.TreeItem(labelOf(category), vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = new vscode.ThemeIcon(ICONS[category]);
  item.description = String(files.reduce((sum, { findings }) => sum + findings.length, 0));
  return item;
}

function fileItem({ uri }: File): vscode.TreeItem {
  const item = new vscode.TreeItem(uri, vscode.TreeItemCollapsibleState.Expanded);
  item.label = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  // The name and the number are there already: VS Code takes both from the file.
  const folder = vscode.workspace.asRelativePath(uri).split('/').slice(0, -1).join('/');
  if (folder !== '') item.description = folder;
  item.iconPath = vscode.ThemeIcon.File;
  return item;
}

function foundItem({ uri, diagnostic }: Found): vscode.TreeItem {
  const item = new vscode.TreeItem(diagnostic.message);
  item.description = `${ruleOf(diagnostic)} · ${diagnostic.range.start.line + 1}`;
  item.tooltip = diagnostic.message;
  item.iconPath = iconOf(diagnostic.severity);
  item.contextValue = 'finding';
  item.command = {
    title: vscode.l10n.t('Show in the code'),
    command: 'vscode.open',
    arguments: [uri, { selection: diagnostic.range }],
  };
  return item;
}

function iconOf(severity: vscode.DiagnosticSeverity): vscode.ThemeIcon {
  if (severity === vscode.DiagnosticSeverity.Error)
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  if (severity === vscode.DiagnosticSeverity.Warning)
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return new vscode.ThemeIcon('info');
}

function labelOf(category: Category): string {
  const labels: Record<Category, string> = {
    ai: vscode.l10n.t('AI: models and prompts'),
    agent: vscode.l10n.t('Agents: their files and settings'),
    secret: vscode.l10n.t('Secrets'),
    package: vscode.l10n.t('Packages'),
    code: vscode.l10n.t('Code'),
  };
  return labels[category];
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
