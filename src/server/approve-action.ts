import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../engine/finding.ts';
import { shortText } from '../engine/short-text.ts';
import { COMMANDS } from '../protocol/requests.ts';
import type { OpenDocument } from './open-document.ts';
import type { Session } from './session.ts';

/**
 * For an MCP server that is not defined as it was approved: to approve it as it is, in the place of what was approved before or beside it.
 * None is the preferred one, since somebody should have read what the server starts.
 */
export async function approveActions(
  session: Session,
  { uri }: OpenDocument,
  { unapproved }: Finding,
  diagnostics: Diagnostic[],
  policyFile: string | undefined,
): Promise<CodeAction[]> {
  if (unapproved === undefined || policyFile === undefined) return [];
  const { server: name, definition } = unapproved;
  const { approved = {} } = (await session.policies.of(uri)).policy.agents;
  const action = (title: string, keeps: boolean): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: {
      title,
      command: COMMANDS.approveServer,
      arguments: [{ kind: 'approve-server', uri, name, definition, keeps }],
    },
  });
  const shown = shortText(name);
  const actions = [action(`Approve this definition of \`${shown}\` for the team (${policyFile})`, false)];
  if (Object.hasOwn(approved, name))
    actions.push(action(`Approve it beside the one before, for another file (${policyFile})`, true));
  return actions;
}
