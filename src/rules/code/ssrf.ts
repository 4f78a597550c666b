import { HARM } from '../../engine/flow/data.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays } from '../code-text.ts';
import { connectsGuarded } from '../guarded-connection.ts';

/** Calls that are given a page instead of its address. */
const RENDERS = /^(setContent|property|generatePdf|create|wkhtmltopdf|generate)$/;

/** What people have called back, told or shown, by its name in a record. */
const REGISTERED =
  /(hook|callback|subscription|subscriber|feed|avatar|integration|monitor)\w*\??\.(\w*(url|uri|endpoint|href)|target|address)$/i;
/** A file that looks at where an address leads. */
const CHECKED =
  /isPrivate|is_private|private_?ip|ssrf|ipaddr|allowed_?hosts|allow_?list|safe_?(url|fetch)|lookup\(|169\.254|\.hostname\b|assert\w{0,30}(url|host)|(valid|check|verif)\w{0,30}(url|host)/i;

export default defineRule({
  id: 'code/ssrf',
  title: 'Address of a request chosen by the sender',
  severity: 'high',
  confidence: 'likely',
  cwe: [918],
  owasp: ['A10:2021', 'A01:2025'],
  remedy: 'Choose the host from a fixed list, and check `new URL(address).host` against it before the request.',
  yieldsTo: ['ai/mcp-server-chosen-outside', 'ai/mcp-tool-argument', 'ai/model-output-to-url', 'ai/unsafe-model-load'],
  flows: [
    {
      to: ['request'],
      from: ['user', 'host', 'parameter', 'userParameter'],
      // Markup that is escaped asks nobody.
      where: ({ call, at, flow }) =>
        (!RENDERS.test(call.callee.lastName) || flow.valueOf(at.node).some(({ harm }) => (harm & HARM.html) !== 0)) &&
        !connectsGuarded(call),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides where \`${shortText(call.callee.text)}\` goes: the sender can have this server ask inside its own network.`,
      reaches: 'The server sends a request there.',
    },
    {
      // An address that somebody has registered, and that is asked later.
      to: ['request'],
      from: ['record'],
      confidence: 'likely',
      where: ({ at, call, isJoined }) =>
        !isJoined && REGISTERED.test(at.text.slice(-120)) && !fileSays(at.names, CHECKED) && !connectsGuarded(call),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` is an address that somebody has registered, and decides where \`${shortText(call.callee.text)}\` goes: they can have this server ask inside its own network.`,
      reaches: 'The server sends a request there.',
    },
  ],
});
