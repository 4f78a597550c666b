import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { asksModels } from '../model-calls.ts';
import { toolDefinedBy } from '../tool-definitions.ts';

export default defineRule({
  id: 'ai/agent-with-all-rights',
  title: 'Agent with more rights than its task needs',
  severity: 'medium',
  confidence: 'likely',
  cwe: [250, 668, 918],
  owasp: ['LLM06:2025', 'ASI03:2026'],
  remedy:
    'Give the agent an account of its own that may do what its task needs and no more: a data base user that reads a few views, an empty browser profile, requests to a list of hosts.',
  checks: [
    check({
      // A person's own browser, with all that it is logged in to.
      nodes: { javascript: ['call_expression'] },
      problem: ({ MATCH }) => {
        if (!/^(launchPersistentContext|launch)$/.test(MATCH.callee.lastName) || !asksModels(MATCH.names))
          return undefined;
        const folder =
          MATCH.callee.lastName === 'launch' ? MATCH.argument(0).property('userDataDir') : MATCH.argument(0);
        if (!OWN_PROFILE.test(folder.constant ?? folder.origin.text)) return undefined;
        return {
          at: folder.range,
          message: `\`${shortText(folder.text)}\` is somebody's own browser profile: what a page makes the model do is done with everything it is logged in to.`,
        };
      },
    }),
    check({
      nodes: { javascript: ['new_expression', 'call_expression'] },
      problem: ({ MATCH }) => {
        if (!CONNECTS.test(MATCH.callee.name ?? '')) return undefined;
        const user = ['user', 'username'].map((name) => MATCH.argument(0).property(name)).find(({ exists }) => exists);
        if (!user || !SUPERUSER.test(user.constant ?? '') || !isUsedByTool(MATCH)) return undefined;
        return {
          at: user.range,
          message: `\`${user.constant}\` may do anything in this data base, and a tool that a model calls uses this connection.`,
        };
      },
    }),
    check({
      nodes: { javascript: ['new_expression'] },
      where: ({ MATCH }) =>
        /^(RequestsGetTool|RequestsPostTool|RequestsToolkit)$/.test(MATCH.callee.lastName) &&
        MATCH.names.tree.text.includes('langchain'),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) =>
        `\`${MATCH.callee.lastName}\` sends requests to whatever address the model writes, those of your own network too.`,
    }),
  ],
});

const OWN_PROFILE =
  /[/\\](google-chrome|chromium|Google[/\\]Chrome|BraveSoftware|Microsoft[ /\\-]?Edge|\.mozilla|Firefox[/\\]Profiles)|Chrome[/\\]User Data/i;
const CONNECTS =
  /^(mysql2?|mysql2\/promise|pg|mariadb|mssql|tedious|typeorm|oracledb)\.(createPool|createConnection|Pool|Client|connect|DataSource|ConnectionPool)$|^(knex|sequelize\.Sequelize|postgres)$/;
const SUPERUSER = /^(root|postgres|sa|sys|system|admin|administrator|superuser|dba)$/i;

/** The variable that holds the connection is named in a tool's function. */
function isUsedByTool(made: Expression): boolean {
  const name = made.target;
  if (name === '') return false;
  return new Expression(made.names, 0)
    .descendants('call_expression', 'new_expression', 'pair')
    .map(toolDefinedBy)
    .some((tool) => tool?.run.descendants('identifier').some(({ text }) => text === name));
}
