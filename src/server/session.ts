import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type TextDocumentContentChangeEvent,
  type TextDocumentItem,
  type VersionedTextDocumentIdentifier,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { version } from '../../package.json';
import { type Engine, loadEngine } from '../engine/engine.ts';
import type { ReadGrammar } from '../engine/syntax/grammar.ts';
import { MODELS } from '../models/index.ts';
import { decidesImports } from '../packages/surroundings.ts';
import { PackageGuard } from '../project/package-guard.ts';
import { ENGINE_RULES } from '../rules/engine-rules.ts';
import { type Client, readClient } from './client-capabilities.ts';
import { OpenDocument } from './open-document.ts';
import { Policies } from './policies.ts';
import { publishPolicyProblems, pushDiagnostics } from './push-diagnostics.ts';
import { SettingsCache } from './settings-cache.ts';
import { StatusTeller } from './status-teller.ts';
import { WorkspaceFindings } from './workspace-findings.ts';

export type Host = { readonly readGrammar: ReadGrammar };

/** How long after the last edit the typing counts as paused. */
const PAUSE_MS = 300;

/** Everything a connection knows: documents, settings, policies, packages. One per client. */
export class Session {
  readonly connection: Connection;
  readonly version = version;
  readonly documents = new Map<string, OpenDocument>();
  readonly settings: SettingsCache;
  readonly policies: Policies;
  readonly status: StatusTeller;
  readonly workspace: WorkspaceFindings;
  packages: PackageGuard;
  client: Client = NO_CLIENT;
  folders: readonly WorkspaceFolder[] = [];
  readonly engine: Promise<Engine>;
  readonly #pauses = new Map<string, NodeJS.Timeout>();

  constructor(connection: Connection, host: Host) {
    this.connection = connection;
    this.settings = new SettingsCache(this);
    this.policies = new Policies(this);
    this.status = new StatusTeller(this);
    this.workspace = new WorkspaceFindings(connection);
    this.packages = new PackageGuard({ offline: false, trusted: false });
    const failed = new Set<string>();
    const onRuleError = (rule: string, error: unknown) => {
      if (failed.has(rule)) return;
      failed.add(rule);
      this.log.error(`The rule ${rule} failed on a file: ${error instanceof Error ? error.stack : String(error)}`);
    };
    this.engine = loadEngine({ readGrammar: host.readGrammar, ...ENGINE_RULES, models: MODELS, onRuleError });
  }

  get log() {
    return this.connection.console;
  }

  initialize(params: InitializeParams): void {
    this.client = readClient(params);
    this.folders = params.workspaceFolders ?? [];
    this.packages = new PackageGuard({ offline: false, trusted: params.initializationOptions?.trusted === true });
  }

  open({ uri, languageId, version: at, text }: TextDocumentItem): void {
    this.documents.get(uri)?.delete();
    this.documents.set(uri, new OpenDocument(uri, languageId, at, text));
    this.workspace.forget(uri);
    this.#push(uri);
  }

  change(
    { uri, version: at }: VersionedTextDocumentIdentifier,
    changes: readonly TextDocumentContentChangeEvent[],
  ): void {
    const document = this.documents.get(uri);
    if (!document) return;
    document.change(at, changes);
    this.#push(uri);
    clearTimeout(this.#pauses.get(uri));
    this.#pauses.set(
      uri,
      setTimeout(() => this.#paused(document), PAUSE_MS),
    );
  }

  saved(uri: string): void {
    const document = this.documents.get(uri);
    if (!document) return;
    document.isSaved = true;
    if (document.sort === 'policy') this.policies.forget();
    this.refresh();
  }

  close(uri: string): void {
    clearTimeout(this.#pauses.get(uri));
    this.#pauses.delete(uri);
    this.documents.get(uri)?.delete();
    this.documents.delete(uri);
    this.settings.forget(uri);
    this.packages.forget(pathOf(uri) ?? '');
    if (!this.client.pullsDiagnostics) this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  settingsChanged(): void {
    this.settings.forgetAll();
    this.refresh();
    // The lines above packages come and go with a setting.
    if (this.client.refreshesCodeLenses) void this.connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  }

  filesChanged(uris: readonly string[]): void {
    if (uris.some(decidesImports)) this.packages.invalidate();
    if (uris.some((uri) => /\/assay\.jsonc?$/.test(uri))) this.policies.forget();
    this.refresh();
  }

  foldersChanged(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map(({ uri }) => uri));
    this.folders = [...this.folders.filter(({ uri }) => !gone.has(uri)), ...added];
    this.policies.forget();
    this.refresh();
  }

  trustChanged(trusted: boolean): void {
    this.packages.trust(trusted);
    this.refresh();
  }

  /** Something beside the text changed what is to be told: has the client ask again, or tells it. */
  refresh(): void {
    for (const document of this.documents.values()) document.outdate();
    void publishPolicyProblems(this);
    if (this.client.pullsDiagnostics) {
      if (this.client.refreshesDiagnostics) this.connection.languages.diagnostics.refresh();
      return;
    }
    for (const uri of this.documents.keys()) this.#push(uri);
  }

  /** The folder of the workspace that a document is in, as a path; undefined for what lies elsewhere. */
  folderOf(uri: string): string | undefined {
    const inside = this.folders.filter(
      (folder) => uri === folder.uri || uri.startsWith(folder.uri.endsWith('/') ? folder.uri : `${folder.uri}/`),
    );
    const nearest = inside.sort((a, b) => b.uri.length - a.uri.length)[0];
    return nearest && pathOf(nearest.uri);
  }

  #push(uri: string): void {
    if (!this.client.pullsDiagnostics) void pushDiagnostics(this, uri);
  }

  async #paused(document: OpenDocument): Promise<void> {
    this.#pauses.delete(document.uri);
    if (this.documents.get(document.uri) !== document || document.sort !== 'text') return;
    if (document.content(await this.engine).settle()) this.refresh();
  }
}

const NO_CLIENT: Client = {
  pullsDiagnostics: false,
  refreshesDiagnostics: false,
  refreshesCodeLenses: false,
  asksSettings: false,
  registersConfiguration: false,
  registersWatchers: false,
  hasWorkspaceFolders: false,
  isOurs: false,
  uriScheme: 'vscode',
};

/** The path of a file: URI; undefined for untitled, virtual and malformed ones. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

export const uriOf = (path: string): string => pathToFileURL(path).href;
