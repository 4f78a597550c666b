import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { OPEN_METHOD, PUBLIC_ACCESS } from '../cloud-exposure.ts';
import { propertiesOf, propertyAt } from '../cloud-property.ts';
import { cdk, isCdkFile, nameOf } from '../cloud-resource.ts';
import { checkMethod, checkSettings } from '../cloud-settings.ts';
import { isCap, isWithinNetwork } from '../iam-containers.ts';
import { isAnyone, POLICY_PATTERNS, type Statement, statementsAt } from '../iam-statements.ts';
import { putForAll } from '../public-object.ts';

export default defineRule({
  id: 'code/cloud-public-access',
  title: 'Cloud resource open to everybody',
  severity: 'medium',
  confidence: 'likely',
  cwe: [284, 732, 668],
  owasp: ['A01:2021', 'A01:2025', 'A05:2021', 'A02:2025'],
  remedy:
    'Keep it private and let in who needs it: a role, an account, CloudFront with origin access control, a bastion or VPN instead of an address on the internet.',
  checks: [
    checkSettings(PUBLIC_ACCESS),
    putForAll,
    checkMethod(
      'addMethod',
      { properties: 2, id: 0 },
      [{ ...OPEN_METHOD, harm: 'everybody on the internet can call this % method' }],
      () => true,
    ),
    checkMethod(
      'addFunctionUrl',
      { properties: 0, id: -1 },
      [{ ...OPEN_METHOD, at: [['authType']], right: 'AWS_IAM' }],
      () => true,
    ),
    check({
      patterns: { javascript: ['$BUCKET.grantPublicAccess(...)'] },
      where: ({ BUCKET }) =>
        isCdkFile(BUCKET) && (BUCKET.name === undefined || /\.Bucket(\.\w+)?\(\)$/.test(BUCKET.name)),
      message: ({ BUCKET }) =>
        `\`grantPublicAccess\` lets everybody on the internet read \`${shortText(BUCKET.text)}\`.`,
      severity: 'high',
    }),
    check({
      patterns: { javascript: POLICY_PATTERNS },
      problem: ({ MATCH }) => {
        const problems = statementsAt(MATCH).flatMap((statement) => problemOf(statement) ?? []);
        return problems.length > 0 && (isCap(MATCH) || isWithinNetwork(MATCH)) ? [] : problems;
      },
    }),
    check({
      patterns: {
        javascript: cdk('iam.AnyPrincipal', 'iam.StarPrincipal', 'iam.Anyone').flatMap(({ patterns }) => patterns),
      },
      problem: ({ MATCH }) => grantOf(MATCH),
    }),
    check({
      patterns: { javascript: cdk('iam.Role').flatMap(({ patterns }) => patterns) },
      problem: ({ MATCH }) => problemOfRole(MATCH),
    }),
    check({
      patterns: { javascript: ['$STATEMENT.addAnyPrincipal()'] },
      where: ({ STATEMENT }) => {
        if (!STATEMENT.name?.endsWith('.PolicyStatement()')) return false;
        const { text } = STATEMENT.names.tree;
        const name = STATEMENT.text;
        return !/Effect\.DENY|["']Deny["']/.test(STATEMENT.origin.text) && !text.includes(`${name}.addCondition`);
      },
      message: ({ STATEMENT }) => `\`${shortText(STATEMENT.text)}\` lets in everybody, with or without an account.`,
      severity: 'high',
    }),
  ],
});

function problemOf({ allows, principals, actions, hasConditions }: Statement): Problem | undefined {
  const anyone = principals.find(isAnyone);
  if (!anyone || !allows || hasConditions) return undefined;
  // Who may call an API is said by its authorizers; the policy of a stack guards its resources from updates.
  const isGuardedElsewhere = ({ constant = '' }: Expression) => /^(execute-api|update):/i.test(constant);
  if (actions.length > 0 && actions.every(isGuardedElsewhere)) return undefined;
  const [first] = actions;
  const what = first ? `\`${shortText(first.constant ?? first.text)}\`` : 'everything in this statement';
  return {
    at: anyone.range,
    message: `${said(anyone)} grants ${what} to everybody, with or without an account.`,
    severity: 'high',
  };
}

/** A role that everybody may take on, alone or as one of several. */
function problemOfRole(role: Expression): Problem | undefined {
  const properties = propertiesOf(role, 2);
  if (!properties || properties === 'none') return undefined;
  const assumedBy = propertyAt(properties, ['assumedBy']);
  if (assumedBy.state !== 'written') return undefined;
  const { origin } = assumedBy.value;
  const several = origin.callee.lastName === 'CompositePrincipal' ? origin.arguments : [assumedBy.value];
  const anyone = several.find(isAnyone);
  if (!anyone) return undefined;
  const name = nameOf(role, { id: 1 });
  return {
    at: anyone.range,
    message: `${said(anyone)} lets every account take on the role ${name}.`,
    severity: 'critical',
  };
}

/** Everybody as the argument of a `grant...` or of a permission. */
function grantOf(anyone: Expression): Problem | undefined {
  const { parent } = anyone;
  if (parent.is('pair') && parent.key === 'principal') {
    const isNarrowed = ['sourceArn', 'sourceAccount', 'organizationId', 'functionUrlAuthType'].some(
      (name) => propertyAt(parent.parent, [name]).state !== 'absent',
    );
    const isPermission = parent.parent.parent.parent.callee.lastName === 'addPermission';
    if (isNarrowed || !isPermission) return undefined;
    return { at: anyone.range, message: `${said(anyone)} lets every account call the function.`, severity: 'high' };
  }
  const { callee } = parent.parent;
  if (!parent.is('arguments') || !/^grant[A-Z]/.test(callee.lastName)) return undefined;
  return {
    at: anyone.range,
    message: `\`${callee.lastName}\` gives \`${shortText(callee.object.text)}\` to everybody, with or without an account.`,
    severity: 'high',
  };
}

const said = (anyone: Expression): string => `\`${shortText(anyone.constant ?? anyone.text)}\``;
