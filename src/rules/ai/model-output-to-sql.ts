import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isSql } from '../sql-text.ts';

export default defineRule({
  id: 'ai/model-output-to-sql',
  title: 'Text of a model run as a query',
  severity: 'critical',
  confidence: 'likely',
  cwe: [89, 943],
  owasp: ['LLM05:2025', 'LLM06:2025'],
  remedy:
    'Let the model fill in the values of queries that you wrote; where it must write SQL, parse it, allow one SELECT, and run it as a user that can only read.',
  flows: [
    {
      to: ['sql', 'nosql'],
      from: ['model'],
      where: (hit) =>
        (hit.harm === 'nosql' ? isFilter(hit) : isSql(hit) || isClause(hit) || isRunWhole(hit)) && !isLimited(hit),
      message: ({ at, call, what }) =>
        call.is('template_string', 'binary_expression')
          ? `\`${shortText(at.text)}\` is ${what} and is written into a query: a text in the prompt can read, change or drop what it likes.`
          : `\`${shortText(at.text)}\` is ${what} and is run as a query by \`${shortText(call.callee.text)}\`: a text in the prompt can read, change or drop what it likes.`,
      reaches: 'It is part of the query here.',
    },
  ],
});

/** A condition that the model wrote as text, in a query that is put together step by step. */
const isClause = ({ call, data, isInside }: FlowHit): boolean =>
  !isInside &&
  !data.origin.is('object') &&
  /^(where|andWhere|orWhere|having|andHaving|orHaving)$/.test(call.callee.lastName);

/** `database.run(sql)` of LangChain's data bases and of SQLite. */
const isRunWhole = ({ call, data, isJoined, isInside }: FlowHit): boolean =>
  !isJoined &&
  !isInside &&
  /^(run|all|get|exec|each)$/.test(call.callee.lastName) &&
  /(^|\.)(\w*db|database|sqlite\w*)$/i.test(call.callee.object.text) &&
  /sql|query|statement/i.test(data.text);

/** A whole filter that the model wrote, handed to a collection. */
const isFilter = ({ call, isInside }: FlowHit): boolean =>
  !isInside &&
  /collection|model|db|[A-Z]\w*$|\.collection\(/.test(call.callee.object.text.slice(-80)) &&
  /^(find|findOne|aggregate|updateOne|updateMany|deleteOne|deleteMany|countDocuments)$/.test(call.callee.lastName);

/** A connection that can only read, or a parser that has looked at the statement. */
const isLimited = ({ call }: FlowHit): boolean =>
  /read_?only|readonly|replica/i.test(call.callee.object.text) ||
  /\bastify\(|node-sql-parser|pgsql-(ast|parser)|libpg-query|\.setReadOnly|READ ONLY|readonly:\s*true/i.test(
    call.enclosingFunction.text,
  );
