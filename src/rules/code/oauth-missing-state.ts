import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { codeText, fileSays, saysAround } from '../code-text.ts';
import { handlerOf, textWithCalls } from '../handlers.ts';

/** What ties the answer to the visitor who asked: `state`, or the proof of PKCE, or OpenID's nonce. */
const TIED = /\bstate\b|\w+State\b|state=|code_?(challenge|verifier)|pkce|\bnonce\b/i;
/** A service that others sign in with keeps a list of where it may send them back to. */
const IS_PROVIDER = /redirect_?uris\b/i;
const EXCHANGES = /grant_type|authorization_code|\.getToken\(|exchangeCode(?!ForSession)|access_token|oauth\/token/;
const READS_CODE = /\bquery\b[\s\S]{0,40}\bcode\b|\bcode\b[\s\S]{0,40}\bquery\b|searchParams\.get\(\s*['"`]code/;

export default defineRule({
  id: 'code/oauth-missing-state',
  title: 'Sign-in that does not know who began it',
  severity: 'high',
  confidence: 'likely',
  cwe: [352, 384],
  owasp: ['A07:2021', 'A07:2025'],
  remedy:
    'Send a random `state` that you keep in the session, and compare it in the callback before you exchange the code.',
  checks: [
    check({
      patterns: {
        javascript: [
          'new URLSearchParams($PARAMS)',
          'new url.URLSearchParams($PARAMS)',
          'querystring.stringify($PARAMS)',
          'qs.stringify($PARAMS)',
          '"query-string".stringify($PARAMS)',
        ],
      },
      problem: ({ PARAMS, MATCH }) => {
        const keys = new Set(PARAMS.members.map(({ key }) => key));
        if (
          !PARAMS.isClosedObject ||
          !keys.has('client_id') ||
          !(keys.has('redirect_uri') || keys.has('response_type'))
        )
          return undefined;
        // The request for the token has the code already.
        if (keys.has('code') || keys.has('grant_type') || keys.has('client_secret') || keys.has('code_challenge'))
          return undefined;
        const state = PARAMS.property('state');
        if (state.exists) return constantState(state);
        return isTiedAround(MATCH) ? undefined : untied(MATCH.callee, sentOff(MATCH));
      },
    }),
    check({
      nodes: { javascript: ['template_string', 'string'] },
      says: /client_id=/,
      problem: ({ MATCH }) => {
        if (!MATCH.text.includes('client_id=')) return undefined;
        const whole = chainOf(MATCH);
        if (!/authori[sz]e|oauth|\/auth\b/i.test(whole.text) || !/response_type=|redirect_uri=/.test(whole.text))
          return undefined;
        if (/grant_type=|client_secret=|[?&]code=/.test(whole.text) || isTiedAround(whole)) return undefined;
        return untied(MATCH);
      },
    }),
    check({
      patterns: {
        javascript: [
          "$URL.searchParams.set('response_type', $KIND)",
          "$URL.searchParams.append('response_type', $KIND)",
        ],
      },
      problem: ({ MATCH }) => (isTiedAround(MATCH) ? undefined : untied(MATCH)),
    }),
    check({
      patterns: { javascript: ['$CLIENT.generateAuthUrl($OPTIONS)'] },
      problem: ({ OPTIONS, MATCH }) => {
        const state = OPTIONS.property('state');
        if (state.exists) return constantState(state);
        // A program that asks its user to paste the code has no visitor who could be fooled.
        if (!OPTIONS.isClosedObject || !fileSays(MATCH.names, /\bredirect\(/) || isTiedAround(MATCH)) return undefined;
        return untied(MATCH.callee);
      },
    }),
    check({
      patterns: { javascript: ['passport.use($STRATEGY)', 'passport.use($_, $STRATEGY)'] },
      problem: ({ STRATEGY }) => {
        const { origin } = STRATEGY;
        const options = origin.argument(0);
        if (!origin.is('new_expression') || !options.isClosedObject || !options.property('clientID').exists)
          return undefined;
        if (
          ['state', 'store', 'pkce'].some(
            (name) => options.property(name).exists && options.property(name).value !== false,
          )
        )
          return undefined;
        if (fileSays(origin.names, /\bstate\b/)) return undefined;
        return {
          at: origin.callee.range,
          message: `\`${origin.callee.text}\` keeps no \`state\` unless it is asked to: a stranger can sign a visitor in to an account of the stranger's.`,
          confidence: 'possible',
        };
      },
    }),
    check({
      patterns: { javascript: ['$APP.get($PATH, ..., $HANDLER)'] },
      problem: ({ PATH, HANDLER }) => {
        if (!/callback|oauth|redirect/i.test(PATH.constant ?? '')) return undefined;
        const handler = handlerOf(HANDLER);
        return handler && takesAnyCode(handler) ? anyCode(PATH, PATH.constant ?? '') : undefined;
      },
    }),
    check({
      // A handler that another file mounts: `export const githubCallback = ...`, or that its place mounts: `export function GET`.
      nodes: { javascript: ['function_declaration', 'arrow_function', 'function_expression'] },
      says: EXCHANGES,
      problem: ({ MATCH }) => {
        const name = exportedName(MATCH);
        return name && /callback|oauth|^GET$|^loader$/i.test(name.lastName) && takesAnyCode(MATCH)
          ? anyCode(name, name.lastName)
          : undefined;
      },
    }),
  ],
});

/** Exchanges the code of a request, and looks at nothing that ties it to the visitor. */
function takesAnyCode(handler: Expression): boolean {
  if (!READS_CODE.test(codeText(handler))) return false;
  const text = textWithCalls(handler);
  return EXCHANGES.test(text) && !TIED.test(text);
}

const anyCode = (at: Expression, name: string): Problem => ({
  at: at.range,
  message: `\`${name}\` takes any code that arrives: no \`state\` tells whether this visitor asked for it.`,
});

/** The name under which a function leaves its file. */
function exportedName(fn: Expression): Expression | undefined {
  const { parent } = fn;
  if (parent.is('export_statement')) return fn.field('name').exists ? fn.field('name') : undefined;
  if (parent.is('assignment_expression'))
    return /^(module\.)?exports\./.test(parent.field('left').text) ? parent.field('left') : undefined;
  return parent.is('variable_declarator') && parent.parent.parent.is('export_statement')
    ? parent.field('name')
    : undefined;
}

/** Where the visitor is sent off with these parameters: `res.redirect(\`https://...?${params}\`)`. */
function sentOff(made: Expression): Expression | undefined {
  const name = made.target;
  const { enclosingFunction: fn } = made;
  if (name === '' || !fn.exists) return undefined;
  const redirect = fn
    .descendants('call_expression')
    .find(({ callee, start }) => /^(redirect|assign|replace|open)$/.test(callee.lastName) && start > made.start);
  return redirect?.arguments
    .flatMap((argument) => [argument, ...argument.descendants('identifier')])
    .find((part) => part.is('identifier') && part.text === name);
}

const untied = (at: Expression, shown = at): Problem => ({
  at: shown.range,
  // Another file may add it to what this one hands out.
  confidence: at.enclosing('export_statement').exists && !at.enclosingFunction.exists ? 'possible' : 'likely',
  message: `${at.target ? `\`${at.target}\`` : 'This sign-in'} begins without a \`state\`: its answer may be one that a stranger made, and the visitor ends up in an account that is not theirs.`,
});

const constantState = (state: Expression): Problem | undefined =>
  state.constant === undefined
    ? undefined
    : {
        at: state.range,
        message: 'This `state` is the same for everybody, so it tells nothing about who began the sign-in.',
      };

/** Whether the function around, or a file without one, adds what is missing in another statement. */
const isTiedAround = (place: Expression): boolean => saysAround(place, TIED) || fileSays(place.names, IS_PROVIDER);

/** The whole chain of `+` that a piece of text is part of. */
function chainOf(piece: Expression): Expression {
  let at = piece;
  while (at.parent.is('binary_expression', 'parenthesized_expression')) at = at.parent;
  return at;
}
