import { asksModel } from '../engine/flow/model-request.ts';
import { saidIn } from '../engine/flow/said-in.ts';
import type { Expression } from '../engine/names/expression.ts';
import type { FlowHit } from '../engine/rule.ts';

/** Words that tell a model to take what comes from outside as text, not as orders. */
const WARNS =
  /untrusted|(do not|don't|never|must not|ignore|disregard)\b[^.\n]{0,60}\b(instruct|command|direct|order|request)|(treat|consider|regard)[^.\n]{0,60}\bas (data|content|text|untrusted|plain)|only (as )?data\b|data,? not (as )?(instructions|commands)/i;

/** A mark right before a hole that says where foreign text begins. */
const MARK =
  /(<\/?[\w-]+( [^<>\n]{0,80})?>|"""|'''|```\w*|~~~|-{3,}|={3,}|#{3,}[^\n]{0,40}|\[\/?[A-Z][A-Z _-]+\]|<<<\w*|«)\s*$/;

/** Whether a prompt says, somewhere in the file, how the text from outside is to be read, or marks where it begins. */
export function isMarkedAsData(hit: FlowHit): boolean {
  if (hit.call.names.says(WARNS)) return true;
  const origin = hit.data.origin.is('array') ? hit.at : hit.data.origin;
  if (!origin.is('template_string')) return false;
  const { text } = origin.names.tree;
  const hole = origin.children.find(
    (child) => child.is('template_substitution') && child.start <= hit.at.start && child.end >= hit.at.end,
  );
  return hole !== undefined && MARK.test(text.slice(Math.max(origin.start + 1, hole.start - 100), hole.start));
}

/** The words of a built text that stand beside what is put into it: enough of them are an instruction. */
export function hasInstruction({ data, at, isJoined }: FlowHit): boolean {
  if (!isJoined) return false;
  // Content may be a list of parts.
  const { origin } = data.origin.is('array') ? at : data;
  // `parts.map((part) => part.text).join('')`: only what is written out between the parts is the program's.
  if (origin.is('call_expression') && origin.callee.lastName === 'join' && !origin.callee.object.origin.is('array'))
    return wordsIn(origin.descendants('string', 'template_string').map(({ text }) => withoutHoles(text))) >= FEW_WORDS;
  const parts = origin.is('template_string')
    ? [withoutHoles(origin.text)]
    : origin.operands.map((part) => part.constant ?? '');
  // Put together somewhere else, in a function or a variable: what is joined with it cannot be read here.
  if (!origin.is('template_string') && origin.operands.length < 2) return true;
  return wordsIn(parts) >= FEW_WORDS;
}

const FEW_WORDS = 3;
const wordsIn = (parts: readonly string[]): number => (parts.join(' ').match(/[A-Za-z]{2,}/g) ?? []).length;
const withoutHoles = (template: string): string => template.slice(1, 4000).replace(/\$\{[^}]{0,200}\}/g, ' ');

/** Whether the call that a prompt is given to also has a system message. */
export function hasSystemMessage({ call, flow }: FlowHit): boolean {
  // Agents and conversations were given theirs when they were made.
  if (HAS_ITS_OWN.test(call.callee.text.slice(-60))) return true;
  const options = call.arguments.find((argument) => argument.origin.is('object')) ?? call.argument(0);
  const config = options.property('config');
  if (
    ['system', 'instructions', 'systemInstruction', 'preamble'].some(
      (name) => options.property(name).exists || config.property(name).exists,
    )
  )
    return true;
  const body = options.property('body').origin;
  const inner = body.is('call_expression') ? body.argument(0) : options;
  return [inner.property('messages'), inner.property('input'), call.argument(0)].some(
    (messages) => messages.exists && saidIn(flow, messages.node).some(({ role }) => role === 'system'),
  );
}

const HAS_ITS_OWN =
  /^run$|[rR]unner\.run$|[aA]gent\.(generate|stream|run)$|sendMessage(Stream)?$|threads\.messages\.create$/;

/** Requests go anywhere; these go to a model, and not to a page's own server, which will look at what it is sent. */
export const goesToModel = (call: Expression): boolean => {
  if (
    !/^(fetch|\$fetch|ofetch|node-fetch|undici\.fetch|axios(\.(post|request))?|got(\.post)?|ky(\.post)?|superagent\.post)$/.test(
      call.callee.name ?? '',
    )
  )
    return true;
  const [address] = call.arguments;
  if (/^[`'"]\/(?!\/)/.test(address?.origin.text ?? '')) return false;
  return asksModel(call.names, call.node);
};

/** Whether the call hands tools to the model. */
export const hasTools = ({ call }: FlowHit): boolean =>
  call.arguments.some(
    (argument) => argument.property('tools').exists || argument.property('config').property('tools').exists,
  );

/** What to name: the part that brings the data, or for text put together elsewhere what was read at first. */
export const entering = (hit: FlowHit): Expression =>
  hit.at.node === hit.data.node && hit.isJoined && hit.source.text.length < 60 && !hit.source.text.includes('\n')
    ? hit.source
    : hit.at;
