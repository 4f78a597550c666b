import { cdk, cdktf, pulumi, sdk } from './cloud-resource.ts';
import type { CloudSetting } from './cloud-settings.ts';

/** Managed policies that make an administrator, as {@link wordOf} says their names and ARNs. */
const ADMINISTRATORS = ['administratoraccess', 'poweruseraccess', 'iamfullaccess'];

export const ALL_POWERFUL_POLICY = new RegExp(`(^|policy)(${ADMINISTRATORS.join('|')})$`);

/** Those that allow all that one service can, as `s3:*` on `*` does. What only measures, or asks a model, is left out. */
export const WHOLE_SERVICE_POLICY =
  /(?:^|policy)(?:amazon|aws)?(?!cloudwatch|xray|polly|comprehend|translate|rekognition|textract|transcribe|bedrock)[a-z0-9]{2,40}fullaccess$/;

const ARNS = ADMINISTRATORS.flatMap((name) => [name, `arnawsiamawspolicy${name}`]);

const ATTACHING = [
  ...cdk('iam.CfnRole', 'iam.CfnUser', 'iam.CfnGroup'),
  ...pulumi(
    'aws.iam.RolePolicyAttachment',
    'aws.iam.UserPolicyAttachment',
    'aws.iam.GroupPolicyAttachment',
    'aws.iam.PolicyAttachment',
    'aws.iam.Role',
  ),
  ...cdktf('IamRolePolicyAttachment', 'IamUserPolicyAttachment', 'IamGroupPolicyAttachment', 'IamRole'),
  ...sdk('iam.AttachRolePolicyCommand', 'iam.AttachUserPolicyCommand', 'iam.AttachGroupPolicyCommand'),
];

/** Where policies of the cloud are attached by name, and roles given to people of a project. */
export const ATTACHED_POLICIES: readonly CloudSetting[] = [
  {
    on: ATTACHING,
    at: [['policyArn'], ['managedPolicyArns[]'], ['PolicyArn']],
    wrong: ARNS,
    harm: 'whoever gets % can do nearly everything in the account',
    severity: 'high',
  },
  {
    on: ATTACHING,
    at: [['policyArn'], ['managedPolicyArns[]'], ['PolicyArn']],
    wrong: WHOLE_SERVICE_POLICY,
    harm: 'whoever gets % can do all that the service can with everything in it',
  },
  {
    on: pulumi(
      'gcp.projects.IAMMember',
      'gcp.projects.IAMBinding',
      'gcp.folder.IAMMember',
      'gcp.organizations.IAMMember',
      'gcp.organizations.IAMBinding',
    ),
    at: [['role']],
    wrong: ['rolesowner', 'roleseditor'],
    harm: 'whoever gets % can change nearly everything in the project',
    severity: 'high',
  },
  {
    on: pulumi('azure-native.authorization.RoleAssignment'),
    at: [['roleDefinitionId']],
    // The built-in role Owner: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    wrong: ['providersmicrosoftauthorizationroledefinitions8e3af657a8ff443ca75c2fe8c4bcb635'],
    harm: 'whoever gets % owns what it is assigned on, other roles included',
    severity: 'high',
  },
];
