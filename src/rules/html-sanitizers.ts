import { Expression } from '../engine/names/expression.ts';

/** Functions whose result is harmless HTML: sanitizers and escapers, by the names that libraries and people give them. */
const CLEANING =
  /(^|\.|_)(sanitize|sanitise|purify|escape|encode|clean|trusted|stripTags|strip_tags|createHTML|highlight(Auto|Element)?|codeToHtml|renderToString|renderToStaticMarkup|toFixed|toLocaleString|encodeURIComponent)/i;

/** Whether HTML is constant, cleaned, or made of parts that each are. */
export function isHarmlessHtml(html: Expression, depth = 0): boolean {
  if (depth > 8) return false;
  const { origin } = html;
  if (origin.value !== undefined) return true;
  // What a reference holds is written to it later.
  if (html.is('identifier') && origin.is('call_expression') && HOLDING.test(origin.callee.name ?? ''))
    return isCleanVariable(html, depth);
  if (origin.is('identifier')) return isCleanState(origin, depth) || isCleanVariable(origin, depth);
  if (origin.is('await_expression', 'parenthesized_expression', 'non_null_expression', 'as_expression'))
    return origin.children[0] !== undefined && isHarmlessHtml(origin.children[0], depth + 1);
  if (origin.is('call_expression')) {
    const name = `${origin.callee.text} ${origin.callee.name ?? ''}`;
    if (CLEANING.test(name.replace(/\s/g, '.')) || /DOMPurify|xss\b/.test(name)) return true;
    if (/^(String|Number|parseInt)$/.test(origin.callee.text))
      return origin.callee.text !== 'String' || isHarmlessHtml(origin.argument(0), depth + 1);
    // `JSON.stringify(data).replace(/</g, '\\u003c')`: how JSON is put into a script element.
    if (/\.replace(All)?$/.test(origin.callee.text) && /</.test(origin.argument(0).text)) return true;
    if (/^(join|trim|concat|slice|repeat|toString)$/.test(origin.callee.lastName))
      return isHarmlessHtml(origin.callee.object, depth + 1);
    if (origin.callee.lastName === 'map' || CALLING.test(origin.callee.name ?? '')) {
      const returned = returnedBy(origin.argument(0));
      return returned.length > 0 && returned.every((value) => isHarmlessHtml(value, depth + 1));
    }
    // `ref('')`, `$derived(x)`: what is put in.
    return HOLDING.test(origin.callee.name ?? '') && isHarmlessHtml(origin.argument(0), depth + 1);
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
  if (computed?.is('identifier') || (computed?.is('call_expression') && HOLDERS.test(computed.callee.name ?? '')))
    return isHarmlessHtml(origin.object, depth + 1);
  return origin.is('member_expression') && /^(length|size|count|index|innerHTML|outerHTML)$/.test(origin.lastName);
}

/** What is put into a `ref`, `$state` or `$derived`, or computed for it; the expression itself where it is none of these. */
export function putIn(html: Expression): readonly Expression[] {
  const { origin } = html;
  const held = origin.is('member_expression') && origin.lastName === 'value' ? origin.object.origin : origin;
  const name = held.is('call_expression') ? (held.callee.name ?? '') : '';
  if (CALLING.test(name)) return returnedBy(held.argument(0));
  return HOLDING.test(name) ? [held.argument(0)] : [origin];
}

/** Calls that hold what is put in, and those that hold what a function of theirs gives back. */
const HOLDING = /^((vue\.)?(ref|shallowRef|toRef)|\$state(\.raw)?|\$derived)$/;
const CALLING = /^((react\.)?useMemo|(vue\.)?computed|@vueuse\/core\.computedAsync|computedAsync|\$derived\.by)$/;
const HOLDERS = /^((vue\.)?(ref|shallowRef|toRef|computed)|@vueuse\/core\.computedAsync|computedAsync)$/;

/** A variable of which every value that it is ever given is harmless; of a reference its `value`. */
function isCleanVariable(name: Expression, depth: number): boolean {
  const { names } = name;
  const binding = names.bindingOf(name.node);
  if (binding?.sort !== 'variable' || binding.path?.length !== 0) return false;
  const declaration = new Expression(names, binding.node).parent;
  if (!declaration.is('variable_declarator')) return false;
  const initial = declaration.field('value');
  const written = new Expression(names, 0)
    .descendants('assignment_expression', 'augmented_assignment_expression')
    .filter((assignment) => {
      const left = assignment.field('left');
      const target = left.is('member_expression') && left.lastName === 'value' ? left.object : left;
      return target.text === binding.name && names.bindingOf(target.node) === binding;
    })
    .map((assignment) => assignment.field('right'));
  const values = initial.exists && !isEmptyHolder(initial) ? [initial, ...written] : written;
  return values.length > 0 && values.every((value) => isHarmlessHtml(value, depth + 1));
}

/** `ref()`, `$state()`: nothing is in it yet. */
const isEmptyHolder = (made: Expression): boolean =>
  made.is('call_expression') && HOLDING.test(made.callee.name ?? '') && made.arguments.length === 0;

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
