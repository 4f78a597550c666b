import { DATA, HARM, UNTRUSTED } from '../../engine/flow/data.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { isOwn } from '../../engine/flow/own.ts';
import { Expression } from '../../engine/names/expression.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isInstructed, joinedIn } from '../prompt-part.ts';
import { entering, goesToModel, hasInstruction, hasSystemMessage, hasTools, isMarkedAsData } from '../prompt-text.ts';

export default defineRule({
  id: 'ai/indirect-prompt-injection',
  title: 'Foreign document among the instructions',
  severity: 'medium',
  confidence: 'likely',
  cwe: [1427, 74],
  owasp: ['LLM01:2025', 'ASI01:2026'],
  remedy:
    'Put the document into a message of its own between marks, tell the model in the system message that it is data and holds no instructions, and leave out tools that write or send.',
  flows: [
    {
      to: ['system'],
      when: goesToModel,
      at: joinedIn,
      from: ['remote', 'retrieved', 'stored'],
      where: (hit) => !isOwnText(hit) && !isMarkedAsData(hit) && isInstructed(hit),
      message: (hit) =>
        `\`${shortText(entering(hit).text)}\` is ${hit.what} and is written into the instructions of the model: instructions hidden in it are followed.`,
      reaches: 'It becomes part of the instructions here.',
      confidence: 'likely',
    },
    {
      to: ['prompt'],
      when: goesToModel,
      at: joinedIn,
      from: ['remote', 'retrieved', 'stored'],
      where: (hit) => isMixed(hit) && (!hasSystemMessage(hit) || hasTools(hit)),
      message: (hit) =>
        `\`${shortText(entering(hit).text)}\` is ${hit.what} and is joined with the instructions${hasTools(hit) ? ' of a model that has tools' : ' into one text'}: instructions hidden in it are followed.`,
      reaches: 'It becomes part of the prompt here.',
      confidence: 'likely',
    },
    {
      to: ['prompt'],
      when: goesToModel,
      at: joinedIn,
      from: ['remote', 'retrieved', 'stored'],
      where: (hit) => isMixed(hit) && hasSystemMessage(hit) && !hasTools(hit),
      message: (hit) =>
        `\`${shortText(entering(hit).text)}\` is ${hit.what} and is joined into the prompt without a mark: instructions hidden in it may be followed.`,
      reaches: 'It becomes part of the prompt here.',
      confidence: 'possible',
    },
  ],
});

const isMixed = (hit: FlowHit): boolean =>
  (hasInstruction(hit) || hasTools(hit)) && !isOwnText(hit) && !isMarkedAsData(hit);

/** What the program's makers have written: a file or an address that is always the same. */
function isOwnText({ source, flow, what }: FlowHit): boolean {
  // Of a table only what people have written themselves.
  if (what === 'a record of the data base') return !WRITTEN.test(source.text.slice(0, 200));
  const call = requestIn(source, 0);
  const [first] = call?.arguments ?? [];
  if (!first) return false;
  if (what !== 'the content of a file')
    return first.value !== undefined || /^[`'"]https?:\/\/[^$]+[/?]/.test(first.origin.text);
  // Only a path that somebody chose leads to somebody's file.
  if (UPLOADED.test(first.text) || UPLOADED.test(first.origin.text) || isWrittenByOthers(flow, first)) return false;
  return isOwn(flow, first.node, HARM.path) || !flow.valueOf(first.node).some(({ harm }) => harm & HARM.path);
}

/** A file that this program fills with what others say: `appendFile(NOTES, message.text)`. */
function isWrittenByOthers(flow: Flow, path: Expression): boolean {
  const { names } = path;
  if (!names.says(WRITES_FILE)) return false;
  return new Expression(names, 0)
    .descendants('call_expression')
    .some(
      (call) =>
        WRITES_FILE.test(call.callee.lastName) &&
        call.argument(0).text === path.text &&
        flow.valueOf(call.argument(1).node).some(({ data }) => (data & OF_OTHERS) !== 0),
    );
}

const WRITES_FILE = /\b(append|write)File(Sync)?\b/;
const OF_OTHERS = (UNTRUSTED & ~DATA.parameter) | DATA.remote | DATA.retrieved | DATA.model | DATA.tool;

const WRITTEN =
  /review|comment|message|post|ticket|feedback|e?mail|note|submission|issue|chat|upload|document|article|conversation|resume|application|memor(y|ies)/i;

const UPLOADED = /\bfiles?\b.*\.(path|filepath)|upload|attach|inbox|resume|\bcv\b|invoice|download|scrap|incoming/i;

/** The request or the reading from which a value comes: `await fetch(url)` of `(await fetch(url)).text()`. */
function requestIn(from: Expression, depth: number): Expression | undefined {
  if (!from.exists || depth > 8) return undefined;
  const { origin } = from;
  if (origin.is('call_expression')) {
    if (
      /^(fetch|axios|got|ky|node-fetch|undici\.fetch|readFileSync|readFile|fs\b)/.test(
        origin.callee.name ?? origin.callee.text,
      )
    )
      return origin;
    return requestIn(origin.callee.object, depth + 1);
  }
  if (origin.is('member_expression', 'subscript_expression')) return requestIn(origin.object, depth + 1);
  if (origin.is('await_expression', 'parenthesized_expression'))
    return requestIn(origin.children[0] ?? origin, depth + 1);
  return undefined;
}
