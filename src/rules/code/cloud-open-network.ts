import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { propertiesOf, propertyAt } from '../cloud-property.ts';
import { isCdkFile } from '../cloud-resource.ts';
import { isAnyPeer, portsOfPort } from '../ec2-rules.ts';
import { FIREWALL_PATTERNS, openingsOf } from '../firewall-rules.ts';
import { guardedIn, type Ports } from '../network-ports.ts';
import { wordsOf } from '../secret-names.ts';

/** Constructs whose own port is that of a database. */
const DATABASES =
  /[-_/](rds|docdb|neptune|redshift|elasticache|opensearchservice|elasticsearch)[\w-]*\.(Database|Serverless|Cluster|Domain)/;

const NAMES_OF_DATABASES = new Set(['db', 'database', 'rds', 'aurora', 'postgres', 'mysql', 'redis']);

export default defineRule({
  id: 'code/cloud-open-network',
  title: 'Management or database port open to the internet',
  severity: 'high',
  confidence: 'likely',
  cwe: [284, 668, 1327],
  owasp: ['A05:2021', 'A02:2025', 'A01:2021', 'A01:2025'],
  remedy:
    'Let in the security group or the address range that needs it; reach machines through Session Manager, a bastion or a VPN instead of an open port.',
  checks: [
    check({
      patterns: { javascript: ['$_.addIngressRule($PEER, $PORT, ...)', '$_.allowFrom($PEER, $PORT, ...)'] },
      problem: ({ PEER, PORT, MATCH }) =>
        isAnyPeer(PEER) ? problemAt(PEER, MATCH.callee.object, portsOfPort(PORT)) : undefined,
    }),
    check({
      patterns: { javascript: ['$_.allowFromAnyIpv4($PORT, ...)'] },
      problem: ({ PORT, MATCH }) => problemAt(PORT, MATCH.callee.object, portsOfPort(PORT)),
    }),
    check({
      patterns: { javascript: ['$_.allowDefaultPortFromAnyIpv4(...)'] },
      problem: ({ MATCH }) => problemOfDefault(MATCH, MATCH.callee.object),
    }),
    check({
      patterns: { javascript: ['$_.allowDefaultPortFrom($PEER, ...)'] },
      problem: ({ PEER, MATCH }) => (isAnyPeer(PEER) ? problemOfDefault(PEER, MATCH.callee.object) : undefined),
    }),
    check({
      patterns: { javascript: FIREWALL_PATTERNS },
      problem: ({ MATCH }) => openingsOf(MATCH).flatMap(({ at, ports, name }) => told(at, name, ports) ?? []),
    }),
  ],
});

function problemAt(at: Expression, guarded: Expression, ports: Ports | undefined): Problem | undefined {
  const name = guarded.lastName === 'connections' && guarded.object.exists ? guarded.object : guarded;
  return ports === undefined ? undefined : told(at, `\`${shortText(name.text)}\``, ports);
}

function told(at: Expression, name: string, ports: Ports): Problem | undefined {
  const what = guardedIn(ports);
  return what === undefined
    ? undefined
    : { at: at.range, message: `${name} lets everybody on the internet reach ${what}.` };
}

/** By what it is made with; a member or parameter, of which that is not known, by its name. */
const isDatabase = (construct: Expression): boolean =>
  construct.origin.is('new_expression')
    ? DATABASES.test(construct.origin.callee.name ?? '')
    : isCdkFile(construct) && wordsOf(construct.lastName).some((word) => NAMES_OF_DATABASES.has(word));

/** The port that a construct's own connections stand for: said where they are made, or that of a database. */
function problemOfDefault(at: Expression, connections: Expression): Problem | undefined {
  const { origin } = connections;
  const made = origin.is('new_expression') ? propertiesOf(origin, 0) : undefined;
  if (made && made !== 'none' && origin.callee.name?.endsWith('.Connections')) {
    const port = propertyAt(made, ['defaultPort']);
    return port.state === 'written' ? problemAt(at, connections, portsOfPort(port.value)) : undefined;
  }
  const of = connections.lastName === 'connections' ? connections.object : undefined;
  if (!of || !isDatabase(of)) return undefined;
  return problemAt(at, connections, 'database');
}
