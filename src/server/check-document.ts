import type { Finding } from '../engine/finding.ts';
import { judgeEnvFile, withoutSecretsOf } from '../project/env-file.ts';
import { judgeGuardrails } from '../project/guardrails.ts';
import type { GuardAnswer } from '../project/package-guard.ts';
import { parsePolicy } from '../project/policy/parse-policy.ts';
import { applyPolicy, type Policy, settingOf } from '../project/policy/policy.ts';
import { today } from '../project/project-scanner.ts';
import { checkText } from '../project/source-text.ts';
import type { Settings } from '../protocol/settings.ts';
import { RULES } from '../rules/index.generated.ts';
import { isSaid, notAllowed } from '../rules/not-allowed.ts';
import type { OpenDocument, Told } from './open-document.ts';
import { isExcluded, type RootPolicy } from './policies.ts';
import { pathOf, type Session } from './session.ts';

/** How long an answer waits for the package checks. What is known already is there sooner; what must be asked of a registry comes later. */
const PATIENCE_MS = 25;

/** A scan that takes longer is named in the log. */
const SLOW_MS = 1000;

let lastId = 0;

/**
 * What is to be told of a document now. Answers from what was told as long as nothing changed; questions that come while an answer is made
 * share it.
 */
export function checkDocument(session: Session, document: OpenDocument): Promise<Told> {
  const { told, version, generation } = document;
  if (told && isOf(told, version)) return Promise.resolve(told);
  const key = `${version} ${generation}`;
  if (document.underWay?.key === key) return document.underWay.told;
  const checked = check(session, document).finally(() => {
    if (document.underWay?.key === key) document.underWay = undefined;
  });
  document.underWay = { key, told: checked };
  return checked;
}

const isOf = (told: Told | undefined, version: number): boolean =>
  told !== undefined && !told.isStale && told.version === version;

async function check(session: Session, document: OpenDocument): Promise<Told> {
  const { told, version, generation } = document;
  const settings = await session.settings.of(document.uri);
  if (told && !told.isStale && settings.run === 'onSave' && !document.isSaved) return told;
  const root = await session.policies.of(document.uri);
  const found = await find(session, document, settings, root);
  // Told again under the same id where nothing changed, so that the editor redraws nothing.
  const isSame =
    told !== undefined && JSON.stringify([told.findings, told.notes]) === JSON.stringify([found.findings, found.notes]);
  const isCurrent = document.version === version && document.generation === generation;
  const next: Told = { id: isSame ? told.id : ++lastId, version, isStale: !isCurrent, ...found };
  // What has become stale meanwhile is of the same text: fixes and hover can be had from it until the next answer.
  if (isCurrent || (document.version === version && !isOf(document.told, version))) document.told = next;
  return next;
}

type Found = { readonly findings: readonly Finding[]; readonly notes: readonly string[] };
const NOTHING: Found = { findings: [], notes: [] };

async function find(session: Session, document: OpenDocument, settings: Settings, root: RootPolicy): Promise<Found> {
  const path = pathOf(document.uri);
  if (!settings.enable || document.sort === 'other' || (path !== undefined && isExcluded(root, path))) return NOTHING;
  const source = checkText(document.text, document.uri);
  if ('note' in source) return { findings: [], notes: [source.note] };
  const policy = combine(settings, root.policy);
  const guardrails = path !== undefined && path === root.path ? await judgeGuardrails(document.text, root) : [];
  const found = await findInText(session, document, settings, policy, guardrails);
  return { ...found, findings: applyPolicy(found.findings, policy, settings.minimumConfidence) };
}

/** The user's settings come first, so that the team's word is the last. */
export const combine = (settings: Settings, policy: Policy): Policy => ({
  ...policy,
  rules: [...Object.entries(settings.rules).map(([pattern, setting]) => ({ pattern, setting })), ...policy.rules],
  packages: {
    ...policy.packages,
    privateScopes: [...policy.packages.privateScopes, ...settings.packages.privateScopes],
  },
});

async function findInText(
  session: Session,
  document: OpenDocument,
  settings: Settings,
  policy: Policy,
  guardrails: readonly Finding[],
): Promise<Found> {
  const engine = await session.engine;
  const start = performance.now();
  const content = document.content(engine);
  const { version, text } = document;
  const isOn = (rule: string): boolean => settingOf(policy, rule) !== 'off';
  const leavesOutPossible = (policy.minimumConfidence ?? settings.minimumConfidence) !== 'possible';
  const options = { today: today(), isOn, leavesOutPossible };
  // Scanning first leaves the findings of the text ready, whatever the packages do.
  content.scan(options);
  const took = performance.now() - start;
  if (took > SLOW_MS) session.log.warn(`${document.uri} took ${Math.round(took)} ms to check.`);
  const path = pathOf(document.uri);
  const offline = !settings.packages.checkRegistry;
  const others =
    path === undefined
      ? []
      : await packagesSoon(session, document, settings, () =>
          session.packages.check(content.imports(), text, path, { policy, offline }),
        );
  const envFile = path === undefined ? undefined : await judgeEnvFile(path, text);
  const judged = isSaid(policy) ? notAllowed(content.mentions(), policy) : [];
  const besides = [...(envFile?.findings ?? []), ...judged, ...guardrails];
  // While the packages were looked up the text may have changed; then the next request answers.
  const found =
    document.version === version ? content.scan({ ...options, besides, ...(others && { others }) }) : NOTHING;
  const findings = envFile ? withoutSecretsOf(found.findings, envFile) : found.findings;
  session.status.scanned(document.uri, took, findings.length);
  return { findings, notes: found.notes };
}

/** The package findings that can be had at once, undefined when there are none yet; when more become known the client is told to ask again. */
async function packagesSoon(
  session: Session,
  document: OpenDocument,
  settings: Settings,
  check: () => Promise<GuardAnswer>,
): Promise<readonly Finding[] | undefined> {
  const { version } = document;
  const answer = check().catch((error: unknown) => failed(session, error));
  void answer.then(({ references }) => {
    if (document.version === version) document.references = { version, all: references };
  });
  const late = Symbol('late');
  const first = await Promise.race([
    answer,
    new Promise<typeof late>((done) => setTimeout(() => done(late), PATIENCE_MS)),
  ]);
  session.status.packages(session.packages, settings);
  if (first !== late && !first.later) {
    document.packages = { version, findings: first.now };
    return first.now;
  }
  // Only what differs from what is known of this text is worth asking again, or asking again would never end.
  const learn = (findings: readonly Finding[]): void => {
    session.status.packages(session.packages, settings);
    if (session.documents.get(document.uri) !== document || document.version !== version) return;
    const isKnown =
      document.packages?.version === version && JSON.stringify(document.packages.findings) === JSON.stringify(findings);
    document.packages = { version, findings };
    if (!isKnown) session.refresh();
  };
  void answer.then(({ now, later }) => (later ? later.then(learn) : learn(now)));
  if (document.packages?.version === version) return document.packages.findings;
  return first !== late && first.now.length > 0 ? first.now : undefined;
}

function failed(session: Session, error: unknown): GuardAnswer {
  session.log.error(`The package check failed: ${error instanceof Error ? error.stack : String(error)}`);
  return { now: [], later: undefined, judged: Promise.resolve([]), references: [], notes: [] };
}
/** What is wrong in an open policy file, as it stands in the editor. */
export const policyProblemsIn = (document: OpenDocument) =>
  parsePolicy(
    document.text,
    document.uri,
    RULES.map(({ rule }) => rule.id),
  ).problems;
