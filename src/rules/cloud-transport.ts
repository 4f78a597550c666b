import type { Expression } from '../engine/names/expression.ts';
import { mayBeValkey } from './cache-engine.ts';
import { propertyAt, wordOf } from './cloud-property.ts';
import { cdk, cdktf, pulumi } from './cloud-resource.ts';
import type { CloudSetting } from './cloud-settings.ts';

const TLS_BEFORE_1_2 = ['sslv3', 'tlsv1', 'tlsv12016', 'tlsv112016', 'tls10', 'tls11', 'tlsv10', 'tlsv11', '10', '11'];

/**
 * Which services take traffic that is not encrypted, or encrypted as nobody should any more. `absent` stands where the service does so when
 * nothing is said (documentation of CloudFormation, AWS CDK and the services, read in 2026).
 */
export const CLEARTEXT_TRANSPORT: readonly CloudSetting[] = [
  {
    on: cdk('s3.Bucket'),
    at: [['enforceSSL']],
    wrong: ['false'],
    // The SDKs and the console use https; only who asks for http gets it.
    absent: 'possible',
    harm: 'the bucket % also answers over plain http',
    right: 'true',
    severity: 'low',
  },
  {
    on: cdk('cloudfront.Distribution'),
    at: [['defaultBehavior', 'viewerProtocolPolicy']],
    wrong: ['allowall'],
    // `ALLOW_ALL` is the construct's default.
    absent: 'likely',
    harm: 'visitors of % may stay on plain http',
    right: 'REDIRECT_TO_HTTPS',
  },
  {
    on: cdk('cloudfront.Distribution'),
    at: [['additionalBehaviors', '*', 'viewerProtocolPolicy']],
    wrong: ['allowall'],
    harm: 'visitors of % may stay on plain http',
    right: 'REDIRECT_TO_HTTPS',
  },
  {
    on: [
      ...cdk('cloudfront.CloudFrontWebDistribution', 'cloudfront.CfnDistribution'),
      ...pulumi('aws.cloudfront.Distribution'),
      ...cdktf('CloudfrontDistribution'),
    ],
    at: [
      ['viewerProtocolPolicy'],
      ['distributionConfig', 'defaultCacheBehavior', 'viewerProtocolPolicy'],
      ['distributionConfig', 'cacheBehaviors[]', 'viewerProtocolPolicy'],
      ['originConfigs[]', 'behaviors[]', 'viewerProtocolPolicy'],
      ['defaultCacheBehavior', 'viewerProtocolPolicy'],
      ['orderedCacheBehaviors[]', 'viewerProtocolPolicy'],
      ['orderedCacheBehavior[]', 'viewerProtocolPolicy'],
    ],
    wrong: ['allowall'],
    harm: 'visitors of % may stay on plain http',
    right: 'REDIRECT_TO_HTTPS',
    rightText: 'redirect-to-https',
  },
  {
    on: [
      ...cdk('cloudfront.Distribution', 'cloudfront.CfnDistribution'),
      ...pulumi('aws.cloudfront.Distribution'),
      ...cdktf('CloudfrontDistribution'),
    ],
    at: [
      ['minimumProtocolVersion'],
      ['distributionConfig', 'viewerCertificate', 'minimumProtocolVersion'],
      ['viewerCertificate', 'minimumProtocolVersion'],
    ],
    wrong: TLS_BEFORE_1_2,
    harm: 'the service % still speaks versions of TLS that are broken',
    right: 'TLS_V1_2_2021',
  },
  {
    on: [
      ...cdk(
        'apigateway.DomainName',
        'apigateway.CfnDomainName',
        'apigatewayv2.DomainName',
        'opensearchservice.Domain',
        'elasticsearch.Domain',
      ),
      ...pulumi('aws.apigateway.DomainName', 'azure-native.storage.StorageAccount', 'azure-native.cache.Redis'),
      ...pulumi('azure-native.sql.Server', 'azure-native.web.WebApp', 'gcp.compute.SSLPolicy'),
      ...cdktf('ApiGatewayDomainName'),
    ],
    at: [
      ['securityPolicy'],
      ['tlsSecurityPolicy'],
      ['minimumTlsVersion'],
      ['minimalTlsVersion'],
      ['minTlsVersion'],
      ['siteConfig', 'minTlsVersion'],
    ],
    wrong: TLS_BEFORE_1_2,
    harm: 'the service % still speaks versions of TLS that are broken',
    right: 'TLS_1_2',
  },
  {
    on: [
      ...cdk('opensearchservice.CfnDomain', 'elasticsearch.CfnDomain'),
      ...pulumi('aws.opensearch.Domain', 'aws.elasticsearch.Domain'),
      ...cdktf('OpensearchDomain', 'ElasticsearchDomain'),
    ],
    at: [['domainEndpointOptions', 'tlsSecurityPolicy']],
    wrong: ['policymintls10201907'],
    harm: 'the service % still speaks versions of TLS that are broken',
  },
  {
    on: [
      ...cdk(
        'opensearchservice.Domain',
        'elasticsearch.Domain',
        'opensearchservice.CfnDomain',
        'elasticsearch.CfnDomain',
      ),
      ...pulumi('aws.opensearch.Domain', 'aws.elasticsearch.Domain'),
      ...cdktf('OpensearchDomain', 'ElasticsearchDomain'),
    ],
    at: [['enforceHttps'], ['domainEndpointOptions', 'enforceHttps'], ['domainEndpointOptions', 'enforceHTTPS']],
    wrong: ['false'],
    absent: 'possible',
    unless: [['useUnsignedBasicAuth']],
    harm: 'the domain % also answers over plain http',
    right: 'true',
  },
  {
    on: [
      ...cdk(
        'opensearchservice.Domain',
        'elasticsearch.Domain',
        'opensearchservice.CfnDomain',
        'elasticsearch.CfnDomain',
      ),
      ...pulumi('aws.opensearch.Domain', 'aws.elasticsearch.Domain'),
      ...cdktf('OpensearchDomain', 'ElasticsearchDomain'),
    ],
    at: [['nodeToNodeEncryption'], ['nodeToNodeEncryptionOptions', 'enabled'], ['nodeToNodeEncryption', 'enabled']],
    wrong: ['false'],
    unless: [['useUnsignedBasicAuth']],
    harm: 'the nodes of % send the data to each other in the clear',
    right: 'true',
  },
  {
    on: [
      ...cdk('elasticache.CfnReplicationGroup'),
      ...pulumi('aws.elasticache.ReplicationGroup'),
      ...cdktf('ElasticacheReplicationGroup'),
    ],
    at: [['transitEncryptionEnabled']],
    wrong: ['false'],
    absent: 'likely',
    unless: [['globalReplicationGroupId']],
    isHarmless: (properties) =>
      propertyAt(properties, ['transitEncryptionEnabled']).state === 'absent' && mayBeValkey(properties),
    harm: 'the commands to %, passwords and sessions among them, travel in the clear',
    right: 'true',
  },
  {
    on: [...cdk('memorydb.CfnCluster'), ...pulumi('aws.memorydb.Cluster'), ...cdktf('MemorydbCluster')],
    at: [['tlsEnabled'], ['tLSEnabled']],
    wrong: ['false'],
    harm: 'the commands to %, passwords and sessions among them, travel in the clear',
    right: 'true',
  },
  {
    on: [...cdk('msk.CfnCluster', 'msk-alpha.Cluster'), ...pulumi('aws.msk.Cluster'), ...cdktf('MskCluster')],
    at: [
      ['encryptionInfo', 'encryptionInTransit', 'clientBroker'],
      ['encryptionInTransit', 'clientBroker'],
    ],
    wrong: ['plaintext', 'tlsplaintext'],
    harm: 'producers and consumers of % may send their messages in the clear',
    right: 'TLS',
    rightText: 'TLS',
  },
  {
    on: [...cdk('msk.CfnCluster', 'msk-alpha.Cluster'), ...pulumi('aws.msk.Cluster'), ...cdktf('MskCluster')],
    at: [
      ['encryptionInfo', 'encryptionInTransit', 'inCluster'],
      ['encryptionInTransit', 'enableInCluster'],
    ],
    wrong: ['false'],
    harm: 'the brokers of % send the messages to each other in the clear',
    right: 'true',
  },
  {
    on: [...cdk('rds.DatabaseProxy', 'rds.CfnDBProxy'), ...pulumi('aws.rds.Proxy'), ...cdktf('DbProxy')],
    at: [['requireTLS'], ['requireTls']],
    wrong: ['false'],
    harm: 'clients may send passwords and data to % in the clear',
    right: 'true',
  },
  {
    on: cdk(
      'rds.ParameterGroup',
      'rds.CfnDBParameterGroup',
      'docdb.ClusterParameterGroup',
      'rds.CfnDBClusterParameterGroup',
    ),
    at: [
      ['parameters', 'rds.force_ssl'],
      ['parameters', 'require_secure_transport'],
      ['parameters', 'tls'],
    ],
    wrong: ['0', 'off', 'disabled'],
    harm: 'clients of databases with % may send passwords and data in the clear',
  },
  {
    on: [...cdk('dms.CfnEndpoint'), ...pulumi('aws.dms.Endpoint'), ...cdktf('DmsEndpoint')],
    at: [['sslMode']],
    wrong: ['none'],
    harm: 'the password and the rows that go through % travel in the clear',
    rightText: 'require',
  },
  {
    on: pulumi('azure-native.storage.StorageAccount', 'azure-native.web.WebApp', 'azure-native.cdn.Endpoint'),
    at: [['enableHttpsTrafficOnly'], ['httpsOnly']],
    wrong: ['false'],
    harm: 'the service % also answers over plain http',
    right: 'true',
  },
  {
    on: pulumi('azure-native.cache.Redis', 'azure-native.redis.Redis'),
    at: [['enableNonSslPort']],
    wrong: ['true'],
    harm: 'the commands to %, passwords and sessions among them, may travel in the clear',
    right: 'false',
  },
  {
    on: pulumi('azure-native.dbforpostgresql.Server', 'azure-native.dbformysql.Server', 'gcp.sql.DatabaseInstance'),
    at: [
      ['sslEnforcement'],
      ['properties', 'sslEnforcement'],
      ['settings', 'ipConfiguration', 'sslMode'],
      ['settings', 'ipConfiguration', 'requireSsl'],
    ],
    wrong: ['disabled', 'allowunencryptedandencrypted', 'false'],
    harm: 'clients may send passwords and data to % in the clear',
  },
  {
    // The constructs of ecs-patterns put an http listener before a load balancer that the internet reaches, unless they get a certificate.
    on: cdk('ecs-patterns.ApplicationLoadBalancedFargateService', 'ecs-patterns.ApplicationLoadBalancedEc2Service'),
    at: [['certificate']],
    absent: 'likely',
    unless: [['protocol'], ['domainZone'], ['loadBalancer'], ['listenerPort'], ['sslPolicy']],
    isHarmless: (properties) => is(properties, ['publicLoadBalancer'], 'false') || !isTold(properties),
    isDoubtful: (properties) => properties.names.says(/aws-cloudfront|aws_cloudfront/),
    harm: 'the service % answers the internet over plain http only',
  },
  {
    on: cdk('ecs-patterns.ApplicationLoadBalancedFargateService', 'ecs-patterns.ApplicationLoadBalancedEc2Service'),
    at: [['protocol']],
    wrong: ['http'],
    isHarmless: (properties) => is(properties, ['publicLoadBalancer'], 'false'),
    isDoubtful: (properties) => properties.names.says(/aws-cloudfront|aws_cloudfront/),
    harm: 'the service % answers the internet over plain http only',
    right: 'HTTPS',
  },
];

const is = (properties: Expression, path: readonly string[], word: string): boolean => {
  const property = propertyAt(properties, path);
  return property.state === 'written' && wordOf(property.value) === word;
};

const isTrue = (properties: Expression, path: readonly string[]): boolean => is(properties, path, 'true');

/** Whether the file says who reaches it: a condition is not followed. */
const isTold = (properties: Expression): boolean =>
  propertyAt(properties, ['publicLoadBalancer']).state !== 'unknown' &&
  (propertyAt(properties, ['publicLoadBalancer']).state === 'absent' || isTrue(properties, ['publicLoadBalancer']));
