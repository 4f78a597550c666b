import type { BuildAliases } from './bundler-aliases.ts';
import { escaped } from './escaped.ts';
import { literalLength, matchesGlob } from './glob.ts';
import { packageNameIn } from './package-name.ts';

/** What follows `external:`, as tools that bundle for another program's process take it. */
const EXTERNALS = /\bexternals?["']?\s*[:=]\s*\[([^\]]{0,4000})\]/g;
const QUOTED = /(["'`])([^"'`\n]{1,214})\1/g;
/** A configuration, or a plugin beside it, that decides itself what a name leads to. */
const RESOLVES = /\b(?:resolveId|onResolve|resolveDynamicImport|VirtualModulesPlugin|VirtualModulePlugin)\b/;
/** A key that is put together: `[`${scope}-ui`]:`. */
const COMPUTED = /\[\s{0,20}`([^`\n]{0,200}\$\{[^`\n]{1,200})`\s{0,20}\]\s{0,20}:/g;
const DLL = /\bDllReferencePlugin\b/;
/** What plugins call the name that they are asked for. */
const ASKED = '\\b(?:ids?|source|request|specifier|importee|path|name|module(?:Name|Id)?|pkg|dep)';
/** What it asks whether a name begins with; a shorter text says too little. */
const BEGUN = new RegExp(`${ASKED}\\.startsWith\\(\\s{0,20}["'\`]([^"'\`\\n]{3,214})["'\`]`, 'g');

type Provider = Pick<BuildAliases, 'texts' | 'hasNamespaces'>;

/**
 * Whether a configuration says that the build itself, or the program it is for, provides a module: a plugin compares what it is asked for with
 * the name, or keeps the name while it resolves others, or the name is among the externals. Weaker than an alias, since packages are named so too.
 */
export function isProvided({ texts, hasNamespaces }: Provider, specifier: string): boolean {
  const name = packageNameIn(specifier)?.name ?? specifier;
  if (hasNamespaces && /^[a-z]\w*\/\w+$/i.test(specifier)) return true;
  return texts.some(
    (text) =>
      isComputed(text, name) ||
      isBegun(text, specifier) ||
      (text.includes(name) && (isExternal(text, specifier) || definitionOf(text, name, specifier).test(text))),
  );
}

const isComputed = (text: string, name: string): boolean =>
  [...text.matchAll(COMPUTED)].some(([, key = '']) => {
    const glob = key.replace(/\$\{[^}]*\}/g, '*');
    return literalLength(glob) >= 3 && matchesGlob(glob, name);
  });

const isBegun = (text: string, specifier: string): boolean =>
  [...text.matchAll(BEGUN)].some(([, start = '']) => specifier.startsWith(start));

const isExternal = (text: string, specifier: string): boolean =>
  [...text.matchAll(EXTERNALS)].some(([, list = '']) =>
    [...list.matchAll(QUOTED)].some(([, , named = '']) => specifier === named || specifier.startsWith(`${named}/`)),
  );

function definitionOf(text: string, name: string, specifier: string): RegExp {
  const written = [...new Set([name, specifier])].map(escaped).join('|');
  const quoted = `["'\`](?:${written})["'\`]`;
  const compared = `${ASKED}\\s*[!=]==?\\s*${quoted}|${quoted}\\s*[!=]==?\\s*${ASKED}\\b`;
  const kept = `(?:=|\\bcase)\\s{0,9}${quoted}|["'\`](?:\\./)?node_modules/(?:${written})(?:["'\`/]|\\.[cm]?[jt]s)`;
  const scope = `\\bscope\\s*:\\s*["'\`]${escaped(name)}["'\`]`;
  return new RegExp([compared, ...(RESOLVES.test(text) ? [kept] : []), ...(DLL.test(text) ? [scope] : [])].join('|'));
}
