import { Expression } from '../engine/names/expression.ts';
import { codeText } from './code-text.ts';
import { isGivenByRequest } from './given-by-request.ts';
import { onceForFile } from './once.ts';
import { type RequestHandler, requestHandlerAround } from './request-handler.ts';

/** A record that a handler takes by what the sender says. */
export type RecordAccess = {
  readonly handler: RequestHandler;
  readonly call: Expression;
  /** The value that names the record. */
  readonly by: Expression;
  /** What sort of record: `orders`, `Invoice`, the name of a file's key. */
  readonly kind: string;
  /** The table, where SQL names it. */
  readonly table: string | undefined;
  readonly isWrite: boolean;
  /** A file of a bucket, by its whole key. */
  readonly isFile?: true;
  /** Who calls the function in which it is taken sees that somebody is signed in. */
  readonly isAskedBySender?: true;
  /** The data base may ask by itself whose it is: policies on the rows, for the visitor's own client. */
  readonly mayHavePolicies?: true;
};

/** Members of a filter that name a record. A token or a code that was sent by mail is a right of its own. */
const NAMES_RECORD =
  /^(_?id|uuid|_?key|Key|number|reference|ref|slug|email|phone|username|iban|\w+(Id|Uuid|Number|No|Nr|Ref|Reference)|\w+_(id|uuid|number|no|nr|ref))$/;
const WRITES = /^(delete|update|destroy|remove|replace|findOneAnd|findByIdAnd)/;
/** `SELECT ... WHERE o.id = $1`, `DELETE FROM orders WHERE order_id = ?`. */
const BY_NUMBER =
  /\bWHERE[(\s]{1,40}(?:\w{1,60}\.)?["`]?(id|uuid|\w+_(?:id|number|no|nr|ref)|\w+(?:Id|Number)|number|reference|slug|email|iban)["`]?\s*=\s*(?:\$\d+|\?|:\w+|@\w+|$)/i;
/** A file without a question that names a record asks for none in SQL. */
export const OF_SQL = /\bWHERE\s|\bwhere\s+\w{1,40}(\.\w{1,40})?\s*=\s*[$?:@]/;
const TABLE = /\b(?:FROM|UPDATE)\s+["`]?(?:\w+\.)?(\w+)/i;
/** A data base by any of its names: `.find`, `.update`, `.delete`, `.remove` are methods of much else. */
const STORE =
  /prisma|\bdb\b|database|drizzle|knex|supabase|collection|[rR]epo(sitory)?\b|\btx\b|^[A-Z]\w+$|mongoose|[mM]odels?\b|manager|\.[A-Z]\w+$/;
const FILE_KEYS = /GetObject|PutObject|DeleteObject|getSignedUrl|presigned/;

/** The record that a call, or the call that a text of SQL is handed to, takes by what the sender of the request says. */
export function storedAt(place: Expression): RecordAccess | undefined {
  if (place.is('string', 'template_string')) return ofSql(place);
  const { callee } = place;
  const name = callee.lastName;
  if (FILE_KEYS.test(callee.text)) return ofFile(place);
  if (place.is('new_expression')) return ofCommand(place);
  if (name === 'doc') return ofDocument(place);
  if (name === 'where' || name === 'eq') return ofChain(place);
  const store = callee.object;
  const entity = entityOf(store);
  if (entity === undefined && !STORE.test(store.text.slice(0, 160))) return undefined;
  const handler = requestHandlerAround(place);
  if (!handler) return undefined;
  const first = place.argument(0);
  // TypeORM takes a number as well: `repository.delete(id)`.
  const isNumber = (entity !== undefined || /[rR]epo(sitory)?$/.test(store.text)) && !first.origin.is('object');
  const by =
    /ById|ByPk/.test(name) || isNumber
      ? given(place.argument(0), handler)
      : nameIn(
          /^(findMany|findAll|update|updateMany)$/.test(name) || !isModel(store)
            ? whereOf(place, name)
            : place.argument(0),
          handler,
        );
  if (!by) return undefined;
  const isMany = /^(find|findMany|findAll)$/.test(name);
  // A list by an own number is a search: `find({ threadId })` only where it is another record's.
  if (isMany && !/(Id|_id|id)$/.test(by.key)) return undefined;
  return {
    handler,
    call: place,
    by: by.value,
    kind: entity ?? kindOf(store),
    table: undefined,
    isWrite: WRITES.test(name) || isChangedLater(place),
  };
}

/** What a store that is handed in holds, by its type: `Order` of `private readonly orders: Repository<Order>`. */
function entityOf(store: Expression): string | undefined {
  const { names, text } = store;
  const name = /^this\.#?(\w+)$/.exec(text)?.[1];
  if (name === undefined || !names.says(TYPED_STORE)) return undefined;
  return entitiesIn(names).get(name);
}

/** By the names of the fields that hold stores. */
const entitiesIn = onceForFile(
  ({ names }) =>
    new Map([...names.tree.text.matchAll(TYPED_STORES)].map(([, field = '', entity = '']) => [field, entity])),
);

const TYPED_STORE = /:\s*(?:\w+\.)?\w*(?:Repository|Model|ModelType|ModelClass)<\s*(?:typeof\s+)?[A-Z]\w*/;
const TYPED_STORES =
  /\b(\w{1,60})\s*[!?]?:\s*(?:\w{1,40}\.)?\w{0,40}(?:Repository|Model|ModelType|ModelClass)<\s*(?:typeof\s+)?([A-Z]\w{0,60})/g;

type Named = { readonly value: Expression; readonly key: string };

const given = (value: Expression, handler: RequestHandler, key = 'id'): Named | undefined =>
  value.exists && isGivenByRequest(value, handler) ? { value, key } : undefined;

/** The filter of a call: its `where`, or its first argument. */
function whereOf(call: Expression, name: string): Expression {
  const first = call.argument(0);
  const where = first.property('where');
  if (where.exists) return where;
  // Sequelize: `Model.update(values, { where })`.
  const second = call.argument(1).property('where');
  return second.exists && name === 'update' ? second : first;
}

const isModel = (store: Expression): boolean => /collection/.test(store.text);

/** The first member of a filter that names a record and is given by the sender. */
function nameIn(filter: Expression, handler: RequestHandler): Named | undefined {
  if (!filter.exists) return undefined;
  const inner = filter.property('where');
  if (inner.exists) return nameIn(inner, handler);
  // What is spread into it may say whose it is.
  if (!filter.isClosedObject) return undefined;
  for (const member of filter.members) {
    const key = member.is('shorthand_property_identifier') ? member.text : (member.key ?? '');
    const value = member.is('pair') ? member.field('value') : member;
    if (!NAMES_RECORD.test(key)) continue;
    const found = given(value, handler, key);
    if (found) return found;
  }
  return undefined;
}

/** `knex('orders').where({ id })`, `.where('id', id)`, `.where(eq(orders.id, id))`, supabase's `.from('orders').select().eq('id', id)`. */
function ofChain(call: Expression): RecordAccess | undefined {
  const { callee } = call;
  const first = call.argument(0);
  const chain = chainAround(call);
  const kind = tableOf(chain);
  if (kind === undefined) return undefined;
  const handler = requestHandlerAround(call);
  if (!handler) return undefined;
  const column = first.constant;
  const condition =
    first.is('call_expression') && /^(eq|and)$/.test(first.callee.lastName) ? equalsIn(first) : undefined;
  const by =
    column !== undefined && call.argument(1).exists
      ? NAMES_RECORD.test(column.split('.').at(-1) ?? '') &&
        given(call.argument(call.arguments.length - 1), handler, column)
      : callee.lastName === 'where' && (condition ? given(condition, handler) : nameIn(first, handler));
  if (!by) return undefined;
  const isWrite = /\.(delete|del|update|remove)\(/.test(chain.text);
  // A list of what belongs to another record is asked for in many ways; one record by `id` is not.
  const mayHavePolicies = callee.lastName === 'eq' && { mayHavePolicies: true as const };
  return { handler, call, by: by.value, kind, table: kind, isWrite, ...mayHavePolicies };
}

/** The value of `eq(table.id, value)`, also within `and`. */
function equalsIn(call: Expression): Expression | undefined {
  if (call.callee.lastName === 'and') {
    const only = call.arguments.filter(
      (argument) => argument.is('call_expression') && argument.callee.lastName === 'eq',
    );
    return only[0] && equalsIn(only[0]);
  }
  return NAMES_RECORD.test(call.argument(0).lastName) ? call.argument(1) : undefined;
}

/** The whole chain of calls that a call is a part of. */
function chainAround(call: Expression): Expression {
  let at = call;
  for (let link = 0; link < LONGEST_CHAIN; link++) {
    if (!at.parent.is('member_expression') || !at.parent.parent.is('call_expression')) break;
    at = at.parent.parent;
  }
  return at;
}

const LONGEST_CHAIN = 30;

const tableOf = (chain: Expression): string | undefined => {
  const text = chain.text.slice(0, 600);
  return (
    /^(?:await\s+)?[\w$.]*(?:knex|\bdb|trx|tx|database)\(\s*['"`](\w+)/.exec(text)?.[1] ??
    /\.from\(\s*['"`]?([\w.]+)/.exec(text)?.[1] ??
    /\b(?:db|tx|drizzle)\s*\.(?:delete|update)\(\s*(?:schema\.)?(\w+)/.exec(text)?.[1] ??
    /\.table\(\s*['"`](\w+)/.exec(text)?.[1]
  );
};

/** `pool.query('DELETE FROM orders WHERE id = $1', [req.params.id])`, sql`DELETE FROM orders WHERE id = ${id}`. */
function ofSql(text: Expression): RecordAccess | undefined {
  const sql = text.text;
  if (sql.length > LONGEST_SQL || !/^.\s*(SELECT|UPDATE|DELETE|WITH)\b/i.test(sql)) return undefined;
  const table = TABLE.exec(sql)?.[1];
  if (table === undefined) return undefined;
  const handler = requestHandlerAround(text);
  if (!handler) return undefined;
  const call = callOf(text);
  const by =
    text.is('template_string') && text.holes.length > 0 ? holeOf(text, handler) : parameterOf(text, call, handler);
  if (!by) return undefined;
  return { handler, call, by, kind: table, table, isWrite: /^.\s*(UPDATE|DELETE)\b/i.test(sql) };
}

const LONGEST_SQL = 4000;

/** The call that a text is handed to: in place, or by the name of the constant that holds it. */
function callOf(text: Expression): Expression {
  const { parent } = text;
  if (parent.is('arguments')) {
    const call = parent.parent;
    // `db.prepare(sql).get(id)`
    const outer = call.parent.parent;
    return call.callee.lastName === 'prepare' && outer.is('call_expression') ? outer : call;
  }
  return parent.is('call_expression') ? parent : text;
}

function holeOf(text: Expression, handler: RequestHandler): Expression | undefined {
  return text.holes.find((hole) => {
    const before = text.text.slice(0, hole.start - text.start - 2);
    return BY_NUMBER.test(before.slice(-200)) && /=\s*['"]?$/.test(before) && isGivenByRequest(hole, handler);
  });
}

/** The parameter that stands for the number of the record. */
function parameterOf(text: Expression, call: Expression, handler: RequestHandler): Expression | undefined {
  if (call.node === text.node || !BY_NUMBER.test(text.text)) return undefined;
  const values = call.arguments.filter(({ node }) => node !== text.node).flatMap((argument) => valuesIn(argument));
  return values.find((value) => isGivenByRequest(value, handler));
}

const valuesIn = (argument: Expression): readonly Expression[] => {
  const { origin } = argument;
  if (origin.is('array')) return origin.children;
  if (!origin.is('object')) return argument.is('identifier', 'member_expression', 'call_expression') ? [argument] : [];
  return origin.members.flatMap((member) => {
    const value = member.is('pair') ? member.field('value') : member;
    return value.is('array', 'object') ? valuesIn(value) : [value];
  });
};

/** DynamoDB: `new DeleteCommand({ TableName, Key: { id } })`. */
function ofCommand(command: Expression): RecordAccess | undefined {
  const handler = requestHandlerAround(command);
  const by = handler && nameIn(command.argument(0).property('Key'), handler);
  if (!handler || !by) return undefined;
  const table = command.argument(0).property('TableName');
  const kind = (table.constant ?? table.text).replace(/^process\.env\.|_?TABLE(_NAME)?\b|!$/gi, '');
  return {
    handler,
    call: command,
    by: by.value,
    kind,
    table: undefined,
    isWrite: /Update|Delete/.test(command.callee.text),
  };
}

/** Firestore: `db.collection('orders').doc(id).delete()`. */
function ofDocument(call: Expression): RecordAccess | undefined {
  const collection = call.callee.object;
  const kind = collection.callee.lastName === 'collection' ? collection.argument(0).constant : undefined;
  const handler = kind === undefined ? undefined : requestHandlerAround(call);
  const by = handler && given(call.argument(0), handler);
  if (kind === undefined || !handler || !by) return undefined;
  const next = call.parent.is('member_expression') ? call.parent.lastName : '';
  // A folder below it is another record.
  if (next === 'collection') return undefined;
  return {
    handler,
    call,
    by: by.value,
    kind,
    table: undefined,
    isWrite: /^(set|update|delete)$/.test(next) || isChangedLater(call),
  };
}

/** A key of a bucket, whole: one that is put together holds more than what the sender says. */
function ofFile(call: Expression): RecordAccess | undefined {
  const handler = requestHandlerAround(call);
  const object = call.argument(
    call.callee.lastName === 'getSignedUrl' || call.callee.lastName === 'presignedGetObject' ? 1 : 0,
  );
  const key = object.property('Key').exists ? object.property('Key') : object;
  const whole = key.is('object') ? undefined : key;
  if (!whole || whole.is('template_string', 'binary_expression')) return undefined;
  const isAskedBySender = !handler && isHandedOn(whole, call.enclosingFunction);
  if (handler ? !isGivenByRequest(whole, handler) : !isAskedBySender) return undefined;
  return {
    handler: handler ?? { fn: call.enclosingFunction, before: '', path: '' },
    ...(isAskedBySender && { isAskedBySender }),
    call,
    by: whole,
    kind: 'file',
    isFile: true,
    table: undefined,
    isWrite: /Put|Delete/.test(call.callee.text) || /^(put|delete)Object$/.test(call.argument(0).constant ?? ''),
  };
}

/** What sort of record a store holds: `invoice` of `prisma.invoice`, `messages` of `db.collection('messages')`. */
function kindOf(store: Expression): string {
  if (store.is('call_expression')) return store.argument(0).constant ?? store.argument(0).lastName;
  return store.lastName.replace(/(Model|Repository|Repo|Collection|Service)$/i, '');
}

/** `const order = await Order.findById(id); await order.deleteOne();` */
function isChangedLater(call: Expression): boolean {
  const name = call.target;
  if (!/^[\w$]+$/.test(name)) return false;
  const { text } = call.enclosingFunction;
  return new RegExp(`\\b${name.replaceAll('$', '\\$')}\\.(save|destroy|deleteOne|remove|update|updateOne)\\(`).test(
    text,
  );
}

/** Whether a handler of the file hands a part of its request to a function, which takes it by a parameter: `linkFor(event.queryStringParameters)`. */
function isHandedOn(value: Expression, fn: Expression): boolean {
  const name = fn.exists ? fn.field('name').text || fn.target : '';
  let root = value;
  while (root.is('member_expression', 'non_null_expression'))
    root = root.is('member_expression') ? root.object : (root.children[0] ?? root);
  const binding = root.is('identifier', 'shorthand_property_identifier') ? root.names.bindingOf(root.node) : undefined;
  if (name === '' || binding?.sort !== 'parameter') return false;
  const declared = root.names.tree.start[binding.node] ?? -1;
  const index = fn.field('parameters').children.findIndex(({ start, end }) => start <= declared && declared < end);
  if (index < 0) return false;
  const calls = new Expression(fn.names, 0).descendants('call_expression').filter(({ callee }) => callee.text === name);
  return calls.slice(0, MOST_CALLS).some((call) => {
    const handler = requestHandlerAround(call);
    return (
      handler !== undefined && isGivenByRequest(call.argument(index), handler) && SEES_SENDER.test(codeText(handler.fn))
    );
  });
}

const MOST_CALLS = 10;
const SEES_SENDER = /\b401\b|unauthori[sz]ed|!\s*[\w?.]*(user|session|claims|sub|auth)\b|not (signed|logged) in/i;
