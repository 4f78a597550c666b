import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

/** Functions whose answer lets somebody in. */
const GUARD =
  /^(is|has|can|check|verify|validate|ensure|require|authenticate|authorize)[A-Z_]?\w*(auth|admin|permission|access|role|token|signature|session|allowed|owner|user|password|credential)|^(authenticate|authorize|requireAuth|isAuthenticated|isAuthorized|verifyToken|verifySignature|checkAuth|authMiddleware)$|^(is|check|verify|validate|ensure|screen|assess)[A-Z_]?\w*(safe|clean|appropriate|moderat|toxic|abuse|content|fraud|spam|malware|virus)\w*$|^(moderate|guardrail|screen|scanFor)\w*$/i;
/** What such a function says of what may pass. */
const MAY_PASS = [
  'allowed',
  'isAllowed',
  'ok',
  'valid',
  'isValid',
  'safe',
  'isSafe',
  'approved',
  'authorized',
  'authenticated',
  'verified',
  'permitted',
  'pass',
  'passed',
];

export default defineRule({
  id: 'code/fail-open',
  title: 'Let in when the check fails',
  severity: 'high',
  confidence: 'likely',
  cwe: [636, 703],
  owasp: ['A04:2021', 'A10:2025'],
  remedy: 'Refuse where a check cannot be made: return `false`, or answer 401 or 503.',
  checks: [
    check({
      nodes: { javascript: ['catch_clause'] },
      problem: ({ MATCH }) => {
        const fn = MATCH.enclosingFunction;
        const name = fn.field('name').text || fn.parent.field('name').text || fn.target;
        const grant = MATCH.descendants('return_statement', 'expression_statement').find(
          (statement) =>
            statement.enclosingFunction.node === fn.node &&
            (GUARD.test(name) ? isGrant(statement) : refusesElsewhere(statement, fn)),
        );
        if (!grant) return undefined;
        return {
          at: grant.range,
          message: `When the check in \`${name || 'this function'}\` throws, whoever asked is let in.`,
        };
      },
    }),
  ],
});

/** Whether a function that here says `{ allowed: true }` says `{ allowed: false }` in another place. */
function refusesElsewhere(statement: Expression, fn: Expression): boolean {
  const [given] = statement.is('return_statement') ? statement.children : [];
  if (!given?.is('object')) return false;
  const key = MAY_PASS.find((each) => given.property(each).value === true);
  return key !== undefined && fn.descendants('object').some((other) => other.property(key).value === false);
}

/** `return true`, `return { allowed: true }`, and `next()` without an error where nothing was sent before. */
function isGrant(statement: Expression): boolean {
  const [given] = statement.is('return_statement') ? statement.children : [];
  if (given?.is('object')) return MAY_PASS.some((key) => given.property(key).value === true);
  if (statement.is('return_statement')) return /^return\s+(true|next\(\s*\))\s*;?$/.test(statement.text);
  return /^next\(\s*\)\s*;?$/.test(statement.text);
}
