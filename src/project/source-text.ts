import { readFile, stat } from 'node:fs/promises';
import { languageOf } from '../engine/engine.ts';

/** Larger files are made by machines, and nobody reads findings in them. */
const MAX_BYTES = 1_000_000;

/** Lines longer than this on average are minified code. */
const MINIFIED_LINE = 500;

export type SourceText = { readonly text: string } | { readonly note: string };

/** The text of a file, or why it is not looked at. Rejects when it cannot be read. @param most bytes that are read. */
export async function readSource(path: string, most = MAX_BYTES): Promise<SourceText> {
  const { size } = await stat(path);
  if (size > most) return { note: tooLarge(size, most) };
  const bytes = await readFile(path);
  try {
    return checkText(new TextDecoder('utf-8', { fatal: true }).decode(bytes), path, most);
  } catch {
    return { note: 'This file is not UTF-8 text, so it was not checked.' };
  }
}

/** Whether a text is one that people write, or why it is not looked at. */
export function checkText(text: string, path: string, most = MAX_BYTES): SourceText {
  if (text.length > most) return { note: tooLarge(text.length, most) };
  if (text.includes('\0')) return { note: 'This file holds NUL characters, so it was not checked.' };
  // A configuration in one long line is read all the same: it may hold a secret.
  if (languageOf(path) !== undefined && isMinified(text))
    return { note: 'This file is minified, so it was not checked. Check what it was made from.' };
  return { text };
}

const tooLarge = (size: number, most: number): string =>
  `This file is larger than ${most / 1e6} MB (${(size / 1e6).toFixed(1)} MB), so it was not checked.`;

function isMinified(text: string): boolean {
  if (text.length < 5_000) return false;
  const lines = text.split('\n').length;
  return text.length / lines > MINIFIED_LINE;
}
