import { ModuleTokens } from './module-tokens.ts';

/** What a module of ECMAScript, or a file of declarations, exports. */
export type ReadExports = {
  readonly names: Set<string>;
  /** Those of the names that are only types. */
  readonly types: Set<string>;
  /** Modules whose exports it hands on: `export * from`. */
  readonly stars: Set<string>;
  /** Something adds exports that cannot be read here. */
  isOpen: boolean;
};

export const noExports = (): ReadExports => ({ names: new Set(), types: new Set(), stars: new Set(), isOpen: false });

const MODIFIERS = new Set(['declare', 'abstract', 'async', 'default']);
const STATEMENTS = new Set(
  'export import declare function class const let var interface type enum namespace module abstract async if for while return'.split(
    ' ',
  ),
);

/** Names that are looked for to find the members of one `export =`; each look goes over the whole file. */
const MOST_LOOK_UPS = 30;

/** Reads the exports of one file. `isModule` is false for a script, and for a file that only declares modules by name. */
export type EsModule = ReadExports & {
  readonly isModule: boolean;
  /** What `declare module "x"` says of each x. */
  readonly declared: ReadonlyMap<string, ReadExports>;
};

/**
 * @param isTypes a file of declarations, whose declarations at the top are exported without saying so.
 * @returns undefined where the text cannot be understood.
 */
export function readEsModule(text: string, isTypes: boolean): EsModule | undefined {
  const tokens = new ModuleTokens(text);
  if (tokens.isBroken) return undefined;
  const reader = new EsReader(tokens, isTypes);
  reader.read(0, tokens.count);
  if (isTypes && /^[ \t]{0,40}\/\/\/\s{0,9}<reference\s{1,9}path\s{0,9}=/m.test(text)) reader.found.isOpen = true;
  return { ...reader.found, isModule: reader.isModule, declared: reader.declared };
}

class EsReader {
  readonly found = noExports();
  readonly declared = new Map<string, ReadExports>();
  isModule = false;
  #lookUps = 0;
  readonly #tokens: ModuleTokens;
  readonly #isTypes: boolean;

  constructor(tokens: ModuleTokens, isTypes: boolean) {
    this.#tokens = tokens;
    this.#isTypes = isTypes;
  }

  /** Reads the statements between two tokens. */
  read(from: number, to: number): void {
    const tokens = this.#tokens;
    for (let at = from; at < to; ) {
      const word = tokens.isWord(at) && tokens.at(at - 1) !== '.' ? tokens.at(at) : '';
      if (word === 'export') at = this.#export(at + 1, from, to);
      else if (word === 'import' && !/^[(.]$/.test(tokens.at(at + 1))) at = this.#import(at + 1);
      else if (word === 'declare' && tokens.at(at + 1) === 'global') {
        this.found.isOpen = true;
        at += 2;
      } else if (word === 'declare' && tokens.at(at + 1) === 'module' && tokens.stringAt(at + 2) !== undefined)
        at = this.#declaredModule(at + 2);
      else if (this.#isTypes && word !== '') at = this.#declaration(at, to) ?? tokens.behind(at);
      else at = tokens.behind(at);
    }
  }

  #import(at: number): number {
    this.isModule = true;
    // In declarations an import for its effect may add to the very module that is read.
    if (this.#isTypes && this.#tokens.stringAt(at) !== undefined) this.found.isOpen = true;
    return at;
  }

  #export(at: number, from: number, to: number): number {
    this.isModule = true;
    const tokens = this.#tokens;
    const { names, stars } = this.found;
    const isType = tokens.at(at) === 'type' && /^[{*]$/.test(tokens.at(at + 1));
    const start = isType ? at + 1 : at;
    switch (tokens.at(start)) {
      case '{':
        return this.#list(start, isType);
      case '*': {
        const name = tokens.at(start + 1) === 'as' ? tokens.at(start + 2) : undefined;
        const source = tokens.stringAt(start + (name === undefined ? 2 : 4));
        if (name !== undefined) names.add(name);
        else if (source !== undefined) stars.add(source);
        else this.found.isOpen = true;
        return start + 2;
      }
      case '=':
        this.#assigned(start + 1, from, to);
        return start + 1;
      case 'as':
        return start + 3;
      case 'import':
        if (tokens.at(start + 2) === '=') names.add(tokens.at(start + 1));
        else this.found.isOpen = true;
        return start + 2;
      case 'default':
        names.add('default');
        return start + 1;
    }
    const end = this.#declaration(start, to);
    if (end === undefined) this.found.isOpen = true;
    return end ?? start;
  }

  /** `{ a, b as c, type D }`, perhaps with its `from`. */
  #list(open: number, isType: boolean): number {
    const tokens = this.#tokens;
    const close = tokens.closing.get(open) ?? open;
    for (let at = open + 1; at < close; at++) {
      const isEnd = tokens.at(at + 1) === ',' || at + 1 === close;
      if (!isEnd || tokens.at(at) === ',') continue;
      const name = tokens.stringAt(at) ?? tokens.at(at);
      this.found.names.add(name);
      if (isType || (tokens.at(at - 1) === 'type' && /^[{,]$/.test(tokens.at(at - 2)))) this.found.types.add(name);
    }
    return close + 1;
  }

  /** The declaration that begins at a token: adds its names and gives the token behind its head; undefined when none begins there. */
  #declaration(from: number, to: number): number | undefined {
    const tokens = this.#tokens;
    let at = from;
    while (MODIFIERS.has(tokens.at(at)) && tokens.isWord(at + 1)) at++;
    const keyword = tokens.at(at);
    if (keyword === 'const' && tokens.at(at + 1) === 'enum') return this.#named(at + 2, false);
    switch (keyword) {
      case 'const':
      case 'let':
      case 'var':
      case 'using':
        return this.#variables(at + 1, to);
      case 'function':
        return this.#named(tokens.at(at + 1) === '*' ? at + 2 : at + 1, false);
      case 'class':
      case 'enum':
        return this.#named(at + 1, false);
      case 'namespace':
      case 'module':
        return tokens.isWord(at + 1) ? this.#named(at + 1, false) : undefined;
      case 'interface':
      case 'type':
        return tokens.isWord(at + 1) ? this.#named(at + 1, true) : undefined;
    }
    return undefined;
  }

  #named(at: number, isType: boolean): number {
    const name = this.#tokens.at(at);
    if (this.#tokens.isWord(at)) {
      if (isType && !this.found.names.has(name)) this.found.types.add(name);
      if (!isType) this.found.types.delete(name);
      this.found.names.add(name);
    }
    return at + 1;
  }

  /** Names too many rather than too few: a comma in a type looks like one between variables. */
  #variables(from: number, to: number): number {
    const tokens = this.#tokens;
    let isName = true;
    let at = from;
    for (; at < to; at = tokens.behind(at)) {
      const text = tokens.at(at);
      if (text === ';' || (!isName && at > from + 1 && STATEMENTS.has(text) && this.#beginsLine(at))) break;
      if (isName && (text === '{' || text === '[')) {
        for (let inside = at + 1; inside < (tokens.closing.get(at) ?? at); inside++) this.#named(inside, false);
      } else if (isName) this.#named(at, false);
      isName = text === ',';
    }
    return at;
  }

  #beginsLine(at: number): boolean {
    const tokens = this.#tokens;
    return tokens.text.slice(tokens.ends[at - 1], tokens.starts[at]).includes('\n');
  }

  #declaredModule(at: number): number {
    const tokens = this.#tokens;
    const name = tokens.stringAt(at) ?? '';
    if (tokens.at(at + 1) !== '{') {
      // `declare module "x";` makes everything of x anything.
      this.declared.set(name, { ...noExports(), isOpen: true });
      return at + 1;
    }
    const inside = new EsReader(tokens, true);
    inside.read(at + 2, tokens.closing.get(at + 1) ?? at + 2);
    const known = this.declared.get(name);
    this.declared.set(name, known ? merged(known, inside.found) : inside.found);
    return tokens.behind(at + 1);
  }

  /** `export = X`: what X has as members is what can be imported by name. */
  #assigned(at: number, from: number, to: number): void {
    const tokens = this.#tokens;
    const name = tokens.at(at);
    const isPlain = tokens.isWord(at) && !/^[.([<]$/.test(tokens.at(at + 1));
    if (!isPlain || !this.#members(name, from, to, 0)) this.found.isOpen = true;
  }

  /** Adds the members of what is declared under a name; false where they cannot all be read. */
  #members(name: string, from: number, to: number, depth: number): boolean {
    const tokens = this.#tokens;
    let isKnown = false;
    if (++this.#lookUps > MOST_LOOK_UPS) return false;
    for (let at = from; at < to; at = tokens.behind(at)) {
      if (tokens.at(at + 1) !== name || !tokens.isWord(at)) continue;
      const keyword = tokens.at(at);
      const next = at + 2;
      if (keyword === 'function') isKnown = true;
      else if (keyword === 'namespace' || keyword === 'module') {
        if (tokens.at(next) !== '{') return false;
        this.read(next + 1, tokens.closing.get(next) ?? next);
        isKnown = true;
      } else if (keyword === 'class' || keyword === 'interface') {
        const body = this.#bodyOf(next);
        if (body === undefined) return false;
        this.#allWords(body);
        isKnown = isKnown || keyword === 'class' || depth > 0;
      } else if (keyword === 'const' || keyword === 'let' || keyword === 'var') {
        if (depth > 3 || !this.#membersOfType(next, from, to, depth)) return false;
        isKnown = true;
      } else if (keyword === 'import') {
        if (!tokens.matches(next, '=', 'require', '(')) return false;
        const source = tokens.stringAt(next + 3);
        if (source === undefined) return false;
        this.found.stars.add(source);
        isKnown = true;
      } else if (keyword === 'type' || keyword === 'enum') return false;
    }
    return isKnown;
  }

  /** The members of `: { ... }`, `: Name` or `: typeof name` behind a variable. */
  #membersOfType(at: number, from: number, to: number, depth: number): boolean {
    const tokens = this.#tokens;
    if (tokens.at(at) !== ':') return false;
    if (tokens.at(at + 1) === '{') {
      this.#allWords(at + 1);
      return /^[;,]?$/.test(tokens.at(tokens.behind(at + 1))) || STATEMENTS.has(tokens.at(tokens.behind(at + 1)));
    }
    const type = tokens.at(at + 1) === 'typeof' ? at + 2 : at + 1;
    const isPlain = tokens.isWord(type) && !/^[.<[|&(]$/.test(tokens.at(type + 1));
    return isPlain && this.#members(tokens.at(type), from, to, depth + 1);
  }

  /** The opening brace of a class or an interface that inherits nothing. */
  #bodyOf(from: number): number | undefined {
    const tokens = this.#tokens;
    for (let at = from; at < tokens.count; at = tokens.behind(at)) {
      if (tokens.at(at) === '{') return at;
      if (/^(?:extends|;)$/.test(tokens.at(at))) return undefined;
    }
    return undefined;
  }

  #allWords(open: number): void {
    for (let at = open + 1; at < (this.#tokens.closing.get(open) ?? open); at++) this.#named(at, false);
  }
}

const merged = (a: ReadExports, b: ReadExports): ReadExports => ({
  names: new Set([...a.names, ...b.names]),
  types: new Set([...a.types, ...b.types]),
  stars: new Set([...a.stars, ...b.stars]),
  isOpen: a.isOpen || b.isOpen,
});
