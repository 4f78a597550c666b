import * as vscode from 'vscode';
import type { PageResult } from '../protocol/requests.ts';

type Page = NonNullable<PageResult>;

/** The page around a rule's own HTML, which the server made and escaped. No inline style or script: the policy forbids both. */
export function pageHtml(page: Page, webview: vscode.Webview, extension: vscode.Uri): string {
  const media = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'media', name));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${media('page.css')}">
<script src="${media('page.js')}" defer></script>
<title>${escapeHtml(page.title)}</title>
</head>
<body>
<header>
<h1>${escapeHtml(page.title)}</h1>
<p class="chips">${chipsOf(page)}</p>
</header>
${findingOf(page)}
<main>${page.html}</main>
${navigationOf(page)}
</body>
</html>`;
}

function chipsOf({ id, category, severity, cwe, owasp }: Page): string {
  const names: Record<string, string> = {
    code: 'Code',
    ai: 'AI',
    package: 'Package',
    secret: 'Secret',
    agent: 'Agent',
  };
  const chips = [
    `<span class="chip severity ${escapeHtml(severity)}">${escapeHtml(severity)}</span>`,
    `<span class="chip">${escapeHtml(names[category] ?? category)}</span>`,
    `<code>${escapeHtml(id)}</code>`,
    ...cwe.map(
      (number) => `<a class="chip" href="https://cwe.mitre.org/data/definitions/${number}.html">CWE-${number}</a>`,
    ),
    ...owasp.map((name) => `<span class="chip">OWASP ${escapeHtml(name)}</span>`),
  ];
  return chips.join(' ');
}

function findingOf({ finding }: Page): string {
  if (!finding) return '';
  const { uri, span, message, line, steps } = finding;
  const from = Math.min(span.start.character, line.length);
  const to = span.end.line === span.start.line ? Math.min(span.end.character, line.length) : line.length;
  const code = `${escapeHtml(line.slice(0, from).trimStart())}<mark>${escapeHtml(line.slice(from, to))}</mark>${escapeHtml(line.slice(to))}`;
  const trace = steps.map((step) => `<li>${reveal(step.uri, step.span, step.message)}</li>`).join('');
  const label = vscode.l10n.t('Line {0}', span.start.line + 1);
  return `<section class="finding" aria-label="${escapeHtml(vscode.l10n.t('In your code'))}">
<h2>${escapeHtml(vscode.l10n.t('In your code'))}</h2>
<p>${inlineCode(message)} ${reveal(uri, span, label)}</p>
<pre><code>${code}</code></pre>
${trace && `<ol>${trace}</ol>`}
</section>`;
}

const reveal = (uri: string, span: object, text: string): string =>
  `<a href="#" data-uri="${escapeHtml(uri)}" data-span="${escapeHtml(JSON.stringify(span))}">${inlineCode(text)}</a>`;

function navigationOf({ previous, next }: Page): string {
  const link = (rule: string | undefined, text: string) =>
    rule === undefined
      ? '<span></span>'
      : `<a href="#" data-rule="${escapeHtml(rule)}">${text} <code>${escapeHtml(rule)}</code></a>`;
  return `<nav aria-label="${escapeHtml(vscode.l10n.t('Rules'))}">${link(previous, '←')}${link(next, '→')}</nav>`;
}

/** Text in backticks as code; everything escaped. */
const inlineCode = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
