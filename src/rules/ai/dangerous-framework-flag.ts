import { removeFromList } from '../../engine/fix.ts';
import { check, defineRule } from '../../engine/rule.ts';

const FLAGS: Readonly<Record<string, string>> = {
  allowDangerousCode: 'lets the model run code on this machine',
  allow_dangerous_code: 'lets the model run code on this machine',
  allowDangerousRequests: 'lets the model send requests to any address, inside your network too',
  allow_dangerous_requests: 'lets the model send requests to any address, inside your network too',
  allowDangerousDeserialization: 'loads an index whose file can hold code',
  allow_dangerous_deserialization: 'loads an index whose file can hold code',
  allowDangerousTools: 'gives the model tools that the framework holds back',
  allow_dangerous_tools: 'gives the model tools that the framework holds back',
  dangerouslyAllowCodeExecution: 'lets the model run code on this machine',
  secretsFromEnv: 'lets what is loaded take secrets out of the environment',
};

export default defineRule({
  id: 'ai/dangerous-framework-flag',
  title: 'Guard of an AI framework switched off',
  severity: 'high',
  confidence: 'likely',
  cwe: [94, 502, 250],
  owasp: ['LLM05:2025', 'LLM06:2025', 'ASI05:2026'],
  remedy:
    'Leave the flag out, and give the model narrow tools of your own in place of a shell, an interpreter or a whole data base.',
  checks: [
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) => FLAGS[MATCH.key ?? ''] !== undefined && MATCH.field('value').value === true,
      message: ({ MATCH }) => `\`${MATCH.key}\` ${FLAGS[MATCH.key ?? '']}.`,
      confidence: 'certain',
      fix: ({ MATCH }) => removeFromList(MATCH, `Remove ${MATCH.key}`, 'review'),
    }),
    check({
      nodes: { javascript: ['new_expression'] },
      where: ({ MATCH }) =>
        /^(ShellTool|BashTool|PythonREPLTool|PythonInterpreterTool|PythonREPL|TerminalTool|JavaScriptREPLTool|CodeExecutionTool)$/.test(
          MATCH.callee.lastName,
        ),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) => `\`${MATCH.callee.lastName}\` lets the model run whatever it writes on this machine.`,
    }),
    check({
      nodes: { javascript: ['call_expression', 'new_expression'] },
      where: ({ MATCH }) =>
        /^(createSqlAgent|SqlDatabaseChain|SQLDatabaseChain|SqlToolkit|QuerySqlTool|NLSQLTableQueryEngine)$/.test(
          MATCH.callee.lastName,
        ) && !MATCH.names.says(/read_?only|replica|_ro\b/i),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) =>
        `\`${MATCH.callee.lastName}\` runs the SQL that a model writes, with all the rights of this connection.`,
    }),
    check({
      nodes: { javascript: ['call_expression'] },
      where: ({ MATCH }) =>
        /^(langchain|@langchain\/core)\/load\.load$/.test(MATCH.callee.name ?? '') &&
        MATCH.argument(0).value === undefined &&
        /req\.|body|input|upload|fetch/i.test(MATCH.argument(0).origin.text),
      at: ({ MATCH }) => MATCH.argument(0).range,
      message: ({ MATCH }) =>
        `\`${MATCH.argument(0).text}\` is loaded as objects of the framework: what is written in it decides which are made, and with which secrets.`,
    }),
  ],
});
