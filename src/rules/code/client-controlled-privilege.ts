import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays, says, saysAround, withoutSentences } from '../code-text.ts';
import { namesPrice } from '../named-price.ts';
import { type RequestField, requestField } from '../request-field.ts';
import { requestHandlerAround } from '../request-handler.ts';
import { wordsOf } from '../secret-names.ts';

const ROLE =
  /^(role|roles|user_?role|is_?admin|admin|is_?super_?user|is_?staff|is_?owner|is_?moderator|permission|permissions|access_?level|x-(user-)?role|x-(is-)?admin|privilege|user_?type|x-(internal|trusted|from)(-[\w-]+)?)$/i;
const POWERFUL = /^(admin|administrator|super_?admin|superuser|root|owner|staff|moderator|manager|editor)$/i;
/** What says who is asking, in words of the server's own. */
const SESSION =
  /\b(req|request|ctx|c|res\.locals|locals)\??\.(user|session|auth|account|state\.user|currentUser|jwt)\b|currentUser|getServerSession|\bsession\b|auth\(\)|requireAdmin|requireRole|isAdmin\(|authorize|jwt\.verify|jwtVerify|verifyToken/;
/** What makes a search or a query tell more than everyone may read. */
const WIDENS =
  /(include|show|with|allow|see|reveal)_?(closed|private|hidden|internal|confidential|restricted|classified|secret|sensitive|sealed|non_?public|all_?tenants|other_?users)|(bypass|skip|ignore)_?(acl|access|auth|permissions?|rls|filters?|visibility)/i;
/** A file that reads no request has no sender. */
/** A part of every role, of what it is compared with, and of what only a yes can be. */
const MAY_BE_ROLE =
  /role|admin|staff|super|owner|root|moderator|manager|editor|permission|access|privilege|type|internal|trusted|from|true|\b(?:1|yes|on)\b/i;
const OF_REQUEST = /\b(req|request|ctx|event)\b/;
const OF_POWER = /admin|staff|owner|super|moderator/i;
/** The number of who is signed in. */
const OWN_NUMBER =
  /^\(?(req|request|ctx|c|res\.locals|locals|socket\.data)?\??\.?(session|user|auth|claims|viewer|currentUser|token|jwt|payload|state\.user|session\.user|socket\.data)!?\??\.(user\??\.)?(_?id|sub|uid|userId|user_id|accountId|customerId|tenantId|orgId)!?\)?$/;
const SAYS_OWN_NUMBER =
  /(\?\?|\|\|)[^\n]{0,40}\b(session|user|auth|claims|viewer|currentUser|token|jwt|payload|data)!?\??\.(_?id|sub|uid|user|userId|user_id|accountId|customerId|tenantId|orgId)\b/;
const NUMBER_OF =
  /^(x-)?(user|account|customer|owner|member|patient|tenant|org(ani[sz]ation)?|employee|student|target|profile)?[-_]?(id|uid|user|account|customer|owner|tenant)$/i;
const ASKS_FOR_MORE = /admin|\brole|\bcan[A-Z(]|permission|forbidden|\b403\b|authorize|isOwner|allowed|staff/i;
const ASKS_RIGHTS = /admin|\bcan[A-Z(]|permission|forbidden|\b403\b|authori[sz]e|isOwner|allowed|staff|require[A-Z]/;
const MAX_DEPTH = 40;
/** A price that is looked up, or held against others, on the way. */
const LOOKED_UP = /findUnique|findOne|findById|findMany|\.get\(|allowed|minimum|MIN_|donat|tip/i;
/** What was sent is held against what is known here, or is given as somebody likes. */
const COMPARES_PRICE =
  /\b\w*(amount|total|price|sum)\w*\s*(!==?|===?|<=?|>=?)\s*[\w$.()]*(order|expected|server|calculated|computed|real|product|catalog|plan|actual|due|price|total)|\b(verify|validate|check|assert|ensure)\w*(Price|Amount|Total)\w*\(|pledge|contribut|top_?-?up|deposit|sponsor|name_?your|pay_?what|crowdfund/i;
const TAKES_MONEY =
  /stripe|razorpay|mollie|paypal|square|braintree|adyen|mercadopago|paystack|flutterwave|checkout|payment|klarna/i;
const PAID = new Set(['amount', 'price', 'total', 'unit_amount', 'unitAmount', 'value']);
const MONEY = /^(amount|price|total|cost|sum|unit_?(price|amount)|total_?(price|amount|cost))$/i;

export default defineRule({
  id: 'code/client-controlled-privilege',
  title: 'Right or price that the sender chooses',
  severity: 'high',
  confidence: 'likely',
  cwe: [639, 602],
  owasp: ['A01:2021', 'A04:2021', 'A01:2025', 'A06:2025'],
  remedy: 'Take it from the session or from the data base: `req.user.role`, `product.price`.',
  checks: [
    check({
      nodes: { javascript: ['binary_expression'] },
      says: OF_REQUEST,
      problem: ({ MATCH }) => {
        if (!MAY_BE_ROLE.test(MATCH.text) || !/^[!=]==?$/.test(MATCH.operator) || !fileSays(MATCH.names, OF_REQUEST))
          return undefined;
        const sides = [MATCH.field('left'), MATCH.field('right')] as const;
        const value = sides.find((side) => side.constant !== undefined || typeof side.value === 'boolean');
        const read = sides.find((side) => side !== value);
        if (
          !value ||
          !read ||
          !(
            POWERFUL.test(value.constant ?? '') ||
            value.value === true ||
            /^(true|1|yes|on)$/.test(value.constant ?? '')
          )
        )
          return undefined;
        const field = roleIn(read);
        if (/^(1|yes|on)$/.test(value.constant ?? '') && !OF_POWER.test(field?.name ?? '')) return undefined;
        return field && isTest(MATCH) ? trusted(read, field) : undefined;
      },
    }),
    check({
      // `req.query.userId ?? req.user.id`: who is signed in counts only for those who say nothing else.
      nodes: { javascript: ['binary_expression'] },
      says: OF_REQUEST,
      problem: ({ MATCH }) => {
        if (!MATCH.names.says(SAYS_OWN_NUMBER)) return undefined;
        if (!/^(\?\?|\|\|)$/.test(MATCH.operator)) return undefined;
        const [left, right] = [MATCH.field('left'), MATCH.field('right')];
        if (!OWN_NUMBER.test(right.text)) return undefined;
        const field = requestField(left);
        const { enclosingFunction: fn } = MATCH;
        if (!field || !NUMBER_OF.test(field.name) || !fn.exists || says(fn, ASKS_FOR_MORE)) return undefined;
        return {
          at: left.range,
          message: `\`${shortText(left.text)}\` comes before \`${shortText(right.text)}\`: whoever names somebody else is taken for them.`,
        };
      },
    }),
    check({
      // `if (req.body.isAdmin)`
      nodes: { javascript: ['if_statement'] },
      says: OF_POWER,
      problem: ({ MATCH }) => {
        if (!fileSays(MATCH.names, OF_REQUEST) || !fileSays(MATCH.names, OF_POWER)) return undefined;
        return truthTestsIn(MATCH.field('condition')).flatMap((test) => {
          const field = roleIn(test);
          // `if (req.query.role) filter.role = req.query.role` asks whether there is one.
          return field && OF_POWER.test(field.name) ? (trusted(test, field) ?? []) : [];
        });
      },
    }),
    check({
      // `supabase.rpc('match_minutes', { include_closed: req.query.closed === '1' })`
      nodes: { javascript: ['pair'] },
      says: WIDENS,
      problem: ({ MATCH }) => {
        if (!WIDENS.test(MATCH.key ?? '') || !fileSays(MATCH.names, OF_REQUEST)) return undefined;
        const { enclosingFunction: fn } = MATCH;
        if (!MATCH.parent.parent.is('arguments') || !fn.exists) return undefined;
        // What a program says to people, or to a model, asks nobody.
        const code = withoutSentences(codeText(fn.parent.is('arguments') ? fn.parent.parent : fn));
        if (SESSION.test(code) || ASKS_RIGHTS.test(code)) return undefined;
        const value = MATCH.field('value');
        const sides = value.origin.is('binary_expression')
          ? [value.origin.field('left'), value.origin.field('right')]
          : [value.origin.callee.text === 'Boolean' ? value.origin.argument(0) : value];
        const read = sides.find((side) => requestField(side) !== undefined);
        return (
          read && {
            at: value.range,
            message: `\`${shortText(read.text)}\` is what the sender writes, and \`${MATCH.key}\` opens to them what is kept from others.`,
          }
        );
      },
    }),
    check({
      patterns: {
        javascript: [
          '$STRIPE.paymentIntents.create($PAYMENT, ...)',
          '$STRIPE.charges.create($PAYMENT, ...)',
          '$STRIPE.checkout.sessions.create($PAYMENT, ...)',
          '$STRIPE.orders.create($PAYMENT, ...)',
          '$STRIPE.payments.create($PAYMENT, ...)',
          '$STRIPE.paymentLinks.create($PAYMENT, ...)',
          '$STRIPE.transaction.sale($PAYMENT, ...)',
        ],
      },
      problem: ({ PAYMENT, MATCH }): readonly Problem[] => {
        if (saysAround(MATCH, LOOKED_UP) || saysAround(MATCH, COMPARES_PRICE)) return [];
        const handler = fileSays(MATCH.names, TAKES_MONEY) ? requestHandlerAround(MATCH) : undefined;
        return [...PAYMENT.origin.descendants('pair', 'shorthand_property_identifier')].flatMap((member) => {
          const value = member.is('pair') ? member.field('value') : member;
          if (!PAID.has(member.key ?? '') && !(member.is('shorthand_property_identifier') && PAID.has(member.text)))
            return [];
          const part = moneyIn(value) ?? (handler && namesPrice(value, handler) ? value : undefined);
          return part
            ? [
                {
                  at: part.range,
                  message: `The sender decides what is paid: \`${shortText(part.text)}\` comes from the request.`,
                },
              ]
            : [];
        });
      },
    }),
    check({
      patterns: {
        javascript: ['$MODEL.create($RECORD, ...)', '$MODEL.insertOne($RECORD, ...)', '$MODEL.insert($RECORD, ...)'],
      },
      problem: ({ RECORD, MODEL, MATCH }): readonly Problem[] => {
        if (!/user|account|member|profile/i.test(MODEL.text) || knowsSender(MATCH)) return [];
        const data = RECORD.property('data').exists ? RECORD.property('data') : RECORD;
        return data.members.flatMap((member) => {
          const value = member.is('pair') ? member.field('value') : member;
          const field = ROLE.test(member.key ?? '') ? requestField(value) : undefined;
          return field
            ? [
                {
                  at: member.range,
                  message: `Whoever signs up chooses \`${member.key}\`: \`admin\` as well.`,
                  confidence: 'possible' as const,
                },
              ]
            : [];
        });
      },
    }),
  ],
});

function roleIn(read: Expression): RequestField | undefined {
  const field = requestField(read);
  return field && ROLE.test(field.name) ? field : undefined;
}

/** Told where nothing around says who the sender really is. */
function trusted(read: Expression, field: RequestField): Problem | undefined {
  // A cookie that only a browser keeps says no more of somebody than the body does, session or not.
  if (field.part !== 'cookies' && knowsSender(read)) return undefined;
  const where = { body: 'the body', query: 'the query', headers: 'a header', cookies: 'a cookie' }[field.part];
  return {
    at: read.range,
    message: `\`${shortText(read.text)}\` is what the sender writes into ${where}: whoever says so is believed.`,
  };
}

/** Whether the function around, or what stands before it in the call that it is handed to, asks who is there. */
function knowsSender(place: Expression): boolean {
  const { enclosingFunction: fn } = place;
  return fn.parent.is('arguments')
    ? says(fn.parent.parent, SESSION)
    : fn.exists
      ? says(fn.field('body'), SESSION)
      : saysAround(place, SESSION);
}

/** Whether something hangs on the answer: an `if`, a `?:`, a value that says who may. */
const isTest = (test: Expression): boolean => {
  let at = test;
  while (at.parent.is('parenthesized_expression', 'binary_expression', 'unary_expression')) at = at.parent;
  if (at.parent.is('if_statement', 'ternary_expression')) return at.parent.field('condition').node === at.node;
  // `const canSee = ...`, `const isAdmin = (req) => ...`, `function isAdmin(req) { return ...; }`
  const fn = at.parent.is('arrow_function', 'return_statement') ? at.enclosingFunction : undefined;
  const name = fn ? (fn.field('name').exists ? fn.field('name').text : fn.target) : at.parent.field('name').text;
  return (
    (fn !== undefined || at.parent.is('variable_declarator')) &&
    wordsOf(name).some((word) => /^(is|can|may|has|admin)$/.test(word))
  );
};

/** The parts of a condition that are asked for being there: `a` and `b` of `!a && b`. */
function truthTestsIn(condition: Expression, depth = 0): readonly Expression[] {
  if (depth > MAX_DEPTH) return [];
  const within = () => condition.children.flatMap((child) => truthTestsIn(child, depth + 1));
  if (condition.is('parenthesized_expression', 'unary_expression')) return within();
  if (condition.is('binary_expression')) return /^(&&|\|\|)$/.test(condition.operator) ? within() : [];
  return condition.is('member_expression', 'identifier') ? [condition] : [];
}

/** The part of an amount that the sender gave: `req.body.amount * 100`. */
function moneyIn(value: Expression): Expression | undefined {
  const candidates = [value, ...value.descendants('member_expression', 'identifier')];
  return candidates.find((candidate) => MONEY.test(requestField(candidate)?.name ?? ''));
}
