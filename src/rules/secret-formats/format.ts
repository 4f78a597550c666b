import type { Confidence, Severity } from '../../engine/finding.ts';

/** The rule that tells of a format: one for each sort of thing that a finder can do with it. */
export type SecretRule =
  | 'secret/ai-provider-key'
  | 'secret/cloud-key'
  | 'secret/code-host-token'
  | 'secret/payment-key'
  | 'secret/messaging-token'
  | 'secret/service-token'
  | 'secret/private-key'
  | 'secret/connection-string'
  | 'secret/signed-token';

/** How the secrets of a service are written, so that they are known wherever they stand. */
export type SecretFormat = {
  readonly rule: SecretRule;
  /** With its article, as a message says it: "an OpenAI API key". */
  readonly what: string;
  /** What the variable of the environment is called that its documentation names. */
  readonly variable: string;
  /** Literal beginnings; the text is searched for all of them at once. */
  readonly begins: readonly string[];
  /** What stands before the literal and belongs to the secret, where it does not begin with it; ends with `$`, looks at 40 characters. */
  readonly leads?: RegExp;
  /** The whole, sticky, bounded in length. The first group is the secret where the match holds more than that. */
  readonly shape: RegExp;
  /** Whether what has the shape is one; asked with the match. */
  readonly isReal?: (match: RegExpExecArray) => boolean;
  /** Whether its checksum fits. One that does not fit is only likely to be a secret, and told as what it is. */
  readonly fits?: (secret: string) => boolean;
  /** `certain` unless said: the shape is nobody else's. */
  readonly confidence?: Confidence;
  readonly severity?: Severity;
  /** Where it stands decides: a test's key, a document's example, is hidden. */
  readonly isOftenSample?: boolean;
  /** What is random in it, where that is not all behind its beginning; ends with `$`. */
  readonly random?: RegExp;
  /** It looks like a word of its own and needs no letters in disorder. */
  readonly isNoRandom?: boolean;
};

/** A format whose secrets look like any other text of letters and digits: only the name beside one says what it is. */
export type NamedFormat = {
  readonly rule: SecretRule;
  readonly what: string;
  readonly variable: string;
  /** Tested on the words of the name: `COHERE_API_KEY` and `cohereApiKey` are `cohere_api_key`. */
  readonly name: RegExp;
  /** Tested on the whole value. */
  readonly value: RegExp;
};
