import type { Node } from 'jsonc-parser';

/** The keys of an object that stand in it once more further down: what is said there counts, and what is said here does not. */
export function repeatedKeys(object: Node | undefined): readonly Node[] {
  const last = new Map<unknown, Node>();
  const repeated: Node[] = [];
  if (object?.type !== 'object') return repeated;
  for (const { children: [key] = [] } of object.children ?? []) {
    if (!key) continue;
    const before = last.get(key.value);
    if (before) repeated.push(before);
    last.set(key.value, key);
  }
  return repeated;
}
