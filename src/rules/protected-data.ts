import type { Expression } from '../engine/names/expression.ts';

/** Numbers of people that laws and payment cards protect, each meaning one thing only. */
const NAME =
  '(?:iban|bban|card_?(?:number|no)|credit_?card(?:_?(?:number|no))?|cvv|cvc|ssn|social_?security_?(?:number|no)|bsn|national_?id(?:_?(?:number|no))?|passport_?(?:number|no)|tax_?(?:number|file_?number)|bank_?account(?:_?(?:number|no))?|date_?of_?birth|nhs_?number|drivers?_?licen[cs]e_?(?:number|no))';
const PROTECTED = new RegExp(`^(?:plain|raw|full|new|customer|debtor|payer|holder)?_?${NAME}$`, 'i');
/** `iban=` before the value. */
const SAID_BEFORE = new RegExp(`(?:^|[^\\w])${NAME}["']?\\s*[=:]\\s*["']?$`, 'i');

/** What hides the most of it: its end, its hash, a mask. */
const HIDDEN =
  /mask|redact|hash|last_?(4|four|digits)|encrypt|seal|cipher|token|valid|count|length|slice\(\s*-|slice\(\s*\d+\s*,|substr|padStart|padEnd|\*{2}|•|x{4}/i;
const KEEPING = /^(replace|replaceAll|trim|toUpperCase|toLowerCase|toString|normalize)$/;
const LONGEST = 400;
const MOST_STEPS = 6;

/** What a part of a log shows of somebody's account, card or identity, in the words of the code: `iban`, `iban=`; or undefined. */
export function protectedIn(part: Expression): string | undefined {
  if (!part.is('identifier', 'shorthand_property_identifier', 'member_expression')) return undefined;
  if (HIDDEN.test(part.lastName || part.text) || HIDDEN.test(part.origin.text.slice(0, LONGEST))) return undefined;
  const label = labelOf(part);
  if (label !== undefined && (PROTECTED.test(label) || SAID_BEFORE.test(label)) && part.value === undefined)
    return part.text;
  return isProtected(part) ? part.text : undefined;
}

/** By its name, or by that of what it was made from: `const normal = iban.replace(/\s+/g, '').toUpperCase()`. */
function isProtected(part: Expression): boolean {
  let at = part;
  for (let step = 0; step < MOST_STEPS; step++) {
    if (
      at.is('identifier', 'shorthand_property_identifier', 'member_expression') &&
      PROTECTED.test(at.lastName || at.text)
    )
      return !isType(at);
    const next = at.origin;
    if (next.is('call_expression') && KEEPING.test(next.callee.lastName)) at = next.callee.object;
    else if (next.node !== at.node && next.is('identifier', 'member_expression')) at = next;
    else return false;
  }
  return false;
}

/** `CARD_NUMBER`: a constant, a code. */
const isType = (at: Expression): boolean => /^[A-Z][A-Z_]+$/.test(at.lastName || at.text) || at.value !== undefined;

/** What stands before it in a template, or the key of the member that it is the value of. */
function labelOf(part: Expression): string | undefined {
  const { parent } = part;
  if (parent.is('pair')) return parent.key;
  if (!parent.is('template_substitution')) return undefined;
  const { text } = part.names.tree;
  return text.slice(Math.max(parent.parent.start, parent.start - 40), parent.start);
}
