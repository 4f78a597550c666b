import type { Confidence } from '../finding.ts';
import { DATA } from './data.ts';
import type { Sink } from './model-index.ts';
import type { Taint } from './value.ts';

const STRENGTH = [
  DATA.user | DATA.host | DATA.uploadName | DATA.entryName | DATA.browser | DATA.model | DATA.tool | DATA.remote,
  DATA.userParameter,
  DATA.local | DATA.stored | DATA.record | DATA.secret | DATA.retrieved | DATA.personal,
  DATA.parameter,
];

const rank = ({ data }: Taint): number => STRENGTH.findIndex((kinds) => (kinds & data) !== 0);

/** That first that somebody outside decides over most surely. */
export const byStrength = (taints: readonly Taint[]): readonly Taint[] =>
  taints.length < 2 ? taints : [...taints].sort((a, b) => rank(a) - rank(b));

/** How surely a finding is one, by the data and by how much is known of the place where it arrives. */
export function confidenceOf(taint: Taint, sink: Sink, from: number): Confidence {
  const data = taint.data & from;
  if ((data & ~(DATA.parameter | DATA.local | DATA.stored | DATA.record)) === 0) return 'possible';
  return sink.on !== '*' && data & DATA.user && taint.source.isKnown ? 'certain' : 'likely';
}
