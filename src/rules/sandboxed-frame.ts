import type { Expression } from '../engine/names/expression.ts';
import { codeText } from './code-text.ts';
import { inPattern } from './in-pattern.ts';

/**
 * Whether HTML is written into a frame that keeps it apart: `<iframe sandbox="" srcDoc={html} />`, `frame.sandbox = ''; frame.srcdoc = html`.
 * No script runs there, or one runs with an origin of its own and can neither read the page nor lead it elsewhere.
 */
export function isInSandbox(place: Expression): boolean {
  const words = place.is('jsx_attribute') ? wordsOfElement(place) : wordsOfVariable(place);
  if (words === undefined) return false;
  const allows = words.toLowerCase().split(/\s+/);
  if (!allows.includes('allow-scripts')) return true;
  return !allows.some((word) => word === 'allow-same-origin' || word.startsWith('allow-top-navigation'));
}

function wordsOfElement(attribute: Expression): string | undefined {
  if (!/^srcDoc$/i.test(attribute.children[0]?.text ?? '')) return undefined;
  for (const other of attribute.parent.children) {
    const [name, value] = other.is('jsx_attribute') ? other.children : [];
    if (name?.text !== 'sandbox') continue;
    if (!value) return '';
    return (value.is('jsx_expression') ? value.children[0] : value)?.constant;
  }
  return undefined;
}

/** What the sandbox of a frame is set to beside the assignment, or the call of `setAttribute`. */
function wordsOfVariable(place: Expression): string | undefined {
  const left = place.is('assignment_expression') ? place.field('left') : undefined;
  if (left ? left.lastName !== 'srcdoc' : place.argument(0).constant !== 'srcdoc') return undefined;
  const frame = left ? left.object : place.callee.object;
  const around = place.enclosingFunction.exists ? codeText(place.enclosingFunction) : place.names.tree.text;
  if (!frame.exists || frame.text.length > LONGEST || !around.includes('sandbox')) return undefined;
  const set = new RegExp(
    `(?:^|[^\\w.$])${inPattern(frame.text)}\\.(?:sandbox(?:\\.value)?\\s*=\\s*|setAttribute\\(\\s*['"]sandbox['"]\\s*,\\s*)(['"\`])([\\w\\s-]{0,200})\\1`,
  ).exec(around);
  return set?.[2];
}

const LONGEST = 80;
