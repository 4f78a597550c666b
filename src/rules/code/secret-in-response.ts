import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays, says } from '../code-text.ts';
import { isGivenByRequest } from '../given-by-request.ts';
import { isOneTimeCode } from '../one-time-code.ts';
import { requestHandlerAround } from '../request-handler.ts';

const RESPONSE = /^(res|response|reply|rep|resp|c|ctx|context)\b/i;
/** Made for one person's mail box or telephone, or for nobody's eyes. */
const NAMES_SECRET =
  /^(reset_?(token|link|url|code)|password_?reset_?(token|link|url|code)|otp|otp_?code|one_?time_?(code|password|token)|pass(word|code)?_?hash|hashed_?pass(word)?|verification_?(code|token)|magic_?link)$/i;
const PERSON =
  /^(user|account|member|customer|admin|employee|student|teacher|patient|subscriber|client|seller|author|tenant)s?$/i;
const TAKES =
  /^(find(ById|ByPk|Unique|UniqueOrThrow|First|FirstOrThrow|One|OneBy|OneOrFail|Many|All)?|create|update|upsert|findByIdAndUpdate|findOneAndUpdate|save)$/;
/** What leaves members out. */
const LEAVES_OUT =
  /\bselect\b|\bomit\b|\bpick\b|\battributes\b|projection|exclude|\bdelete\s+\w+[.[]|password\w*\s*=\s*(undefined|null|'')|sanitiz|toPublic|toDto|\bDTO\b|serializ|toSafe|safeUser|strip|without|toClient|present(er)?\b|transform|\.\.\.\w+\s*\}\s*=/i;
const LEAVES_OUT_ELSEWHERE =
  /select\s*:\s*false|toJSON|@Exclude|ClassSerializerInterceptor|defaultScope|private\s*:\s*true|hidden\s*[:=]|omit\s*:\s*\{|\$extends|as_?json/i;
/** The record has a password: it is compared or written here. */
const HAS_PASSWORD = /\.(password|passwordHash|password_hash|hashedPassword|passwd|hash)\b|bcrypt|argon2|scrypt/;

const SPEAKS_OF_CODES = /otp|one_?time|sms|reset|verif|pass(?:word)?_?(?:code|hash)|hashed_?pass|magic/i;
const MAX_DEPTH = 4;

export default defineRule({
  id: 'code/secret-in-response',
  title: 'Answer that says more than the client may know',
  severity: 'high',
  confidence: 'likely',
  cwe: [201, 200, 359],
  owasp: ['A01:2021', 'A04:2021', 'A01:2025', 'A06:2025'],
  remedy: 'Answer with the members that the client needs, by name: `res.json({ id: user.id, name: user.name })`.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$RES.send($BODY)',
          '$RES.json($BODY, ...)',
          '$RES.jsonp($BODY)',
          '$RES.end($BODY)',
          '"next/server".NextResponse.json($BODY, ...)',
          'Response.json($BODY, ...)',
          '$CTX.body = $BODY',
        ],
      },
      problem: ({ BODY, RES, CTX }) => {
        if (CTX.exists && !/^(ctx|context)(\.response)?$/.test(CTX.text)) return undefined;
        if (RES.exists && !RESPONSE.test(RES.text)) return undefined;
        return problemIn(BODY);
      },
    }),
    check({
      // Fastify, Lambda and server actions answer with what is returned.
      nodes: { javascript: ['return_statement'] },
      says: SPEAKS_OF_CODES,
      problem: ({ MATCH }) => {
        if (!fileSays(MATCH.names, SPEAKS_OF_CODES)) return undefined;
        const [body] = MATCH.children;
        if (
          !body?.is('object') ||
          !requestHandlerAround(body) ||
          requestHandlerAround(body)?.fn.node !== body.enclosingFunction.node
        )
          return undefined;
        return codeIn(body);
      },
    }),
  ],
});

function problemIn(body: Expression): Problem | undefined {
  if (body.is('string', 'number', 'true', 'false', 'null', 'binary_expression')) return undefined;
  return codeIn(body) ?? (body.names.says(TAKES_RECORDS) ? wholePerson(body) : undefined);
}

const TAKES_RECORDS =
  /\.(find(By\w{1,20}|One\w{0,20}|Unique\w{0,20}|First\w{0,20}|Many|All|AndUpdate)?|create|update|upsert|save)\(|SELECT\s+(\w{1,20}\.)?\*/i;

/** The members of an answer, those of objects within it as well. */
function membersOf(body: Expression, depth = 0): readonly Expression[] {
  if (depth > 3) return [];
  const literal = body.is('call_expression') && body.callee.text === 'JSON.stringify' ? body.argument(0) : body;
  if (!literal.is('object')) return [];
  return literal.members.flatMap((member) =>
    member.is('pair') && member.field('value').is('object') ? membersOf(member.field('value'), depth + 1) : [member],
  );
}

/** A code that is to prove that a mail box or a telephone is theirs, or a hash, among the members. */
function codeIn(body: Expression): Problem | undefined {
  for (const member of membersOf(body)) {
    const value = member.is('pair') ? member.field('value') : member;
    const key = member.is('shorthand_property_identifier') ? member.text : (member.key ?? '');
    if (isOneTimeCode(value))
      return {
        at: value.range,
        message: `\`${shortText(value.text)}\` is to show that what was sent has arrived; this answer tells it to whoever asked.`,
      };
    if (
      !NAMES_SECRET.test(key) ||
      !value.is('identifier', 'member_expression', 'shorthand_property_identifier', 'template_string')
    )
      continue;
    if (/\b(body|query|params|input)\b|^(has|is|needs|show)/.test(value.text) || isFlag(value)) continue;
    return {
      at: value.range,
      message: `\`${shortText(key)}\` is part of the answer, where whoever asks can read it.`,
      // Where only somebody who is signed in asks, it may be meant.
      confidence: says(value.enclosingFunction, /NODE_ENV|isDev|development/) ? 'possible' : 'likely',
    };
  }
  return undefined;
}

/** `otp: Boolean(...)`, `const otp = flags.has('otp')`. */
const isFlag = (value: Expression): boolean =>
  typeof value.value === 'boolean' || /^(!|Boolean\()/.test(value.origin.text);

/** A record of a person, as it came from the data base: with the hash of the password in it. */
function wholePerson(body: Expression): Problem | undefined {
  const whole = [body, ...membersOf(body).map((member) => (member.is('pair') ? member.field('value') : member))];
  for (const one of whole) {
    const table = rowsOf(one);
    if (table !== undefined && !says(one.enclosingFunction, LEAVES_OUT_OF_ROW))
      return {
        at: one.range,
        message: `\`${shortText(one.text)}\` is whole rows of \`${table}\`, with the hashes of passwords and all that is kept of people.`,
      };
    const call = takenBy(one);
    if (!call) continue;
    const kind = personOf(call);
    if (kind === undefined || says(call.enclosingFunction, LEAVES_OUT) || fileSays(call.names, LEAVES_OUT_ELSEWHERE))
      continue;
    const confidence = doubtOver(call);
    if (!confidence) continue;
    return {
      at: one.range,
      message: `\`${shortText(one.text)}\` is the whole record of \`${kind}\`, with its password's hash and all that is kept of the person.`,
      confidence,
    };
  }
  return undefined;
}

/** The table of people whose rows a value is, with all of their columns: `rows[0]` of `SELECT * FROM users`. */
function rowsOf(value: Expression, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (value.is('await_expression', 'parenthesized_expression', 'as_expression', 'non_null_expression'))
    return value.children[0] && rowsOf(value.children[0], depth + 1);
  if (value.is('subscript_expression') || (value.is('member_expression') && value.lastName === 'rows'))
    return rowsOf(value.object, depth + 1);
  if (value.is('call_expression')) {
    const sql = value.field('arguments').is('template_string') ? value.field('arguments') : value.argument(0).origin;
    const text = sql.is('string', 'template_string') ? sql.text.slice(0, 1000) : '';
    if (ALL_COLUMNS.test(text)) return ALL_COLUMNS.exec(text)?.[2];
    // `db.prepare(sql).get(id)`
    return /^(get|all)$/.test(value.callee.lastName) ? rowsOf(value.callee.object, depth + 1) : undefined;
  }
  if (!value.is('identifier', 'shorthand_property_identifier')) return undefined;
  const binding = value.names.bindingOf(value.node);
  if (binding?.sort !== 'variable' || binding.value < 0 || (binding.path?.length ?? 0) > 2) return undefined;
  if (binding.path?.some((name) => !/^(rows|\d+)$/.test(name))) return undefined;
  return rowsOf(new Expression(value.names, binding.value), depth + 1);
}

const ALL_COLUMNS =
  /\bSELECT\s+(\w+\.)?\*[\s\S]{0,60}?\bFROM\s+["`]?(?:public\.)?(users?|accounts?|members?|customers?|employees?|admins?|students?|patients?)\b/i;
const LEAVES_OUT_OF_ROW =
  /\bpick\b|\bomit\b|\bdelete\s+\w+[.[]|sanitiz|toPublic|toSafe|safeUser|\.\.\.\w+\s*\}\s*=|password\w*\s*=\s*(undefined|null)/i;

/** The call that a variable got its record from. */
function takenBy(value: Expression, depth = 0): Expression | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const plain = value.is('await_expression') ? (value.children[0] ?? value) : value;
  if (plain.is('call_expression')) return TAKES.test(plain.callee.lastName) ? plain : undefined;
  if (!plain.is('identifier', 'shorthand_property_identifier')) return undefined;
  const binding = plain.names.bindingOf(plain.node);
  if (binding?.sort !== 'variable' || binding.value < 0 || binding.path === undefined || binding.path.length > 0)
    return undefined;
  const source = new Expression(plain.names, binding.value);
  return source.is('await_expression', 'call_expression') ? takenBy(source, depth + 1) : undefined;
}

/** `User` of `User.findById(id)`, `user` of `prisma.user.findUnique(...)`. */
function personOf(call: Expression): string | undefined {
  const store = call.callee.object;
  const kind = store.lastName.replace(/(Model|Repository|Repo)$/, '');
  if (!PERSON.test(kind)) return undefined;
  const isStore = store.is('identifier')
    ? /^[A-Z]/.test(store.text) || /Repo(sitory)?$/.test(store.text)
    : /prisma|\bdb\b|models?\b|this\./i.test(store.object.text);
  // A projection is the second argument: `User.findById(id, 'name')`.
  const isProjected =
    /^find/.test(call.callee.lastName) && !/Update/.test(call.callee.lastName) && call.argument(1).exists;
  return isStore && !isProjected ? kind : undefined;
}

/** Told for sure where the file shows that there is a password, or where others are shown. */
function doubtOver(call: Expression): 'likely' | 'possible' | undefined {
  if (/^(create|update|save|upsert)$/.test(call.callee.lastName))
    return /passw|hash/i.test(codeText(call)) ? 'likely' : undefined;
  if (fileSays(call.names, HAS_PASSWORD)) return 'likely';
  const handler = requestHandlerAround(call);
  if (!handler) return undefined;
  const isAnybody =
    call.argument(0).exists &&
    (isGivenByRequest(call.argument(0), handler) ||
      call
        .argument(0)
        .descendants('member_expression', 'identifier', 'shorthand_property_identifier')
        .some((part) => isGivenByRequest(part, handler)));
  return isAnybody ? 'likely' : 'possible';
}
