import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isOpenSchema, STRUCTURED_ANSWER } from '../answer-schema.ts';
import { codeText } from '../code-text.ts';

const SAVES = /\.save\(/;

export default defineRule({
  id: 'code/mass-assignment',
  title: 'Whole body written to a record',
  severity: 'high',
  confidence: 'likely',
  cwe: [915],
  owasp: ['A08:2021', 'A08:2025'],
  remedy: 'Take the members you expect by name: `const { name, email } = req.body`.',
  checks: [
    check({
      // `const user = new User(req.body); await user.save();`
      patterns: { javascript: ['new $MODEL($BODY, ...)'] },
      says: SAVES,
      problem: ({ MODEL, BODY, MATCH }) => {
        if (
          !/^(\w+\.)*[A-Z]\w+$/.test(MODEL.text) ||
          /(Error|Exception|Date|Set|Map|Request|Response|URL\w*|FormData|Command|Dto|DTO)$/.test(MODEL.text)
        )
          return undefined;
        const body = wholeBody(BODY);
        const name = MATCH.target;
        if (!body || !/^[\w$]+$/.test(name) || !isSaved(MATCH, name)) return undefined;
        return {
          at: body.range,
          message: `Every member of \`${shortText(body.text)}\` is written by \`${MODEL.text}\`: one named \`role\` or \`isAdmin\` as well.`,
        };
      },
    }),
    check({
      // `for (const key of Object.keys(req.body)) user[key] = req.body[key];`
      patterns: { javascript: ['$RECORD[$KEY] = $BODY[$KEY]'] },
      says: SAVES,
      problem: ({ RECORD, BODY, KEY, MATCH }) => {
        const body = KEY.constant === undefined && RECORD.is('identifier') ? wholeBody(BODY) : undefined;
        if (!body || !isSaved(MATCH, RECORD.text) || ALLOWS.test(codeText(around(MATCH)))) return undefined;
        return {
          at: body.range,
          message: `Every member of \`${shortText(body.text)}\` is written to \`${RECORD.text}\`: one named \`role\` or \`isAdmin\` as well.`,
        };
      },
    }),
    check({
      // `async update(id: number, changes: any) { ... Object.assign(entry, changes); return this.entries.save(entry); }`
      patterns: { javascript: ['Object.assign($RECORD, $GIVEN)', '$STORE.merge($RECORD, $GIVEN)'] },
      says: SAVES,
      problem: ({ RECORD, GIVEN, STORE, MATCH }) => {
        if (STORE.exists && !/[rR]epo(sitory)?$|manager$|\bem$/.test(STORE.text)) return undefined;
        if (!RECORD.is('identifier') || !isOfAnyShape(GIVEN) || !isTaken(RECORD)) return undefined;
        if (!isSaved(MATCH, RECORD.text) || ALLOWS.test(codeText(around(MATCH)))) return undefined;
        return {
          at: GIVEN.range,
          message: `Every member of \`${GIVEN.text}\`, whose type allows any, is written to \`${RECORD.text}\`: one named \`role\` or \`isAdmin\` as well.`,
        };
      },
    }),
  ],
  flows: [
    {
      to: ['assign'],
      from: ['model'],
      when: (call) => isRecord(call),
      where: (hit) => !hit.isInside && !hit.isJoined && !hasFixedMembers(hit),
      message: ({ at, call, what }) =>
        `Every member of \`${shortText(at.text)}\`, which is ${what}, is written by \`${shortText(call.callee.text)}\`: a text in the prompt can add one named \`role\` or \`isAdmin\`.`,
      reaches: 'Every member is written to the record.',
    },
    {
      to: ['assign'],
      from: ['whole'],
      when: (call) => isRecord(call),
      where: ({ isInside, isJoined, what }) => !isInside && !isJoined && !/\bmodel\b/.test(what),
      message: ({ at, call }) =>
        `Every member of \`${shortText(at.text)}\` is written by \`${shortText(call.callee.text)}\`: one named \`role\` or \`isAdmin\` as well.`,
      reaches: 'Every member is written to the record.',
    },
  ],
});

/** A list of what may be written. */
const ALLOWS = /\.includes\(|\.has\(|allowed|permitted|editable|fillable|whitelist|updatable|\bin\s+\w*[sS]chema/i;

/** The outermost function, so that a callback for each key sees what is saved behind it. */
function around(place: Expression): Expression {
  let fn = place.enclosingFunction;
  for (let depth = 0; depth < 3 && fn.enclosingFunction.exists; depth++) fn = fn.enclosingFunction;
  return fn;
}

const isSaved = (place: Expression, name: string): boolean => {
  const fn = around(place);
  return (
    fn.exists &&
    new RegExp(`\\b${name.replaceAll('$', '\\$')}\\.save\\(|\\.save\\(\\s*${name.replaceAll('$', '\\$')}\\b`).test(
      fn.text,
    )
  );
};

const BODY = /^(req|request|ctx\.request|ctx\.req)\.body$|^\(?await (c\.req|req|request)\.json\(\)\)?$/;

/** A body as it came, in place, behind a name, or spread into an object. */
function wholeBody(value: Expression, depth = 0): Expression | undefined {
  if (!value.exists || depth > 3) return undefined;
  if (BODY.test(value.text)) return value;
  if (value.is('object')) {
    const spread = value.children.find(
      (member) => member.is('spread_element') && member.children[0] && wholeBody(member.children[0], depth + 1),
    );
    return spread;
  }
  if (!value.is('identifier')) return undefined;
  const binding = value.names.bindingOf(value.node);
  if (binding?.sort !== 'variable' || binding.value < 0 || binding.writes > 1) return undefined;
  const source = new Expression(value.names, binding.value);
  if (binding.path?.join('.') === 'body' && /^(req|request|ctx\.request)$/.test(source.text)) return value;
  return binding.path?.length === 0 && wholeBody(source, depth + 1) ? value : undefined;
}

/** The schema that a model is held to names the members, or the file holds every answer to one. */
function hasFixedMembers({ source, call }: FlowHit): boolean {
  const asked = source.is('call_expression') ? source : source.object.origin;
  const schema = ['schema', 'output'].map((key) => asked.argument(0).property(key)).find(({ exists }) => exists);
  return schema ? !isOpenSchema(schema) : call.names.says(STRUCTURED_ANSWER);
}

/** A model, a table, or a record that is saved afterwards. */
function isRecord(call: Expression): boolean {
  const { text } = call.callee.object;
  if (text === 'Object')
    return (
      call.callee.lastName === 'assign' &&
      call.argument(0).is('identifier', 'member_expression') &&
      /\.save\(/.test(call.enclosingFunction.text)
    );
  if (/^(Array|Promise|JSON|Buffer|Reflect|Map|Set|URL)$/.test(text)) return false;
  return (
    /^[A-Z]\w*$|prisma|\bdb\b|\btx\b|\bem\b|collection|model|[rR]epo(sitory)?\b|knex|supabase|Model$|Repository$|\b[A-Z]\w*\.query\(|\bwrap\(/.test(
      text,
    ) || isTaken(call.callee.object)
  );
}

/** A record that was looked up, or made, before: `const member = await Member.findByPk(id)`, `const user = new User()`. */
function isTaken(object: Expression): boolean {
  const binding = object.is('identifier') ? object.names.bindingOf(object.node) : undefined;
  if (binding?.sort !== 'variable' || binding.value < 0) return false;
  const value = new Expression(object.names, binding.value);
  const call = value.is('await_expression') ? value.children[0] : value;
  if (call?.is('new_expression')) return /Model$|^(User|Account|Member|Customer)$/.test(call.callee.text);
  if (!call?.is('call_expression')) return false;
  return (
    TAKES.test(call.callee.lastName) &&
    /^[A-Z]\w*$|[mM]odels?\.|[rR]epo|\bdb\b|\bem\b|^this\.\w+$/.test(call.callee.object.text)
  );
}

/** A parameter that is called what a caller wants changed, and that no type narrows. */
function isOfAnyShape(given: Expression): boolean {
  const binding = given.is('identifier') ? given.names.bindingOf(given.node) : undefined;
  if (binding?.sort !== 'parameter' || binding.path?.length !== 0 || !CHANGES.test(binding.name)) return false;
  const parameter = new Expression(given.names, binding.node).parent;
  return ANY_TYPE.test(parameter.field('type').text);
}

const CHANGES =
  /^(changes?|patch|updates?|update_?(data|dto|body|input|fields)|data|body|input|payload|dto|values|fields|attrs|attributes|props|params)$/i;
const ANY_TYPE = /^:\s*(any|object|Record<string,\s*(any|unknown)>|\{\s*\[\w+:\s*string\]:\s*(any|unknown);?\s*\})$/;

const TAKES =
  /^(find(ById|ByPk|One|OneBy|OneOrFail|OneByOrFail|OrFail|By|OrCreate|First|Unique)?|first(OrFail)?|query|create|build)$/;
