import { mayBeValkey } from './cache-engine.ts';
import { propertyAt } from './cloud-property.ts';
import { cdk, cdkFunction, cdktf, pulumi, sdk } from './cloud-resource.ts';
import type { CloudSetting } from './cloud-settings.ts';

/**
 * Which stores keep what they hold unencrypted. `absent` stands only where that is what the service does when nothing is said (documentation of
 * CloudFormation, AWS CDK and the services, read in 2026). So these are not here: S3 (encrypts everything since January 2023), DynamoDB, ECR,
 * CloudWatch Logs and SageMaker notebooks (a key of AWS's own where none is named), SQS (SSE-SQS is the default since 2022), Redshift (since
 * January 2025), EFS's construct in CDK 2 and Kinesis's (they encrypt unless told not to).
 */
export const UNENCRYPTED_STORAGE: readonly CloudSetting[] = [
  {
    on: [...cdk('rds.DatabaseInstance', 'rds.CfnDBInstance'), ...pulumi('aws.rds.Instance'), ...cdktf('DbInstance')],
    at: [['storageEncrypted']],
    wrong: ['false'],
    absent: 'likely',
    // A key means encryption; replicas, restored snapshots and members of a cluster take over what their origin has.
    unless: [
      ['storageEncryptionKey'],
      ['kmsKeyId'],
      ['dbClusterIdentifier'],
      ['sourceDbInstanceIdentifier'],
      ['sourceDbClusterIdentifier'],
      ['dbSnapshotIdentifier'],
      ['dbClusterSnapshotIdentifier'],
      ['replicateSourceDb'],
      ['snapshotIdentifier'],
      ['restoreToPointInTime'],
    ],
    harm: 'the disk, the backups and the snapshots of % are stored unencrypted',
    right: 'true',
  },
  {
    on: [...cdk('rds.DatabaseCluster', 'rds.CfnDBCluster'), ...pulumi('aws.rds.Cluster'), ...cdktf('RdsCluster')],
    at: [['storageEncrypted']],
    wrong: ['false'],
    // Aurora encrypts clusters made since February 2026 with a key of its own; Multi-AZ clusters of RDS do not.
    absent: 'possible',
    unless: [
      ['storageEncryptionKey'],
      ['kmsKeyId'],
      ['snapshotIdentifier'],
      ['sourceDbClusterIdentifier'],
      ['globalClusterIdentifier'],
    ],
    harm: 'the disk, the backups and the snapshots of % are stored unencrypted',
    right: 'true',
  },
  {
    on: cdk(
      'rds.DatabaseClusterFromSnapshot',
      'rds.DatabaseInstanceFromSnapshot',
      'rds.DatabaseInstanceReadReplica',
      'docdb.DatabaseCluster',
      'neptune.DatabaseCluster',
      'neptune-alpha.DatabaseCluster',
    ),
    at: [['storageEncrypted']],
    wrong: ['false'],
    unless: [['storageEncryptionKey'], ['kmsKey']],
    harm: 'the disk, the backups and the snapshots of % are stored unencrypted',
    right: 'true',
  },
  {
    on: [
      ...cdk('docdb.CfnDBCluster', 'neptune.CfnDBCluster'),
      ...pulumi('aws.docdb.Cluster', 'aws.neptune.Cluster'),
      ...cdktf('DocdbCluster', 'NeptuneCluster'),
    ],
    at: [['storageEncrypted']],
    wrong: ['false'],
    absent: 'likely',
    unless: [
      ['kmsKeyId'],
      ['kmsKeyArn'],
      ['snapshotIdentifier'],
      ['sourceDbClusterIdentifier'],
      ['globalClusterIdentifier'],
    ],
    harm: 'the disk, the backups and the snapshots of % are stored unencrypted',
    right: 'true',
  },
  {
    on: sdk(
      'rds.CreateDBInstanceCommand',
      'rds.CreateDBClusterCommand',
      'docdb.CreateDBClusterCommand',
      'neptune.CreateDBClusterCommand',
    ),
    at: [['StorageEncrypted']],
    wrong: ['false'],
    harm: 'the disk, the backups and the snapshots of the database are stored unencrypted',
    right: 'true',
  },
  {
    on: sdk('ec2.CreateVolumeCommand', 'efs.CreateFileSystemCommand'),
    at: [['Encrypted']],
    wrong: ['false'],
    harm: 'what is kept there, and every snapshot of it, is stored unencrypted',
    right: 'true',
  },
  {
    on: [...cdk('ec2.Volume', 'ec2.CfnVolume'), ...pulumi('aws.ebs.Volume'), ...cdktf('EbsVolume')],
    at: [['encrypted']],
    wrong: ['false'],
    absent: 'likely',
    unless: [['encryptionKey'], ['kmsKeyId'], ['snapshotId']],
    harm: 'the volume % and its snapshots are stored unencrypted',
    right: 'true',
  },
  {
    on: [
      cdkFunction('ec2.BlockDeviceVolume.ebs', 1),
      cdkFunction('autoscaling.BlockDeviceVolume.ebs', 1),
      cdkFunction('ec2.BlockDeviceVolume.ebsFromSnapshot', 1),
    ],
    at: [['encrypted']],
    wrong: ['false'],
    unless: [['kmsKey']],
    harm: 'the volume and its snapshots are stored unencrypted',
    right: 'true',
  },
  {
    on: [
      ...cdk('ec2.CfnInstance', 'ec2.CfnLaunchTemplate', 'autoscaling.CfnLaunchConfiguration'),
      ...pulumi('aws.ec2.Instance', 'aws.ec2.LaunchTemplate', 'aws.ec2.LaunchConfiguration'),
      ...cdktf('Instance', 'LaunchTemplate', 'LaunchConfiguration'),
    ],
    at: [
      ['blockDeviceMappings[]', 'ebs', 'encrypted'],
      ['launchTemplateData', 'blockDeviceMappings[]', 'ebs', 'encrypted'],
      ['rootBlockDevice', 'encrypted'],
      ['ebsBlockDevices[]', 'encrypted'],
      ['ebsBlockDevice[]', 'encrypted'],
    ],
    wrong: ['false'],
    harm: 'the volumes of % and their snapshots are stored unencrypted',
    right: 'true',
  },
  {
    // The construct of CDK 2 encrypts unless told not to; in version 1 it depends on a feature flag.
    on: cdk('efs.FileSystem'),
    at: [['encrypted']],
    wrong: ['false'],
    unless: [['kmsKey']],
    harm: 'the files on % are stored unencrypted',
    right: 'true',
  },
  {
    on: [...cdk('efs.CfnFileSystem'), ...pulumi('aws.efs.FileSystem'), ...cdktf('EfsFileSystem')],
    at: [['encrypted']],
    wrong: ['false'],
    absent: 'likely',
    unless: [['kmsKeyId']],
    harm: 'the files on % are stored unencrypted',
    right: 'true',
  },
  {
    on: cdk('opensearchservice.Domain', 'elasticsearch.Domain'),
    at: [['encryptionAtRest', 'enabled']],
    wrong: ['false'],
    absent: 'likely',
    // Signing in with a password switches encryption on.
    unless: [['useUnsignedBasicAuth'], ['encryptionAtRest', 'kmsKey']],
    harm: 'the indexes, logs and snapshots of % are stored unencrypted',
    right: 'true',
  },
  {
    on: [
      ...cdk('opensearchservice.CfnDomain', 'elasticsearch.CfnDomain'),
      ...pulumi('aws.opensearch.Domain', 'aws.elasticsearch.Domain'),
      ...cdktf('OpensearchDomain', 'ElasticsearchDomain'),
    ],
    at: [
      ['encryptionAtRestOptions', 'enabled'],
      ['encryptAtRest', 'enabled'],
    ],
    wrong: ['false'],
    harm: 'the indexes, logs and snapshots of % are stored unencrypted',
    right: 'true',
  },
  {
    on: cdk('opensearchservice.CfnDomain', 'elasticsearch.CfnDomain'),
    at: [['encryptionAtRestOptions', 'enabled']],
    absent: 'likely',
    harm: 'the indexes, logs and snapshots of % are stored unencrypted',
  },
  {
    on: [
      ...pulumi('aws.opensearch.Domain', 'aws.elasticsearch.Domain'),
      ...cdktf('OpensearchDomain', 'ElasticsearchDomain'),
    ],
    at: [['encryptAtRest', 'enabled']],
    absent: 'likely',
    harm: 'the indexes, logs and snapshots of % are stored unencrypted',
  },
  {
    on: [
      ...cdk('elasticache.CfnReplicationGroup'),
      ...pulumi('aws.elasticache.ReplicationGroup'),
      ...cdktf('ElasticacheReplicationGroup'),
    ],
    at: [['atRestEncryptionEnabled']],
    wrong: ['false'],
    absent: 'likely',
    // A member of a global group takes over what that has. Valkey encrypts unless told not to.
    unless: [['globalReplicationGroupId']],
    isHarmless: (properties) =>
      propertyAt(properties, ['atRestEncryptionEnabled']).state === 'absent' && mayBeValkey(properties),
    harm: 'what % writes to disk, its backups among it, is stored unencrypted',
    right: 'true',
    severity: 'low',
  },
  {
    on: [...cdk('dax.CfnCluster'), ...cdktf('DaxCluster'), ...pulumi('aws.dax.Cluster')],
    at: [
      ['sseSpecification', 'sseEnabled'],
      ['serverSideEncryption', 'enabled'],
    ],
    wrong: ['false'],
    harm: 'what % caches is stored unencrypted',
    right: 'true',
  },
  {
    on: [
      ...cdk('redshift.CfnCluster', 'redshift-alpha.Cluster', 'redshift.Cluster'),
      ...pulumi('aws.redshift.Cluster'),
      ...cdktf('RedshiftCluster'),
    ],
    at: [['encrypted']],
    wrong: ['false'],
    harm: 'the warehouse % and its snapshots are stored unencrypted',
    right: 'true',
  },
  {
    on: cdk('kinesis.Stream', 'sqs.Queue'),
    at: [['encryption']],
    wrong: ['unencrypted'],
    unless: [['encryptionKey'], ['encryptionMasterKey']],
    harm: 'the messages in % are stored unencrypted',
    right: 'KMS_MANAGED',
  },
  {
    on: cdk('kinesis.CfnStream'),
    at: [['streamEncryption']],
    absent: 'likely',
    harm: 'the records in % are stored unencrypted',
  },
  {
    on: [...pulumi('aws.kinesis.Stream'), ...cdktf('KinesisStream')],
    at: [['encryptionType']],
    wrong: ['none'],
    absent: 'likely',
    unless: [['kmsKeyId']],
    harm: 'the records in % are stored unencrypted',
    rightText: 'KMS',
  },
  {
    on: [...cdk('sqs.CfnQueue'), ...pulumi('aws.sqs.Queue'), ...cdktf('SqsQueue')],
    at: [['sqsManagedSseEnabled']],
    wrong: ['false'],
    unless: [['kmsMasterKeyId']],
    harm: 'the messages in % are stored unencrypted',
    right: 'true',
  },
  {
    on: cdk('sns.Topic'),
    at: [['masterKey']],
    // SNS encrypts its disks; a key of one's own also keeps out who can read the topic's storage.
    absent: 'possible',
    harm: 'the messages of % are only as safe as the disks of the service',
    severity: 'low',
  },
  {
    on: [...cdk('sns.CfnTopic'), ...pulumi('aws.sns.Topic'), ...cdktf('SnsTopic')],
    at: [['kmsMasterKeyId']],
    absent: 'possible',
    harm: 'the messages of % are only as safe as the disks of the service',
    severity: 'low',
  },
  {
    on: cdk('workspaces.CfnWorkspace'),
    at: [['userVolumeEncryptionEnabled'], ['rootVolumeEncryptionEnabled']],
    wrong: ['false'],
    harm: 'the disks of % are stored unencrypted',
    right: 'true',
  },
  {
    on: pulumi('azure-native.sql.TransparentDataEncryption'),
    at: [['state'], ['status']],
    wrong: ['disabled'],
    harm: 'the database behind % and its backups are stored unencrypted',
    right: 'Enabled',
    rightText: 'Enabled',
  },
];
