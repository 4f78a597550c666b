import { templateSinkOf } from '../../engine/embedded/template-sinks.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { says } from '../code-text.ts';

export default defineRule({
  id: 'ai/model-output-to-url',
  title: 'Address chosen by a model',
  severity: 'high',
  confidence: 'likely',
  cwe: [918, 601],
  owasp: ['LLM05:2025', 'LLM06:2025', 'ASI02:2026'],
  remedy:
    'Check `new URL(address).host` against a list of hosts before the request, or let the model choose from names that you map to addresses.',
  flows: [
    {
      to: ['request'],
      from: ['model'],
      where: (hit) => !isOwnPage(hit) && !/^(evaluate|addInitScript|waitForFunction)/.test(hit.call.callee.lastName),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what} and decides where \`${shortText(call.callee.text)}\` goes: a text in the prompt can send this server into its own network, or data out of it.`,
      reaches: 'The server sends a request there.',
    },
    {
      to: ['redirect'],
      from: ['model'],
      where: ({ call }) => !call.is('jsx_attribute') && !templateSinkOf(call),
      message: ({ at, what }) =>
        `\`${shortText(at.text)}\` is ${what} and decides where the visitor is sent: a text in the prompt can choose somebody else's site.`,
      reaches: 'The visitor is sent there.',
    },
    {
      // A page that is told by its server, piece by piece, what the model says.
      to: ['redirect'],
      from: ['remote'],
      when: (call) => !call.is('jsx_attribute') && call.names.says(OF_ASSISTANT),
      where: ({ call, what }) => what === 'a message of a server' && !templateSinkOf(call),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is taken out of what the assistant says and decides where the visitor is sent: a text in the prompt can choose somebody else's site, or \`javascript:\`.`,
      reaches: 'The visitor is sent there.',
    },
    {
      to: ['program'],
      from: ['model'],
      when: ({ callee }) => callee.lastName === 'openExternal',
      where: ({ call }) => !says(call.enclosingFunction, SCHEME),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what} and is opened by \`${shortText(call.callee.text)}\` with whatever program its scheme names: a text in the prompt can choose a file or a command.`,
      reaches: 'The operating system opens it.',
    },
  ],
});

/** A chat in which a model speaks. */
const OF_ASSISTANT = /['"](assistant|ai|bot|model)['"]|\bllm\b|chat_?bot|copilot/i;

/** The scheme is looked at before. */
const SCHEME = /\.protocol\b|\^https\??:|startsWith\(['"`]https?:/;

/** A page of one's own is asked, in the browser, with what the model said in its path. */
const isOwnPage = ({ data }: FlowHit): boolean => /^[`'"]\//.test(data.origin.text);
