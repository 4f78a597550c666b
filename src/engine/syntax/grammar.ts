import { Language, Parser } from 'web-tree-sitter';
import { fieldOf, kindOf } from './kinds.ts';
import { type Memory, readProductions } from './memory.ts';

export type LanguageId = 'javascript' | 'typescript' | 'tsx';

const EXTENSIONS: Readonly<Record<string, LanguageId>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
};

/** The language of a file by its extension, or undefined when no grammar of ours reads it. */
export function languageOf(path: string): LanguageId | undefined {
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
}

/** A grammar and its tables, as plain arrays. */
export type Grammar = {
  readonly language: Language;
  readonly memory: Memory;
  /** Symbol -> kind. */
  readonly kinds: Uint16Array;
  /** Symbol -> 1 when it is named. */
  readonly named: Uint8Array;
  /** [production * width + index of the child] -> symbol it is called instead, 0 for none. */
  readonly aliases: Uint16Array;
  /** [production * width + index of the child] -> field, 0 for none. */
  readonly fields: Uint8Array;
  readonly width: number;
};

export type ReadGrammar = (file: string) => Promise<Uint8Array>;

/** The parser's runtime, started once per process. Its module object is where the WebAssembly memory can be reached. */
let runtime: Promise<Memory> | undefined;

export async function loadGrammar(id: LanguageId, readGrammar: ReadGrammar): Promise<Grammar> {
  runtime ??= startRuntime(readGrammar);
  const memory = await runtime;
  const language = await Language.load(await readGrammar(`tree-sitter-${id}.wasm`));
  const symbols = language.types.length;
  const kinds = new Uint16Array(symbols);
  const named = new Uint8Array(symbols);
  for (const [symbol, name] of language.types.entries()) {
    named[symbol] = language.nodeTypeIsNamed(symbol) ? 1 : 0;
    kinds[symbol] = kindOf(named[symbol] ? name : `"${name}`);
  }
  const fields = language.fields.map((name) => (name ? fieldOf(name) : 0));
  return { language, memory, kinds, named, ...readProductions(memory, language, fields) };
}

async function startRuntime(readGrammar: ReadGrammar): Promise<Memory> {
  const module: Partial<Memory> & { wasmBinary?: Uint8Array } = {
    wasmBinary: await readGrammar('web-tree-sitter.wasm'),
  };
  // The runtime's type lists every field of an Emscripten module as required; those left out have defaults.
  await Parser.init(module as Parameters<typeof Parser.init>[0]);
  if (!module.HEAPU32 || !module.HEAPU8)
    throw new Error('web-tree-sitter no longer shows its memory on its module object');
  return module as Memory;
}
