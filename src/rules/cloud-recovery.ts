import { cdk, cdktf, pulumi } from './cloud-resource.ts';
import type { CloudSetting } from './cloud-settings.ts';

const DATABASES = [
  ...cdk(
    'rds.DatabaseInstance',
    'rds.DatabaseCluster',
    'rds.CfnDBInstance',
    'rds.CfnDBCluster',
    'docdb.DatabaseCluster',
  ),
  ...pulumi('aws.rds.Instance', 'aws.rds.Cluster', 'aws.docdb.Cluster'),
  ...cdktf('DbInstance', 'RdsCluster', 'DocdbCluster'),
];

/** Stores whose data cannot be brought back, and trails that can be cut. Whether that matters depends on the data, so all of it is only `possible`. */
export const NO_RECOVERY: readonly CloudSetting[] = (
  [
    {
      on: cdk('s3.Bucket'),
      at: [['versioned']],
      wrong: ['false'],
      absent: 'possible',
      harm: 'what is overwritten or deleted in % is gone',
      right: 'true',
    },
    {
      on: cdk('s3.CfnBucket'),
      at: [['versioningConfiguration', 'status']],
      wrong: ['suspended'],
      absent: 'possible',
      harm: 'what is overwritten or deleted in % is gone',
    },
    {
      on: pulumi('aws.s3.Bucket', 'aws.s3.BucketVersioning', 'aws.s3.BucketVersioningV2'),
      at: [
        ['versioning', 'enabled'],
        ['versioningConfiguration', 'status'],
      ],
      wrong: ['false', 'suspended', 'disabled'],
      harm: 'what is overwritten or deleted in % is gone',
    },
    {
      on: DATABASES,
      at: [['backupRetentionPeriod']],
      wrong: ['0'],
      harm: '% has no backups',
    },
    {
      on: DATABASES,
      at: [['deletionProtection']],
      wrong: ['false'],
      harm: 'one wrong deployment deletes %',
      right: 'true',
    },
    {
      on: [...cdk('dynamodb.Table', 'dynamodb.TableV2', 'dynamodb.CfnTable'), ...pulumi('aws.dynamodb.Table')],
      at: [
        ['pointInTimeRecovery'],
        ['pointInTimeRecoverySpecification', 'pointInTimeRecoveryEnabled'],
        ['pointInTimeRecovery', 'enabled'],
      ],
      wrong: ['false'],
      absent: 'possible',
      harm: '% cannot be set back to the time before a mistake',
      right: 'true',
    },
    {
      on: [
        ...cdk('cloudtrail.Trail', 'cloudtrail.CfnTrail'),
        ...pulumi('aws.cloudtrail.Trail'),
        ...cdktf('Cloudtrail'),
      ],
      at: [
        ['enableFileValidation'],
        ['enableLogFileValidation'],
        ['isMultiRegionTrail'],
        ['isLogging'],
        ['enableLogging'],
      ],
      wrong: ['false'],
      harm: 'the trail % misses what an attacker does, or can be changed afterwards',
      right: 'true',
    },
  ] satisfies readonly CloudSetting[]
).map((setting) => ({ ...setting, confidence: 'possible' }));
