import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';

/** Calls that give records: of drivers, builders, mappers. */
const LOOKUP =
  /^(find(One|ById|ByPk|ByID|Unique|First|Many|All|By|OneBy|OneByOrFail|UniqueOrThrow|FirstOrThrow|OneOrFail|AndCountAll|AndCount)?|getOne|getMany|getRawMany|getRawOne|getManyAndCount|first|get|all|query|execute|one|many|any|oneOrNone|manyOrNone|single|maybeSingle|toArray|values|select|where|selectAll|executeTakeFirst|executeTakeFirstOrThrow)$/;
const OF_DATABASE =
  /(^|[.\s(])(_?db|DB|database|knex|prisma|pool|conn|connection|client|sql|sqlite|mysql|pg|stmt|statement|supabase|drizzle|mongo|\w*[rR]epo(sitory)?|\w+Model|\w+Table|em|entityManager|dataSource)\b|\.(prepare|collection|createQueryBuilder|selectFrom)\(/;
/** `Post.find()`: a model of Mongoose or Sequelize. */
const OF_MODEL = /^[A-Z][a-z]\w*$/;
const LOADS = /^(get|find|load|list|fetch|select|read|all|query|by)([A-Z_]|$)/;

/** Whether a call gives what a data base holds, going by its names: `Post.findById(id)`, `db.prepare(sql).all()`, `getPost(id)` of another file. */
export function givesRecords(names: Names, callee: number): boolean {
  const { tree } = names;
  const isMember = tree.kind[callee] === KIND.member;
  const method = tree.textOf(isMember ? tree.childInField(callee, FIELD.property) : callee);
  const object = isMember ? tree.childInField(callee, FIELD.object) : -1;
  if (isMember && LOOKUP.test(method)) {
    const text = tree.text.slice(
      tree.start[object],
      Math.min(tree.end[object] as number, (tree.start[object] as number) + 120),
    );
    if (OF_DATABASE.test(text) || (method.startsWith('find') && OF_MODEL.test(text))) return true;
  }
  if (!LOADS.test(method)) return false;
  const root = isMember ? object : callee;
  const binding = tree.kind[root] === KIND.identifier ? names.bindingOf(root) : undefined;
  return binding?.sort === 'import' && OF_DATA.test(binding.module ?? '');
}

/** Modules of the project that look things up, by their names. */
const OF_DATA =
  /^[.~@#$].*\b(db|database|data|store|stores|models?|repo\w*|repositories|dal|queries|services?|storage|mysql|sqlite|pg|postgres|mongo|knex|prisma|supabase)\b/i;
