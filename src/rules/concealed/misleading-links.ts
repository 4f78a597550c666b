import type { Range } from '../../engine/finding.ts';

/** A link whose text names one host and whose target is another. */
export type MisleadingLink = { readonly range: Range; readonly shown: string; readonly target: string };

const LINK =
  /\[(?:<)?((?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,12})(?:[/?#:][^\]\s]{0,300})?>?\]\(<?https?:\/\/([\w.-]+)(?::\d+)?[^)\s]{0,400}\)|<a\b[^>]{0,200}\bhref\s*=\s*["']https?:\/\/([\w.-]+)[^"']{0,300}["'][^>]{0,100}>\s*((?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,12})(?:[/?#][^<\s]{0,300})?\s*<\/a>/gi;
/** What looks like a host and is a file or a name with a dot. */
const NO_HOST =
  /\.(?:md|mdx|js|ts|jsx|tsx|mjs|cjs|json|ya?ml|py|go|rs|sh|html|css|toml|txt|java|rb|php|sql|env|lock|net|io|ai|cc|so|rest|zip|mov)$/i;

/** Names with dots are many; these endings are hosts. */
const TOP_LEVEL = /\.(?:com|org|net|io|dev|app|ai|co|edu|gov|info|me|sh|xyz|site|online|cloud|tech|example|[a-z]{2})$/;

export function misleadingLinks(text: string): MisleadingLink[] {
  if (!text.includes('](') && !text.includes('href')) return [];
  return [...text.matchAll(LINK)].flatMap((match) => {
    const shown = (match[1] ?? match[4] ?? '').toLowerCase();
    const target = (match[2] ?? match[3] ?? '').toLowerCase();
    const host = shown.replace(/^https?:\/\//, '');
    if (!TOP_LEVEL.test(host) || (!shown.startsWith('http') && NO_HOST.test(host))) return [];
    if (siteOf(host) === siteOf(target)) return [];
    return [{ range: { start: match.index, end: match.index + match[0].length }, shown: host, target }];
  });
}

/** The registered part of a host, near enough: two labels, three under `co.uk` and its like. */
function siteOf(host: string): string {
  const labels = host.replace(/^www\./, '').split('.');
  const isSecondLevel =
    /^(?:co|com|org|net|gov|ac|edu)$/.test(labels.at(-2) ?? '') && (labels.at(-1)?.length ?? 0) === 2;
  return labels.slice(isSecondLevel ? -3 : -2).join('.');
}
