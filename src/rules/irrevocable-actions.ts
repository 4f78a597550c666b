import type { Expression } from '../engine/names/expression.ts';

/** What cannot be taken back, by the calls that do it. */
const ACTIONS: readonly (readonly [RegExp, string])[] = [
  [
    /\.(refunds|charges|transfers|payouts|paymentIntents|subscriptions)\.(create|cancel|del|capture)$|(^|\.)(transferFunds|sendPayment|makePayment|wireTransfer|transferMoney|chargeCard|issueRefund|placeOrder|executeTrade|sendTransaction)$/i,
    'moves money',
  ],
  [
    /(^|\.)(sendMail|sendEmail|send_email|emails\.send|sgMail\.send|mg\.messages\.create|chat\.postMessage|sendSms|sendSMS|postTweet|tweet)$|sgMail\.send|resend\.emails\.send|twilio\w*\.messages\.create/i,
    'sends messages to others',
  ],
  [
    /(^|\.)(deleteMany|deleteOne|deleteUser|deleteAccount|deleteFile|deleteFiles|deleteRecord|dropTable|dropDatabase|dropCollection|truncate|destroy|findByIdAndDelete|findOneAndDelete|deleteRepo|deleteBucket|removeUser)$|\.(user|account|customer|order|record|document|project|message|mail|event|contact|invoice)s?\.(delete|remove|trash|batchDelete)$/i,
    'deletes records',
  ],
  [
    /^(fs|fs\/promises|fs-extra)\.(promises\.)?(rm|rmSync|unlink|unlinkSync|rmdir|rmdirSync|remove|removeSync|emptyDir)$|^(rimraf|del|trash)$|^Deno\.remove$/,
    'deletes files',
  ],
  [
    /(^|\.)(grantRole|grantAccess|setRole|assignRole|addUserToGroup|attachUserPolicy|createAccessKey|revokeAccess|resetPassword|makeAdmin|updatePermissions|setCustomUserClaims|addCollaborator|promoteChatMember|promoteMember|setMemberRole|updateUserRole|changeRole|addToRole)$|\b(member|user)\w*\.roles\.(add|remove|set)$|\.permissionOverwrites\.(create|edit|set)$|\.permissions\.(create|update|delete)$/i,
    'changes who may do what',
  ],
  [
    /(^|\.)(deploy|terminateInstances|stopInstances|shutdown|restartServer|rebootInstances|deleteStack|scaleDown|publish|mergePullRequest|pulls\.merge)$/i,
    'changes what runs',
  ],
  [
    /\.(delete|drop)(Collection|Index|Table|Database|Class|Schema|Namespace|All|Topic|Queue|Objects?)$/,
    'deletes records',
  ],
  [
    /\b(members?|bans|guild|users?|chat|server)\.(ban|kick|suspend|banMember|kickMember)$|(^|\.)(banUser|banMember|kickMember|suspendUser|deactivateUser|banChatMember)$/i,
    'shuts people out',
  ],
  [/^(@aws-sdk\/client-\w+\.)?(Delete|Terminate|Stop|Drop)\w+Command$/, 'deletes records'],
];

/** The call that cannot be taken back, and what it does in words. */
export type Action = { readonly call: Expression; readonly does: string };

/** The first call in a piece of code that cannot be taken back. */
export function actionIn(run: Expression): Action | undefined {
  for (const call of run.descendants('call_expression')) {
    const does = doneBy(call);
    if (does !== undefined) return { call, does };
  }
  return undefined;
}

function doneBy(call: Expression): string | undefined {
  const name = `${call.callee.name ?? ''}`;
  const text = call.callee.text.slice(-120);
  const found = ACTIONS.find(([pattern]) => pattern.test(name) || pattern.test(text));
  if (found) return found[1];
  if (
    /\.(query|execute|run|exec|raw)$/.test(text) &&
    /^[`'"]\s*(delete\s+from|drop\s+(table|database)|truncate\s)/i.test(call.argument(0).origin.text)
  )
    return 'deletes records';
  if (/^(fetch|axios)$/.test(text) && /method:\s*['"]DELETE['"]/i.test(call.text)) return 'deletes records';
  return /^axios\.delete$/.test(text) ? 'deletes records' : undefined;
}
