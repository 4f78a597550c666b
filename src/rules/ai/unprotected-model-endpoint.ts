import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { codeText, fileSays } from '../code-text.ts';
import { modelCalls, optionsOf } from '../model-calls.ts';
import { requestField } from '../request-field.ts';

const LIMITS =
  /rate_?limit|limiter|throttl|slow_?down|quota|upstash|arcjet|captcha|turnstile|credits|budget|usageFor|tokensLeft/i;
const KNOWS_WHO =
  /auth|session|currentUser|req\.user|getUser|verify(Token|Jwt|Signature)|\bjwt\b|passport|clerk|bearer|api[-_]?key['"\]]?\s*(\]|!==|===)|requireLogin|isLoggedIn|protect|guard|permission|x-api-key|getToken|middleware/i;

export default defineRule({
  id: 'ai/unprotected-model-endpoint',
  title: 'Model that everyone may ask at your expense',
  severity: 'medium',
  confidence: 'possible',
  cwe: [306, 770, 942],
  owasp: ['LLM10:2025', 'A01:2025'],
  remedy: 'Ask for a log-in, and count requests and tokens per user before the model is asked.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$APP.post($PATH, ..., $HANDLER)',
          '$APP.get($PATH, ..., $HANDLER)',
          '$APP.all($PATH, ..., $HANDLER)',
        ],
      },
      problem: ({ HANDLER, MATCH, PATH }) => {
        if (PATH.constant === undefined || !asks(HANDLER.origin) || !isOpen(MATCH)) return undefined;
        return {
          at: PATH.range,
          message: `Everyone may ask the model through \`${PATH.constant}\` as often as they like: nobody is asked who they are, and nothing counts.`,
          // Meant for any page; or for whatever model and words the sender likes, in a program that shows all that is asked before.
          ...((MATCH.names.says(ANY_PAGE) || (fileSays(MATCH.names, SERVES) && handsOn(HANDLER.origin))) && {
            confidence: 'likely' as const,
          }),
        };
      },
    }),
    check({
      nodes: { javascript: ['function_declaration'] },
      where: ({ MATCH }) =>
        /^(POST|GET)$/.test(MATCH.field('name').text) &&
        MATCH.parent.is('export_statement') &&
        asks(MATCH) &&
        isOpen(MATCH),
      at: ({ MATCH }) => MATCH.field('name').range,
      message: ({ MATCH }) =>
        `Everyone may ask the model through \`${MATCH.field('name').text}\` as often as they like: nobody is asked who they are, and nothing counts.`,
    }),
    check({
      // Any page may ask, from the browsers of its visitors.
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        /^access-control-allow-origin$/i.test(MATCH.key ?? '') &&
        MATCH.field('value').constant === '*' &&
        modelCalls(MATCH.names).some(
          (call) => call.enclosingFunction.exists && call.enclosingFunction.node === MATCH.enclosingFunction.node,
        ) &&
        isOpen(MATCH),
      message: () =>
        'Any page on the web may ask this model from the browsers of its visitors, at your expense: nobody is asked who they are, and nothing counts.',
      confidence: 'likely',
    }),
  ],
});

const ANY_PAGE = /\bcors\(\s*\)|\borigin:\s*['"]\*['"]|Access-Control-Allow-Origin['"]\s*,\s*['"]\*['"]/i;

const asks = (handler: Expression): boolean =>
  handler.is('arrow_function', 'function_expression', 'function_declaration') &&
  modelCalls(handler.names).some((call) => call.start > handler.start && call.end < handler.end);

/** Whether a model is asked with options that the sender chooses: the whole conversation, the model, the length. */
const handsOn = (handler: Expression): boolean =>
  modelCalls(handler.names).some((call) => {
    if (call.start < handler.start || call.end > handler.end) return false;
    const options = optionsOf(call);
    return (
      isBody(options) ||
      options.origin.children.some((member) =>
        member.is('spread_element')
          ? isBody(member.children[0] ?? member)
          : SENDERS.test(member.key ?? member.text) &&
            requestField(member.is('pair') ? member.field('value') : member) !== undefined,
      )
    );
  });

/** The whole of what was sent. */
const isBody = ({ origin }: Expression): boolean =>
  /^(await\s+)?(req|request|ctx|ctx\.request|c\.req|event)\.(body|json\(\))$/.test(origin.text);

const SENDERS = /^(messages|model|max_?(completion_?|output_?)?tokens)$/i;
const SERVES = /\.listen\(|\bserve\(\s*\{?\s*(app|fetch|port)|Deno\.serve\(|Bun\.serve\(/;

/** What a program says to the one who offers the model is nothing that it asks of others. */
const OWN_KEY =
  /authorization['"]?\s*:\s*([`'"]?Bearer|\w+\()|['"]?(x-)?(goog-)?api-?key['"]?\s*:\s*[^,}\n]*|Bearer (\$\{|['"]\s*\+)/gi;

const isOpen = ({ names }: Expression): boolean => {
  const code = codeText(new Expression(names, 0)).replace(OWN_KEY, '');
  return !LIMITS.test(code) && !KNOWS_WHO.test(code);
};
