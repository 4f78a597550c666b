import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  RequestType,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import {
  CHANGE,
  CHECK_PACKAGES,
  type ChangeParams,
  type ChangeResult,
  PAGE,
  RULES,
  SCAN_WORKSPACE,
  SEARCH_REGISTRY,
  TRUST,
  type TrustParams,
} from '../protocol/requests.ts';
import { onChangeRequest } from './change-request.ts';
import { onCheckPackages } from './check-packages.ts';
import { onCodeAction } from './code-action.ts';
import { onCodeLens, onCodeLensResolve } from './code-lens.ts';
import { onDiagnostic } from './diagnostic.ts';
import { guarded } from './guarded.ts';
import { onHover } from './hover.ts';
import { onPage, onRules } from './page.ts';
import { onSearchRegistry } from './search-registry.ts';
import { type Host, Session } from './session.ts';
import { onScanWorkspace } from './workspace-scan.ts';

/** Wires an LSP connection to Assay. What differs between machines (how grammars are read) comes in `host`. */
export function createServer(connection: Connection, host: Host): void {
  const session = new Session(connection, host);

  connection.onInitialize((params) => initialize(session, params));
  connection.onInitialized(() => register(connection, session));
  connection.onDidOpenTextDocument(({ textDocument }) => session.open(textDocument));
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    session.change(textDocument, contentChanges),
  );
  connection.onDidSaveTextDocument(({ textDocument }) => session.saved(textDocument.uri));
  connection.onDidCloseTextDocument(({ textDocument }) => session.close(textDocument.uri));
  connection.onDidChangeConfiguration(() => session.settingsChanged());
  connection.onDidChangeWatchedFiles(({ changes }) => session.filesChanged(changes.map(({ uri }) => uri)));

  connection.languages.diagnostics.on(guarded(session, onDiagnostic, { kind: 'full', items: [] }));
  connection.onHover(guarded(session, onHover, null));
  connection.onCodeAction(guarded(session, onCodeAction, []));
  connection.onCodeLens(guarded(session, onCodeLens, []));
  connection.onCodeLensResolve((lens) => onCodeLensResolve(session, lens).catch(() => lens));
  connection.onRequest(PAGE, guarded(session, onPage, null));
  connection.onRequest(RULES, guarded(session, onRules, []));
  connection.onRequest(
    new RequestType<ChangeParams, ChangeResult, void>(CHANGE),
    guarded(session, onChangeRequest, { error: 'Assay could not make this change; its output says why.' }),
  );
  connection.onRequest(SCAN_WORKSPACE, guarded(session, onScanWorkspace, { files: 0, findings: 0, cancelled: false }));
  connection.onRequest(
    CHECK_PACKAGES,
    guarded(session, onCheckPackages, { manifests: 0, packages: 0, waiting: 0, findings: [], cancelled: false }),
  );
  connection.onRequest(SEARCH_REGISTRY, guarded(session, onSearchRegistry, null));
  connection.onNotification(TRUST, ({ trusted }: TrustParams) => session.trustChanged(trusted));
  connection.listen();
}

function initialize(session: Session, params: InitializeParams): InitializeResult {
  session.initialize(params);
  return {
    serverInfo: { name: 'Assay', version: session.version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      hoverProvider: true,
      codeLensProvider: { resolveProvider: true },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.assay'] },
      ...(session.client.pullsDiagnostics && {
        diagnosticProvider: { identifier: 'assay', interFileDependencies: false, workspaceDiagnostics: false },
      }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

function register(connection: Connection, session: Session): void {
  if (session.client.registersConfiguration)
    connection.client.register(DidChangeConfigurationNotification.type, { section: 'assay' });
  if (session.client.registersWatchers)
    connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: '**/{assay.json,assay.jsonc,package.json,tsconfig.json,.npmrc,pnpm-workspace.yaml,.gitignore}' },
      ],
    });
  if (session.client.hasWorkspaceFolders)
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => session.foldersChanged(added, removed));
}
