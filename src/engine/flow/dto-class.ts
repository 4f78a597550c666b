import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import { ANY_HARM, harmsOf } from './data.ts';
import type { Structure } from './structure.ts';
import { allowedBy } from './text-tests.ts';

/** What the decorators of class-validator leave of a member of a parameter whose class the file has: `@IsIn(COLUMNS) sort: string`. */
export function dtoCleans(names: Names, structure: Structure, fn: number, index: number, field: string): number {
  const { tree } = names;
  const parameter = structure.parameters(fn)[index] ?? -1;
  const annotation = parameter < 0 ? -1 : tree.childInField(parameter, FIELD.type);
  const type = annotation < 0 ? undefined : /^:\s*([A-Za-z_$][\w$]*)\s*$/.exec(tree.textOf(annotation))?.[1];
  const binding = type === undefined ? undefined : names.lookUp(annotation, type);
  if (binding?.sort !== 'class') return 0;
  for (const member of structure.members(binding.value)) {
    if (structure.memberName(member) !== field) continue;
    const typeOfMember = tree.textOf(tree.childInField(member, FIELD.type));
    const decorators = tree
      .children(member)
      .filter((child) => tree.kind[child] === KIND.decorator)
      .map((child) => tree.textOf(child));
    if (decorators.length === 0) return 0;
    if (decorators.some((text) => NARROWING.test(text)) && !/\[\]\s*$/.test(typeOfMember)) return ANY_HARM;
    const pattern = decorators.map((text) => /^@Matches\(\s*(\/.*\/\w*)/s.exec(text)?.[1]).find((each) => each);
    if (pattern !== undefined) return allowedBy(pattern) | SHAPE;
    return decorators.some((text) => /^@(IsString|IsNotEmpty)\b/.test(text)) ? SHAPE : 0;
  }
  return 0;
}

/** Decorators that leave a number, an identifier, a date or one of a few words. */
const NARROWING =
  /^@(IsInt|IsNumber|IsNumberString|IsIn|IsEnum|IsUUID|IsMongoId|IsBoolean|IsBooleanString|IsDate|IsDateString|IsISO8601|IsAlpha|IsAlphanumeric|IsHexadecimal|IsPositive|Min|Max|IsPhoneNumber|IsIP|IsPort|Equals)\b/;

/** What text cannot do that stands where an object might have stood. */
const SHAPE = harmsOf('nosql', 'assign', 'prototype', 'locals');
