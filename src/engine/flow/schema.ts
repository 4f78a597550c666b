import { ANY_HARM } from './data.ts';

/** Forms that leave only harmless text: numbers, dates, identifiers, one of a few. */
const FIXED =
  /\b(number|int|uuid|guid|enum|nativeEnum|literal|boolean|date|bigint|regex|matches|cuid2?|ulid|nanoid|ip|oneOf|valid|isInt|isNumeric|isFloat|isUUID|isMongoId|isBoolean|isAlphanumeric|isAlpha|isIn|isDate|isISO8601|isEmail|isHexadecimal|toInt|toFloat|toBoolean|isMobilePhone|isPostalCode|isLength|escape|picklist|objectId|alphanum|hex|integer|datetime|iso)\b|\b(?:Type|t)\.(?:Number|Numeric|Integer|Boolean|BooleanString|Literal|Enum|UnionEnum|Date|BigInt)\b/;

/** What the text of a schema, or of a route's checks, makes harmless in one field. */
export function schemaCleans(text: string, field: string): number {
  for (let at = text.indexOf(field); at >= 0; at = text.indexOf(field, at + 1)) {
    if (/[\w$]/.test(text.charAt(at - 1)) || /[\w$]/.test(text.charAt(at + field.length))) continue;
    const rest = text.slice(at + field.length);
    const end = /[\n]\s*[\w'"]+\s*:|,\s*[\w'"]+\s*:|\}\s*\)/.exec(rest)?.index ?? rest.length;
    const form = rest.slice(0, end);
    if (/^['"]?\s*[:),]/.test(form)) return FIXED.test(form) ? ANY_HARM : 0;
  }
  return 0;
}

/** What a schema of one value makes harmless. */
export const fixedForm = (text: string): number => (FIXED.test(text) && !/\bobject\(/.test(text) ? ANY_HARM : 0);
