import type { Expression } from '../../engine/names/expression.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'ai/mcp-server-chosen-outside',
  title: 'MCP server that the sender chooses',
  severity: 'critical',
  confidence: 'likely',
  cwe: [829, 918, 78],
  owasp: ['LLM06:2025', 'ASI04:2026', 'A03:2025'],
  remedy: 'Keep the servers in a list of your own, with command and address, and let the request name one of them.',
  flows: [
    {
      to: ['program'],
      from: ['user', 'userParameter', 'browser', 'model'],
      when: isTransport,
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which program \`${call.callee.lastName}\` starts: whoever sends it runs commands on this machine.`,
      reaches: 'It is started here.',
    },
    {
      to: ['request'],
      from: ['user', 'userParameter', 'browser', 'model'],
      when: isTransport,
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which server \`${call.callee.lastName}\` speaks to: its tools, and what it tells the model, are the sender's.`,
      reaches: 'The server is called there.',
      severity: 'high',
    },
    {
      to: ['request'],
      from: ['user', 'userParameter', 'browser', 'model'],
      when: ({ callee }) => /^(create|parse|stream)$/.test(callee.lastName),
      where: ({ at }) => isServerAddress(at),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` decides which MCP server the model speaks to: its tools, what it tells the model, and the headers sent to it are the sender's.`,
      reaches: 'The model calls the tools of this server.',
      severity: 'high',
    },
  ],
});

function isTransport({ callee }: Expression): boolean {
  return /(ClientTransport|StdioMCPTransport)$/.test(callee.name ?? callee.lastName);
}

/** `{ type: 'mcp', server_url: address }` of the tools that a provider calls by itself. */
const isServerAddress = (at: Expression): boolean => {
  const member = at.is('shorthand_property_identifier') ? at : at.enclosing('pair');
  const key = member.is('pair') ? member.key : member.text;
  return /^(server_?url|serverUrl|connector_id)$/.test(key ?? '');
};
