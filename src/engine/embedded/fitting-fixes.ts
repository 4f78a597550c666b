import type { Finding, Fix } from '../finding.ts';
import type { EmbeddedCode } from './code-in.ts';
import type { Script } from './scripts-in.ts';

/** A line that makes a name of a package known. */
const IMPORT = /^(?:import\s|const .{1,80}= require\()/;
const OF_SERVER = /^(?:import|const) .{1,80}['"]node:|\bprocess\.env\b/;

/**
 * The findings with those of their fixes that can be made in a page or component: a template has no place for statements, a page no packages,
 * and what a script imports is not known everywhere. Where a server fills a script in, a repair would put other text in the place of its tags.
 */
export const withFittingFixes = (findings: readonly Finding[], code: EmbeddedCode, path: string): Finding[] =>
  findings.map((finding) =>
    finding.fixes.length === 0
      ? finding
      : { ...finding, fixes: code.isFilledIn ? [] : finding.fixes.filter((fix) => fits(finding, fix, code, path)) },
  );

type Place = { readonly start: number; readonly end: number };

const holds = ({ start, end }: Place, inner: Place): boolean => start <= inner.start && inner.end <= end;

function fits({ range }: Finding, { edits }: Fix, { scripts, expressions }: EmbeddedCode, path: string): boolean {
  const kind = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const own = scripts.find((script) => holds(script, range));
  const known = scripts.filter((script) => isKnownAt(script, own, kind));
  return edits.every((edit) => {
    if (known.some((script) => holds(script, edit) && mayHold(script, edit.text, kind))) return true;
    return !own && known.length > 0 && expressions.some((expression) => holds(expression, edit));
  });
}

/** Whether what one script imports is known in another, or, where that is undefined, in the template. */
function isKnownAt(script: Script, at: Script | undefined, kind: string): boolean {
  if (kind === 'svelte') return true;
  if (kind === 'vue') return at !== undefined || /\bsetup\b/.test(script.attributes ?? '');
  return at === undefined ? script.attributes === undefined && kind === 'astro' : script === at;
}

/** Packages are known to bundlers only, and modules and the environment of Node.js on servers. */
const mayHold = ({ attributes }: Script, text: string, kind: string): boolean =>
  (kind === 'astro' && attributes === undefined) ||
  !(OF_SERVER.test(text) || (IMPORT.test(text) && /^html?$/.test(kind)));
