import { DATA } from '../engine/flow/data.ts';
import { data, type Model, type ParameterSpec, type ReadSpec } from '../engine/flow/model.ts';

/** Text that whoever owns a name, or an address, writes as they like. */
const WRITTEN = data(DATA.user | DATA.remote, 'a record of a name server');
/** Names that are there to be asked, and addresses. */
const NAMED = data(DATA.remote, 'the answer of a name server');

const RECORDS: Readonly<Record<string, ReadSpec>> = {
  resolveTxt: WRITTEN,
  resolveNaptr: WRITTEN,
  resolveCaa: WRITTEN,
  reverse: WRITTEN,
  resolve: NAMED,
  resolveAny: NAMED,
  resolveCname: NAMED,
  resolveMx: NAMED,
  resolveNs: NAMED,
  resolvePtr: WRITTEN,
  resolveSoa: NAMED,
  resolveSrv: NAMED,
};

/** What asks with a callback, and what with a promise. */
const ASKING = ['dns', 'dns.Resolver()'];
const PROMISING = [
  'dns.promises',
  'dns.promises.Resolver()',
  'dns/promises',
  'dns/promises.Resolver()',
  // Promisified.
  'dns',
];

/** Look-ups of names. To look a foreign one up does no harm; what comes back may. https://nodejs.org/docs/latest-v20.x/api/dns.html */
export default {
  reads: Object.fromEntries(
    PROMISING.flatMap((from) => Object.entries(RECORDS).map(([name, spec]) => [`${from}.${name}()`, spec])),
  ),
  handlers: Object.fromEntries(
    ASKING.flatMap((from) =>
      Object.entries(RECORDS).map(([name, spec]): [string, readonly ParameterSpec[]] => [
        `${from}.${name}`,
        [undefined, spec],
      ]),
    ),
  ),
} satisfies Model;
