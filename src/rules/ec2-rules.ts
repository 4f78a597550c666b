import type { Expression } from '../engine/names/expression.ts';
import { objectIn, propertyAt, wordOf } from './cloud-property.ts';
import { guardedIn, isWorld, type Ports } from './network-ports.ts';

/** The ports that CDK's `ec2.Port` names. */
const NAMED: Readonly<Record<string, number>> = {
  ssh: 22,
  rdp: 3389,
  mysqlaurora: 3306,
  postgres: 5432,
  mssql: 1433,
  oraclerds: 1521,
  redis: 6379,
  nfs: 2049,
  ldap: 389,
  smb: 445,
  dns: 53,
  http: 80,
  https: 443,
};

/** Whether a peer of CDK is everybody: `ec2.Peer.anyIpv4()`, `ec2.Peer.ipv4('0.0.0.0/0')`. */
export function isAnyPeer(peer: Expression): boolean {
  const { origin } = peer;
  if (!origin.is('call_expression', 'new_expression')) return false;
  const name = origin.callee.name ?? '';
  if (/\.Peer\.anyIpv[46]$|\.AnyIPv[46]$/.test(name)) return true;
  return /\.Peer\.ipv[46]$/.test(name) && isWorld(origin.argument(0).constant ?? '');
}

/** The ports of an `ec2.Port`, of TCP or of everything. */
export function portsOfPort(port: Expression): Ports | undefined {
  const { origin } = port;
  const name = (origin.is('call_expression', 'new_expression') ? origin.callee.name : origin.name) ?? '';
  const [, member = ''] = /\.Port(?:\.(\w+))?$/.exec(name) ?? [];
  if (name === '' || !/\.Port(\.\w+)?$/.test(name)) return undefined;
  if (member === '') return portsOfMembers(objectIn(origin));
  if (/^(allTcp|allTraffic|ALL_TCP|ALL_TRAFFIC)$/.test(member)) return 'all';
  if (member === 'tcp') return between(origin.argument(0), origin.argument(0)) ?? portOfLoop(origin.argument(0));
  if (member === 'tcpRange') return between(origin.argument(0), origin.argument(1));
  const key = member.toLowerCase().replace(/_/g, '');
  const named = Object.hasOwn(NAMED, key) ? NAMED[key] : undefined;
  return named === undefined || origin.is('call_expression') ? undefined : { from: named, to: named };
}

/** The ports of `{ protocol, fromPort, toPort }` in whichever of its spellings. Those of UDP are left out: nothing there is told. */
export function portsOfMembers(
  rule: Expression | undefined,
  protocols = ['ipProtocol', 'protocol'],
  bounds = ['fromPort', 'toPort'],
): Ports | undefined {
  if (!rule) return undefined;
  const [protocol] = protocols.flatMap((name) => {
    const property = propertyAt(rule, [name]);
    return property.state === 'written' ? [wordOf(property.value) ?? ''] : [];
  });
  // `-1` is every protocol; 6 is the number of TCP.
  if (protocol === '1' || protocol === 'all') {
    const given = ends(rule, bounds);
    return !given || (given.from <= 0 && given.to <= 0) ? 'all' : given;
  }
  return protocol === 'tcp' || protocol === '6' ? ends(rule, bounds) : undefined;
}

function ends(rule: Expression, bounds: readonly string[]): Exclude<Ports, string> | undefined {
  const [from, to] = bounds.map((name) => propertyAt(rule, [name]));
  if (from?.state !== 'written') return undefined;
  return between(from.value, to?.state === 'written' ? to.value : from.value);
}

function between(first: Expression, last: Expression): Exclude<Ports, string> | undefined {
  const [from, to] = [first.value, last.value].map((value) =>
    typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,5}$/.test(value)) ? Number(value) : undefined,
  );
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** A port that a loop over a list of them takes: the first that is guarded. */
function portOfLoop(port: Expression): Ports | undefined {
  if (!port.is('identifier')) return undefined;
  const looped = listOfFor(port) ?? listOfCallback(port);
  const numbers = (looped?.origin.is('array') ? looped.origin.children.slice(0, 200) : []).flatMap(({ value }) =>
    typeof value === 'number' ? [{ from: value, to: value }] : [],
  );
  return numbers.find((each) => guardedIn(each) !== undefined);
}

/** `ports` of `for (const port of ports)`. */
function listOfFor(port: Expression): Expression | undefined {
  const loop = port.enclosing('for_in_statement');
  return loop.field('left').text === port.text ? loop.field('right') : undefined;
}

/** `ports` of `ports.forEach((port) => ...)`. */
function listOfCallback(port: Expression): Expression | undefined {
  const callback = port.enclosingFunction;
  const [first] = callback.field('parameters').children;
  const name = callback.field('parameter').exists ? callback.field('parameter') : first;
  const call = callback.parent.parent;
  const isLoop = call.is('call_expression') && /^(forEach|map)$/.test(call.callee.lastName);
  return isLoop && name?.text.replace(/\s*:.*$/s, '') === port.text ? call.callee.object : undefined;
}
