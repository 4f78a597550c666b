import { type Model, sinks } from '../engine/flow/model.ts';

const RAW_BUILDERS = [
  'whereRaw',
  'orWhereRaw',
  'orderByRaw',
  'havingRaw',
  'joinRaw',
  'groupByRaw',
  'fromRaw',
  'selectRaw',
];
const DATABASE =
  /(db|database|sql|pool|conn|connection|client|tx|trx|transaction|knex|prisma|manager|session|repo|repository|sequelize|query_?runner|datasource|drizzle|orm|mysql|pg|postgres|sqlite|mssql|oracle|request)(\(.*\))?$|createQueryBuilder|\.from\(/i;

/**
 * SQL drivers and builders: pg, mysql, mysql2, sqlite3, better-sqlite3, mssql, oracledb, knex, sequelize, typeorm, prisma, drizzle.
 * https://node-postgres.com/features/queries, https://github.com/mysqljs/mysql#escaping-query-values,
 * https://sequelize.org/docs/v6/core-concepts/raw-queries/, https://knexjs.org/guide/raw.html,
 * https://typeorm.io/select-query-builder, https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries,
 * https://orm.drizzle.team/docs/sql, https://github.com/tediousjs/node-mssql#api
 */
export default {
  passes: { 'sequelize.literal': {}, 'sequelize.Sequelize.literal': {} },
  cleans: {
    'mysql.escape': ['sql'],
    'mysql.escapeId': ['sql'],
    'mysql2.escape': ['sql'],
    'mysql2.escapeId': ['sql'],
    'mysql.format': ['sql'],
    'mysql2.format': ['sql'],
    'sqlstring.escape': ['sql'],
    'sqlstring.format': ['sql'],
    'pg-format': ['sql'],
    'pg.escapeLiteral': ['sql'],
    'pg.escapeIdentifier': ['sql'],
  },
  sinks: [
    ...sinks(
      'sql',
      [
        '*.query',
        '*.query:0.text',
        '*.query:0.sql',
        '*.execute',
        '*.execute:0.sql',
        '*.raw',
        '*.exec',
        '*.prepare',
        '*.run',
        '*.all',
        '*.get',
        '*.each',
        '*.batch',
        '*.unsafe',
        '*.one',
        '*.many',
        '*.any',
        '*.none',
        '*.oneOrNone',
        '*.manyOrNone',
        '*.queryRaw',
        '*.literal',
      ],
      { receiver: DATABASE },
    ),
    ...sinks(
      'sql',
      [...RAW_BUILDERS, '$queryRawUnsafe', '$executeRawUnsafe', 'queryRawUnsafe', 'executeRawUnsafe', 'literal'].map(
        (name) => `*.${name}`,
      ),
    ),
    ...sinks('sql', [
      'sequelize.literal',
      'sequelize.Sequelize.literal',
      'drizzle-orm.sql.raw',
      '@prisma/client.Prisma.raw',
      '@prisma/client.Prisma.sql',
    ]),
    // TypeORM's builder takes conditions as text.
    ...sinks(
      'sql',
      [
        '*.where',
        '*.andWhere',
        '*.orWhere',
        '*.having',
        '*.orderBy',
        '*.addOrderBy',
        '*.groupBy',
        '*.select',
        '*.addSelect',
      ],
      { receiver: /createQueryBuilder|query_?builder|^qb$|\.qb$/i },
    ),
    ...sinks('assign', [
      '*.create',
      '*.insert',
      '*.update',
      '*.upsert',
      '*.bulkCreate',
      '*.build',
      '*.insertMany',
      '*.insertOne',
      '*.findByIdAndUpdate:1',
      '*.findOneAndUpdate:1',
      '*.updateOne:1',
      '*.updateMany:1',
      '*.replaceOne:1',
      '*.create:0.data',
      '*.update:0.data',
      '*.upsert:0.create',
      '*.upsert:0.update',
      '*.save',
      '*.merge:1',
      '*.set',
    ]),
  ],
} satisfies Model;
