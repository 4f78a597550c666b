/** The first question a reader asks: is this a fault of the code, or of how AI is used? */
export type Category = 'code' | 'ai' | 'package' | 'secret' | 'agent';

/** How bad it is if it is true, the worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure we are. `possible` is hidden unless asked for. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** How loudly a finding is told. The team's policy may change it; the severity stays what it is. */
export type Level = 'error' | 'warning' | 'information';

/** UTF-16 offsets into the text, end exclusive. */
export type Range = { readonly start: number; readonly end: number };

export type Edit = Range & { readonly text: string };

export type Fix = {
  /** A verb and the outcome: "Use SHA-256". */
  readonly title: string;
  /** `safe` leaves a file that parses, has one finding less and behaves as meant; `review` wants a reader. */
  readonly safety: 'safe' | 'review';
  readonly edits: readonly Edit[];
  /** What is changed in other files; only where the finding's own file is not where the fault is mended. */
  readonly elsewhere?: readonly EditsElsewhere[];
};

/** Edits of another file, which hold for the text that it had when the finding was made. */
export type EditsElsewhere = {
  /** Relative to the file of the finding, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly edits: readonly Edit[];
};

/** One step of the way from source to sink. */
export type Step = { readonly range: Range; readonly message: string };

export type Finding = {
  /** Rule id, such as `code/weak-hash`. */
  readonly rule: string;
  readonly range: Range;
  /** One sentence in the present tense that names the reader's own identifier. */
  readonly message: string;
  /** What to do, as an imperative. */
  readonly remedy: string;
  readonly severity: Severity;
  readonly level: Level;
  readonly confidence: Confidence;
  readonly trace: readonly Step[];
  /** Best first. */
  readonly fixes: readonly Fix[];
  /** What it is about, where that is more than the range, or elsewhere in the text: the whole call that does harm, the literal behind a name. */
  readonly about?: Range;
  /** What the finding is about when that is not the text itself: the name of a package. */
  readonly subject?: string;
  /** The MCP server whose definition nobody has approved, with the hash of it. */
  readonly unapproved?: { readonly server: string; readonly definition: string };
  readonly tag?: 'deprecated' | 'unnecessary';
};

const LEVELS: Record<Severity, Level> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'information',
};

export const levelOf = (severity: Severity): Level => LEVELS[severity];

export const categoryOf = (rule: string): Category => rule.slice(0, rule.indexOf('/')) as Category; // ids are checked by a test

const CONFIDENCES: readonly Confidence[] = ['possible', 'likely', 'certain'];

export const isAtLeast = (confidence: Confidence, minimum: Confidence): boolean =>
  CONFIDENCES.indexOf(confidence) >= CONFIDENCES.indexOf(minimum);
