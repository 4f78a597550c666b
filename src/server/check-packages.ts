import { basename } from 'node:path';
import type { CancellationToken } from 'vscode-languageserver';
import type { Finding } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { applyPolicy } from '../project/policy/policy.ts';
import { findSourceFiles } from '../project/source-files.ts';
import { readSource } from '../project/source-text.ts';
import type { CheckPackagesParams, CheckPackagesResult } from '../protocol/requests.ts';
import { RULES } from '../rules/index.generated.ts';
import { combine } from './check-document.ts';
import { pathOf, type Session, uriOf } from './session.ts';
import { toDiagnostics, toSpan } from './to-diagnostic.ts';

const WORST_FIRST = ['error', 'warning', 'information'];

/** Checks the dependencies of every package.json of the workspace; what is found is told, and shown in the files as diagnostics. */
export async function onCheckPackages(
  session: Session,
  { workDoneToken }: CheckPackagesParams,
  token: CancellationToken,
): Promise<CheckPackagesResult> {
  const check = new PackageCheck(session, token);
  session.status.busy(true);
  try {
    for (const { uri } of session.folders)
      await check.folder(uri, (message) => {
        if (workDoneToken !== undefined)
          void session.connection.sendNotification('$/progress', {
            token: workDoneToken,
            value: { kind: 'report', message },
          });
      });
  } finally {
    session.status.busy(false);
  }
  session.refresh();
  return check.result();
}

class PackageCheck {
  readonly #session: Session;
  readonly #token: CancellationToken;
  readonly #names = new Set<string>();
  readonly #found: { readonly level: Finding['level']; readonly told: CheckPackagesResult['findings'][number] }[] = [];
  #manifests = 0;
  #waiting = 0;

  constructor(session: Session, token: CancellationToken) {
    this.#session = session;
    this.#token = token;
  }

  result(): CheckPackagesResult {
    const sorted = this.#found.sort((a, b) => WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level));
    return {
      manifests: this.#manifests,
      packages: this.#names.size,
      waiting: this.#waiting,
      findings: sorted.map(({ told }) => told),
      cancelled: this.#token.isCancellationRequested,
    };
  }

  async folder(uri: string, report: (path: string) => void): Promise<void> {
    const folder = pathOf(uri);
    if (folder === undefined) return;
    const { policy, root } = await this.#session.policies.of(uri);
    for await (const found of findSourceFiles(folder, root || folder, policy.exclude)) {
      if (this.#token.isCancellationRequested) return;
      if ('error' in found || basename(found.path) !== 'package.json') continue;
      report(found.path);
      await this.#manifest(found.path);
    }
  }

  async #manifest(path: string): Promise<void> {
    const uri = uriOf(path);
    const open = this.#session.documents.get(uri);
    const source = open ?? (await readSource(path).catch((error: Error) => ({ note: error.message })));
    if ('note' in source) return;
    const { text } = source;
    const settings = await this.#session.settings.of(uri);
    const policy = combine(settings, (await this.#session.policies.of(uri)).policy);
    const context = { policy, offline: !settings.packages.checkRegistry };
    const { now, later, judged } = await this.#session.packages.check([], text, path, context);
    const findings = applyPolicy((await later) ?? now, policy, settings.minimumConfidence);
    this.#manifests++;
    for (const { reference, standing } of await judged) {
      this.#names.add(reference.name);
      if (standing === 'unknown') this.#waiting++;
    }
    const lines = new Lines(text);
    for (const finding of findings) this.#found.push({ level: finding.level, told: toldOf(finding, uri, lines) });
    if (open !== undefined) return;
    this.#session.settings.forget(uri);
    const told = { findings, notes: [], id: 0, version: 0, isStale: false };
    this.#session.workspace.tell(uri, toDiagnostics(told, { uri, lines }, this.#session.client.uriScheme));
  }
}

const toldOf = (
  { rule, range, message, subject }: Finding,
  uri: string,
  lines: Lines,
): CheckPackagesResult['findings'][number] => ({
  uri,
  span: toSpan(lines, range),
  name: subject ?? '',
  title: RULES.find((known) => known.rule.id === rule)?.rule.title ?? rule,
  message,
});
