import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isInstructed, joinedIn } from '../prompt-part.ts';
import { goesToModel } from '../prompt-text.ts';

export default defineRule({
  id: 'ai/secret-in-prompt',
  title: 'Secret told to a model',
  severity: 'high',
  confidence: 'likely',
  cwe: [200, 522],
  owasp: ['LLM02:2025', 'LLM07:2025'],
  remedy: 'Give the secret to the function that needs it, and let the model call that function without ever seeing it.',
  flows: [
    {
      to: ['system', 'prompt'],
      when: goesToModel,
      at: joinedIn,
      from: ['secret'],
      where: isInstructed,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is a secret and becomes part of the prompt: the provider sees it, and whoever asks the model cleverly is told it.`,
      reaches: 'It becomes part of the prompt here.',
      confidence: 'likely',
    },
    {
      to: ['system', 'prompt'],
      when: goesToModel,
      at: joinedIn,
      from: ['local'],
      where: (hit) =>
        (SECRET_VARIABLE.test(hit.source.lastName) || WHOLE_ENVIRONMENT.test(hit.source.text)) && isInstructed(hit),
      message: ({ source }) =>
        `\`${shortText(source.text)}\` is a secret and becomes part of the prompt: the provider sees it, and whoever asks the model cleverly is told it.`,
      reaches: 'It becomes part of the prompt here.',
      confidence: 'likely',
    },
    {
      to: ['system', 'prompt'],
      when: goesToModel,
      at: joinedIn,
      from: ['retrieved'],
      where: (hit) => readsSecrets(hit.source) && isInstructed(hit),
      message: ({ at, source }) =>
        `\`${shortText(at.text)}\` holds what \`${shortText(pathRead(source))}\` says, secrets and all, and becomes part of the prompt: the provider sees it.`,
      reaches: 'It becomes part of the prompt here.',
      confidence: 'likely',
    },
  ],
  checks: [
    check({
      nodes: { javascript: ['string', 'template_string'] },
      where: ({ MATCH }) =>
        MATCH.end - MATCH.start > 16 && isInstruction(MATCH) && TOLD.test(MATCH.constant ?? textOf(MATCH)),
      message: ({ MATCH }) =>
        `${/^(text)?$/.test(MATCH.target) ? 'This prompt' : `\`${MATCH.target}\``} holds a secret in its words: whoever asks the model cleverly is told it.`,
    }),
    check({
      // The result of a tool is read by the model.
      nodes: { javascript: ['member_expression', 'subscript_expression'] },
      where: ({ MATCH }) =>
        /^process\.env$/.test(MATCH.object.text) && SECRET_VARIABLE.test(MATCH.lastName) && isReturnedByTool(MATCH),
      message: ({ MATCH }) =>
        `\`${MATCH.text}\` is part of what this tool tells the model: the provider sees it, and whoever asks the model is told it.`,
    }),
    check({
      patterns: { javascript: ['JSON.stringify($WHAT, ...)'] },
      where: ({ WHAT, MATCH }) => WHOLE_ENVIRONMENT.test(WHAT.text) && isReturnedByTool(MATCH),
      message: ({ WHAT }) => `\`${WHAT.text}\` is told to the model with all its secrets.`,
    }),
  ],
});

const WHOLE_ENVIRONMENT = /^(process\.env|Bun\.env|Deno\.env\.toObject\(\))$/;

/** A file in which secrets are kept. */
const SECRET_FILE =
  /(^|[/\\])(\.env(\.(local|production|development|prod|dev|staging))?|\.npmrc|\.netrc|\.pgpass|id_(rsa|ed25519|ecdsa)|credentials(\.json)?|service-?account[\w-]*\.json|secrets?\.(json|ya?ml|toml))$|\.(pem|p12|pfx|key)$|\.(aws|ssh|kube)[/\\]/i;

/** The constant path of a file that is read. */
function pathRead(source: Expression): string {
  const call = source.is('await_expression') ? (source.children[0] ?? source) : source.origin;
  return call.argument(0).constant ?? '';
}

const readsSecrets = (source: Expression): boolean => SECRET_FILE.test(pathRead(source));

const SECRET_VARIABLE =
  /(KEY|SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|DATABASE_URL|DB_URL|MONGO(DB)?_URI|CONNECTION_STRING|PRIVATE)S?$/i;

/** A password, a key or an address with a password, in the words of a prompt; a value must have a digit to be one. */
const TOLD =
  /\b(pass(word|phrase|code)|api[ _-]?keys?|secret( key)?|access[ _-]?token|token|credentials?|pin|(discount|coupon|promo|access|admin|override|master|staff|door|gate|alarm|unlock|bypass|voucher|crew|employee|recovery|safe|vault|entry)[ _-]?(code|pin|phrase|word)s?|pass ?codes?)\b[^.\n]{0,32}?(\bis\b|\bare\b|[:=])\s*["'`“]?(?=[^\s"'`”]*\d)[A-Za-z0-9!@#$%^&*_+\-./]{6,}|[a-z][a-z0-9+]{2,15}:\/\/[^\s:/@]{1,60}:[^\s@/{}$]{4,60}@[\w.-]+|\b(sk|pk|ghp|xoxb|hf|gsk)[-_][A-Za-z0-9_-]{16,}/i;

const textOf = (template: Expression): string => template.text.slice(1, 6000).replace(/\$\{[^}]{0,200}\}/g, ' ');

/** The text of a system message, told by where it stands or what it is called. */
function isInstruction(text: Expression): boolean {
  const { target } = text;
  if (
    /^(system|systemPrompt|system_prompt|systemInstruction|systemMessage|instructions|preamble|prompt)$/i.test(target)
  )
    return true;
  if (/(system|instruction|persona|prompt)/i.test(target) && /prompt|instruction|message|template/i.test(target))
    return true;
  // `const SYSTEM = [{ text: '...' }]`: what Bedrock and Gemini are given in parts.
  if (target === 'text' && OF_SYSTEM.test(text.enclosing('array').target)) return true;
  if (target !== 'content') return false;
  const role = text.enclosing('object').property('role').constant;
  return role === 'system' || role === 'developer';
}

const OF_SYSTEM = /^system(_?(prompt|instruction|message|block|part)s?)?$|^instructions$|^persona$/i;

/** Inside what a function gives back that a tool of a model runs. */
export function isReturnedByTool(value: Expression): boolean {
  const statement = value.enclosing('return_statement', 'statement_block');
  const fn = value.enclosingFunction;
  if (!fn.exists || (!statement.is('return_statement') && fn.field('body').is('statement_block'))) return false;
  // A condition or a header is no part of the answer.
  if (/fetch\(|axios|headers|Bearer/.test(statement.is('return_statement') ? statement.text.slice(0, 400) : ''))
    return false;
  const around = fn.parent;
  const key = around.is('pair') ? (around.key ?? '') : fn.is('method_definition') ? fn.field('name').text : '';
  if (/^(execute|handler|func|run|_call)$/.test(key)) return value.names.says(/tool|mcp|ai\b/i);
  const call = around.is('arguments') ? around.parent : fn;
  return (
    call.is('call_expression') &&
    /^(tool|registerTool|addTool|setRequestHandler|resource|registerResource|defineTool)$/.test(call.callee.lastName)
  );
}
