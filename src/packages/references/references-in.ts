import { commandsOf } from '../known-commands.ts';
import type { PackageReference } from '../reference.ts';
import { plainPassage } from './passage.ts';
import { referencesInCommands } from './references-in-commands.ts';
import { referencesInDockerfile } from './references-in-dockerfile.ts';
import { referencesInHtml } from './references-in-html.ts';
import { referencesInImportMap } from './references-in-import-map.ts';
import { referencesInManifest } from './references-in-manifest.ts';
import { referencesInMarkdown } from './references-in-markdown.ts';
import { referencesInMcpJson } from './references-in-mcp-json.ts';
import { referencesInPnpmWorkspace } from './references-in-pnpm-workspace.ts';
import { referencesInToml } from './references-in-toml.ts';
import { referencesInWorkflow } from './references-in-workflow.ts';

type Reader = (text: string) => readonly PackageReference[];

const referencesInShell: Reader = (text) => referencesInCommands(plainPassage(text, { start: 0, end: text.length }));

/** By path, with `/` between its parts; the first that fits reads. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/(?:^|\/)(?:package-lock|npm-shrinkwrap|\.package-lock)\.json$/, () => []],
  [/(?:^|\/)package\.json$/, referencesInManifest],
  [/(?:^|\/)(?:pnpm-workspace\.ya?ml|\.yarnrc\.yml)$/, referencesInPnpmWorkspace],
  [/(?:^|\/)(?:deno\.jsonc?|jsr\.json|import[-_]?map\.json|[^/]+\.importmap)$/i, referencesInImportMap],
  [/(?:^|\/)\.github\/.+\.ya?ml$|(?:^|\/)action\.ya?ml$/, referencesInWorkflow],
  [/(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[^/]+)?$|\.(?:dockerfile|containerfile)$/i, referencesInDockerfile],
  [/\.(?:md|mdx|mdc|markdown|mdown)$|(?:^|\/)\.(?:cursor|windsurf|cline)rules$/i, referencesInMarkdown],
  [/\.(?:sh|bash|zsh|ksh|fish|ps1|bat|cmd)$|(?:^|\/)\.husky\/[^/]+$/i, referencesInShell],
  [/\.(?:jsonc?|code-workspace)$/i, referencesInMcpJson],
  [/\.toml$/i, referencesInToml],
  [/\.(?:x?html?|vue|svelte|astro|ejs|hbs|njk)$/i, referencesInHtml],
];
const SHELL_SCRIPT = /^#!.*\b(?:ba|z|k|da|a|fi)?sh\b/;

/** Larger texts are made by machines. */
const LONGEST = 2_000_000;

/**
 * The references of a text that is no code, by what its path says it is: manifests, documents, scripts, workflows, container files, configurations of tools, pages. Empty for
 * other files. Never throws, and takes time in proportion to the text.
 */
export function referencesIn(path: string, text: string): readonly PackageReference[] {
  if (text.length > LONGEST) return [];
  const normal = path.replaceAll('\\', '/');
  const reader = READERS.find(([pattern]) => pattern.test(normal))?.[1];
  if (reader) return withDoubt(reader(text));
  const isScript = /(?:^|\/)[^./]+$/.test(normal) && SHELL_SCRIPT.test(text.slice(0, 100));
  return isScript ? withDoubt(referencesInShell(text)) : [];
}

/** Where a text installs packages as well, what `npx` runs may be a command of one of them: surely so when their names say it. */
function withDoubt(references: readonly PackageReference[]): readonly PackageReference[] {
  const installed = new Set(references.flatMap(({ name, mayBeCommand }) => (mayBeCommand ? [] : [name])));
  if (installed.size === 0) return references;
  const brought = new Set([...installed].flatMap(commandsOf));
  return references.flatMap((reference) => {
    const { name, mayBeCommand } = reference;
    if (!mayBeCommand || installed.has(name)) return [reference];
    return brought.has(name) ? [] : [{ ...reference, guarded: true }];
  });
}
