import { Expression } from '../engine/names/expression.ts';

/** Functions whose result is harmless HTML: sanitizers and escapers, by the names that libraries and people give them. */
const CLEANING =
  /(^|\.|_)(sanitize|sanitise|purify|escape|encode|clean|trusted|stripTags|strip_tags|createHTML|highlight(Auto)?|renderToString|renderToStaticMarkup|toFixed|toLocaleString|encodeURIComponent)/i;

/** Whether HTML is constant, cleaned, or made of parts that each are. */
export function isHarmlessHtml(html: Expression, depth = 0): boolean {
  if (depth > 8) return false;
  const { origin } = html;
  if (origin.value !== undefined) return true;
  if (origin.is('identifier')) return isCleanState(origin, depth);
  if (origin.is('call_expression')) {
    const name = `${origin.callee.text} ${origin.callee.name ?? ''}`;
    if (CLEANING.test(name.replace(/\s/g, '.')) || /DOMPurify|xss\b/.test(name)) return true;
    if (/^(String|Number|parseInt)$/.test(origin.callee.text))
      return origin.callee.text !== 'String' || isHarmlessHtml(origin.argument(0), depth + 1);
    // `JSON.stringify(data).replace(/</g, '\\u003c')`: how JSON is put into a script element.
    if (/\.replace(All)?$/.test(origin.callee.text) && /</.test(origin.argument(0).text)) return true;
    if (/^(join|trim|concat|slice|repeat|toString)$/.test(origin.callee.lastName))
      return isHarmlessHtml(origin.callee.object, depth + 1);
    if (origin.callee.lastName === 'map' || /^(react\.)?useMemo$/.test(origin.callee.name ?? ''))
      return returnedBy(origin.argument(0)).every((value) => isHarmlessHtml(value, depth + 1));
    return false;
  }
  if (origin.is('template_string') || origin.isBuiltText)
    return origin.holes.every((hole) => isHarmlessHtml(hole, depth + 1));
  if (origin.is('ternary_expression'))
    return (
      isHarmlessHtml(origin.field('consequence'), depth + 1) && isHarmlessHtml(origin.field('alternative'), depth + 1)
    );
  if (origin.is('binary_expression')) {
    if (['||', '??', '&&'].includes(origin.operator))
      return (
        isHarmlessHtml(origin.field('right'), depth + 1) &&
        (origin.operator === '&&' || isHarmlessHtml(origin.field('left'), depth + 1))
      );
    return ['-', '*', '/', '%', '<', '>', '===', '!=='].includes(origin.operator);
  }
  const computed = origin.is('member_expression') && origin.lastName === 'value' ? origin.object.origin : undefined;
  if (computed?.is('call_expression') && /^(vue\.)?computed$/.test(computed.callee.name ?? ''))
    return returnedBy(computed.argument(0)).every((value) => isHarmlessHtml(value, depth + 1));
  return origin.is('member_expression') && /^(length|size|count|index|innerHTML|outerHTML)$/.test(origin.lastName);
}

/** `const [html, setHtml] = useState('')`, where all that is ever set is harmless. */
function isCleanState(name: Expression, depth: number): boolean {
  const { names } = name;
  const binding = names.bindingOf(name.node);
  const pattern = binding && new Expression(names, binding.node).parent;
  if (!pattern?.is('array_pattern') || !/^(react\.)?useState\(\)$/.test(pattern.parent.field('value').name ?? ''))
    return false;
  const initial = pattern.parent.field('value').argument(0);
  const setter = pattern.children[1]?.text;
  if (setter === undefined || (initial.exists && !isHarmlessHtml(initial, depth + 1))) return false;
  const calls = pattern.parent
    .enclosing('function_declaration', 'arrow_function', 'function_expression', 'program')
    .descendants('call_expression')
    .filter((call) => call.callee.text === setter);
  return calls.length > 0 && calls.every((call) => isHarmlessHtml(call.argument(0), depth + 1));
}

function returnedBy(callback: Expression): readonly Expression[] {
  const body = callback.origin.field('body');
  if (!body.exists) return [callback];
  if (!body.is('statement_block')) return [body];
  return body.descendants('return_statement').flatMap((statement) => statement.children);
}
