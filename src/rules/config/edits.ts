import type { Fix, Range } from '../../engine/finding.ts';
import type { ConfigMember } from './config-node.ts';

/** A fix that writes another value in the place of one. */
export const changed = ({ start, end }: Range, text: string, title: string): Fix => ({
  title,
  safety: 'safe',
  edits: [{ start, end, text }],
});

/** A fix that takes a member or an item out of JSON, with its comma and, where it stands on lines of its own, those. */
export function removed(text: string, { start, end }: Range | ConfigMember, title: string): Fix {
  const after = /^\s*,/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const before = /\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  if (after > 0) return { title, safety: 'safe', edits: [{ start: start - before, end: end + after, text: '' }] };
  const comma = /,\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length;
  if (comma !== undefined) return { title, safety: 'safe', edits: [{ start: start - comma, end, text: '' }] };
  return { title, safety: 'safe', edits: [{ start, end, text: '' }] };
}
