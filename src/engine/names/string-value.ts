const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\r': '',
};

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g;

/** The value of a string literal or of a template without substitutions, given with its quotes. */
export function stringValue(literal: string): string {
  const body = literal.slice(1, literal.length > 1 ? -1 : undefined);
  if (!body.includes('\\')) return body;
  return body.replace(ESCAPE, (_, point?: string, unit?: string, byte?: string, other = '') => {
    const code = point ?? unit ?? byte;
    if (code === undefined) return other === '\r\n' ? '' : (SIMPLE[other] ?? other);
    const value = Number.parseInt(code, 16);
    return value <= 0x10ffff ? String.fromCodePoint(value) : '';
  });
}
