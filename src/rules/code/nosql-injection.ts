import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { runsInDatabase } from '../code-in-database.ts';
import { isGivenByRequest } from '../given-by-request.ts';
import { requestHandlerAround } from '../request-handler.ts';

export default defineRule({
  id: 'code/nosql-injection',
  title: 'Query operators from the sender',
  severity: 'high',
  confidence: 'likely',
  cwe: [943],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Make it the type you expect, `String(value)`, or check the input against a schema first.',
  yieldsTo: ['ai/mcp-tool-argument', 'ai/model-output-to-sql'],
  checks: [
    check({
      // `$where` is JavaScript that runs in the data base.
      members: { javascript: ['$where'] },
      nodes: { javascript: ['assignment_expression'] },
      says: /\$where|\\x24|\\u\{?0*24/,
      problem: ({ MATCH }) => {
        const isPair = MATCH.is('pair');
        if (!isPair && MATCH.field('left').lastName !== '$where') return undefined;
        const value = MATCH.field(isPair ? 'value' : 'right');
        if (!value.isBuiltText) {
          const handler = requestHandlerAround(value);
          return handler && isGivenByRequest(value, handler)
            ? {
                at: value.range,
                message: `\`${shortText(value.text)}\` is JavaScript that runs in the data base, for every record: whoever sends it reads what they like.`,
              }
            : undefined;
        }
        const hole = value.holes.find(({ origin }) => !/^(Number|parseInt|parseFloat)$/.test(origin.callee.lastName));
        if (!hole) return undefined;
        return {
          at: hole.range.start >= value.start && hole.range.end <= value.end ? hole.range : value.range,
          message: `\`${shortText(hole.text)}\` is written into JavaScript that runs in the data base, for every record.`,
        };
      },
    }),
  ],
  flows: [
    {
      // `query.$where(formula)`
      to: ['code'],
      from: ['user', 'userParameter'],
      when: runsInDatabase,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is JavaScript that runs in the data base, for every record: whoever sends it reads what they like.`,
      reaches: 'It runs in the data base here.',
    },
    {
      to: ['nosql'],
      from: ['user'],
      // Sequelize puts its conditions into `where`, and takes no operators as text; an update of one record has no filter.
      when: (call) =>
        !call.arguments.some((argument) => argument.property('where').exists) &&
        !call.argument(0).property('include').exists &&
        !(call.callee.lastName === 'update' && call.arguments.length < 2) &&
        (call.callee.lastName === 'aggregate' ||
          isCommand(call) ||
          isDatabase(call.callee.object.text.slice(-80)) ||
          /\.collection\([^)]*\)$/.test(call.callee.object.origin.text.slice(-200))),
      where: ({ at, data, isInside }) =>
        at.parent.key !== '$where' &&
        !data.is('arrow_function', 'function_expression') &&
        (isInside || data.origin.is('object') || !data.is('string')),
      message: ({ at, source, call }) =>
        isCommand(call)
          ? `\`${shortText(at.text)}\` is the whole request to the data base: the sender chooses the table and which of its records.`
          : `\`${shortText(at.is('object') ? source.text : at.text)}\` may be an object instead of text: \`{ "$ne": null }\` in its place matches every record.`,
      reaches: 'It is part of a query here.',
    },
  ],
});

/** `new QueryCommand(params)` of DynamoDB. */
const isCommand = ({ callee }: Expression): boolean => /^[A-Z]\w*Command$/.test(callee.lastName);

/** Lists have `find` and `remove` too: a collection is told by its name. */
const isDatabase = (receiver: string): boolean => !OTHERS.test(receiver) && COLLECTION.test(receiver);

const OTHERS =
  /^(req|res|request|response|fs|path|axios|http|router|app|cache|redis|localStorage|sessionStorage|document|\$|_|this\.http)\b/;
const COLLECTION =
  /^[A-Z]\w*$|(^|\.)(\w*[cC]ollection|db|model\w*|\w*Model|\w*Repository|\w*Store|users?|accounts?|orders?|products?|reviews\w*|\w*[dD]ocClient|\w*[cC]lient)$|\.?(collection|model)\(/;
