import type { PackageReference } from '../reference.ts';
import { type Passage, partOf, plainPassage } from './passage.ts';
import { referencesInImportMapPassage } from './references-in-import-map.ts';
import { referencesInUrl } from './references-in-url.ts';

const START = /<!--|<(script|link)\b/gi;
const ATTRIBUTE = /([\w:@.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?|>/g;
/** Longer tags are no tags. */
const LONGEST_TAG = 4000;
const IMPORT = /(?:\bfrom|\bimport)\s{0,20}(?:\(\s{0,20})?(["'`])((?:https?:)?\/\/[^"'`\s]{1,2000})\1/g;

type Tag = { readonly end: number; readonly type: string; readonly urls: readonly Passage[] };

/** The packages that the scripts and style sheets of a page load from a CDN: by `src`, `href`, `import`, or an import map. */
export function referencesInHtml(text: string): PackageReference[] {
  const file = plainPassage(text, { start: 0, end: text.length });
  const found: PackageReference[] = [];
  START.lastIndex = 0;
  for (let start = START.exec(text); start !== null; start = START.exec(text)) {
    if (start[1] === undefined) {
      const end = text.indexOf('-->', start.index);
      if (end < 0) break;
      START.lastIndex = end;
      continue;
    }
    const tag = readTag(file, START.lastIndex);
    found.push(...tag.urls.flatMap(referencesInUrl));
    START.lastIndex = tag.end;
    if (start[1].toLowerCase() !== 'script') continue;
    const close = endOfScript(text, tag.end);
    found.push(...inScript(partOf(file, tag.end, close), tag.type));
    START.lastIndex = close;
  }
  return found;
}

function readTag(file: Passage, from: number): Tag {
  const source = partOf(file, from, from + LONGEST_TAG);
  const urls: Passage[] = [];
  let type = '';
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(source.text); match !== null; match = ATTRIBUTE.exec(source.text)) {
    const [whole, name] = match;
    const end = match.index + whole.length;
    if (whole === '>') return { end: from + end, type, urls };
    const value = match[2] ?? match[3] ?? match[4];
    if (name === undefined || value === undefined) continue;
    if (/^:?(?:src|href)$/i.test(name)) {
      const close = match[4] === undefined ? end - 1 : end;
      const lead = value.length - value.trimStart().length;
      urls.push(partOf(source, close - value.length + lead, close));
    }
    if (/^type$/i.test(name)) type = value.toLowerCase();
  }
  return { end: from, type, urls };
}

function endOfScript(text: string, from: number): number {
  const close = /<\/script\b/gi;
  close.lastIndex = from;
  return close.exec(text)?.index ?? text.length;
}

function inScript(script: Passage, type: string): PackageReference[] {
  if (type === 'importmap' || type === 'importmap-shim') return referencesInImportMapPassage(script);
  return [...script.text.matchAll(IMPORT)].flatMap((match) => {
    const end = match.index + match[0].length - 1;
    return referencesInUrl(partOf(script, end - (match[2] ?? '').length, end));
  });
}
