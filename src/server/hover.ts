import type { Hover, HoverParams } from 'vscode-languageserver';
import type { Finding } from '../engine/finding.ts';
import { COMMANDS } from '../protocol/requests.ts';
import { RULES } from '../rules/index.generated.ts';
import type { Client } from './client-capabilities.ts';
import { cardText, packageCardFor, referenceAt } from './package-card.ts';
import type { Session } from './session.ts';
import { pageLink, toSpan } from './to-diagnostic.ts';

/** Three lines: what, why, what to do; read from what was told. Below them what is known of the package, where one is named. */
export async function onHover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const document = session.documents.get(textDocument.uri);
  if (!document) return null;
  const { told, version } = document;
  const findings = told?.version === version ? told.findings : [];
  const offset = document.lines.offsetAt(position);
  const here = findings.filter(({ range }) => range.start <= offset && offset <= range.end);
  const reference = referenceAt(document, offset);
  const known = reference && (await packageCardFor(session, document, reference));
  const card = known && cardText(known);
  const range = here[0]?.range ?? (card === undefined ? undefined : reference?.range);
  if (!range) return null;
  const parts = [...here.map((finding) => hoverText(finding, session.client)), ...(card === undefined ? [] : [card])];
  return { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') }, range: toSpan(document.lines, range) };
}

function hoverText({ rule, message, remedy, fixes }: Finding, client: Client): string {
  const known = RULES.find((documented) => documented.rule.id === rule);
  const why = known ? firstSentence(known.page.summary) : '';
  const fix = fixes[0] ? ` · Ctrl+. to ${lowerFirst(fixes[0].title)}` : '';
  return [
    // An editor that shows the message above need not say it twice.
    client.isOurs ? '' : `**${escaped(message)}**`,
    why,
    escaped(remedy),
    `[Explain: ${known?.rule.title ?? rule}](${explainLink(rule, client)})${escaped(fix)}`,
  ]
    .filter((line) => line !== '')
    .join('\n\n');
}

const explainLink = (rule: string, { isOurs, uriScheme }: Client): string =>
  isOurs ? `command:${COMMANDS.explain}?${encodeURIComponent(JSON.stringify([{ rule }]))}` : pageLink(uriScheme, rule);

/** The first sentence of a page of ours, on one line. */
export function firstSentence(summary: string): string {
  const line = summary.replace(/\s+/g, ' ').trim();
  return /^.{20,}?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
}

const lowerFirst = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

/** Messages name the reader's identifiers in backticks; anything else that Markdown or HTML would read is escaped. */
export const escaped = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_{}[\]()#+!|<>~]/g, '\\$&')))
    .join('');
