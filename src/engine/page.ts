/** A rule's page: the Markdown file beside the rule, which is explanation, documentation and test at once. */
export type Page = {
  /** The text above the first heading: what hover, `assay explain` and SARIF show first. */
  readonly summary: string;
  readonly sections: readonly Section[];
};

export type Section = { readonly title: string; readonly body: string };

/** Sections that exist for the tests and are never shown to a user. */
const HIDDEN = new Set(['Edge cases']);

export function parsePage(markdown: string): Page {
  const parts = splitAtHeadings(markdown.replaceAll('\r\n', '\n'));
  const [first, ...rest] = parts;
  return { summary: first?.body ?? '', sections: rest };
}

/** The page as a user reads it: no test-only sections, no carets. What to do, if it is given, stands before all that is there to be studied. */
export function shownMarkdown(page: Page, remedy?: string): string {
  const shown = page.sections.filter((section) => !HIDDEN.has(section.title));
  return [
    page.summary,
    ...(remedy === undefined ? [] : [`## What to do\n\n${remedy}`]),
    ...shown.map((section) => `## ${section.title}\n\n${withoutCarets(section.body)}`),
  ].join('\n\n');
}

/** The lines that are no caret line: carets point, from below, at what is caught in the line above. */
export const withoutCarets = (body: string): string =>
  body
    .split('\n')
    .filter((line) => !isCaretLine(line))
    .join('\n');

export const isCaretLine = (line: string): boolean => /^\s*\^+(\s|$)/.test(line);

function splitAtHeadings(markdown: string): Section[] {
  const sections: { title: string; lines: string[] }[] = [{ title: '', lines: [] }];
  let fenced = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    const heading = fenced ? null : /^## +(.+?)\s*$/.exec(line);
    if (heading?.[1] === undefined) sections.at(-1)?.lines.push(line);
    else sections.push({ title: heading[1], lines: [] });
  }
  return sections.map(({ title, lines }) => ({ title, body: lines.join('\n').trim() }));
}
