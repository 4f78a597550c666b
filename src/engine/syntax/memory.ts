import type { Language, Tree } from 'web-tree-sitter';

/**
 * The layout of tree-sitter's structures in WebAssembly memory (lib/src/subtree.h, lib/src/parser.h, tree-sitter 0.25 to 0.27,
 * wasm32). Reading them directly is about ten times as fast as a cursor, whose every step is a call into WebAssembly and back.
 * web-tree-sitter is pinned, and a test holds what is read here against the cursor's answers and the native parser's.
 */
export type Memory = { readonly HEAPU8: Uint8Array; readonly HEAPU32: Uint32Array; readonly HEAPU16: Uint16Array };

/** A subtree handle: eight bytes, either the leaf itself or a pointer to its data. */
export const HANDLE_BYTES = 8;

/** SubtreeInlineData: bits of byte 0, then symbol, parse state, and sizes in bytes 6 and 7. */
export const INLINE = {
  isInline: 1,
  visible: 2,
  named: 4,
  extra: 8,
  missing: 32,
  symbol: 1,
  padding: 6,
  size: 7,
} as const;

/** SubtreeHeapData: byte offsets, and the bits of the two flag bytes. */
export const HEAP = {
  padding: 4,
  size: 16,
  childCount: 36,
  symbol: 40,
  flags: 44,
  moreFlags: 45,
  visibleDescendants: 56,
  production: 66,
  visible: 1,
  named: 2,
  extra: 4,
  missing: 2,
} as const;

/** TSLanguage: byte offsets. */
const LANGUAGE = {
  productionCount: 28,
  aliasWidth: 36,
  fieldSlices: 64,
  fieldEntries: 68,
  aliasSequences: 84,
} as const;

/** The address of the root's handle: the first member of TSTree, whose address web-tree-sitter keeps under index 0. */
export const rootHandle = (tree: Tree): number => (tree as unknown as { readonly 0: number })[0];

/** What a production calls its children and which field each is in. `fields`: the grammar's field numbers -> ours. */
export function readProductions(memory: Memory, language: Language, fields: readonly number[]) {
  const at = (language as unknown as { readonly 0: number })[0];
  const word = (offset: number): number => memory.HEAPU32[(at + offset) >> 2] ?? 0;
  const half = (address: number): number => memory.HEAPU16[address >> 1] ?? 0;

  const count = word(LANGUAGE.productionCount);
  const aliasWidth = half(at + LANGUAGE.aliasWidth);
  const slices = word(LANGUAGE.fieldSlices);
  const entries = word(LANGUAGE.fieldEntries);
  const sequences = word(LANGUAGE.aliasSequences);

  const direct: { production: number; child: number; field: number }[] = [];
  let width = aliasWidth;
  for (let production = 0; production < count; production++) {
    const first = half(slices + production * 4);
    const length = half(slices + production * 4 + 2);
    for (let entry = entries + first * 4; entry < entries + (first + length) * 4; entry += 4) {
      const child = memory.HEAPU8[entry + 2] ?? 0;
      const inherited = memory.HEAPU8[entry + 3] ?? 0;
      if (inherited) continue;
      direct.push({ production, child, field: fields[half(entry)] ?? 0 });
      width = Math.max(width, child + 1);
    }
  }

  const aliases = new Uint16Array(count * width);
  const fieldTable = new Uint8Array(count * width);
  // Production 0 has no alias sequence.
  for (let production = 1; production < count; production++)
    for (let child = 0; child < aliasWidth; child++)
      aliases[production * width + child] = half(sequences + (production * aliasWidth + child) * 2);
  for (const { production, child, field } of direct) {
    // Where a child is in several fields the cursor tells the first.
    if (fieldTable[production * width + child] === 0) fieldTable[production * width + child] = field;
  }
  return { aliases, fields: fieldTable, width };
}
