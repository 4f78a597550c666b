import type { Confidence } from '../finding.ts';
import { DATA } from './data.ts';
import type { Sink } from './model-index.ts';
import type { Taint } from './value.ts';

const STRENGTH = [
  DATA.user | DATA.host | DATA.uploadName | DATA.entryName | DATA.browser | DATA.model | DATA.tool | DATA.remote,
  DATA.userParameter,
  DATA.local | DATA.stored | DATA.secret | DATA.retrieved | DATA.personal,
  DATA.parameter,
];

/** The data that somebody outside decides over most surely. */
export function strongest(taints: readonly Taint[]): Taint | undefined {
  const rank = ({ data }: Taint): number => STRENGTH.findIndex((kinds) => (kinds & data) !== 0);
  return taints.reduce<Taint | undefined>(
    (best, taint) => (best === undefined || rank(taint) < rank(best) ? taint : best),
    undefined,
  );
}

export function confidenceOf(taint: Taint, sink: Sink, from: number): Confidence {
  const data = taint.data & from;
  if ((data & ~(DATA.parameter | DATA.local | DATA.stored)) === 0) return 'possible';
  return sink.on !== '*' && data & DATA.user && taint.source.isKnown ? 'certain' : 'likely';
}
