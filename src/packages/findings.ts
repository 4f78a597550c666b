import { type Confidence, type Finding, type Fix, levelOf, type Severity } from '../engine/finding.ts';
import type { NearName } from './nearest-names.ts';
import type { Problem } from './problem.ts';
import type { PackageReference } from './reference.ts';
import { addition, namesInstead, removal, versionInstead } from './repairs.ts';

type Told = {
  readonly message: string;
  readonly remedy: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly fixes: readonly Fix[];
  readonly tag?: 'deprecated';
};

type Place = { readonly reference: PackageReference; readonly text: string };
type Teller<Kind extends Problem['kind']> = (problem: Extract<Problem, { kind: Kind }>, place: Place) => Told;

/** What is told of a problem, at the place where the package is named. */
export function findingOf(problem: Problem, reference: PackageReference, text: string): Finding {
  // Each teller takes the problem that its key names.
  const told = (TELLERS[problem.kind] as Teller<Problem['kind']>)(problem as never, { reference, text });
  const isAboutVersion = problem.kind === 'missing-version' || problem.kind === 'known-vulnerable';
  return {
    rule: `package/${problem.kind}`,
    range: (isAboutVersion ? reference.versionRange : undefined) ?? reference.range,
    ...told,
    level: levelOf(told.severity),
    trace: [],
    subject: reference.name,
  };
}

/**
 * An import in a `try` is `likely`, not `certain`: its author reckons with its absence, so the name may be of a package that is nowhere public. It is
 * told all the same, since whoever registers the name gets the code run.
 */
const hallucinated: Teller<'hallucinated'> = ({ near, isOtherRegistry }, { reference, text }) => {
  const { name, guarded } = reference;
  const registry = isOtherRegistry ? 'the configured npm registry' : 'the npm registry';
  return {
    message: `\`${name}\` does not exist in ${registry}, and nothing in this project provides it.`,
    remedy: insteadOf(name, near) ?? `Remove \`${name}\`, or look up what the package is really called.`,
    severity: 'high',
    confidence: guarded ? 'likely' : 'certain',
    fixes: [...namesInstead(reference, text, near), ...removal(reference, text)],
  };
};

const securityPlaceholder: Teller<'security-placeholder'> = ({ near }, { reference, text }) => ({
  message: `\`${reference.name}\` holds nothing: npm has put an empty package in the place of a harmful one.`,
  remedy:
    insteadOf(reference.name, near) ?? `Remove \`${reference.name}\`, and find out who installed it while it did harm.`,
  severity: 'high',
  confidence: 'certain',
  fixes: [...namesInstead(reference, text, near), ...removal(reference, text)],
});

const unpublished: Teller<'unpublished'> = ({ age, near }, { reference, text }) => ({
  message: `All versions of \`${reference.name}\` were taken back${age === undefined ? '' : ` ${age} ago`}, so an install fails, and others may register the name.`,
  remedy: insteadOf(reference.name, near) ?? `Remove \`${reference.name}\`, or look up what became of the package.`,
  severity: 'high',
  confidence: 'certain',
  fixes: [...namesInstead(reference, text, near), ...removal(reference, text)],
});

const lookalike: Teller<'lookalike'> = ({ like, signals }, { reference, text }) => ({
  message: `\`${reference.name}\` is not the well-known \`${like.name}\` (${like.reason}): ${list(signals)}.`,
  remedy: `Replace \`${reference.name}\` with \`${like.name}\`, if that is what was meant, or allow it in assay.json.`,
  severity: 'high',
  confidence: 'likely',
  fixes: [...namesInstead(reference, text, [like]), ...removal(reference, text)],
});

const squatSuspect: Teller<'squat-suspect'> = ({ like, signals }, { reference, text }) => {
  const { name } = reference;
  const likeness = like === undefined ? [] : [`a name like \`${like.name}\` (${like.reason})`];
  return {
    message: `\`${name}\` looks registered to be installed by mistake: ${list([...signals, ...likeness])}.`,
    remedy: `Look at the package \`${name}\` and at who publishes it before you install it; allow it in assay.json if it is the one you mean.`,
    severity: 'high',
    confidence: 'likely',
    fixes: [...namesInstead(reference, text, like === undefined ? [] : [like]), ...removal(reference, text)],
  };
};

const notAllowed: Teller<'not-allowed'> = ({ why }, { reference, text }) => ({
  message: `\`${reference.name}\` is not allowed in this project: ${why}.`,
  remedy: `Remove \`${reference.name}\`, or ask your team to allow it in assay.json.`,
  severity: 'medium',
  confidence: 'certain',
  fixes: removal(reference, text),
});

const missingVersion: Teller<'missing-version'> = ({ version, nearest, latest, isCertain }, { reference }) => ({
  message: `\`${reference.name}\` has no version for \`${shortened(version)}\`${latest === undefined ? '' : `; its latest is ${latest}`}.`,
  remedy:
    nearest === undefined
      ? `Ask for a version of \`${reference.name}\` that exists.`
      : `Ask for \`${nearest}\`, the nearest that exists.`,
  severity: 'medium',
  confidence: isCertain ? 'certain' : 'likely',
  fixes: nearest === undefined ? [] : versionInstead(reference, nearest),
});

const knownVulnerable: Teller<'known-vulnerable'> = ({ version, advisories, repair }, { reference }) => {
  const [worst] = advisories;
  const more = advisories.length > 1 ? `, and ${advisories.length - 1} more` : '';
  const severity = worst?.severity ?? 'low';
  return {
    message: `\`${reference.name}\` ${version} has a known weakness: ${quoted(worst?.title ?? '')}${more}.`,
    remedy:
      repair === undefined
        ? `Look for another package than \`${reference.name}\`: no version without the weakness is known.`
        : `Ask for \`${repair}\`, the next version of \`${reference.name}\` without a known weakness.`,
    severity,
    confidence: 'certain',
    fixes: repair === undefined || repair === reference.version ? [] : versionInstead(reference, repair),
  };
};

const deprecated: Teller<'deprecated'> = ({ version, message, successor, repair }, { reference, text }) => {
  const { name } = reference;
  const what = version === undefined ? `\`${name}\`` : `\`${name}\` ${version}`;
  const fixes = [
    ...(repair === undefined ? [] : versionInstead(reference, repair)),
    ...(successor === undefined
      ? []
      : namesInstead(reference, text, [{ name: successor.name, reason: 'named by its maintainers' }], successor.range)),
  ];
  return {
    message: message === '' ? `${what} is deprecated.` : `${what} is deprecated: ${quoted(message)}.`,
    remedy:
      successor !== undefined
        ? `Replace \`${name}\` with \`${successor.name}\`, which its maintainers name.`
        : repair !== undefined
          ? `Ask for \`${repair}\`, which is not deprecated.`
          : `Look for a package that is maintained in the place of \`${name}\`.`,
    severity: 'low',
    confidence: 'certain',
    fixes,
    tag: 'deprecated',
  };
};

/** The package exists, but only because something else has brought it, or not here at all. */
const undeclared: Teller<'undeclared'> = ({ isInstalled, addition: added }, { reference: { name } }) => ({
  message: isInstalled
    ? `\`${name}\` is installed only because another package needs it: no package.json above this file declares it.`
    : `No package.json above this file declares \`${name}\`, so an install leaves it out.`,
  remedy: `Add \`${name}\` to package.json, if you know the package and mean to use it.`,
  severity: 'low',
  confidence: 'certain',
  fixes: added === undefined ? [] : addition(name, added),
});

const TELLERS: { readonly [Kind in Problem['kind']]: Teller<Kind> } = {
  hallucinated,
  'security-placeholder': securityPlaceholder,
  unpublished,
  lookalike,
  'squat-suspect': squatSuspect,
  'not-allowed': notAllowed,
  'missing-version': missingVersion,
  'known-vulnerable': knownVulnerable,
  deprecated,
  undeclared,
};

function insteadOf(name: string, [best]: readonly NearName[]): string | undefined {
  return best && `Replace \`${name}\` with \`${best.name}\` (${best.reason}), if that is what was meant, or remove it.`;
}

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const shortened = (text: string): string => {
  const line = onOneLine(text);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};

/** Without what would end a quotation or be read as markup. */
const onOneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll('`', "'")
    .trim();

/** A stranger's words. */
function quoted(text: string): string {
  const line = onOneLine(text).replaceAll('"', "'");
  const short = line.length > 160 ? `${line.slice(0, 159)}…` : line.replace(/\.$/, '');
  return `"${short}"`;
}
