import type { Fix } from '../../engine/finding.ts';
import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { assembledText } from '../assembled-text.ts';
import { enteringIn } from '../entering.ts';
import { wordsOf } from '../secret-names.ts';
import { DATABASE, isSql, SQL } from '../sql-text.ts';

/** Text that stands for values later given apart, not for values: `?, ?, ?`. */
const PLACEHOLDERS = /placeholder|bind(ing)?s?$|^marks$|questionMarks/i;

/** Functions that make a value harmless in SQL text, and values that are numbers. */
const CLEANED = /escape\w*$|^(Number|parseInt|parseFloat|BigInt)$|quote(Ident|Literal)?$|^format$/;

export default defineRule({
  id: 'code/sql-injection',
  title: 'SQL built from text',
  severity: 'critical',
  confidence: 'likely',
  cwe: [89],
  owasp: ['A03:2021', 'A05:2025'],
  remedy:
    'Write placeholders into the SQL and pass the values beside it; choose table and column names from a fixed list.',
  yieldsTo: ['ai/mcp-tool-argument', 'ai/model-output-to-sql'],
  leavesOwn: true,
  checks: [
    check({
      patterns: {
        javascript: [
          '$DB.query($SQL, ...)',
          '$DB.execute($SQL, ...)',
          '$DB.raw($SQL, ...)',
          '$DB.whereRaw($SQL, ...)',
          '$DB.andWhereRaw($SQL, ...)',
          '$DB.orWhereRaw($SQL, ...)',
          '$DB.groupByRaw($SQL, ...)',
          '$DB.fromRaw($SQL, ...)',
          '$DB.orderByRaw($SQL, ...)',
          '$DB.havingRaw($SQL, ...)',
          '$DB.joinRaw($SQL, ...)',
          '$DB.$queryRawUnsafe($SQL, ...)',
          '$DB.$executeRawUnsafe($SQL, ...)',
          '$DB.run($SQL, ...)',
          '$DB.get($SQL, ...)',
          '$DB.all($SQL, ...)',
          '$DB.each($SQL, ...)',
          '$DB.exec($SQL, ...)',
          '$DB.prepare($SQL, ...)',
          '$DB.batch($SQL, ...)',
          '$DB.unsafe($SQL, ...)',
          '$DB.literal($SQL)',
          '$DB.one($SQL, ...)',
          '$DB.many($SQL, ...)',
          '$DB.any($SQL, ...)',
          '$DB.none($SQL, ...)',
          '$DB.queryRaw($SQL, ...)',
        ],
      },
      problem: ({ SQL: sql, MATCH }) => {
        const text = sql.is('object') ? firstOf(sql.property('text'), sql.property('sql')) : sql;
        return problemIn(text, MATCH);
      },
    }),
    check({
      // PartiQL of DynamoDB, and SQL of Aurora's data interface.
      nodes: { javascript: ['new_expression'] },
      problem: ({ MATCH }) => {
        if (MATCH.callee.lastName !== 'ExecuteStatementCommand') return undefined;
        const request = MATCH.argument(0);
        return problemIn(firstOf(request.property('Statement'), request.property('sql')), MATCH);
      },
    }),
    check({
      // A condition of TypeORM's query builder is a piece of SQL.
      patterns: {
        javascript: [
          '$QUERY.where($SQL, ...)',
          '$QUERY.andWhere($SQL, ...)',
          '$QUERY.orWhere($SQL, ...)',
          '$QUERY.having($SQL, ...)',
          '$QUERY.andHaving($SQL, ...)',
          '$QUERY.orHaving($SQL, ...)',
          '$QUERY.orderBy($SQL, ...)',
          '$QUERY.addOrderBy($SQL, ...)',
          '$QUERY.groupBy($SQL, ...)',
          '$QUERY.addSelect($SQL, ...)',
        ],
      },
      problem: ({ QUERY, SQL: sql, MATCH }) =>
        sql.isBuiltText && isQueryBuilder(QUERY) ? problemIn(sql, MATCH) : undefined,
    }),
    check({
      // PostgREST's conditions as text: what looks for words is given what somebody types.
      patterns: { javascript: ['$QUERY.or($SQL, ...)'] },
      problem: ({ SQL: sql }) => {
        if (!sql.isBuiltText || !/\.(i?like|w?fts|plfts|phfts)\.[%*]?\$\{/.test(sql.origin.text)) return undefined;
        const hole = sql.holes.find(isDangerous);
        return hole && { at: hole.start >= sql.start ? hole.range : sql.range, message: toldOf(hole) };
      },
    }),
    check({
      // TypeORM's `Raw((column) => `...`)`: a condition as text.
      patterns: { javascript: ['typeorm.Raw($SQL, ...)'] },
      problem: ({ SQL: sql, MATCH }) => problemIn(conditionIn(sql), MATCH),
    }),
  ],
  flows: [
    {
      to: ['sql'],
      where: (hit) => isSql(hit),
      message: (hit) =>
        `\`${shortText(enteringIn(hit).text)}\` is written into the SQL, so it can end the statement and begin another.`,
      reaches: 'It is part of the SQL here.',
    },
  ],
});

const firstOf = (...expressions: readonly Expression[]): Expression =>
  expressions.find(({ exists }) => exists) ?? (expressions[0] as Expression);

function problemIn(sql: Expression, call: Expression) {
  const assembled = sql.exists ? assembledText(sql) : undefined;
  if (!assembled) return undefined;
  const isFragment = FRAGMENT.test(call.callee.lastName);
  const { shape } = assembled;
  if (!isFragment && (!SQL.test(shape) || isSentence(shape, call))) return undefined;
  const holes = assembled.holes.filter((part) => isDangerous(part) && !isColumnOf(part));
  const [hole] = holes;
  if (!hole) return undefined;
  return {
    at: hole.range.start >= sql.start && hole.range.end <= sql.end ? hole.range : sql.range,
    message: toldOf(hole),
    // A constant in capitals, or a name that says table or column, is most often the program's own.
    ...((NAMING.test(call.callee.lastName) ||
      ((holes.every(isLikelyOwn) || DEFINITION.test(shape)) && !holes.some(isHandedIn))) && {
      confidence: 'possible' as const,
    }),
    fixes: fixOf(sql, call),
  };
}

const toldOf = (hole: Expression): string =>
  `\`${shortText(hole.text)}\` is written into the SQL, so it can end the statement and begin another.`;

/** What is given a piece of a statement, which has no words to be known by. */
const FRAGMENT =
  /Raw$|^(literal|raw|Raw|where|andWhere|orWhere|having|andHaving|orHaving|orderBy|addOrderBy|groupBy|addSelect)$/;

/** A chain that begins with `createQueryBuilder()`, also behind a variable, and what is declared or named as one where TypeORM is used. */
function isQueryBuilder(query: Expression): boolean {
  if (/\.createQueryBuilder\(/.test(query.text)) return true;
  const { names } = query;
  if (!names.says(/createQueryBuilder|QueryBuilder\b|['"]typeorm['"]/)) return false;
  let root = query;
  for (let step = 0; step < 12 && root.is('call_expression'); step++) root = root.callee.object;
  const binding = root.is('identifier') ? names.bindingOf(root.node) : undefined;
  if (binding?.sort === 'parameter') {
    const type = new Expression(names, binding.node).parent.field('type').text;
    return type === '' ? BUILDER_NAME.test(root.text) : /QueryBuilder\b/.test(type);
  }
  return /\.createQueryBuilder\(/.test(new Expression(names, binding?.value ?? -1).text);
}

/** What `Raw((column) => text)` makes of the column; its own text where it is no function. */
function conditionIn(raw: Expression): Expression {
  const body = raw.origin.field('body');
  return body.exists ? body : raw;
}

/** The column that `Raw` hands to its function, and `${alias}.name`: names of the statement, not values. */
function isColumnOf(hole: Expression): boolean {
  const { names } = hole;
  if (/(^|[._])(alias|table_?alias|main_?alias)$/i.test(hole.text)) return true;
  const binding = hole.is('identifier') ? names.bindingOf(hole.node) : undefined;
  if (binding?.sort !== 'parameter') return false;
  return hole.enclosingFunction.parent.parent.callee.name === 'typeorm.Raw';
}

const BUILDER_NAME = /^(qb|query_?builder)$/i;

/** "Select one from the list": prose, unless its words are in capitals or it is handed to what is called a database. */
function isSentence(shape: string, call: Expression): boolean {
  if (/^\s*[A-Z][a-z]/.test(shape)) return true;
  const isAnyMethod = /^(get|run|all|each|one|many|any|none|exec|batch|literal)$/.test(call.callee.lastName);
  return isAnyMethod && /^\s*[a-z]/.test(shape) && !DATABASE.test(call.callee.object.text);
}

/** A constant in capitals; a name that says it stands for a part of the statement, not for a value. */
function isLikelyOwn(hole: Expression): boolean {
  const name = hole.lastName || hole.callee.lastName;
  return /^[A-Z][A-Z0-9_]*$/.test(name) || wordsOf(name).some((word) => STATEMENT_PART.test(word));
}

/** `const table = input.table`: a name of the statement, but one that comes with what a function is asked to do. */
function isHandedIn(hole: Expression): boolean {
  let from = hole.is('identifier') ? hole.names.bindingOf(hole.node) : undefined;
  if (from?.sort !== 'variable' || from.value < 0) return false;
  let at = new Expression(hole.names, from.value);
  if ((from.path?.length ?? 0) === 0 && !at.is('member_expression', 'subscript_expression')) return false;
  while (at.is('member_expression', 'subscript_expression')) at = at.object;
  from = at.is('identifier') ? at.names.bindingOf(at.node) : undefined;
  return from?.sort === 'parameter' && ASKED.test(at.text);
}

// What a request brings is known to data flow, which knows as well what has been checked of it.
const ASKED = /^(input|event|payload|message|msg)$/;

/** What takes names of columns: of a list as a rule, which may stand anywhere. */
const NAMING = /^(addOrderBy|groupBy|addSelect)$/;

/** Statements that have no place for values: what stands in them are names of the program's own. */
const DEFINITION = /^\s*(create|drop|alter|truncate|load\s+data)\b/i;

const STATEMENT_PART =
  /^(tables?|tbl|columns?|cols?|schema|fields?|prefix|database|sort(ed|by)?|order(by)?|direction|where|clauses?|sql|query|conditions?|returning|limit|offset|(table|column|field|schema|db)names?)$/;

function isDangerous(hole: Expression): boolean {
  const { origin } = hole;
  if (origin.value !== undefined) return false;
  if (PLACEHOLDERS.test(hole.lastName)) return false;
  if (origin.is('call_expression')) {
    if (CLEANED.test(origin.callee.lastName)) return false;
    // `ids.map(() => '?').join(', ')`
    if (/['"`]\?|\$\$\{|['"`]\$['"`]/.test(origin.text)) return false;
  }
  if (origin.is('unary_expression') && origin.text.startsWith('+')) return false;
  if (origin.is('ternary_expression'))
    return [origin.field('consequence'), origin.field('alternative')].some(
      (side) => side.value === undefined && !side.isBuiltText,
    );
  return true;
}

/** Placeholders for a template whose holes all stand for values, where the driver's own notation is known. */
function fixOf(sql: Expression, call: Expression): readonly Fix[] {
  if (!sql.is('template_string') || call.arguments.length !== 1 || sql.node !== call.argument(0).node) return [];
  const holes = sql.children.filter((child) => child.is('template_substitution'));
  const { text } = sql;
  const isValue = holes.every((hole) => /(=|<|>|\blike|,|\()\s*['"]?$/i.test(text.slice(0, hole.start - sql.start)));
  const notation = notationOf(call);
  if (!isValue || !notation || holes.some((hole) => hole.children.length !== 1)) return [];
  let statement = '';
  let from = 0;
  for (const [index, hole] of holes.entries()) {
    const before = text.slice(from, hole.start - sql.start);
    statement += before.replace(/'$/, '') + notation(index + 1);
    from = hole.end - sql.start;
    if (before.endsWith("'") && text[from] === "'") from++;
  }
  statement += text.slice(from);
  const values = holes.map((hole) => hole.children[0]?.text ?? '').join(', ');
  return [
    { title: 'Use a parameterised query', safety: 'review', edits: [sql.replacedBy(`${statement}, [${values}]`)] },
  ];
}

/** `$1` for PostgreSQL, `?` for MySQL and SQLite: by what the receiver is made from, or what the file imports. */
function notationOf(call: Expression): ((index: number) => string) | undefined {
  const name = call.callee.object.name ?? '';
  const imports = call.names.tree.text;
  if (
    /^(pg|"?@neondatabase|@vercel\/postgres)/.test(name) ||
    /['"](pg|@neondatabase\/serverless|@vercel\/postgres)['"]/.test(imports)
  )
    return (index) => `$${index}`;
  if (/^(mysql|mysql2|sqlite3)/.test(name) || /['"](mysql2?|mysql2\/promise|sqlite3?)['"]/.test(imports))
    return () => '?';
  return undefined;
}
