import type { Expression } from '../engine/names/expression.ts';
import { shortText } from '../engine/short-text.ts';
import type { FlatTree } from '../engine/syntax/flat-tree.ts';

/** A sort of resource in code that builds infrastructure: by which names it is made, and where its arguments stand. */
export type CloudResource = {
  /** What patterns call it: `new "aws-cdk-lib/aws-rds".DatabaseInstance(...)`. */
  readonly patterns: readonly string[];
  /** What its constructor or function resolves to. */
  readonly names: readonly string[];
  /** Which argument is the object with its properties. */
  readonly properties: number;
  /** Which argument is the name that the stack knows it by; -1 where it has none. */
  readonly id: number;
};

/** A construct of AWS CDK, as `rds.DatabaseInstance`: version 2, its umbrella import, and version 1 or an alpha module. */
export function cdk(...constructs: readonly string[]): readonly CloudResource[] {
  return constructs.map((construct) => toResource(modulesOfCdk(construct), 'new ', 2, 1));
}

/** A function of AWS CDK that takes properties, as `ec2.BlockDeviceVolume.ebs`. */
export const cdkFunction = (path: string, properties: number, id = -1): CloudResource =>
  toResource(modulesOfCdk(path), '', properties, id);

/** A class of AWS CDK that is no construct and takes its properties first, as `iam.PolicyStatement`. */
export const cdkValue = (path: string): CloudResource => toResource(modulesOfCdk(path), 'new ', 0, -1);

/** A function of Pulumi that takes properties first, as `aws.iam.getPolicyDocument`. */
export const pulumiFunction = (path: string): CloudResource => toResource(modulesOfPulumi(path), '', 0, -1);

/** A resource of Pulumi, as `aws.rds.Instance` or `azure-native.storage.StorageAccount`. */
export function pulumi(...resources: readonly string[]): readonly CloudResource[] {
  return resources.map((resource) => toResource(modulesOfPulumi(resource), 'new ', 1, 0));
}

/** A command of AWS's SDK for JavaScript, as `s3.PutBucketAclCommand`: scripts build infrastructure too. */
export function sdk(...commands: readonly string[]): readonly CloudResource[] {
  return commands.map((command) => {
    const [service, name = ''] = command.split('.');
    return toResource([[`@aws-sdk/client-${service}`, name]], 'new ', 0, -1);
  });
}

/** A resource of Terraform's AWS provider in CDK for Terraform, as `DbInstance`. */
export function cdktf(...classes: readonly string[]): readonly CloudResource[] {
  return classes.map((name) => {
    const file = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
    const space = name.charAt(0).toLowerCase() + name.slice(1);
    return toResource(
      [
        ['@cdktf/provider-aws', `${space}.${name}`],
        [`@cdktf/provider-aws/lib/${file}`, name],
        [`./.gen/providers/aws/${file}`, name],
        [`../.gen/providers/aws/${file}`, name],
      ],
      'new ',
      2,
      1,
    );
  });
}

/**
 * What a resource is called where it is made: `Db` of `new rds.DatabaseInstance(this, 'Db')`, else the variable, else the class; for a method
 * what it is called on. Between backticks.
 */
export function nameOf(made: Expression, { id }: Pick<CloudResource, 'id'>): string {
  const given = id < 0 ? namedInCommand(made) : made.argument(id).constant;
  if (given && given.length <= 60) return quoted(given);
  const extending = made.callee.is('super') ? made.enclosing('class_declaration', 'class').field('name').text : '';
  const called = id < 0 && made.is('call_expression') ? shortText(made.callee.object.text) : '';
  return quoted(extending || called || made.target || made.callee.lastName || 'this resource');
}

/** What a command of the SDK is about. */
const namedInCommand = (command: Expression): string | undefined =>
  [
    'Bucket',
    'DBInstanceIdentifier',
    'DBClusterIdentifier',
    'GroupId',
    'GroupName',
    'FunctionName',
    'RoleName',
    'UserName',
  ]
    .map((name) => command.argument(0).property(name).constant)
    .find((name) => name !== undefined);

const CDK_FILES = new WeakMap<FlatTree, boolean>();

/** Whether a file names a module of AWS CDK: what a method of that name may belong to. */
export function isCdkFile({ names: { tree } }: Expression): boolean {
  const known = CDK_FILES.get(tree);
  if (known !== undefined) return known;
  const isOne = /['"`](aws-cdk-lib|@aws-cdk\/|monocdk)/.test(tree.text);
  CDK_FILES.set(tree, isOne);
  return isOne;
}

const quoted = (name: string): string => `\`${name.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;

type Place = readonly [module: string, path: string];

function modulesOfCdk(path: string): readonly Place[] {
  const [service = '', ...rest] = path.split('.');
  const name = rest.join('.');
  if (service.endsWith('-alpha')) return [[`@aws-cdk/aws-${service}`, name]];
  return [
    [`aws-cdk-lib/aws-${service}`, name],
    ['aws-cdk-lib', `aws_${service.replaceAll('-', '_')}.${name}`],
    [`@aws-cdk/aws-${service}`, name],
  ];
}

function modulesOfPulumi(path: string): readonly Place[] {
  const [provider = '', service = '', ...rest] = path.split('.');
  const name = rest.join('.');
  return [
    [`@pulumi/${provider}`, `${service}.${name}`],
    [`@pulumi/${provider}/${service}`, name],
  ];
}

const toResource = (places: readonly Place[], verb: string, properties: number, id: number): CloudResource => ({
  patterns: places.map(([module, path]) => `${verb}"${module}".${path}(...)`),
  names: places.map(([module, path]) => `${module}.${path}`),
  properties,
  id,
});
