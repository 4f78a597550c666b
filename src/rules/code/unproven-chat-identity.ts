import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { valuesOf } from '../values-of.ts';

/** A chat for customers in a page: what it is told of who they are, and what proves that. */
type Chat = { readonly identity: readonly string[]; readonly proof: readonly string[] };

const INTERCOM: Chat = {
  identity: ['email', 'user_id', 'userId'],
  proof: ['user_hash', 'userHash', 'intercom_user_jwt', 'intercomUserJwt'],
};
const TAWK: Chat = { identity: ['email', 'userId'], proof: ['hash'] };
const HUBSPOT: Chat = { identity: ['identificationEmail'], proof: ['identificationToken'] };
const PYLON: Chat = { identity: ['email'], proof: ['email_hash'] };
const PLAIN: Chat = { identity: ['email'], proof: ['emailHash'] };
const CHATWOOT: Chat = { identity: ['email', 'name'], proof: ['identifier_hash'] };
const HELP_SCOUT: Chat = { identity: ['email'], proof: ['signature'] };

/** Objects of the page that a chat reads its settings from. */
const SETTINGS: ReadonlyMap<string, Chat> = new Map([
  ['intercomSettings', INTERCOM],
  ['hsConversationsSettings', HUBSPOT],
  ['visitor', TAWK],
  ['pylon', PYLON],
]);

export default defineRule({
  id: 'code/unproven-chat-identity',
  title: 'Chat widget that believes any name',
  severity: 'medium',
  confidence: 'likely',
  cwe: [287, 290],
  owasp: ['A07:2021', 'A07:2025'],
  remedy:
    'Sign the id or address on your server with the key of the chat (HMAC or JWT), give the result along, and have the chat insist on it.',
  checks: [
    check({
      patterns: {
        javascript: ['Intercom($ACTION, $USER)', 'window.Intercom($ACTION, $USER)', '$WIDGET.Intercom($ACTION, $USER)'],
      },
      problem: ({ ACTION, USER, MATCH }) =>
        /^(boot|update)$/.test(ACTION.constant ?? '') && isFirstTold(ACTION, MATCH)
          ? problemOf(USER, INTERCOM, MATCH.callee)
          : undefined,
    }),
    check({
      patterns: {
        javascript: [
          '"@intercom/messenger-js-sdk"($USER)',
          '"react-use-intercom".useIntercom().boot($USER)',
          '"react-use-intercom".useIntercom().update($USER)',
        ],
      },
      problem: ({ USER, MATCH }) => problemOf(USER, INTERCOM, MATCH.callee),
    }),
    check({
      patterns: { javascript: ['Beacon("identify", $USER)', 'window.Beacon("identify", $USER)'] },
      problem: ({ USER, MATCH }) => problemOf(USER, HELP_SCOUT, MATCH.callee),
    }),
    check({
      patterns: { javascript: ['$CHAT.setUser($ID, $USER)'] },
      problem: ({ CHAT, USER, MATCH }) =>
        /(^|\.)\$chatwoot$/.test(CHAT.text) ? problemOf(USER, CHATWOOT, MATCH.callee) : undefined,
    }),
    check({
      patterns: { javascript: ['$CHAT.setAttributes($USER, ...)', '$CHAT.login($USER, ...)'] },
      problem: ({ CHAT, USER, MATCH }) =>
        /(^|\.)Tawk_API$/.test(CHAT.text) ? problemOf(USER, TAWK, MATCH.callee) : undefined,
    }),
    check({
      patterns: { javascript: ['Plain.init($OPTIONS)', 'window.Plain.init($OPTIONS)'] },
      problem: ({ OPTIONS, MATCH }) => problemOf(OPTIONS.property('customerDetails'), PLAIN, MATCH.callee),
    }),
    check({
      // `['set', 'user:email', [address, signature]]`
      patterns: { javascript: ['$CHAT.push($COMMAND)'] },
      says: /user:email/,
      problem: ({ CHAT, COMMAND }) => {
        if (!/(^|\.)\$crisp$/.test(CHAT.text)) return undefined;
        const [action, what, given] = COMMAND.origin.children;
        const values = given?.origin.children ?? [];
        return action?.constant === 'set' && what?.constant === 'user:email' && values.length === 1
          ? told(what, 'the address of a person', 'a signature')
          : undefined;
      },
    }),
    check({
      patterns: { javascript: ['"crisp-sdk-web".Crisp.user.setEmail($EMAIL)'] },
      problem: ({ MATCH }) => told(MATCH.callee, 'the address of a person', 'a signature'),
    }),
    check({
      nodes: { javascript: ['assignment_expression'] },
      says: /intercomSettings|hsConversationsSettings|Tawk_API|\bpylon\b/,
      problem: ({ MATCH }) => {
        const left = MATCH.field('left');
        const chat = SETTINGS.get(left.lastName);
        if (!chat || (chat === TAWK && left.object.lastName !== 'Tawk_API')) return undefined;
        const right = MATCH.field('right');
        const user = right.property('chat_settings').exists ? right.property('chat_settings') : right;
        const later = new RegExp(`${left.lastName}\\.(chat_settings\\.)?(${chat.proof.join('|')})\\b`);
        return MATCH.names.says(later) ? undefined : problemOf(user, chat, left);
      },
    }),
  ],
});

/** An update names somebody anew only where nobody was named before: what was said when the chat began still holds. */
const isFirstTold = (action: Expression, call: Expression): boolean =>
  action.constant === 'boot' || !call.names.says(/['"]boot['"]|intercomSettings/);

function problemOf(given: Expression, { identity, proof }: Chat, at: Expression): Problem | undefined {
  const [user = given] = valuesOf(given);
  if (!user.isClosedObject || proof.some((name) => user.property(name).exists)) return undefined;
  const named = identity.find((name) => isGiven(user.property(name)));
  return named === undefined ? undefined : told(at, `\`${named}\``, `\`${proof[0]}\``);
}

const isGiven = (value: Expression): boolean =>
  value.exists && value.value !== null && value.value !== '' && value.text !== 'undefined';

const told = (at: Expression, what: string, proof: string): Problem => ({
  at: at.range,
  message: `The chat is told ${what} without ${proof}: whoever writes another one there in their own browser talks, and reads, as that person.`,
});
