import { FIELD, KIND } from '../syntax/javascript.ts';
import type { Names } from './names.ts';

const DEFINES = /^(?:define|System\.register)$/;
const MOCKS = /^jest\.(?:mock|doMock|unstable_mockModule)$/;

/** The modules that a file makes itself under a name: `define('name', ...)` of AMD, as bundles hold it, and mocks of Jest that say they are virtual. */
export function modulesInFile(names: Names): ReadonlySet<string> {
  const { tree } = names;
  const made = new Set<string>();
  if (!/\b(?:define|System\.register|mock|doMock|unstable_mockModule)\s*\(/.test(tree.text)) return made;
  for (let node = 0; node < tree.count; node++) {
    if (tree.kind[node] !== KIND.call || !isMaker(names, node)) continue;
    const name = names.constantOf(names.argument(node, 0));
    if (typeof name === 'string') made.add(name);
  }
  return made;
}

function isMaker(names: Names, call: number): boolean {
  const { tree } = names;
  const callee = tree.childInField(call, FIELD.function);
  const [, factory, options] = names.arguments(call);
  if (callee < 0 || factory === undefined) return false;
  const maker = tree.textOf(callee);
  if (DEFINES.test(maker)) return true;
  return MOCKS.test(maker) && options !== undefined && /\bvirtual\s*:\s*true\b/.test(tree.textOf(options));
}
