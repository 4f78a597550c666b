import { HARM, type HarmKind } from '../../engine/flow/data.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isCheckedPath } from '../checked-path.ts';
import { isShellCall } from '../shell-call.ts';
import { isSql } from '../sql-text.ts';

const EFFECTS: Partial<Record<HarmKind, string>> = {
  shell: 'becomes a shell command, in which `;` or `$( )` begins another one',
  program: 'decides which program is started',
  code: 'is run as code',
  module: 'decides which file is run as code',
  template: 'is compiled as a template, which can run code',
  sql: 'is written into a query, and can end it and begin another',
  nosql: 'is the filter of a query, and can match every record',
  path: 'decides which file is touched, and `../` in it leads out of the folder',
  join: 'becomes part of a path, and `../` in it leads out of the folder',
  request: 'decides where this server sends a request, its own network included',
  deserialize: 'is deserialized, which can run code',
};

export default defineRule({
  id: 'ai/mcp-tool-argument',
  title: 'Argument of a tool that does harm',
  severity: 'high',
  confidence: 'likely',
  cwe: [78, 22, 89, 918],
  owasp: ['LLM05:2025', 'LLM06:2025', 'MCP05:2025', 'ASI05:2026'],
  remedy:
    'Check the argument as you would one from the network: a list of allowed values, a path that stays below one folder, placeholders in SQL, `execFile` with a list.',
  flows: [
    {
      to: ['shell', 'code', 'module', 'template', 'deserialize', 'program', 'sql', 'path', 'request'],
      from: ['tool'],
      where: isHarmful,
      message: ({ at, harm }) =>
        `\`${shortText(at.text)}\` comes from whoever calls this tool and ${EFFECTS[harm] ?? 'does harm'}.`,
      reaches: 'It does harm here.',
    },
    {
      to: ['nosql'],
      from: ['tool'],
      where: ({ call, isInside }) =>
        !isInside && /\.collection\(|[cC]ollection$|[a-z]Model$/.test(call.callee.object.text),
      message: ({ at }) => `\`${shortText(at.text)}\` comes from whoever calls this tool and ${EFFECTS.nosql}.`,
      reaches: 'It does harm here.',
    },
    {
      to: ['join'],
      from: ['tool'],
      where: ({ call, flow, at }) =>
        !isCheckedPath(call) && (flow.guards.removedAt(call.node, at.node) & HARM.path) === 0,
      message: ({ at }) => `\`${shortText(at.text)}\` comes from whoever calls this tool and ${EFFECTS.join}.`,
      reaches: 'It becomes part of a path here.',
    },
  ],
});

function isHarmful(hit: FlowHit): boolean {
  if (hit.harm === 'program') return isShellCall(hit.call) || !hit.isInside;
  if (hit.harm === 'sql') return isSql(hit) && !/read_?only/i.test(hit.call.callee.object.text);
  if (hit.harm === 'path') return !isCheckedPath(hit.call);
  return true;
}
