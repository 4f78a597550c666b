import type { Finding } from '../engine/finding.ts';
import type { Mention } from '../engine/mention.ts';
import { shortText } from '../engine/short-text.ts';
import { toFinding } from '../engine/to-finding.ts';
import definitionChanged from './agent/mcp-definition-changed.ts';
import type { AgentPolicy } from './team-policy.ts';

/** What of a hash is enough to tell it from another. */
const SHOWN = 12;

/** Whether a server is another one than the team has approved under its name. A name that was never approved is as good as another definition. */
export function unapproved(
  { name, range, definition }: Mention,
  approved: AgentPolicy['approved'],
): readonly Finding[] {
  if (approved === undefined || definition === undefined) return [];
  const known = approvedUnder(name, approved);
  if (known.includes(definition)) return [];
  const now = shown(definition);
  const message =
    known.length === 0
      ? `The team has approved no definition of \`${shortText(name)}\`; the hash of this one is ${now}.`
      : `\`${shortText(name)}\` is no longer defined as the team approved it: the hash was ${known.slice(0, 3).map(shown).join(' or ')} and is ${now}.`;
  return [{ ...toFinding(definitionChanged, { at: range, message }), unapproved: { server: name, definition } }];
}

/** Whether the team has approved some definition under a name. */
export const isApproved = (name: string, approved: AgentPolicy['approved']): boolean =>
  approvedUnder(name, approved ?? {}).length > 0;

const approvedUnder = (name: string, approved: NonNullable<AgentPolicy['approved']>): readonly string[] =>
  Object.hasOwn(approved, name) ? (approved[name] ?? []) : [];

const shown = (definition: string): string => `\`${definition.replace('sha256:', '').slice(0, SHOWN)}\``;
