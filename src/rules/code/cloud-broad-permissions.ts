import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { wordOf } from '../cloud-property.ts';
import { checkSettings } from '../cloud-settings.ts';
import { isCap } from '../iam-containers.ts';
import { ALL_POWERFUL_POLICY, ATTACHED_POLICIES, WHOLE_SERVICE_POLICY } from '../iam-managed-policies.ts';
import { powerOf } from '../iam-powers.ts';
import { POLICY_PATTERNS, type Statement, statementsAt } from '../iam-statements.ts';
import { laterAssignments } from '../later-assignments.ts';

export default defineRule({
  id: 'code/cloud-broad-permissions',
  title: 'Cloud permissions far beyond the task',
  severity: 'medium',
  confidence: 'likely',
  cwe: [250, 269, 732],
  owasp: ['A01:2021', 'A01:2025'],
  remedy:
    'Name the actions and the resources that the code uses, or let a `grant...` method of the construct do it; keep `*` for actions that have no resource.',
  checks: [
    check({
      patterns: { javascript: POLICY_PATTERNS },
      problem: ({ MATCH }) => {
        const problems = statementsAt(MATCH).flatMap((statement) => problemOf(statement) ?? []);
        return problems.length > 0 && isCap(MATCH) ? [] : problems;
      },
    }),
    check({
      patterns: { javascript: ['$_.fromAwsManagedPolicyName($NAME)', '$_.fromManagedPolicyArn($_, $_, $NAME)'] },
      problem: ({ NAME }) => {
        const word = wordOf(NAME);
        if (word === undefined) return undefined;
        if (ALL_POWERFUL_POLICY.test(word))
          return {
            at: NAME.range,
            message: `${quoted(NAME)} lets whoever gets it do nearly everything in the account.`,
            severity: 'high',
          };
        if (!WHOLE_SERVICE_POLICY.test(word)) return undefined;
        return {
          at: NAME.range,
          message: `${quoted(NAME)} lets whoever gets it do all that the service can with everything in it, deleting included.`,
        };
      },
    }),
    check({
      patterns: { javascript: ['$STATEMENT.addActions(...)'] },
      problem: ({ STATEMENT, MATCH }) => problemOfAdded(STATEMENT, MATCH),
    }),
    checkSettings(ATTACHED_POLICIES),
  ],
});

function problemOf(statement: Statement): Problem | undefined {
  const { allows, notActions, notPrincipals } = statement;
  if (!allows) return undefined;
  if (notPrincipals)
    return {
      at: notPrincipals.range,
      message: `${quoted(notPrincipals)} lets in everybody who is not named, strangers among them.`,
      severity: 'high',
    };
  if (statement.hasConditions || statement.namesPrincipals) return undefined;
  if (notActions)
    return {
      at: notActions.range,
      message: `${quoted(notActions)} allows everything that is not named, also what the cloud adds tomorrow.`,
      severity: 'high',
    };
  const power = powerOf(statement);
  return power && { at: power.at.range, message: power.message, ...(power.severity && { severity: power.severity }) };
}

/** A statement that is put together call by call: `statement.addActions('*')`. */
function problemOfAdded(statement: Expression, adding: Expression): Problem | undefined {
  const { origin, text } = statement;
  if (!statement.name?.endsWith('.PolicyStatement()') || laterAssignments(adding).to.has(`${text}.effect`))
    return undefined;
  const [begun] = origin.argument(0).exists ? statementsAt(origin) : [];
  const calls = adding
    .enclosing('program')
    .descendants('call_expression')
    .filter(({ callee }) => callee.object.text === text);
  const isNarrowed = calls.some(({ callee }) => /^add(Condition|.*Principal)/.test(callee.lastName));
  if (isNarrowed || (begun && (!begun.allows || begun.hasConditions || begun.namesPrincipals))) return undefined;
  const resources = calls.flatMap(({ callee, arguments: given }) => {
    if (callee.lastName === 'addAllResources') return [callee];
    return callee.lastName === 'addResources' ? given : [];
  });
  const power = powerOf({ actions: adding.arguments, resources: [...(begun?.resources ?? []), ...resources] });
  return power && { at: power.at.range, message: power.message, ...(power.severity && { severity: power.severity }) };
}

const quoted = (code: Expression): string => `\`${shortText(code.constant ?? code.text)}\``;
