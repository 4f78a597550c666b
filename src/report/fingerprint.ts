import type { Finding } from '../engine/finding.ts';

/**
 * Names a finding so that it is known again when lines above it come or go: rule, the text of its line without white space, and which of
 * several alike it is.
 */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  of(path: string, text: string, { rule, range }: Finding): string {
    const start = text.lastIndexOf('\n', range.start - 1) + 1;
    const lineEnd = text.indexOf('\n', range.start);
    const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd).replace(/\s+/g, '');
    const key = `${path}\n${rule}\n${line}`;
    const occurrence = this.#seen.get(key) ?? 0;
    this.#seen.set(key, occurrence + 1);
    return `${hash(key)}:${occurrence}`;
  }
}

/** FNV-1a, twice with different starts: 64 bits that need no library. It guards against accidents, not against people. */
function hash(text: string): string {
  const half = (start: number): string => {
    let value = start;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return (value >>> 0).toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x9e3779b9);
}
