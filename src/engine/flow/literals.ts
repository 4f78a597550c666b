import { FIELD, KIND } from '../syntax/javascript.ts';
import { HARM } from './data.ts';
import { type Context, FOREIGN, NO_PATH, OBJECT_HARMS, type Path } from './evaluation.ts';
import type { Flow } from './flow.ts';
import { ELEMENT } from './structure.ts';
import { CLEAN, change, join, passing, type Value } from './value.ts';

/** What objects, lists and texts carry that are put together in the code. */
export class Literals {
  readonly #flow: Flow;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  object(node: number, path: Path, context: Context | undefined): Value {
    const { tree } = this.#flow.names;
    const [name, ...rest] = path;
    let value = CLEAN;
    for (const member of tree.children(node)) {
      if (tree.kind[member] === KIND.spread) {
        // The members of what is spread become its own: of the whole it is still the whole.
        value = join(value, this.#flow.value(tree.firstChild(member), path, context));
        continue;
      }
      if (tree.kind[member] === KIND.method) continue;
      const key = this.#flow.names.keyOf(member);
      if (name !== undefined && key !== undefined && name !== ELEMENT && key !== name) continue;
      const found = this.#flow.value(this.#flow.names.valueOf(member), rest, context);
      // What is written later wins.
      if (name !== undefined && key === name) value = found;
      else value = join(value, name === undefined ? change(found, (taint) => ({ ...taint, isInside: true })) : found);
    }
    return value;
  }

  array(node: number, path: Path, context: Context | undefined): Value {
    const [index, ...rest] = path;
    let value = CLEAN;
    const elements = this.#flow.names.tree.children(node);
    const at = index === undefined || index === ELEMENT ? undefined : Number(index);
    for (const [position, element] of elements.entries()) {
      if (at !== undefined && !Number.isNaN(at) && at !== position) continue;
      const found = this.#flow.value(element, rest, context);
      value = join(value, index === undefined ? change(found, (taint) => ({ ...taint, isInside: true })) : found);
    }
    return value;
  }

  binary(node: number, path: Path, context: Context | undefined): Value {
    const { tree } = this.#flow.names;
    const operator = this.#flow.names.operatorOf(node);
    const left = tree.childInField(node, FIELD.left);
    const right = tree.childInField(node, FIELD.right);
    if (operator === '||' || operator === '??')
      return join(this.#flow.value(left, path, context), this.#flow.value(right, path, context));
    if (operator === '&&') return this.#flow.value(right, path, context);
    return operator === '+' ? this.joined(node, this.#flow.names.operands(node), context) : CLEAN;
  }

  /** Text put together: what its parts carry, less what the text before them rules out. */
  joined(node: number, parts: readonly number[], context: Context | undefined): Value {
    const { tree } = this.#flow.names;
    let value = CLEAN;
    /** The text before a part; undefined once something stands there that is not constant. */
    let prefix: string | undefined = '';
    let isFixed = false;
    let at = (tree.start[node] as number) + 1;
    for (const part of parts) {
      const isHole = tree.kind[part] === KIND.substitution;
      const inner = isHole ? tree.firstChild(part) : part;
      const between = isHole ? tree.text.slice(at, tree.start[part]) : '';
      at = isHole ? (tree.end[part] as number) : at;
      if (prefix !== undefined) prefix += between;
      const constant = this.#flow.names.constantOf(inner);
      if (constant !== undefined) {
        if (prefix !== undefined) prefix += String(constant);
        continue;
      }
      const found = this.#flow.value(inner, NO_PATH, context);
      if (found.length > 0) {
        const removed = isFixed ? HARM.request | HARM.redirect : fixedBy(prefix ?? '');
        value = join(
          value,
          change(found, (taint) => ({
            ...taint,
            isJoined: taint.isJoined || parts.length > 1 || isHole,
            isInside: false,
            harm: taint.harm & ~removed & ~OBJECT_HARMS,
          })),
        );
      }
      // What came first came from outside, and may bring the host with it.
      if (found.some((taint) => taint.data & FOREIGN)) prefix = `${prefix ?? ''}\0`;
      else {
        // `${base}/users/${id}`, `config.url + path`: what the program put first decides the host.
        if (!(prefix ?? '').includes('\0') && /^(\w+:)?(\/\/)?$/.test(prefix ?? '')) isFixed = true;
        prefix = undefined;
      }
    }
    return passing(value, node);
  }
}

/** What a constant beginning rules out: the host is fixed, the path is this site's own. */
function fixedBy(prefix: string): number {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#\0]+[/?#]/i.test(prefix)) return HARM.request | HARM.redirect;
  if (/^[?#]|^\/[^/\\\0]/.test(prefix)) return HARM.request | HARM.redirect;
  if (/^[\w-]+\/[^\0]*$/.test(prefix)) return HARM.redirect;
  return 0;
}
