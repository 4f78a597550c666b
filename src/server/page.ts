import { marked, Renderer } from 'marked';
import { categoryOf } from '../engine/finding.ts';
import { isCaretLine, shownMarkdown } from '../engine/page.ts';
import type { PageParams, PageResult, RulesResult } from '../protocol/requests.ts';
import { RULES } from '../rules/index.generated.ts';
import type { Session } from './session.ts';
import { toSpan } from './to-diagnostic.ts';

export function onRules(): RulesResult {
  return RULES.map(({ rule: { id, title, severity } }) => ({ id, title, category: categoryOf(id), severity }));
}

/** A rule's page as HTML, with the finding it was opened from. Null for a rule that does not exist. */
export function onPage(session: Session, { rule: id, at }: PageParams): PageResult {
  const index = RULES.findIndex(({ rule }) => rule.id === id);
  const documented = RULES[index];
  if (!documented) return null;
  const { rule, page } = documented;
  const finding = at && findingAt(session, id, at);
  const previous = RULES[index - 1]?.rule.id;
  const next = RULES[index + 1]?.rule.id;
  return {
    id: rule.id,
    title: rule.title,
    category: categoryOf(rule.id),
    severity: rule.severity,
    cwe: rule.cwe,
    owasp: rule.owasp,
    html: toHtml(shownMarkdown(page, rule.remedy)),
    ...(previous !== undefined && { previous }),
    ...(next !== undefined && { next }),
    ...(finding && { finding }),
  };
}

function findingAt(session: Session, rule: string, { uri, range }: NonNullable<PageParams['at']>) {
  const document = session.documents.get(uri);
  if (!document?.told) return undefined;
  const start = document.lines.offsetAt(range.start);
  const finding = document.told.findings.find((told) => told.rule === rule && told.range.start === start);
  if (!finding) return undefined;
  const { lines, text } = document;
  const span = toSpan(lines, finding.range);
  return {
    uri,
    span,
    message: finding.message,
    line: text.slice(lines.startOf(span.start.line), lines.startOf(span.start.line + 1)).trimEnd(),
    steps: finding.trace.map((step) => ({ uri, span: toSpan(lines, step.range), message: step.message })),
  };
}

/** Pages are ours, but what is in them is shown in an editor: raw HTML is text, and links lead to the web only. */
const renderer = new Renderer();
renderer.html = ({ text }) => escapeHtml(text);
renderer.code = ({ text, lang }) =>
  `<pre><code class="language-${escapeHtml(lang ?? '')}">${text
    .split('\n')
    .filter((line) => !isCaretLine(line))
    .map(escapeHtml)
    .join('\n')}</code></pre>\n`;
renderer.image = ({ text }) => escapeHtml(text);
renderer.link = ({ href, tokens }) => {
  const text = tokens.map((token) => escapeHtml('text' in token ? String(token.text) : token.raw)).join('');
  return /^https:\/\//.test(href) ? `<a href="${escapeHtml(href)}">${text}</a>` : text;
};

export const toHtml = (markdown: string): string => marked.parse(markdown, { async: false, renderer, gfm: true });

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
