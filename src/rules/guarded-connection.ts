import type { Expression } from '../engine/names/expression.ts';
import { fileSays } from './code-text.ts';

/**
 * Whether a request goes through a connection that only reaches addresses which were looked at: an agent of a library that refuses private ones,
 * or a look-up of the program's own in a file that knows which addresses those are.
 */
export function connectsGuarded(call: Expression): boolean {
  const { names } = call;
  if (fileSays(names, REFUSING)) return true;
  if (!fileSays(names, KNOWS_ADDRESSES)) return false;
  const client = call.callee.object.origin;
  return [...call.arguments, ...(client.is('call_expression', 'new_expression') ? client.arguments : [])]
    .slice(0, MOST_ARGUMENTS)
    .some((options) => looksUpItself(options) || CONNECTIONS.some((name) => looksUpItself(madeBy(options, name))));
}

const MOST_ARGUMENTS = 8;
/** Members of the options of a request that say what it is sent through. */
const CONNECTIONS = ['agent', 'httpAgent', 'httpsAgent', 'dispatcher'] as const;
const REFUSING =
  /['"](request-filtering-agent|ssrf-req-filter|ssrf-agent|ssrf-agent-guard|got-ssrf|dssrf|ssrfcheck|private-ip-filter)['"]/;
/** Which addresses are nobody else's business. */
const KNOWS_ADDRESSES =
  /ipaddr|\.range\(\)|unicast|BlockList|is_?-?private|private_?-?(ip|range|address)|is_?public|169\.254|127\.0\.0|loopback|link-?local|fc00|netmask|ip-?range|ip6addr/i;

/** What an agent is made with: `new Agent({ connect: { lookup } })`. */
function madeBy(options: Expression, name: string): Expression {
  const { origin } = options.property(name);
  return origin.is('call_expression', 'new_expression') ? origin.argument(0) : options.property(name);
}

const looksUpItself = (options: Expression): boolean =>
  options.property('lookup').exists ||
  options.property('connect').property('lookup').exists ||
  (options.property('connect').exists &&
    /\blookup\b|\baddress\b/.test(options.property('connect').origin.text.slice(0, 400)));
