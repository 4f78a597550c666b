import { DATA } from '../engine/flow/data.ts';
import type { Expression } from '../engine/names/expression.ts';
import type { FlowHit } from '../engine/rule.ts';

/** Text that is SQL by its words. */
export const SQL =
  /^\s*(select\b.+\bfrom\b|insert\s+into\b|update\b.+\bset\b|delete\s+from\b|with\b.+\b(select|insert|update|delete)\b|(create|drop|alter|truncate)\s+(or\s+replace\s+|temp(orary)?\s+|unique\s+|materialized\s+)?(table|database|index|view)\b|replace\s+into\b|merge\s+into\b|call\s+\w|exec(ute)?\s+\w)/is;

/** The query language of Neo4j and its kin. */
const CYPHER = /^\s*(MATCH|OPTIONAL MATCH|MERGE|UNWIND|CALL\s+\w|CREATE\s*\()/;

/** Many things have a method `get` or `run`; SQL is told by its words, its receiver, or by being a fragment. */
export function isSql({ call, data, isJoined, kinds }: FlowHit): boolean {
  if (call.is('template_string', 'binary_expression')) return (kinds & DATA.parameter) === 0;
  const method = call.callee.lastName;
  if (DRIVER.test(call.callee.name ?? '')) return true;
  if (/Raw|raw|literal|unsafe|sql/i.test(method)) return true;
  if (SQL.test(skeleton(data)) || SQL.test(skeleton(data.origin))) return true;
  if (/^(query|execute|prepare|batch|exec)$/.test(method))
    return DATABASE.test(call.callee.object.text) && !data.is('object', 'arrow_function', 'function_expression');
  if (/^(where|andWhere|orWhere|having|andHaving|orHaving|orderBy|addOrderBy|groupBy|select|addSelect)$/.test(method))
    return isJoined || /orderBy|OrderBy|groupBy/.test(method);
  // PostgREST's conditions: `supabase.from('posts').or(`title.eq.${q}`)`.
  if (method === 'or') return isJoined && /\.(\w*like|eq|neq|[gl]te?|cs|cd|in|is|w?fts)\./.test(skeleton(data));
  return /^(run|executeQuery|executeRead|executeWrite)$/.test(method) && isJoined && CYPHER.test(skeleton(data));
}

/** Receivers that are a data base by their name. */
export const DATABASE = /db|sequelize|database|sql|pool|conn|client|tx|trx|knex|prisma|manager|session|repo|this/i;

const DRIVER =
  /^(pg|mysql2?|mysql2\/promise|sqlite3|better-sqlite3|typeorm)\b.*\(\)\.(query|execute|all|get|run|exec|prepare)$/;

/** The text with its holes blanked: enough to see that it is SQL. */
export function skeleton(sql: Expression): string {
  const { origin } = sql;
  if (origin.is('template_string')) return withoutHoles(origin);
  // `['SELECT', columns, 'FROM users'].join(' ')`
  if (origin.is('call_expression') && origin.isBuiltText)
    return origin.callee.object.origin.children.map(partOf).join(origin.argument(0).constant ?? ',');
  return origin.operands.map(partOf).join('');
}

const partOf = (part: Expression): string => part.constant ?? (part.is('template_string') ? withoutHoles(part) : ' ? ');

const withoutHoles = (template: Expression): string =>
  template.text
    .slice(1, 4000)
    .replace(/\$\{[^}]{0,200}\}/g, ' ? ')
    .replace(/`$/, '');
