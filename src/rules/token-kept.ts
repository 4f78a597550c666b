import type { Expression } from '../engine/names/expression.ts';
import { fileSays } from './code-text.ts';

const MEMBER = /^(jwt|token|(access|refresh|auth|id|session|api|bearer)_?token|api_?key|password|secret)$/i;
/** What somebody who is signed in is kept under. */
const SESSION =
  /(^|[_\-.:/])(sessions?|auth\w*|credentials?|login|tokens?|signed_?in|currentUser|user|identity)$|[a-z](Session|Auth|Tokens?|Credentials)$/;
/** The file reads a token off something, or declares one as a member. */
const HAS_TOKEN =
  /\.(access_?token|refresh_?token|auth_?token|id_?token|session_?token|jwt|token)\b(?!\s*\()|\b(access_?token|refresh_?token|auth_?token|id_?token|session_?token|jwt|token)\??\s*:\s*string/i;
const MOST_MEMBERS = 40;

/** Whether an object that is kept as JSON has a token in it: `JSON.stringify({ user, token })`, or the whole of what a login answered. */
export function tokenKept(key: string, value: Expression): boolean {
  const call = value.origin;
  const [given] = call.callee.text === 'JSON.stringify' ? call.arguments : [];
  if (!given) return false;
  const { members } = given;
  if (members.length > 0) {
    const hasToken = members
      .slice(0, MOST_MEMBERS)
      .some(
        (member) =>
          MEMBER.test(member.is('shorthand_property_identifier') ? member.text : (member.key ?? '')) &&
          (!member.is('pair') || !/^(['"`]|null|undefined|true|false|!|Boolean)/.test(member.field('value').text)),
      );
    const spread = members.find((member) => member.is('spread_element'));
    return hasToken || (spread !== undefined && isSession(key, spread.children[0] ?? spread));
  }
  return /tokens?$/i.test(given.lastName) ? !/count|usage|page/i.test(given.lastName) : isSession(key, given);
}

/** By its names that of a session, in a file that speaks of tokens as members. */
const isSession = (key: string, value: Expression): boolean =>
  value.is('identifier', 'member_expression', 'await_expression', 'call_expression') &&
  (SESSION.test(key) || SESSION.test(value.lastName)) &&
  fileSays(value.names, HAS_TOKEN);
