import type { PackageCard } from '../packages/card.ts';
import { deprecationOf, type PackageFacts, versionCount } from '../packages/facts.ts';
import type { PackageReference } from '../packages/reference.ts';
import type { Reason } from '../packages/resolver.ts';
import { toldDownloads } from '../packages/search.ts';
import { toldSpan } from '../packages/squat-risk.ts';
import { RULES } from '../rules/index.generated.ts';
import { combine } from './check-document.ts';
import type { OpenDocument } from './open-document.ts';
import { pathOf, type Session } from './session.ts';

/** How long somebody who points at a name waits for a registry. */
const PATIENCE_MS = 1500;
const DAY = 86_400_000;

/** The reference whose name stands at an offset of the text, if the text is still the one that was looked through. */
export const referenceAt = ({ references, version }: OpenDocument, offset: number): PackageReference | undefined =>
  references?.version === version
    ? references.all.find(({ name, range }) => name !== '' && range.start <= offset && offset <= range.end)
    : undefined;

/** What is known of a package that a document names. Undefined where the document is in no file, or nobody can say. */
export async function packageCardFor(
  session: Session,
  document: OpenDocument,
  reference: PackageReference,
): Promise<PackageCard | undefined> {
  const path = pathOf(document.uri);
  if (path === undefined) return undefined;
  const settings = await session.settings.of(document.uri);
  const policy = combine(settings, (await session.policies.of(document.uri)).policy);
  const context = { policy, offline: !settings.packages.checkRegistry };
  try {
    return await session.packages.card(reference, path, context, PATIENCE_MS);
  } catch (error) {
    session.log.error(`The card of a package failed: ${error instanceof Error ? error.stack : String(error)}`);
    return undefined;
  }
}

/** The card in one line of plain text. Undefined where there is nothing to say, as of a path. */
export function cardLine(card: PackageCard): string | undefined {
  const verdict = verdictOf(card, onOneLine)?.replace(/^Verdict: |\.$/g, '');
  if (verdict === undefined) return undefined;
  return [...(card.facts === undefined ? [] : headOf(card.facts, card, onOneLine)), verdict].join(' · ');
}

/** As Markdown. Whatever comes from a registry is escaped: it may try to be a link, a picture or a command. */
export function cardText(card: PackageCard): string | undefined {
  const { judged, facts } = card;
  const verdict = verdictOf(card);
  if (verdict === undefined) return undefined;
  const version = judged.version ?? facts?.latest;
  const message = facts && deprecationOf(facts, version);
  const lines = [
    [`**${escapedText(judged.reference.name)}**`, ...(facts === undefined ? [] : headOf(facts, card))].join(' · '),
    facts?.description ? escapedText(facts.description) : '',
    facts?.repository ? `Repository: ${linkTo(facts.repository)}` : '',
    message === undefined || message === '' ? '' : `Deprecated: ${escapedText(message)}`,
    verdict,
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}

function headOf(facts: PackageFacts, { now, downloads }: PackageCard, shown = escapedText): string[] {
  const { latest, licence, created, maintainers } = facts;
  const versions = versionCount(facts);
  return [
    latest === undefined ? '' : `latest ${shown(latest)}`,
    versions === undefined ? '' : counted(versions, 'version'),
    created === undefined ? '' : `${toldSpan(Math.max(0, Math.floor((now - created) / DAY)))} old`,
    licence ? shown(licence) : '',
    maintainers === undefined ? '' : counted(maintainers, 'maintainer'),
    downloads === undefined ? '' : toldDownloads(downloads),
    facts.hasInstallScript ? 'runs a script on install' : '',
  ].filter((part) => part !== '');
}

const REASONS: Partial<Record<Reason, string>> = {
  'built-in': 'Part of Node.js.',
  host: 'Provided by the program that runs the code.',
  workspace: 'A package of this workspace.',
  self: 'This package itself.',
  ambient: 'Declared by types of this project.',
  types: 'Known by its types.',
  'declared-elsewhere': 'Declared in package.json, from elsewhere than a registry.',
  'private-scope': 'Of a private scope: it is not asked for in public.',
  'path-alias': 'An alias of this project.',
  'build-alias': 'An alias of this project.',
  'local-folder': 'A folder of this project.',
};

/** The verdict, with what it rests on. */
function verdictOf({ judged, isWellKnown, installed }: PackageCard, shown = escapedText): string | undefined {
  const { standing, problems, resolution } = judged;
  const titles = problems.map(
    ({ kind }) => RULES.find(({ rule }) => rule.id === `package/${kind}`)?.rule.title ?? kind,
  );
  const here = installed === undefined ? '' : ` ${shown(installed)} is installed.`;
  if (titles.length > 0) return `Verdict: ${titles.join(', ')}.${here}`;
  if (standing === 'allowed') return "Verdict: allowed by the team's policy.";
  if (standing === 'unknown') return 'Verdict: none yet, as the registry has not answered.';
  if (standing === 'exists') return `Verdict: ${isWellKnown ? 'well known' : 'nothing speaks against it'}.${here}`;
  return resolution.kind === 'known' ? REASONS[resolution.reason] : undefined;
}

/** A link only where it can be nothing but a page on the web. */
function linkTo(address: string): string {
  const isPage = /^https:\/\/[a-z0-9.-]+\/[\w./~-]*$/i.test(address);
  return isPage ? `[${escapedText(address.slice('https://'.length))}](${address})` : escapedText(address);
}

/** Without what steers the direction of text. */
const onOneLine = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();

/** Every sign that could mean something to Markdown or HTML, on one line. */
const escapedText = (text: string): string => onOneLine(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
