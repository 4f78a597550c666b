import { HARM } from '../../engine/flow/data.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays, isTestCode } from '../code-text.ts';
import { connectsGuarded } from '../guarded-connection.ts';

/** Calls that are given a page instead of its address. */
const RENDERS = /^(setContent|property|generatePdf|create|wkhtmltopdf|generate)$/;

/** What people have called back, told or shown, by its name in a record. */
const REGISTERED =
  /(hook|callback|subscription|subscriber|feed|avatar|integration|monitor)\w*\??\.(\w*(url|uri|endpoint|href)|target|address)$/i;
/** A file that looks at where an address leads. */
const CHECKED =
  /isPrivate|is_private|private_?ip|ssrf|ipaddr|allowed_?hosts|allow_?list|safe_?(url|fetch)|lookup\(|169\.254|\.hostname\b|assert\w{0,30}(url|host)|(valid|check|verif)\w{0,30}(url|host)/i;

const ASKING = [
  'fetch($URL, ...)',
  'axios($URL, ...)',
  'axios.get($URL, ...)',
  'axios.post($URL, ...)',
  'axios.head($URL, ...)',
  'got($URL, ...)',
  'got.get($URL, ...)',
  'got.post($URL, ...)',
  'ky($URL, ...)',
  'ky.get($URL, ...)',
  '"node-fetch"($URL, ...)',
  'undici.fetch($URL, ...)',
  'undici.request($URL, ...)',
] as const;
const ADDRESS = /^(\w*(url|uri|href|endpoint|webhook|feed))$/i;

export default defineRule({
  id: 'code/ssrf',
  title: 'Address of a request chosen by the sender',
  severity: 'high',
  confidence: 'likely',
  cwe: [918],
  owasp: ['A10:2021', 'A01:2025'],
  remedy: 'Choose the host from a fixed list, and check `new URL(address).host` against it before the request.',
  yieldsTo: ['ai/mcp-server-chosen-outside', 'ai/mcp-tool-argument', 'ai/model-output-to-url', 'ai/unsafe-model-load'],
  checks: [
    check({
      // `async addFeed(deskId: string, url: string)`: what is asked and then kept is what somebody has registered.
      patterns: { javascript: ASKING },
      problem: ({ URL, MATCH }) => {
        const name = URL.text;
        const fn = MATCH.enclosingFunction;
        if (!URL.is('identifier') || !ADDRESS.test(name) || !fn.exists || !isParameterOf(URL, fn)) return undefined;
        if (!isKept(fn, name) || fileSays(MATCH.names, CHECKED) || connectsGuarded(MATCH) || isTestCode(MATCH.names))
          return undefined;
        return {
          at: URL.range,
          message: `\`${name}\` is an address that somebody registers here, and decides where \`${shortText(MATCH.callee.text)}\` goes: they can have this server ask inside its own network.`,
          confidence: 'likely',
        };
      },
    }),
  ],
  flows: [
    {
      to: ['request'],
      from: ['user', 'host', 'parameter', 'userParameter'],
      // Markup that is escaped asks nobody.
      where: ({ call, at, flow }) =>
        (!RENDERS.test(call.callee.lastName) || flow.valueOf(at.node).some(({ harm }) => (harm & HARM.html) !== 0)) &&
        !connectsGuarded(call),
      message: ({ at, call }) =>
        DRAWS.test(call.callee.text)
          ? `\`${shortText(at.text)}\` is drawn by a browser of this server through \`${shortText(call.callee.text)}\`: what it loads and runs comes from inside your own network.`
          : `\`${shortText(at.text)}\` decides where \`${shortText(call.callee.text)}\` goes: the sender can have this server ask inside its own network.`,
      reaches: 'The server sends a request there.',
    },
    {
      // An address that somebody has registered, and that is asked later.
      to: ['request'],
      from: ['record'],
      confidence: 'likely',
      where: ({ at, call, isJoined }) =>
        !isJoined && REGISTERED.test(at.text.slice(-120)) && !fileSays(at.names, CHECKED) && !connectsGuarded(call),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` is an address that somebody has registered, and decides where \`${shortText(call.callee.text)}\` goes: they can have this server ask inside its own network.`,
      reaches: 'The server sends a request there.',
    },
  ],
});

/** What is given a page, or a script for one, and not only its address. */
const DRAWS = /(^|\.)(setContent|evaluateJavaScript|wkhtmltopdf|generate|property)$/;

const isParameterOf = (value: Expression, fn: Expression): boolean => {
  const binding = value.names.bindingOf(value.node);
  return (
    binding?.sort === 'parameter' && binding.node >= fn.node && (value.names.tree.next[fn.node] ?? 0) > binding.node
  );
};

/** Whether a function writes a value into a record: `prisma.feed.create({ data: { url } })`. */
const isKept = (fn: Expression, name: string): boolean =>
  fn
    .descendants('call_expression')
    .some(
      (call) =>
        KEEPS.test(call.callee.lastName) &&
        STORE.test(call.callee.object.text) &&
        call
          .descendants('shorthand_property_identifier', 'identifier')
          .some((word) => word.text === name && word.start >= call.callee.end),
    );

const KEEPS = /^(create|createMany|insert|insertOne|insertInto|save|upsert|add|values|put)$/;
const STORE =
  /prisma|\bdb\b|drizzle|[rR]epo(sitory)?\b|[mM]odel\b|collection|knex|supabase|\btx\b|^[A-Z]\w+$|this\.\w*(feeds?|hooks?|subscriptions?|monitors?|integrations?|sources?)$/;
