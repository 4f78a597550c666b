import type { Concealed } from './concealed.ts';

const BASE64 = /(?<![\w+/=.:-])[A-Za-z0-9+/_-]{24,8000}={0,2}(?![\w+/=])/g;
const HEX = /(?<![\w#-])(?:[0-9a-fA-F]{2}){16,4000}(?![\w-])|(?:\\x[0-9a-fA-F]{2}){8,4000}/g;
const PERCENT = /(?:%[0-7][0-9a-fA-F]){10,4000}/g;
const ESCAPES = /(?:\\u00[0-9a-fA-F]{2}){8,4000}|(?:&#(?:x[0-9a-fA-F]{2,4}|\d{2,4});){8,4000}/g;

/** Blobs that decode to sentences. Hashes, keys and pictures decode to nothing that can be read. */
export function encodedTexts(text: string): Concealed[] {
  return [
    ...decodedRuns(text, BASE64, 'base64', fromBase64),
    ...decodedRuns(text, HEX, 'hexadecimal digits', fromHex),
    ...decodedRuns(text, PERCENT, 'an encoded address', (run) => bytesToText(run.match(/[0-9a-fA-F]{2}/g) ?? [])),
    ...decodedRuns(text, ESCAPES, 'escapes', fromEscapes),
  ];
}

function decodedRuns(
  text: string,
  pattern: RegExp,
  how: string,
  decode: (run: string) => string | undefined,
): Concealed[] {
  return [...text.matchAll(pattern)].slice(0, 500).flatMap(({ 0: run, index }) => {
    if (/;base64,$/.test(text.slice(Math.max(0, index - 8), index))) return [];
    const decoded = decode(run);
    return decoded !== undefined && isSentence(decoded)
      ? [
          {
            range: { start: index, end: index + run.length },
            where: `as ${how}`,
            text: decoded.slice(0, 2000),
            isDeliberate: false,
          },
        ]
      : [];
  });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Portable: neither `Buffer` nor `atob` is there in every host. */
function fromBase64(run: string): string | undefined {
  const clean = run.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  let bits = 0;
  let held = 0;
  let text = '';
  for (const letter of clean) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (held >> bits) & 0xff;
    if (byte !== 9 && byte !== 10 && byte !== 13 && (byte < 32 || byte > 126)) return undefined;
    text += String.fromCharCode(byte);
    held &= (1 << bits) - 1;
  }
  return text;
}

const fromHex = (run: string): string | undefined => bytesToText(run.replaceAll('\\x', '').match(/../g) ?? []);

function bytesToText(bytes: readonly string[]): string | undefined {
  const codes = bytes.map((byte) => Number.parseInt(byte, 16));
  return codes.every((code) => code === 9 || code === 10 || code === 13 || (code >= 32 && code < 127))
    ? codes.map((code) => String.fromCharCode(code)).join('')
    : undefined;
}

function fromEscapes(run: string): string | undefined {
  const codes = [...run.matchAll(/\\u([0-9a-fA-F]{4})|&#x([0-9a-fA-F]+);|&#(\d+);/g)].map(
    ([, unicode, hex, decimal]) =>
      decimal === undefined ? Number.parseInt(unicode ?? hex ?? '', 16) : Number(decimal),
  );
  return codes.every((code) => code >= 9 && code < 0x250) ? String.fromCharCode(...codes) : undefined;
}

/** Words with blanks between them, or a command line. */
const isSentence = (text: string): boolean =>
  (text.match(/[A-Za-z]{2,}/g) ?? []).length >= 3 &&
  /\s/.test(text.trim()) &&
  (text.match(/[A-Za-z\s]/g) ?? []).length > text.length * 0.6;
