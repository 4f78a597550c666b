const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

/**
 * Whether the last six characters are the CRC-32 of those between the prefix and them, in base 62. GitHub describes it for its tokens
 * (github.blog, "Behind GitHub's new authentication token formats", 2021), npm's are made the same way (github.blog changelog, 2021-09-23).
 */
export function hasCrc32(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  const split = body.length - CHECKSUM_LENGTH;
  return body.slice(split) === inBase62(crc32(body.slice(0, split)));
}

/** The checksum of a text of ASCII characters, as zlib computes it. */
export function crc32(text: string): number {
  let value = -1;
  for (let at = 0; at < text.length; at++) {
    value ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}

export function inBase62(number: number): string {
  let rest = number;
  let digits = '';
  for (let at = 0; at < CHECKSUM_LENGTH; at++) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
