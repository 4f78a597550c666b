import type { Severity } from '../engine/finding.ts';
import type { Expression } from '../engine/names/expression.ts';
import { shortText } from '../engine/short-text.ts';
import type { Statement } from './iam-statements.ts';

/** More than a task needs: where it is said, and what it allows. */
export type Power = { readonly at: Expression; readonly message: string; readonly severity?: Severity };

/** Every resource: `*`, or all of one sort in the account. A bucket's objects (`arn:aws:s3:::orders/*`) are those of one. */
const EVERY = /^(\*|arn:[\w-]*:[\w-]+:[^:]*:[^:]*:(\*|(user|role|policy|group|function|table|secret|key)[:/]\*))$/;

/**
 * Actions with which somebody gives themselves the rights of others, and how: after the public catalogues of privilege escalation in AWS
 * (Rhino Security Labs, 2018, and what was added since).
 */
const ESCALATIONS: Readonly<Record<string, string>> = {
  'iam:passrole': 'hand any role of the account to a machine of their own',
  'iam:createpolicyversion': 'rewrite any policy, their own among them',
  'iam:setdefaultpolicyversion': 'bring back older, wider versions of any policy',
  'iam:attachuserpolicy': 'attach any policy to any user',
  'iam:attachgrouppolicy': 'attach any policy to any group',
  'iam:attachrolepolicy': 'attach any policy to any role',
  'iam:putuserpolicy': 'write themselves any right',
  'iam:putgrouppolicy': 'write themselves any right',
  'iam:putrolepolicy': 'write themselves any right',
  'iam:addusertogroup': 'join any group',
  'iam:createaccesskey': 'make keys of any user',
  'iam:createloginprofile': 'set a password for any user',
  'iam:updateloginprofile': 'set the password of any user',
  'iam:updateassumerolepolicy': 'let themselves into any role',
  'lambda:updatefunctioncode': 'run code of their own as any function',
  'lambda:updatefunctionconfiguration': 'slip code of their own into any function',
  'cloudformation:setstackpolicy': 'lift the protection of any stack',
  'glue:updatedevendpoint': 'log in with the role of any endpoint',
};

/** Actions that hand out or change data, for which `*` means everybody's. */
const DATA: Readonly<Record<string, string>> = {
  'sts:assumerole': 'take on every role that lets them in',
  'secretsmanager:getsecretvalue': 'read every secret of the account',
  'kms:decrypt': 'decrypt with every key of the account',
  's3:getobject': 'read every object of every bucket',
  's3:putobject': 'overwrite every object of every bucket',
  's3:deleteobject': 'delete every object of every bucket',
  'dynamodb:getitem': 'read every table',
  'dynamodb:query': 'read every table',
  'dynamodb:scan': 'read every table',
  'dynamodb:putitem': 'write to every table',
  'dynamodb:updateitem': 'write to every table',
  'dynamodb:deleteitem': 'delete from every table',
};

/** Services in which `*` cannot do much: measuring, and models that are asked. */
const HARMLESS =
  /^(logs|xray|cloudwatch|ssmmessages|ec2messages|polly|comprehend|translate|rekognition|textract|transcribe|bedrock):/;

/** What a statement that allows gives away; nothing where it is kept to its task. */
export function powerOf({ actions, resources }: Pick<Statement, 'actions' | 'resources'>): Power | undefined {
  const every = resources.find(isEvery);
  const named = actions.flatMap((at) => (at.constant === undefined ? [] : [{ at, action: at.constant.toLowerCase() }]));
  const everything = named.find(({ action }) => /^\*(:\*)?$/.test(action));
  if (everything)
    return every
      ? powerful(everything.at, every, 'do everything with everything in the account', 'high')
      : {
          at: everything.at,
          message: `${quoted(everything.at)} allows whoever gets it every action there is, on what is named.`,
        };
  if (!every) return undefined;
  for (const { at, action } of named) {
    const how = Object.hasOwn(ESCALATIONS, action) ? ESCALATIONS[action] : undefined;
    if (how !== undefined) return powerful(at, every, how, 'high');
    if (/^iam:(\*|(put|attach|create|update|add)\*)$/.test(action))
      return powerful(at, every, 'give themselves any right', 'high');
  }
  for (const { at, action } of named) {
    const service = /^([\w-]+):\*$/.exec(action)?.[1];
    if (service !== undefined && !HARMLESS.test(action))
      return powerful(at, every, `do all that ${service} can, deleting included`);
  }
  for (const { at, action } of named) {
    const how = Object.hasOwn(DATA, action) ? DATA[action] : undefined;
    if (how !== undefined) return powerful(at, every, how);
  }
  return undefined;
}

function isEvery(resource: Expression): boolean {
  if (resource.lastName === 'addAllResources') return true;
  const { origin } = resource;
  const text = origin.constant ?? (origin.is('template_string') ? origin.text.slice(1, -1) : '');
  // What is filled in narrows: `${prefix}*` is not every secret.
  return EVERY.test(text.replace(/\$\{[^{}]*\}/g, 'x'));
}

const powerful = (at: Expression, every: Expression, how: string, severity?: Severity): Power => ({
  at,
  message: `${quoted(at)} on ${quoted(every)} lets whoever gets it ${how}.`,
  ...(severity && { severity }),
});

const quoted = (code: Expression): string => `\`${shortText(code.constant ?? code.text)}\``;
