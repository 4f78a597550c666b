import type { Range } from '../engine/finding.ts';
import type { Expression } from '../engine/names/expression.ts';

/** An expression that a template written as a string shows as HTML. */
export type ShownAsHtml = { readonly text: string; readonly range: Range; readonly isFetched: boolean };

/** What others write, by the name that it has in a record. */
const WRITTEN =
  /\.(comment|bio|about|note|notes|review|message|reply|signature|feedback|(comment|review|message|reply|post)_?(body|text|html|content))$/i;

/** Of a template that shows more than that a few more say no more. */
const MOST_SHOWN = 20;

const FETCHED = /\.json\(\)|\bfetch\(|\baxios\b|\$fetch\b|\bhttp\.(get|post)\(|\.data\b/;
const CLEANED = /sanitiz|purify|escape/i;

/**
 * Of `template: '<p v-html="seed.story"></p>'` of a component of Vue, `seed.story`: where the component fetches it, or where its name says that
 * people write it. What a template shows that is in no script is known by its looks alone.
 */
export function shownAsHtml(template: Expression): readonly ShownAsHtml[] {
  const { text } = template;
  const component = template.parent.parent;
  const shown: ShownAsHtml[] = [];
  for (const found of text.matchAll(/\bv-html="([\w$.?[\]]{1,120})"/g)) {
    if (shown.length >= MOST_SHOWN) break;
    const [, expression = ''] = found;
    const start = template.start + found.index + 'v-html="'.length;
    const isFetched = comesFromFetch(component, rootOf(text, expression));
    if (isFetched || WRITTEN.test(expression))
      shown.push({ text: expression, range: { start, end: start + expression.length }, isFetched });
  }
  return shown;
}

/** `comments` of `v-for="comment in comments"` for `comment.body`; else the first name. */
function rootOf(template: string, expression: string): string {
  const root = /^[\w$]+/.exec(expression)?.[0] ?? '';
  for (const [, names = '', list = ''] of template.matchAll(
    /\bv-for="\s*\(?([\w$,\s]{1,80}?)\)?\s+(?:in|of)\s+([\w$]+)/g,
  ))
    if (names.split(',').some((name) => name.trim() === root)) return list;
  return root;
}

/** Whether the component writes to a name what a request has answered. */
function comesFromFetch(component: Expression, name: string): boolean {
  if (name === '') return false;
  const targets = new Set([name, `${name}.value`, `this.${name}`, `state.${name}`]);
  return component.descendants('assignment_expression').some((assignment) => {
    const value = assignment.field('right');
    const said = `${value.text.slice(0, 400)} ${value.origin.text.slice(0, 400)}`;
    return targets.has(assignment.field('left').text) && FETCHED.test(said) && !CLEANED.test(said);
  });
}
