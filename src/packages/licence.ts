/**
 * Whether an SPDX expression can be met with the licences that are allowed: of `OR` one side suffices, of `AND` both are needed. What is no expression
 * (`SEE LICENSE IN ...`) is met only if it is allowed as it stands.
 */
export function isLicenceAllowed(licence: string, allowed: readonly string[]): boolean {
  const names = new Set(allowed.map((name) => name.toLowerCase()));
  if (names.has(licence.trim().toLowerCase())) return true;
  const tokens = licence.toLowerCase().match(/[()]|[^\s()]+/g) ?? [];
  return new Expression(tokens.slice(0, MOST_TOKENS), names).isMet();
}

const MOST_TOKENS = 60;

class Expression {
  readonly #tokens: readonly string[];
  readonly #allowed: ReadonlySet<string>;
  #at = 0;

  constructor(tokens: readonly string[], allowed: ReadonlySet<string>) {
    this.#tokens = tokens;
    this.#allowed = allowed;
  }

  isMet(): boolean {
    const isMet = this.#either();
    return isMet && this.#at === this.#tokens.length;
  }

  #either(): boolean {
    let isMet = this.#both();
    while (this.#take('or')) isMet = this.#both() || isMet;
    return isMet;
  }

  #both(): boolean {
    let isMet = this.#one();
    while (this.#take('and')) isMet = this.#one() && isMet;
    return isMet;
  }

  #one(): boolean {
    if (this.#take('(')) {
      const isMet = this.#either();
      return this.#take(')') && isMet;
    }
    const name = this.#tokens[this.#at++] ?? '';
    // An exception permits more than the licence, so it need not be named.
    if (this.#take('with')) this.#at++;
    return this.#allowed.has(name) || this.#allowed.has(name.replace(/\+$/, ''));
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
}
