import type { Expression } from '../names/expression.ts';

/**
 * Functions that hand text past the escaping of a framework: of Lit, Mithril, Ember.
 *
 * https://lit.dev/docs/templates/directives/#unsafehtml, https://mithril.js.org/trust.html,
 * https://api.emberjs.com/ember/release/functions/@ember%2Ftemplate/htmlSafe
 */
export const TRUSTING_CALLS: readonly { readonly module: string; readonly name: string }[] = [
  ...['lit', 'lit-html', 'lit-element'].flatMap((lit) =>
    ['', '.js'].flatMap((end) => [
      { module: `${lit}/directives/unsafe-html${end}`, name: 'unsafeHTML' },
      { module: `${lit}/directives/unsafe-svg${end}`, name: 'unsafeSVG' },
      { module: `${lit}/static-html${end}`, name: 'unsafeStatic' },
    ]),
  ),
  { module: 'mithril', name: 'trust' },
  { module: '@ember/template', name: 'htmlSafe' },
  { module: '@ember/string', name: 'htmlSafe' },
];

const NAMES: ReadonlySet<string> = new Set(TRUSTING_CALLS.map(({ name }) => name));

export const isTrustingCall = ({ callee }: Expression): boolean =>
  NAMES.has((callee.name ?? callee.text).replace(/^.*\./s, ''));
