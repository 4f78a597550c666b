import { Expression } from '../engine/names/expression.ts';

const NAME = /^(otp|code|pin|passcode|token|secret|\w*(Otp|OTP|Pin|Code|Passcode|Token)|\w*_(otp|pin|code|token))$/;
const RANDOM =
  /\brandom|nanoid|customAlphabet|uuid|\bgenerate\w*(otp|code|pin|token|passcode)|\b(make|create|new)\w*(otp|code|pin|passcode)|otp\w*\.generate|totp/i;
/** What brings it to its owner, and only there. */
const SENDS =
  /sms|mail|twilio|messages\.create|whats_?app|sendgrid|resend|mailgun|postmark|sns|notif|\bsend(Code|Otp|Link|Token|Verification|Reset|Message|Text)\w*/i;
const MOST_CALLS = 100;

/** Whether a variable holds a code or token that the function around has made up and sends to its owner by another way. */
export function isOneTimeCode(name: Expression): boolean {
  if (!name.is('identifier', 'shorthand_property_identifier') || !NAME.test(name.text)) return false;
  const binding = name.names.bindingOf(name.node);
  if (binding?.sort !== 'variable' || binding.value < 0) return false;
  if (!RANDOM.test(new Expression(name.names, binding.value).text.slice(0, 400))) return false;
  const { enclosingFunction: fn } = name;
  return (
    fn.exists &&
    fn
      .descendants('call_expression')
      .slice(0, MOST_CALLS)
      .some(
        (call) =>
          SENDS.test(call.callee.text) &&
          call
            .descendants('identifier', 'shorthand_property_identifier')
            .some((part) => part.text === name.text && part.names.bindingOf(part.node) === binding),
      )
  );
}
