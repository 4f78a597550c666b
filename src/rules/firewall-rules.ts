import type { Expression } from '../engine/names/expression.ts';
import {
  elementsOf,
  objectIn,
  type Property,
  propertiesAt,
  propertiesOf,
  propertyAt,
  wordOf,
} from './cloud-property.ts';
import { type CloudResource, cdk, cdktf, nameOf, pulumi, sdk } from './cloud-resource.ts';
import { portsOfMembers } from './ec2-rules.ts';
import { guardedIn, isWorld, type Ports, portsOf } from './network-ports.ts';

/** Guarded ports that everybody on the internet is let in to, and where that is said. */
export type Opening = { readonly at: Expression; readonly ports: Ports; readonly name: string };

type Reader = {
  readonly on: readonly CloudResource[];
  /** The list of rules among the properties; empty where the resource is a rule itself. */
  readonly rules: readonly string[];
  /** Who is let in to what by one rule; undefined where it is not everybody. */
  readonly read: (rule: Expression) => Omit<Opening, 'name'> | undefined;
};

const READERS: readonly Reader[] = [
  {
    on: cdk('ec2.CfnSecurityGroup'),
    rules: ['securityGroupIngress[]'],
    read: securityGroupRule,
  },
  {
    on: [...pulumi('aws.ec2.SecurityGroup', 'aws.ec2.DefaultSecurityGroup'), ...cdktf('SecurityGroup')],
    rules: ['ingress[]'],
    read: securityGroupRule,
  },
  {
    on: [
      ...cdk('ec2.CfnSecurityGroupIngress'),
      ...pulumi('aws.ec2.SecurityGroupRule', 'aws.vpc.SecurityGroupIngressRule'),
      ...cdktf('SecurityGroupRule', 'VpcSecurityGroupIngressRule'),
    ],
    rules: [],
    read: (rule) => (isWord(rule, ['type'], 'egress') ? undefined : securityGroupRule(rule)),
  },
  {
    on: sdk('ec2.AuthorizeSecurityGroupIngressCommand'),
    rules: ['IpPermissions[]'],
    read: sdkRule,
  },
  { on: pulumi('azure-native.network.NetworkSecurityGroup'), rules: ['securityRules[]'], read: azureRule },
  { on: pulumi('azure-native.network.SecurityRule'), rules: [], read: azureRule },
  {
    on: pulumi(
      'azure-native.sql.FirewallRule',
      'azure-native.dbforpostgresql.FirewallRule',
      'azure-native.dbformysql.FirewallRule',
      'azure-native.cache.FirewallRule',
    ),
    rules: [],
    read: azureDatabaseRule,
  },
  { on: pulumi('gcp.compute.Firewall'), rules: [], read: googleRule },
  {
    on: pulumi('gcp.sql.DatabaseInstance'),
    rules: ['settings', 'ipConfiguration', 'authorizedNetworks[]'],
    read: (rule) => everybodyIn(rule, ['value'], 'database'),
  },
];

export const FIREWALL_PATTERNS: readonly string[] = READERS.flatMap(({ on }) => on).flatMap(({ patterns }) => patterns);

const BY_NAME = new Map(
  READERS.flatMap((reader) =>
    reader.on.flatMap((resource) => resource.names.map((name) => [name, { reader, resource }] as const)),
  ),
);

/** What the rules of a security group or firewall open, at a match of {@link FIREWALL_PATTERNS}. */
export function openingsOf(made: Expression): readonly Opening[] {
  const known = BY_NAME.get(made.callee.name ?? '');
  const properties = known ? propertiesOf(made, known.resource.properties) : undefined;
  if (!known || !properties || properties === 'none') return [];
  const { rules, read } = known.reader;
  const objects =
    rules.length === 0
      ? [properties]
      : propertiesAt(properties, rules).flatMap((rule) =>
          rule.state === 'written' ? (objectIn(rule.value) ?? []) : [],
        );
  const name = nameOf(made, known.resource);
  return objects.flatMap((object) => {
    const opening = read(object);
    return opening ? [{ ...opening, name }] : [];
  });
}

function securityGroupRule(rule: Expression): Omit<Opening, 'name'> | undefined {
  const ports = portsOfMembers(rule);
  if (ports === undefined) return undefined;
  for (const name of ['cidrIp', 'cidrIpv6', 'cidrIpv4', 'cidrBlocks', 'ipv6CidrBlocks']) {
    const opening = everybodyIn(rule, [name], ports);
    if (opening) return opening;
  }
  return undefined;
}

function sdkRule(rule: Expression): Omit<Opening, 'name'> | undefined {
  const ports = portsOfMembers(rule, ['IpProtocol'], ['FromPort', 'ToPort']);
  const ranges = [
    ['IpRanges[]', 'CidrIp'],
    ['Ipv6Ranges[]', 'CidrIpv6'],
  ].flatMap((path) => propertiesAt(rule, path));
  const world = ranges.find((range) => range.state === 'written' && isWorld(range.value.constant ?? ''));
  if (world?.state !== 'written' || ports === undefined || guardedIn(ports) === undefined) return undefined;
  return { at: world.at, ports };
}

function azureRule(rule: Expression): Omit<Opening, 'name'> | undefined {
  if (!isWord(rule, ['access'], 'allow') || !isWord(rule, ['direction'], 'inbound')) return undefined;
  if (isWord(rule, ['protocol'], 'udp')) return undefined;
  const ranges = ['destinationPortRange', 'destinationPortRanges'].flatMap((name) => textsAt(rule, [name]));
  const ports = ranges.flatMap((range) => portsOf(range) ?? []);
  for (const each of ports)
    for (const name of ['sourceAddressPrefix', 'sourceAddressPrefixes']) {
      const opening = everybodyIn(rule, [name], each);
      if (opening) return opening;
    }
  return undefined;
}

/** A range from the first to the last address. From 0.0.0.0 to 0.0.0.0 is Azure's own services. */
function azureDatabaseRule(rule: Expression): Omit<Opening, 'name'> | undefined {
  const [start] = textsAt(rule, ['startIpAddress']);
  const end = propertyAt(rule, ['endIpAddress']);
  if (start !== '0.0.0.0' || end.state !== 'written' || end.value.constant !== '255.255.255.255') return undefined;
  return { at: end.at, ports: 'database' };
}

function googleRule(rule: Expression): Omit<Opening, 'name'> | undefined {
  if (isWord(rule, ['direction'], 'egress') || isWord(rule, ['disabled'], 'true')) return undefined;
  const allowed = propertiesAt(rule, ['allows[]']).flatMap((each) =>
    each.state === 'written' ? (objectIn(each.value) ?? []) : [],
  );
  for (const each of allowed) {
    if (!isWord(each, ['protocol'], 'tcp') && !isWord(each, ['protocol'], 'all')) continue;
    const given = propertyAt(each, ['ports']);
    const ports =
      given.state === 'absent' ? (['all'] as const) : textsAt(each, ['ports']).flatMap((text) => portsOf(text) ?? []);
    for (const range of ports) {
      const opening = everybodyIn(rule, ['sourceRanges'], range);
      if (opening) return opening;
    }
  }
  return undefined;
}

/** The rule lets in everybody: where that is said. */
function everybodyIn(rule: Expression, path: readonly string[], ports: Ports): Omit<Opening, 'name'> | undefined {
  const property = propertyAt(rule, path);
  if (property.state !== 'written' || guardedIn(ports) === undefined) return undefined;
  const world = (elementsOf(property.value) ?? []).find(({ constant }) => constant !== undefined && isWorld(constant));
  return world && { at: property.at, ports };
}

const textsAt = (rule: Expression, path: readonly string[]): readonly string[] => {
  const property = propertyAt(rule, path);
  const elements = property.state === 'written' ? (elementsOf(property.value) ?? []) : [];
  return elements.flatMap(({ value }) => (value === undefined || value === null ? [] : [String(value)]));
};

const isWord = (rule: Expression, path: readonly string[], word: string): boolean => {
  const property: Property = propertyAt(rule, path);
  return property.state === 'written' && wordOf(property.value) === word;
};
