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
import { type CloudResource, cdk, cdkFunction, cdktf, cdkValue, pulumi, pulumiFunction } from './cloud-resource.ts';

/** A statement of an IAM policy, in whichever of its spellings: AWS CDK's, JSON's, Pulumi's and CDK for Terraform's. */
export type Statement = {
  /** False where it denies, and where the file does not say. Not to say allows. */
  readonly allows: boolean;
  readonly actions: readonly Expression[];
  readonly resources: readonly Expression[];
  /** Whom it is about, one by one. Only policies of resources and trust policies name somebody. */
  readonly principals: readonly Expression[];
  readonly namesPrincipals: boolean;
  /** The member that allows all but what it names. */
  readonly notActions: Expression | undefined;
  readonly notPrincipals: Expression | undefined;
  readonly hasConditions: boolean;
};

const STATEMENTS = [
  cdkValue('iam.PolicyStatement'),
  cdkFunction('iam.PolicyStatement.fromJson', 0),
  cdkFunction('iam.Grant.addToPrincipal', 0),
];
const DOCUMENTS = [
  cdkFunction('iam.PolicyDocument.fromJson', 0),
  pulumiFunction('aws.iam.getPolicyDocument'),
  pulumiFunction('aws.iam.getPolicyDocumentOutput'),
  ...cdktf('DataAwsIamPolicyDocument'),
];

/** Resources whose properties hold a policy as an object. */
const HOLDERS = [
  ...cdk(
    'iam.CfnPolicy',
    'iam.CfnManagedPolicy',
    'iam.CfnRole',
    'iam.CfnRolePolicy',
    'iam.CfnUserPolicy',
    'iam.CfnGroupPolicy',
    's3.CfnBucketPolicy',
    'sqs.CfnQueuePolicy',
    'sns.CfnTopicPolicy',
    'kms.CfnKey',
    'secretsmanager.CfnResourcePolicy',
  ),
  ...pulumi(
    'aws.iam.Policy',
    'aws.iam.RolePolicy',
    'aws.iam.UserPolicy',
    'aws.iam.GroupPolicy',
    'aws.iam.Role',
    'aws.s3.BucketPolicy',
    'aws.sqs.QueuePolicy',
    'aws.sns.TopicPolicy',
    'aws.kms.Key',
    'aws.ecr.RepositoryPolicy',
  ),
];
const HELD_AT = [
  ['policyDocument'],
  ['assumeRolePolicyDocument'],
  ['policies[]', 'policyDocument'],
  ['keyPolicy'],
  ['resourcePolicy'],
  ['policy'],
  ['assumeRolePolicy'],
  ['inlinePolicies[]', 'policy'],
];

/** Pulumi, the SDKs and scripts give a policy as text. */
const STRINGIFY = ['JSON.stringify', '@pulumi/pulumi.jsonStringify'];

/** Where statements stand: to be looked at with {@link statementsAt}. */
export const POLICY_PATTERNS: readonly string[] = [
  ...[...STATEMENTS, ...DOCUMENTS, ...HOLDERS].flatMap(({ patterns }) => patterns),
  'JSON.stringify($_, ...)',
  '"@pulumi/pulumi".jsonStringify(...)',
];

type Read = (object: Expression) => readonly Statement[];

const READERS: ReadonlyMap<string, { readonly properties: number; readonly read: Read }> = new Map(
  (
    [
      [STATEMENTS, (object) => [toStatement(object)]],
      [DOCUMENTS, documentStatements],
      [HOLDERS, heldStatements],
    ] as const satisfies readonly (readonly [readonly CloudResource[], Read])[]
  ).flatMap(([resources, read]) =>
    resources.flatMap(({ names, properties }) => names.map((name) => [name, { properties, read }] as const)),
  ),
);

/** The statements at a match of {@link POLICY_PATTERNS}. */
export function statementsAt(made: Expression): readonly Statement[] {
  const name = made.callee.name ?? '';
  if (STRINGIFY.includes(name)) return documentStatements(made.argument(0).origin);
  const reader = READERS.get(name);
  const object = reader ? propertiesOf(made, reader.properties) : undefined;
  return reader && object && object !== 'none' ? reader.read(object) : [];
}

/** Everybody: `'*'`, `new iam.AnyPrincipal()`. */
export const isAnyone = (principal: Expression): boolean => {
  const { origin } = principal;
  if (origin.constant === '*') return true;
  const name = origin.is('new_expression') ? (origin.callee.name ?? '') : '';
  if (/\.(AnyPrincipal|StarPrincipal|Anyone)$/.test(name)) return true;
  return /\.(ArnPrincipal|AccountPrincipal)$/.test(name) && origin.argument(0).constant === '*';
};

function heldStatements(properties: Expression): readonly Statement[] {
  return HELD_AT.flatMap((path) => propertiesAt(properties, path)).flatMap((held) =>
    held.state === 'written' ? documentsIn(held.value).flatMap(documentStatements) : [],
  );
}

/** The object that a policy is, or that a function of the file makes of it: `bucket.arn.apply(publicReadPolicy)`. */
function documentsIn({ origin }: Expression): readonly Expression[] {
  if (!origin.is('call_expression')) return [origin];
  const maker = origin.callee.lastName === 'apply' ? origin.argument(0).origin : origin.callee.origin;
  const body = maker.field('body');
  if (!body.is('statement_block')) return [body.origin];
  return body.descendants('return_statement').flatMap(({ children }) => children.map((value) => value.origin));
}

function documentStatements(document: Expression): readonly Statement[] {
  // Most of what is made into text is no policy.
  const mayBeOne = document.is('object') && /\b[Ss]tatements?\b|\.\.\./.test(document.text);
  if (!mayBeOne) return [];
  const given = ['Statement', 'statements', 'statement'].map((name) => propertyAt(document, [name]));
  return given.flatMap((statements) =>
    statements.state === 'written'
      ? (elementsOf(statements.value) ?? []).flatMap(({ origin }) => (origin.is('object') ? [toStatement(origin)] : []))
      : [],
  );
}

function toStatement(object: Expression): Statement {
  const written = (...names: readonly string[]) =>
    names.flatMap((name) => {
      const property = propertyAt(object, [name]);
      return property.state === 'written' ? [property] : [];
    })[0];
  const listed = (...names: readonly string[]) => {
    const list = written(...names);
    return list ? (elementsOf(list.value) ?? []) : [];
  };
  const effect = written('effect', 'Effect');
  const principals = written('principals', 'Principal', 'principal');
  return {
    allows: (!effect || wordOf(effect.value) === 'allow') && !isMaybe(object, 'effect'),
    actions: listed('actions', 'Action', 'action'),
    resources: listed('resources', 'Resource', 'resource', 'resourceArns'),
    principals: principals ? peopleIn(principals.value) : [],
    namesPrincipals: principals !== undefined || isMaybe(object, 'principals'),
    notActions: written('notActions', 'NotAction', 'notAction')?.at,
    notPrincipals: written('notPrincipals', 'NotPrincipal', 'notPrincipal')?.at,
    hasConditions: ['conditions', 'Condition', 'condition'].some((name) => isNarrowing(propertyAt(object, [name]))),
  };
}

/** To ask for TLS keeps nobody out. */
const isNarrowing = (condition: Property): boolean => {
  if (condition.state !== 'written') return condition.state === 'unknown';
  const operators = condition.value.members.map((operator) => operator.field('value').origin);
  const keys = operators.flatMap(({ members }) => members.map(({ key }) => key));
  return keys.length === 0 || keys.some((key) => key !== 'aws:SecureTransport');
};

const isMaybe = (object: Expression, name: string): boolean => propertyAt(object, [name]).state === 'unknown';

/** `'*'`, `{ AWS: ['*'] }`, `[new iam.AnyPrincipal()]` and `[{ type: 'AWS', identifiers: ['*'] }]`, one by one. */
function peopleIn(value: Expression): readonly Expression[] {
  return (elementsOf(value) ?? []).flatMap((element) => {
    const object = element.origin.is('object') ? objectIn(element) : undefined;
    if (!object) return [element];
    const identifiers = propertyAt(object, ['identifiers']);
    if (identifiers.state === 'written') return elementsOf(identifiers.value) ?? [];
    return object.members.flatMap((member) =>
      member.is('pair') && member.key !== 'type' ? (elementsOf(member.field('value')) ?? []) : [],
    );
  });
}
