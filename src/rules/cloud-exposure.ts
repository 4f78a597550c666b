import type { Expression } from '../engine/names/expression.ts';
import { propertiesAt, propertyAt, wordOf } from './cloud-property.ts';
import { cdk, cdkFunction, cdktf, pulumi, sdk } from './cloud-resource.ts';
import type { CloudSetting } from './cloud-settings.ts';
import { isOfSomebody } from './public-object.ts';
import { wordsOf } from './secret-names.ts';

const PUBLIC_ACLS = ['publicread', 'publicreadwrite', 'authenticatedread'];

/** Names of what the whole internet is meant to reach. */
const MEANT_FOR_ALL =
  /^(health|healthz|healthcheck|ping|status|login|signin|signup|register|webhooks?|callback|public|docs|openapi|oauth2?|jwks)$/;
const MEANT_TO_BE_REACHED = /^(bastion|jump|jumpbox|jumphost|nat|vpn|proxy|edge|gateway)$/;

/** What is wrong with the options of a method of an API: no login at all. */
export const OPEN_METHOD: Omit<CloudSetting, 'on'> = {
  at: [['authorizationType'], ['authorization']],
  wrong: ['none'],
  unless: [['authorizer'], ['authorizerId']],
  isHarmless: isMeantForAll,
  harm: 'everybody on the internet can call %',
};

/** Which settings let in everybody on the internet. `absent` stands where the service does so when nothing is said. */
export const PUBLIC_ACCESS: readonly CloudSetting[] = [
  {
    on: cdk('s3.Bucket'),
    at: [['publicReadAccess']],
    wrong: ['true'],
    isDoubtful: isWebsite,
    harm: 'everybody on the internet can read what is in %',
    severity: 'high',
  },
  {
    on: [
      ...cdk('s3.Bucket', 's3.CfnBucket', 's3-deployment.BucketDeployment'),
      ...pulumi(
        'aws.s3.Bucket',
        'aws.s3.BucketV2',
        'aws.s3.BucketAcl',
        'aws.s3.BucketAclV2',
        'aws.s3.BucketObject',
        'aws.s3.BucketObjectv2',
      ),
      ...cdktf('S3Bucket', 'S3BucketAcl', 'S3Object'),
      ...sdk('s3.CreateBucketCommand', 's3.PutBucketAclCommand'),
    ],
    at: [['accessControl'], ['acl'], ['ACL']],
    wrong: PUBLIC_ACLS,
    isDoubtful: isWebsite,
    harm: 'everybody on the internet can read what is in %',
    right: 'PRIVATE',
    severity: 'high',
  },
  {
    // Pictures of people may be meant for everybody; exports are not: the key says which it is.
    on: sdk('s3.PutObjectCommand', 's3.CopyObjectCommand', 's3.PutObjectAclCommand', 's3.CreateMultipartUploadCommand'),
    at: [['ACL']],
    wrong: PUBLIC_ACLS,
    isDoubtful: (properties) => !isOfSomebody(properties),
    harm: 'everybody on the internet can read the object',
    rightText: 'private',
  },
  {
    on: [
      ...cdk('s3.Bucket', 's3.CfnBucket', 's3.CfnAccessPoint'),
      ...pulumi('aws.s3.BucketPublicAccessBlock', 'aws.s3.AccountPublicAccessBlock'),
      ...cdktf('S3BucketPublicAccessBlock', 'S3AccountPublicAccessBlock'),
      ...sdk('s3.PutPublicAccessBlockCommand'),
    ],
    at: ['blockPublicAccess', 'publicAccessBlockConfiguration', 'PublicAccessBlockConfiguration', ''].flatMap((block) =>
      ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets'].map((flag) =>
        block.startsWith('P')
          ? [block, flag.replace(/^./, (first) => first.toUpperCase())]
          : block
            ? [block, flag]
            : [flag],
      ),
    ),
    wrong: ['false'],
    isHarmless: isToldAsPublic,
    isDoubtful: isWebsite,
    harm: 'nothing stops an ACL or a policy that makes % public',
  },
  {
    on: cdk('s3.Bucket'),
    at: [['blockPublicAccess']],
    wrong: ['blockaclsonly'],
    isHarmless: isToldAsPublic,
    isDoubtful: isWebsite,
    harm: 'nothing stops a policy that makes % public',
    right: 'BLOCK_ALL',
    severity: 'low',
  },
  {
    on: [
      ...cdk(
        'rds.DatabaseInstance',
        'rds.DatabaseInstanceFromSnapshot',
        'rds.DatabaseInstanceReadReplica',
        'rds.DatabaseCluster',
        'rds.CfnDBInstance',
        'rds.CfnDBCluster',
        'redshift.CfnCluster',
        'redshift-alpha.Cluster',
        'amazonmq.CfnBroker',
      ),
      ...['provisioned', 'serverlessV2'].map((sort) => cdkFunction(`rds.ClusterInstance.${sort}`, 1, 0)),
      ...pulumi('aws.rds.Instance', 'aws.rds.ClusterInstance', 'aws.rds.Cluster', 'aws.redshift.Cluster'),
      ...pulumi('aws.mq.Broker'),
      ...cdktf('DbInstance', 'RdsClusterInstance', 'RedshiftCluster', 'MqBroker'),
      ...sdk('rds.CreateDBInstanceCommand', 'rds.ModifyDBInstanceCommand', 'redshift.CreateClusterCommand'),
    ],
    at: [
      ['publiclyAccessible'],
      ['instanceProps', 'publiclyAccessible'],
      ['writer', 'publiclyAccessible'],
      ['PubliclyAccessible'],
    ],
    wrong: ['true'],
    isHarmless: isInPrivateSubnet,
    harm: 'everybody on the internet reaches the login of %',
    severity: 'high',
  },
  {
    on: [
      ...cdk('dms.CfnReplicationInstance'),
      ...pulumi('aws.dms.ReplicationInstance'),
      ...cdktf('DmsReplicationInstance'),
    ],
    at: [['publiclyAccessible']],
    wrong: ['true'],
    // True is the service's own default.
    absent: 'likely',
    harm: '% gets an address on the internet',
  },
  {
    on: cdk(
      'rds.DatabaseInstance',
      'rds.DatabaseInstanceFromSnapshot',
      'rds.DatabaseCluster',
      'rds.ServerlessCluster',
      'docdb.DatabaseCluster',
      'neptune-alpha.DatabaseCluster',
      'redshift-alpha.Cluster',
    ),
    at: [
      ['vpcSubnets', 'subnetType'],
      ['instanceProps', 'vpcSubnets', 'subnetType'],
    ],
    wrong: ['public'],
    // Being public is told by itself; being kept private settles it.
    unless: [['publiclyAccessible'], ['instanceProps', 'publiclyAccessible']],
    harm: 'the database % stands in a subnet that the internet is routed to',
    right: 'PRIVATE_ISOLATED',
    severity: 'high',
  },
  {
    on: [
      ...cdk('ec2.Instance', 'ec2.CfnInstance', 'ec2.CfnLaunchTemplate', 'autoscaling.CfnLaunchConfiguration'),
      ...pulumi('aws.ec2.Instance', 'aws.ec2.LaunchTemplate', 'aws.ec2.LaunchConfiguration'),
      ...cdktf('Instance', 'LaunchTemplate', 'LaunchConfiguration'),
    ],
    at: [
      ['associatePublicIpAddress'],
      ['networkInterfaces[]', 'associatePublicIpAddress'],
      ['launchTemplateData', 'networkInterfaces[]', 'associatePublicIpAddress'],
    ],
    wrong: ['true'],
    isHarmless: (properties, made) =>
      isInPrivateSubnet(properties) ||
      hasWord(MEANT_TO_BE_REACHED, made.argument(0).constant, made.argument(1).constant),
    harm: 'the machine % gets an address on the internet',
    right: 'false',
    severity: 'low',
  },
  {
    on: cdk('ec2.Instance'),
    at: [['vpcSubnets', 'subnetType']],
    wrong: ['public'],
    unless: [['associatePublicIpAddress']],
    harm: 'the machine % gets an address on the internet',
    confidence: 'possible',
    severity: 'low',
  },
  {
    on: [
      ...cdk('lambda.FunctionUrl', 'lambda.CfnUrl'),
      ...pulumi('aws.lambda.FunctionUrl'),
      ...cdktf('LambdaFunctionUrl'),
      ...sdk('lambda.CreateFunctionUrlConfigCommand', 'lambda.UpdateFunctionUrlConfigCommand'),
    ],
    at: [['authType'], ['authorizationType'], ['AuthType']],
    wrong: ['none'],
    isHarmless: isMeantForAll,
    harm: 'everybody on the internet can call %',
    right: 'AWS_IAM',
    rightText: 'AWS_IAM',
  },
  {
    on: [
      ...cdk('apigateway.CfnMethod', 'apigatewayv2.CfnRoute'),
      ...pulumi('aws.apigateway.Method', 'aws.apigatewayv2.Route'),
      ...cdktf('ApiGatewayMethod', 'Apigatewayv2Route'),
    ],
    ...OPEN_METHOD,
  },
  {
    on: [...cdk('apigatewayv2.CfnRoute'), ...pulumi('aws.apigatewayv2.Route'), ...cdktf('Apigatewayv2Route')],
    at: [['authorizationType']],
    // A route takes everybody unless told otherwise; whether it should cannot be seen.
    absent: 'possible',
    unless: [['authorizerId'], ['apiKeyRequired']],
    isHarmless: isMeantForAll,
    harm: 'everybody on the internet can call %',
    severity: 'low',
  },
  {
    on: cdk('eks.Cluster', 'eks.FargateCluster'),
    at: [['endpointAccess']],
    wrong: ['public'],
    harm: 'everybody on the internet reaches the control plane of %',
    right: 'PRIVATE',
  },
  {
    on: [...cdk('eks.CfnCluster'), ...pulumi('aws.eks.Cluster'), ...cdktf('EksCluster')],
    at: [
      ['resourcesVpcConfig', 'publicAccessCidrs[]'],
      ['vpcConfig', 'publicAccessCidrs[]'],
    ],
    wrong: ['00000', '0'],
    harm: 'everybody on the internet reaches the control plane of %',
  },
  {
    on: [...cdk('lambda.CfnPermission'), ...pulumi('aws.lambda.Permission'), ...cdktf('LambdaPermission')],
    at: [['principal']],
    wrong: ['*'],
    unless: [['sourceArn'], ['sourceAccount'], ['principalOrgId'], ['principalOrgID'], ['functionUrlAuthType']],
    harm: 'every account of AWS can call the function of %',
    severity: 'high',
  },
  {
    on: [...cdk('msk.CfnCluster'), ...pulumi('aws.msk.Cluster'), ...cdktf('MskCluster')],
    at: [['brokerNodeGroupInfo', 'connectivityInfo', 'publicAccess', 'type']],
    wrong: ['serviceprovidedeips'],
    harm: 'everybody on the internet reaches the login of %',
  },
  {
    on: pulumi('azure-native.storage.StorageAccount'),
    at: [['allowBlobPublicAccess']],
    wrong: ['true'],
    harm: 'every container in % can be made public',
  },
  {
    on: pulumi('azure-native.storage.BlobContainer'),
    at: [['publicAccess']],
    wrong: ['blob', 'container'],
    harm: 'everybody on the internet can read what is in %',
    right: 'None',
    rightText: 'None',
    severity: 'high',
  },
  {
    on: pulumi('azure-native.containerregistry.Registry'),
    at: [['anonymousPullEnabled']],
    wrong: ['true'],
    harm: 'everybody on the internet can pull the images in %',
  },
  {
    on: pulumi(
      'gcp.storage.BucketIAMMember',
      'gcp.storage.BucketIAMBinding',
      'gcp.storage.BucketAccessControl',
      'gcp.storage.DefaultObjectAccessControl',
      'gcp.storage.ObjectAccessControl',
      'gcp.bigquery.DatasetIamMember',
      'gcp.bigquery.DatasetIamBinding',
      'gcp.pubsub.TopicIAMMember',
      'gcp.pubsub.TopicIAMBinding',
      'gcp.secretmanager.SecretIamMember',
      'gcp.secretmanager.SecretIamBinding',
      'gcp.kms.CryptoKeyIAMMember',
      'gcp.projects.IAMMember',
      'gcp.projects.IAMBinding',
    ),
    at: [['member'], ['members[]'], ['entity']],
    wrong: ['allusers', 'allauthenticatedusers'],
    harm: '% is given to everybody on the internet',
    severity: 'high',
  },
];

/** Of a public bucket one says so, not also that nothing stops it from being public. */
function isToldAsPublic(properties: Expression): boolean {
  const property = propertyAt(properties, ['publicReadAccess']);
  return property.state === 'written' && wordOf(property.value) === 'true';
}

/** A website is there for everybody. */
function isWebsite(properties: Expression): boolean {
  return ['websiteIndexDocument', 'websiteConfiguration', 'website'].some(
    (name) => propertyAt(properties, [name]).state !== 'absent',
  );
}

/** The browser asks OPTIONS before it may send a token; a key of the API is a guard, if a weak one; a login is there for everybody. */
function isMeantForAll(properties: Expression, made: Expression): boolean {
  const word = (name: string) => {
    const property = propertyAt(properties, [name]);
    return property.state === 'written' ? property.value.constant : undefined;
  };
  const key = propertyAt(properties, ['apiKeyRequired']);
  if (key.state === 'unknown' || (key.state === 'written' && wordOf(key.value) !== 'false')) return true;
  // Of a WebSocket only `$connect` can ask for a login; the keys of its other routes have no method in them.
  if (/^(?!\$(connect|default)$)\S+$/.test(word('routeKey') ?? '$default')) return true;
  if (/^OPTIONS\b/i.test(word('httpMethod') ?? word('routeKey') ?? made.argument(0).constant ?? '')) return true;
  const names = [word('routeKey'), word('path'), made.argument(0).constant, made.argument(1).constant];
  return hasWord(MEANT_FOR_ALL, ...names, made.target, made.callee.object.origin.text.slice(-200));
}

const hasWord = (words: RegExp, ...names: readonly (string | undefined)[]): boolean =>
  names.some((name) => name !== undefined && wordsOf(name).some((word) => words.test(word)));

/** With a private subnet around it an address of the internet leads nowhere. */
function isInPrivateSubnet(properties: Expression): boolean {
  const places = [['vpcSubnets'], ['instanceProps', 'vpcSubnets'], ['subnetId'], ['networkInterfaces[]', 'subnetId']];
  return places
    .flatMap((path) => propertiesAt(properties, path))
    .some(
      (place) =>
        place.state === 'written' &&
        /\b(PRIVATE|ISOLATED)(_|\b)|privateSubnets|isolatedSubnets/.test(place.value.origin.text),
    );
}
