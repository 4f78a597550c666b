import type { Expression } from '../engine/names/expression.ts';
import { isUndefined, propertiesAt, propertiesOf, propertyAt, wordOf } from './cloud-property.ts';
import { cdk, cdktf, pulumi } from './cloud-resource.ts';
import type { CloudSetting } from './cloud-settings.ts';

/** The ports that CDK takes for http where no protocol is said. */
const HTTP_PORTS = ['80', '8000', '8008', '8080'];

/** What is wrong with the properties of a listener of an application or network load balancer. */
const OF_LISTENERS: readonly Omit<CloudSetting, 'on'>[] = [
  {
    at: [['protocol']],
    wrong: ['http'],
    isHarmless: redirects,
    isDoubtful: isNotPublic,
    harm: 'the listener % takes requests, cookies and passwords over plain http',
    right: 'HTTPS',
    rightText: 'HTTPS',
  },
  {
    at: [['port']],
    wrong: HTTP_PORTS,
    unless: [['protocol'], ['certificates'], ['certificateArns'], ['certificateArn'], ['sslPolicy']],
    isHarmless: (properties, made) =>
      redirects(properties) || /network/i.test(balancerOf(properties, made)?.name ?? ''),
    isDoubtful: isNotPublic,
    harm: 'the listener % takes requests, cookies and passwords over plain http',
  },
  {
    // What speaks TLS behind a listener that passes bytes on cannot be seen here.
    at: [['protocol']],
    wrong: ['tcp', 'udp', 'tcpudp'],
    harm: 'the listener % passes on what it gets without encrypting it',
    confidence: 'possible',
    severity: 'low',
  },
  {
    at: [['sslPolicy']],
    wrong: ['tls10', 'tls11', 'legacy', 'elbsecuritypolicytls10201504', 'elbsecuritypolicytls11201701'],
    harm: 'the listener % still speaks versions of TLS that are broken',
    right: 'RECOMMENDED_TLS',
  },
];

export const LISTENERS: readonly CloudSetting[] = OF_LISTENERS.map((setting) => ({
  ...setting,
  on: [
    ...cdk(
      'elasticloadbalancingv2.ApplicationListener',
      'elasticloadbalancingv2.NetworkListener',
      'elasticloadbalancingv2.CfnListener',
    ),
    ...pulumi('aws.lb.Listener', 'aws.alb.Listener'),
    ...cdktf('LbListener', 'AlbListener'),
  ],
}));

/** Of `loadBalancer.addListener('Web', { port: 80 })`. */
export const ADDED_LISTENERS = OF_LISTENERS;

const OF_CLASSIC = { wrong: ['http'], isDoubtful: isNotPublic, right: 'HTTPS' } as const;
const CLASSIC_HARM = 'the load balancer % takes requests, cookies and passwords over plain http';

/** Classic load balancers, which get their listeners when they are made. */
export const CLASSIC_LISTENERS: readonly CloudSetting[] = [
  {
    ...OF_CLASSIC,
    on: [
      ...cdk('elasticloadbalancing.LoadBalancer', 'elasticloadbalancing.CfnLoadBalancer'),
      ...pulumi('aws.elb.LoadBalancer'),
      ...cdktf('Elb'),
    ],
    at: [
      ['listeners[]', 'externalProtocol'],
      ['listeners[]', 'protocol'],
      ['listeners[]', 'lbProtocol'],
      ['listener[]', 'lbProtocol'],
    ],
    harm: CLASSIC_HARM,
  },
  {
    on: cdk('elasticloadbalancing.LoadBalancer', 'elasticloadbalancing.CfnLoadBalancer'),
    at: [
      ['listeners[]', 'externalProtocol'],
      ['listeners[]', 'protocol'],
    ],
    wrong: ['tcp'],
    harm: 'the listener % passes on what it gets without encrypting it',
    confidence: 'possible',
    severity: 'low',
  },
];

/** Of `loadBalancer.addListener({ externalProtocol })`. */
export const ADDED_CLASSIC_LISTENERS: readonly Omit<CloudSetting, 'on'>[] = [
  { ...OF_CLASSIC, at: [['externalProtocol']], harm: CLASSIC_HARM },
  {
    at: [['externalProtocol']],
    wrong: ['tcp'],
    harm: 'the listener % passes on what it gets without encrypting it',
    confidence: 'possible',
    severity: 'low',
  },
];

/** A listener that sends everybody to https is how plain http is left behind. */
function redirects(properties: Expression): boolean {
  const actions = ['defaultAction', 'defaultActions'].map((name) => propertyAt(properties, [name]));
  return actions.some((action) => action.state === 'written' && /redirect/i.test(action.value.origin.text));
}

/** Whether the file does not say that the internet reaches it. */
function isNotPublic(properties: Expression, made: Expression): boolean {
  const balancer = balancerOf(properties, made);
  if (!balancer) return true;
  const isOfCdk = /aws-cdk/.test(balancer.name);
  const given = propertiesOf(balancer.made, isOfCdk ? 2 : 1);
  if (given === undefined) return true;
  if (isOfCdk && !/\.Cfn/.test(balancer.name)) return given === 'none' || !is(given, 'internetFacing', 'true');
  if (given === 'none') return false;
  const inner = propertiesAt(given, ['internal'])[0];
  return is(given, 'scheme', 'internal') || (inner?.state !== 'absent' && !is(given, 'internal', 'false'));
}

const is = (properties: Expression, name: string, word: string): boolean => {
  const property = propertyAt(properties, [name]);
  return property.state === 'written' && wordOf(property.value) === word;
};

/** The load balancer of a listener: that whose method is called, that named in the properties, or the one that is made. */
function balancerOf(properties: Expression, made: Expression): { made: Expression; name: string } | undefined {
  const named = ['loadBalancer', 'loadBalancerArn']
    .map((name) => propertyAt(properties, [name]))
    .flatMap((property) => (property.state === 'written' && !isUndefined(property.value) ? [property.value] : []))[0];
  const value = made.is('call_expression') ? made.callee.object : (named ?? made);
  const isPart = /^(arn|loadBalancerArn|ref|attr\w+)$/.test(value.origin.lastName);
  const balancer = isPart ? value.origin.object.origin : value.origin;
  const name = balancer.is('new_expression') ? balancer.callee.name : undefined;
  return name !== undefined && /LoadBalancer$|\.Elb$|\.(Lb|Alb)$/.test(name) ? { made: balancer, name } : undefined;
}
