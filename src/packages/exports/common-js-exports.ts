import { noExports, type ReadExports } from './es-exports.ts';
import { ModuleTokens } from './module-tokens.ts';

/** Functions with which compilers hand on what another module exports: TypeScript's, Babel's, SWC's, esbuild's. */
const HAND_ON = /^(?:__exportStar|_export_star|_exportStar|__reExport)$/;
/** Functions with which compilers define many exports at once. */
const DEFINE = /^(?:__export|_export|__exports)$/;

/** Each look goes over the whole file. */
const MOST_LOOKS = 12;

/**
 * The exports of a CommonJS module, where they are written so that they can be read: `exports.a =`, `module.exports = { ... }`, and what compilers make of `export`. Any
 * other use of `exports` or `module` leaves it open.
 * @returns undefined where the text cannot be understood.
 */
export function readCommonJs(text: string): ReadExports | undefined {
  const tokens = new ModuleTokens(text);
  if (tokens.isBroken) return undefined;
  const reader = new CommonJsReader(tokens);
  for (let at = 0; at < tokens.count && !reader.found.isOpen; at++) reader.readAt(at);
  return reader.found;
}

class CommonJsReader {
  readonly found: ReadExports = noExports();
  readonly #tokens: ModuleTokens;
  /** What has been looked at already, over the whole file. */
  readonly #looked = new Set<string>();

  constructor(tokens: ModuleTokens) {
    this.#tokens = tokens;
  }

  readAt(at: number): void {
    const tokens = this.#tokens;
    const word = tokens.isWord(at) ? tokens.at(at) : '';
    // As a member of `tslib` it does the same.
    if (tokens.at(at - 1) === '.' && !HAND_ON.test(word)) return;
    // A key or a shorthand of an object has the name only.
    if (word === 'exports') this.#exports(at);
    else if (word === 'module') this.#module(at);
    else if (DEFINE.test(word) && tokens.at(at + 1) === '(') this.#defined(at);
    else if (HAND_ON.test(word) && tokens.at(at + 1) === '(') this.#handedOn(at + 1);
  }

  #exports(at: number): void {
    const tokens = this.#tokens;
    if (tokens.at(at + 1) === '.' && tokens.isWord(at + 2)) {
      this.found.names.add(tokens.at(at + 2));
      return;
    }
    if (this.#isDefinedProperty(at) || this.#isHarmlessArgument(at)) return;
    // `exports = module.exports = ...`: what follows is looked at in its own place.
    if (tokens.matches(at + 1, '=', 'module', '.', 'exports')) return;
    this.found.isOpen = true;
  }

  #module(at: number): void {
    const tokens = this.#tokens;
    if (tokens.matches(at - 3, '=', '=', '=') || tokens.matches(at - 2, '=', '=')) return; // require.main === module
    if (tokens.at(at + 1) !== '.') {
      this.found.isOpen = true;
      return;
    }
    if (tokens.at(at + 2) !== 'exports') return;
    const next = at + 3;
    if (tokens.at(next) === '.' && tokens.isWord(next + 1)) this.found.names.add(tokens.at(next + 1));
    else if (tokens.at(next) === '=' && tokens.at(next + 1) !== '=') this.#assigned(next + 1);
    else if (!this.#isDefinedProperty(at, next) && !this.#isHarmlessArgument(at)) this.found.isOpen = true;
  }

  /** What `module.exports` becomes. */
  #assigned(at: number): void {
    const tokens = this.#tokens;
    if (tokens.at(at) === 'exports' && tokens.at(at + 1) === '=') {
      this.#assigned(at + 2);
      return;
    }
    if (tokens.at(at) === '{') {
      const end = tokens.at(tokens.behind(at));
      if (/^[.[(?|&]$/.test(end)) this.found.isOpen = true;
      else this.#keys(at);
    } else if (tokens.matches(at, 'require', '(')) this.#required(at, /^(?:[;})]|)$/);
    else if (tokens.matches(at, '__toCommonJS', '(')) return;
    else if (tokens.matches(at, 'exports', '.', 'default') && this.#isEnd(at + 3)) this.#default();
    else if (tokens.isWord(at) && this.#isEnd(at + 1)) this.#value(tokens.at(at), 0);
    else this.found.isOpen = true;
  }

  /** What `exports.default` was given, which Babel's plugin makes the whole. */
  #default(): void {
    if (this.#looked.has('exports.default')) return;
    this.#looked.add('exports.default');
    const tokens = this.#tokens;
    for (let at = 0; at < tokens.count; at++) {
      if (!tokens.matches(at, 'exports', '.', 'default', '=') || tokens.at(at - 1) === '.') continue;
      // At first it is `void 0`.
      if (tokens.at(at + 4) === 'void') continue;
      if (tokens.isWord(at + 4) && this.#isEnd(at + 5)) this.#value(tokens.at(at + 4), 0);
      else this.found.isOpen = true;
    }
  }

  /** Adds the members of a function, class or written-out object of the file that is used for nothing but calls and its own members. */
  #value(name: string, depth: number): void {
    if (this.#looked.has(name)) return;
    this.#looked.add(name);
    if (this.#looked.size > MOST_LOOKS) this.found.isOpen = true;
    const tokens = this.#tokens;
    let isDeclared = false;
    for (let at = 0; at < tokens.count && !this.found.isOpen; at++) {
      if (!tokens.isWord(at) || tokens.at(at - 1) === '.' || tokens.at(at) !== name) continue;
      const before = tokens.at(at - 1);
      if (before === 'function' || tokens.matches(at - 2, 'function', '*')) isDeclared = true;
      else if (/^(?:var|let|const)$/.test(before) && tokens.at(at + 1) === '=') {
        this.#initial(at + 2, depth);
        isDeclared = true;
      } else if (tokens.at(at + 1) === '.' && tokens.isWord(at + 2)) this.found.names.add(tokens.at(at + 2));
      else if (before === '=' && this.#isExportedAt(at - 2)) continue;
      else if (tokens.at(at + 1) !== '(' && before !== 'new' && before !== 'instanceof') this.found.isOpen = true;
    }
    if (!isDeclared) this.found.isOpen = true;
  }

  #initial(at: number, depth: number): void {
    const tokens = this.#tokens;
    if (tokens.at(at) === '{' && this.#isEnd(tokens.behind(at))) this.#keys(at);
    else if (tokens.at(at) === 'function' || tokens.matches(at, 'async', 'function')) return;
    else if (tokens.matches(at, 'exports', '.', 'default', '=') && tokens.isWord(at + 4) && depth < 2)
      this.#value(tokens.at(at + 4), depth + 1);
    else this.found.isOpen = true;
  }

  /** Whether the target of an assignment ends at a token: `module.exports`, `exports`, `exports.default`. */
  #isExportedAt(at: number): boolean {
    const tokens = this.#tokens;
    return tokens.at(at) === 'exports' || tokens.matches(at - 2, 'exports', '.');
  }

  #isEnd(at: number): boolean {
    return /^[;}]?$/.test(this.#tokens.at(at)) || (this.#tokens.isWord(at) && this.#beginsLine(at));
  }

  /** `require('x')` with nothing but an end behind it, or a new line. */
  #required(at: number, end: RegExp): void {
    const tokens = this.#tokens;
    const source = tokens.stringAt(at + 2);
    const behind = tokens.behind(at + 1);
    const isEnd = end.test(tokens.at(behind)) || (tokens.isWord(behind) && this.#beginsLine(behind));
    if (source !== undefined && tokens.at(at + 3) === ')' && isEnd) this.found.stars.add(source);
    else this.found.isOpen = true;
  }

  /** The keys of an object that is written out. */
  #keys(open: number): void {
    const tokens = this.#tokens;
    const close = tokens.closing.get(open) ?? open;
    for (let at = open + 1; at < close; ) {
      if (tokens.matches(at, '.', '.', '.')) {
        if (tokens.matches(at + 3, 'require', '(')) this.#required(at + 3, /^[,}]$/);
        else this.found.isOpen = true;
      } else {
        while (/^(?:get|set|async|\*)$/.test(tokens.at(at)) && !/^[,:(}]$/.test(tokens.at(at + 1))) at++;
        const name = tokens.stringAt(at) ?? (tokens.isWord(at) ? tokens.at(at) : undefined);
        if (name === undefined) this.found.isOpen = true;
        else this.found.names.add(name);
      }
      while (at < close && tokens.at(at) !== ',') at = tokens.behind(at);
      at++;
    }
  }

  /** `Object.defineProperty(exports, 'name', ...)`, of `exports` or of `module.exports`. */
  #isDefinedProperty(at: number, behind = at + 1): boolean {
    const tokens = this.#tokens;
    if (!tokens.matches(at - 4, 'Object', '.', 'defineProperty', '(') || tokens.at(behind) !== ',') return false;
    const name = tokens.stringAt(behind + 1);
    if (name === undefined) return false;
    this.found.names.add(name);
    return true;
  }

  /** The last argument of a function that hands on, which is looked at where the function's name stands. */
  #isHarmlessArgument(at: number): boolean {
    const tokens = this.#tokens;
    if (DEFINE.test(tokens.at(at - 2)) && tokens.at(at - 1) === '(') return true;
    for (let before = at - 1; before > at - 14 && before >= 0; before--)
      if (HAND_ON.test(tokens.at(before)) && tokens.at(before + 1) === '(')
        return (tokens.closing.get(before + 1) ?? 0) > at;
    return false;
  }

  /** `__export(target, { a: () => a })`. */
  #defined(at: number): void {
    const tokens = this.#tokens;
    if (tokens.at(at - 1) === 'function') return;
    let second = at + 2;
    while (second < tokens.count && tokens.at(second) !== ',') second = tokens.behind(second);
    if (tokens.at(second + 1) === '{') this.#keys(second + 1);
    else this.found.isOpen = true;
  }

  /** `__exportStar(require('x'), exports)`. */
  #handedOn(open: number): void {
    const tokens = this.#tokens;
    if (tokens.at(open - 2) === 'function') return;
    const close = tokens.closing.get(open) ?? open;
    for (let at = open + 1; at < close; at++) {
      if (!tokens.matches(at, 'require', '(')) continue;
      this.#required(at, /^[,)]$/);
      return;
    }
    this.found.isOpen = true;
  }

  #beginsLine(at: number): boolean {
    const tokens = this.#tokens;
    return tokens.text.slice(tokens.ends[at - 1], tokens.starts[at]).includes('\n');
  }
}
