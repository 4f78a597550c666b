/** Fields of a GitHub event that whoever opens an issue, comments, or sends a pull request writes as they like. */
const FOREIGN =
  /github\.event\.(?:issue|pull_request|comment|review|review_comment|discussion|discussion_comment)\.(?:title|body)|github\.event\.pull_request\.head\.(?:ref|label|repo\.(?:description|homepage|default_branch))|github\.head_ref|github\.event\.workflow_run\.(?:head_branch|display_title|head_commit\.(?:message|author\.\w+)|pull_requests)|github\.event\.(?:commits|head_commit)(?:\.\*|\[\d+\])?\.(?:message|author\.(?:name|email))|github\.event\.pages(?:\.\*|\[\d+\])?\.page_name|github\.event\.(?:issue|pull_request|comment|discussion)\s*\)|toJSON\(\s*github\.event\s*\)/i;

/** `github.event['issue']['body']` as `github.event.issue.body`. */
const dotted = (expression: string): string => expression.replace(/\[\s*["']([\w-]+)["']\s*\]/g, '.$1');

export type Expression = { readonly start: number; readonly end: number; readonly inner: string };

/** Every `${{ … }}` of a text with its offsets in it. */
export const expressionsIn = (text: string): Expression[] =>
  [...text.matchAll(/\$\{\{([^}]{1,400})\}\}/g)].map(({ 0: whole, 1: inner = '', index }) => ({
    start: index,
    end: index + whole.length,
    inner: dotted(inner.trim()),
  }));

/** The field that a stranger writes, in an expression that hands it on as text: not where it is only compared. */
export function foreignFieldIn(inner: string): string | undefined {
  if (/[=!]=|^(?:contains|startsWith|endsWith)\(/.test(inner) && !/\|\||&&/.test(inner)) return undefined;
  return FOREIGN.exec(inner)?.[0]
    .replace(/^toJSON\(\s*/i, '')
    .replace(/\s*\)$/, '');
}
