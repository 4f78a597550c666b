import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

const TLD = '(com|org|net|io|dev|app|de|uk|eu|co|gov|edu|info|biz|cloud|ai|example|test)';
const HOST = new RegExp(`^(https?:\\/\\/)?([a-z0-9-]+\\.)+${TLD}$`, 'i');
/** A receiver that is an address, or a part of one that the sender writes. */
const ADDRESS =
  /(url|uri|href|link|origin|referr?er|host(name)?|domain|redirect|target|destination|address|returnTo|next|callback|src|endpoint|website)s?$/i;
const WHOLE_HOST = /(^|\.)(host|hostname)$/i;

export default defineRule({
  id: 'code/incomplete-url-check',
  title: 'Host checked as a piece of text',
  severity: 'medium',
  confidence: 'likely',
  cwe: [20, 183],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Parse it and compare the whole host: `ALLOWED.has(new URL(value).host)`.',
  checks: [
    check({
      patterns: {
        javascript: ['$URL.includes($HOST)', '$URL.indexOf($HOST)', '$URL.startsWith($HOST)', '$URL.endsWith($HOST)'],
      },
      where: ({ URL: url, HOST: host, MATCH }) => {
        const constant = host.constant ?? '';
        if (!HOST.test(constant) || !ADDRESS.test(url.lastName || url.callee.lastName)) return false;
        const method = MATCH.callee.lastName;
        // A list of hosts is asked for one of them.
        if (method === 'includes' && (url.origin.is('array') || /s$/.test(url.lastName))) return false;
        if (method === 'startsWith') return /^https?:\/\//i.test(constant);
        if (method === 'endsWith') return WHOLE_HOST.test(url.text) || !constant.startsWith('.');
        return true;
      },
      at: ({ HOST: host }) => host.range,
      message: ({ URL: url, HOST: host, MATCH }) =>
        `${passer(MATCH.callee.lastName, host.constant ?? '')} passes this test of \`${shortText(url.text)}\`.`,
    }),
    check({
      // A pattern for hosts in which a dot stands for any character, or that may stand anywhere.
      nodes: { javascript: ['regex'] },
      problem: ({ MATCH }) => {
        const [, source = ''] = /^\/(.*)\/\w*$/s.exec(MATCH.text) ?? [];
        const bare = new RegExp(
          `[a-z0-9](\\.)[a-z0-9-]+(\\\\?\\.[a-z0-9-]+)*\\\\?\\.${TLD}(\\$|\\/|\\)|\\\\\\/)|[a-z0-9](\\.)${TLD}(\\$|\\/|\\)|\\\\\\/)`,
          'i',
        ).exec(source.slice(0, 300));
        if (!bare || !/https?|origin|:\\\/\\\//i.test(`${source} ${nameAround(MATCH)}`)) return undefined;
        if (!/^\^/.test(source) && !/origin|cors/i.test(nameAround(MATCH))) return undefined;
        return {
          at: MATCH.range,
          message: `A dot in \`${shortText(MATCH.text)}\` stands for any character: \`${bare[0].replace(/[$/)\\]+$/, '').replace('.', 'x')}\` is somebody else's host, and passes.`,
        };
      },
    }),
  ],
});

const nameAround = (at: Expression): string => at.target || at.enclosing('variable_declarator').field('name').text;

/** A host of somebody else that passes. */
function passer(method: string, host: string): string {
  const name = host.replace(/^https?:\/\//, '');
  if (method === 'startsWith') return `\`${host}.evil.example\``;
  return method === 'endsWith' ? `\`evil-${name}\`` : `\`https://evil.example/?${name}\``;
}
