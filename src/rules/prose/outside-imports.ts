import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import type { TextFile } from '../../engine/text/text-rule.ts';
import { judge } from './judge.ts';

/** `@path` brings a file into the prompt; a path that leaves the project brings what nobody reviews with it. */
const IMPORT =
  /(?<![\w`@/.])@((?:~|\.\.|\$HOME)\/[\w./*-]{1,200}|\/(?:etc|home|Users|root|var|tmp|opt|private|mnt)\/[\w./*-]{1,200})/g;
const KEYS = /\.(?:ssh|aws|gnupg|kube|netrc|npmrc|env)\b|id_rsa|passwd|shadow|credentials|history|keychain/i;

/** Imports from outside of the workspace. In code nothing is imported. */
export function outsideImports(file: TextFile): Problem[] {
  if (!file.text.includes('@')) return [];
  return judge(file).sentences.flatMap(({ raw, start, place }) => {
    if (place.isShown || !raw.includes('@')) return [];
    return [...raw.matchAll(IMPORT)]
      .filter(({ index }) => (raw.slice(0, index).split('`').length - 1) % 2 === 0)
      .map(({ 0: whole, 1: path = '', index }) => ({
        at: { start: start + index, end: start + index + whole.length },
        message: `\`${shortText(whole)}\` brings a file from outside of the workspace into the prompt.`,
        severity: KEYS.test(path) ? ('high' as const) : ('medium' as const),
      }));
  });
}
