/** Which rule speaks of a signal. */
export type SignalGroup = 'injection' | 'exfil' | 'weakening' | 'tool';

/** Something a sentence says that good instructions hardly ever say. Points as in the catalogue: 4 is told, 7 is high, 10 critical. */
export type Signal = {
  readonly id: string;
  readonly group: SignalGroup;
  readonly points: number;
  /** What the agent is told, after "tells the agent": "to hide what it does from the user". */
  readonly says: string;
  /** On plain text. No nested repetition: it runs on texts of strangers. */
  readonly pattern: RegExp;
  /** What the sentence has to say besides, anywhere. */
  readonly also?: readonly RegExp[];
  /** What makes it harmless although the pattern fits; on the whole plain sentence. */
  readonly unless?: RegExp;
  /** It is an order only where its verb is one, and a "never" before it turns it round. */
  readonly isOrder?: boolean;
  /** It means the same within a block of code: a command line. */
  readonly isCommand?: boolean;
  /** It means the same in quotes and under a heading about attacks. */
  readonly isPlainFact?: boolean;
  /** Ids of others: by itself it is everyday, and counts only within two sentences of one of them. */
  readonly near?: readonly string[];
};
