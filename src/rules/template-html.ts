import type { Confidence } from '../engine/finding.ts';
import { Expression } from '../engine/names/expression.ts';
import { isOwnImport } from '../engine/names/own-module.ts';
import { fileSays } from './code-text.ts';
import { isHarmlessHtml, putIn } from './html-sanitizers.ts';
import { isTextMadeHtml } from './text-made-html.ts';

/**
 * How surely what a template writes as HTML is somebody else's, by its looks alone. Templates write titles, icons and pages of their own site
 * as HTML all the time, so only what its name says that people write, and Markdown that lets HTML through, is told unasked. Undefined: it is
 * the program's own.
 */
export function foreignnessOf(html: Expression): Confidence | undefined {
  if (isOwnMarkup(html, 0)) return undefined;
  const parts = html.is('binary_expression', 'ternary_expression') ? html.children : [html];
  const values = parts.flatMap((part) => [part, ...putIn(part)]);
  return isTextMadeHtml(html) ||
    values.some((value) => isOfPeople(value) || isOpenMarkdown(value) || isMadeOfMarkdown(value))
    ? 'likely'
    : 'possible';
}

/** `row.html`, where the rows of the file are `rows.map((row) => ({ ...row, html: md.render(row.text) }))`. */
function isMadeOfMarkdown(value: Expression): boolean {
  if (!value.is('member_expression') || !fileSays(value.names, RENDERS)) return false;
  return new Expression(value.names, 0)
    .descendants('pair')
    .some(
      (pair) =>
        pair.key === value.lastName && isOpenMarkdown(pair.field('value')) && !isOwnMarkup(pair.field('value'), 0),
    );
}

const RENDERS = /\b(marked|markdown|showdown|snarkdown|md)\w*[.(]/i;

/** What people write about themselves and to each other, on other people's pages. */
const WRITTEN =
  /^(comments?|replies|reply|reviews?|notes?|bio|biography|about_?me|signature|tweets?|answers?|user_?(input|content|html|text|bio|comment)|(comment|review|message|reply)_?(body|text|html|content))$/i;

/** The same as what holds a text; alone it may as well be what a dialog says. */
const HOLDS_WRITTEN = /^(messages?|msgs?|feedback|tickets?|e?mails?|chat|submissions?)$/i;

/** What a program puts beside that: no text of people. */
const PROGRAMS =
  /^(i18n|intl|locale|labels?|(app_?)?config|meta(data)?|front_?matter|validation|errors?|theme|site|footer|banner|settings|options|texts?|strings)$/i;

function isOfPeople(html: Expression): boolean {
  const value = html.is('call_expression') ? html.argument(0) : html;
  const chain = namesOf(value);
  const isWritten = chain.some((name, index) => WRITTEN.test(name) || (index > 0 && HOLDS_WRITTEN.test(name)));
  return isWritten && !chain.slice(1).some((name) => PROGRAMS.test(name));
}

/** `c`, `b` and `a` of `a.b[0].c`. */
function namesOf(value: Expression): readonly string[] {
  const names: string[] = [];
  let at = value;
  for (let step = 0; step < 12 && at.is('member_expression', 'subscript_expression', 'non_null_expression'); step++) {
    if (!at.is('non_null_expression')) names.push(at.lastName);
    at = at.is('non_null_expression') ? (at.children[0] ?? at) : at.object;
  }
  return [...names, at.lastName];
}

/** Renderers that let HTML through. */
const OPEN_RENDERER =
  /^(marked(\.marked|\.parse|\.parseInline|\.marked\.parse)?|showdown\.Converter\(\)\.makeHtml|snarkdown|markdown\.toHTML)$/;

function isOpenMarkdown(html: Expression): boolean {
  const { origin } = html;
  if (!origin.is('call_expression')) return false;
  const name = origin.callee.name ?? '';
  if (name === 'markdown-it().render' || name === 'markdown-it().renderInline')
    return origin.callee.object.origin.argument(0).property('html').value === true;
  return OPEN_RENDERER.test(name);
}

/** Translations, slots, icons: what those who made the page put there. */
const OWN_CALL = /^(\$?tc?|\$?i18n\.tc?|i18n\.global\.t|\$_|gettext|__|_|m\.\w+)$|^Astro\.slots\.render$|^useSlots\b/;

function isOwnMarkup(html: Expression, depth: number): boolean {
  if (depth > 6 || !html.exists) return false;
  const { origin } = html;
  if (origin.value !== undefined) return true;
  if (origin.is('await_expression', 'parenthesized_expression', 'non_null_expression', 'as_expression'))
    return origin.children[0] !== undefined && isOwnMarkup(origin.children[0], depth + 1);
  if (origin.is('call_expression')) return isOwnCall(origin, depth);
  if (origin.is('binary_expression'))
    return [origin.field('left'), origin.field('right')].every(
      (part) => isOwnMarkup(part, depth + 1) || isHarmlessHtml(part),
    );
  if (origin.is('ternary_expression'))
    return [origin.field('consequence'), origin.field('alternative')].every(
      (part) => isOwnMarkup(part, depth + 1) || isHarmlessHtml(part),
    );
  let root = origin;
  for (let step = 0; step < 12 && root.is('member_expression', 'subscript_expression'); step++) root = root.object;
  const binding = root.is('identifier') ? root.names.bindingOf(root.node) : undefined;
  return binding !== undefined && isOwnImport(binding);
}

/** A translation whose parameters are its own; Markdown of a text of the project. */
function isOwnCall(call: Expression, depth: number): boolean {
  const { callee } = call;
  const isOurs = (value: Expression): boolean => isOwnMarkup(value, depth + 1) || isHarmlessHtml(value);
  if (OWN_CALL.test(callee.text)) return call.arguments.slice(1).every((given) => isOwnParameter(given, isOurs));
  return call.arguments.length > 0 && isOpenMarkdown(call) && isOurs(call.argument(0));
}

/** Of a translation: a number, a text of the project's, what a function of the file puts together. */
function isOwnParameter(given: Expression, isOurs: (value: Expression) => boolean): boolean {
  const { members } = given;
  if (members.length === 0) return isOurs(given) || given.is('array');
  return members.every((member) => {
    const value = member.is('pair') ? member.field('value') : member;
    return isOurs(value) || (value.is('call_expression') && value.arguments.length === 0);
  });
}
