import type { Fix, Range } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf, isInstructions, isInstructionText } from '../agent-files.ts';
import type { Concealed } from '../concealed/concealed.ts';
import { encodedTexts } from '../concealed/encoded-texts.ts';
import { hiddenMarkup } from '../concealed/hidden-markup.ts';
import { misleadingLinks } from '../concealed/misleading-links.ts';
import { hitsAmong, sumOf, wordsOf } from '../prose/judge.ts';
import { isAboutAttacks } from '../prose/meaning.ts';
import { sentencesOf } from '../prose/sentences.ts';
import { withoutInvisible } from '../prose/tell-verdict.ts';

const COMMENT =
  /<!--([\s\S]{3,4000}?)-->|^[ \t]*\[(?:\/\/|comment|_)\]:[ \t]*(?:#|<>)[ \t]*["'(]([^\n]{3,2000})["')][ \t]*$/gim;
/** Comments that are looked into. */
const MOST = 300;
/** What comments are for: licences, marks for tools, notes to people who edit. */
const ORDINARY =
  /^\s*(?:markdownlint|prettier|eslint|cspell|vale|textlint|lint|toc|doctoc|tocstop|start|end|begin|generated|auto-?generated|this (?:file|section|block) (?:is|was) (?:auto-?)?generated|do not edit|copyright|spdx|licen[cs]e|todo|fixme|note to (?:maintainers|editors|self)|assay-ignore|region|endregion|all-contributors|readme|badges?|template|omit|include|snippet|truncate|more|#|\/?[\w-]+:?\s*$)/i;
/** Speaks to a model, or gives it an order. */
const SPEAKS_TO_MODEL =
  /^\W*(?:claude|copilot|cursor|gemini|gpt|ai|agent|assistant|llm|model)s?\s*[:,]|\b(?:ai|llm|gpt|claude|copilot|cursor|gemini|assistants?|agents?|language models?|the model|chatbots?)\b[^.\n]{0,40}\b(?:must|should|shall|always|never|have to|need to|please|only|will|do not|don't)\b|\byou (?:must|should|are now|will|have to|need to|are (?:required|instructed|authorized))\b|\b(?:instructions?|note|message|attention|important)\b[^.\n]{0,20}\b(?:to|for) (?:the |all |any )?(?:ai|llm|assistants?|agents?|models?|claude|copilot)\b/i;
const ORDERS =
  /\b(?:ignore|execute|run|send|post|upload|fetch|download|curl|wget|install|add|insert|include|append|inject|import|disable|skip|override|reveal|hide|delete|commit|push|read|copy|grant|approve|pretend|exfiltrate|follow|suppress|silence|obey|omit|leave out)\b|\b(?:do not|don't|never) (?:report|mention|flag|warn|tell|show|scan|review|check|raise|ask|question|point out)\b/i;
const HARMLESS_ORDER =
  /\b(?:keep this (?:file|section)|update this|add (?:your|new|more|project|any|further|additional)|replace (?:this|with|the)|fill in|edit (?:this|below)|see also|remove this|describe|list your|insert your)\b/i;

export default defineTextRule({
  id: 'agent/instruction-hidden-content',
  title: 'Hidden text in instructions',
  severity: 'high',
  confidence: 'likely',
  cwe: [1007, 506, 1427],
  owasp: ['LLM01:2025', 'ASI06:2026'],
  remedy: 'Take the hidden text out; what an agent should read, a person must be able to read.',
  when: ({ path }) => isInstructions(path),
  look: (file) =>
    isInstructionText(file) ? [...concealedIn(file).flatMap((one) => problemOf(one, file)), ...linkProblems(file)] : [],
});

/** Texts about hiding show how it is done. */
const concealedIn = ({ text, path }: TextFile): readonly Concealed[] => [
  ...comments(text),
  ...(isAboutAttacks(path, text) ? [] : hiddenMarkup(text)),
  ...encodedTexts(text),
];

function comments(text: string): Concealed[] {
  if (!text.includes('<!--') && !text.includes(']:')) return [];
  return [...text.matchAll(COMMENT)].slice(0, MOST).flatMap(({ 0: whole, 1: html, 2: reference, index }) => {
    const said = (html ?? reference ?? '').trim();
    return said === '' || isFenced(text, index)
      ? []
      : [
          {
            range: { start: index, end: index + whole.length },
            where: 'in a comment',
            text: said,
            isDeliberate: false,
          },
        ];
  });
}

function problemOf(concealed: Concealed, { text, path }: TextFile): Problem[] {
  const { range, where, text: said, isDeliberate } = concealed;
  const hits = hitsAmong(
    sentencesOf(said, false).map((sentence) => ({
      ...sentence,
      place: { ...sentence.place, isHidden: true, isShown: false, leadIn: '', heading: '' },
    })),
  );
  const quote = shortText(withoutInvisible(said));
  const isComment = where === 'in a comment';
  const isOrder = (SPEAKS_TO_MODEL.test(said) && ORDERS.test(said) && !HARMLESS_ORDER.test(said)) || sumOf(hits) >= 2;
  if (isComment && (!isOrder || (ORDINARY.test(said) && sumOf(hits) < 4))) return [];
  const isEncoded = where.startsWith('as ');
  if (!isOrder && !isDeliberate && !(isEncoded && isPlainEncoded(said, text, range))) return [];
  const says = hits.length > 0 ? ` and tells the agent ${wordsOf(hits)}` : '';
  const isSkill = agentFileOf(path)?.sort === 'skill';
  return [
    {
      at: range,
      message: `\`${quote}\` is hidden ${where}${says}.`,
      severity: sumOf(hits) >= 4 ? 'high' : 'medium',
      ...(!isOrder && isSkill && { confidence: 'possible' as const }),
      fixes: [removing(text, range)],
    },
  ];
}

/** An encoded sentence outside of code: an example of encoding shows the code beside it. */
const isPlainEncoded = (said: string, text: string, { start }: Range): boolean =>
  said.length >= 20 && !isFenced(text, start);

function linkProblems({ text, path }: TextFile): Problem[] {
  if (isAboutAttacks(path, text)) return [];
  return misleadingLinks(text).map(({ range, shown, target }) => ({
    at: range,
    message: `The link says \`${shortText(shown)}\` and leads to \`${shortText(target)}\`.`,
    severity: 'medium',
  }));
}

function removing(text: string, { start, end }: Range): Fix {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const isWholeLine =
    text.slice(lineStart, start).trim() === '' && text.slice(end, newline < 0 ? text.length : newline).trim() === '';
  const edit = isWholeLine
    ? { start: lineStart, end: newline < 0 ? text.length : newline + 1, text: '' }
    : { start, end, text: '' };
  return { title: 'Remove the hidden text', safety: 'review', edits: [edit] };
}

function isFenced(text: string, at: number): boolean {
  let fences = 0;
  for (
    let line = text.startsWith('```') ? 0 : text.indexOf('\n```');
    line >= 0 && line < at;
    line = text.indexOf('\n```', line + 3)
  )
    fences++;
  return fences % 2 === 1;
}
