import { replaceWith } from '../../engine/fix.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';

/** Preferences, the value that is dangerous, and what it allows. */
const DANGEROUS: Readonly<Record<string, { readonly value: boolean; readonly why: string }>> = {
  nodeIntegration: { value: true, why: 'a script in the page can use Node: read files, start programs' },
  nodeIntegrationInWorker: { value: true, why: 'a script in a worker of the page can use Node' },
  nodeIntegrationInSubFrames: { value: true, why: 'a script in any frame of the page can use Node' },
  contextIsolation: { value: false, why: 'a script in the page can change what your preload script uses' },
  sandbox: { value: false, why: 'a page that breaks out of the browser is at once on the machine' },
  webSecurity: { value: false, why: 'pages may read answers of other sites' },
  allowRunningInsecureContent: { value: true, why: 'scripts fetched over plain http run in secure pages' },
  enableRemoteModule: { value: true, why: 'a script in the page can reach into the main process' },
  experimentalFeatures: { value: true, why: 'the page gets features that nobody has reviewed' },
};

export default defineRule({
  id: 'code/electron-insecure-preferences',
  title: 'Electron window without its guards',
  severity: 'high',
  confidence: 'certain',
  cwe: [1188, 653, 693, 346],
  owasp: ['A05:2021', 'A02:2025'],
  remedy:
    'Keep the defaults: `contextIsolation` and `sandbox` on, `nodeIntegration` off; pass what the page needs through a preload script.',
  checks: [
    check({
      patterns: {
        javascript: [
          'new electron.BrowserWindow($OPTIONS)',
          'new electron.BrowserView($OPTIONS)',
          'new electron.WebContentsView($OPTIONS)',
          'new BrowserWindow($OPTIONS)',
        ],
      },
      problem: ({ OPTIONS }) =>
        OPTIONS.property('webPreferences').members.flatMap((member): Problem[] => {
          const name = member.key ?? '';
          const danger = Object.hasOwn(DANGEROUS, name) ? DANGEROUS[name] : undefined;
          const value = member.is('pair') ? member.field('value') : member;
          if (!danger || value.value !== danger.value) return [];
          const fixes = value.is('true', 'false')
            ? [replaceWith(value, String(!danger.value), `Set ${name} to ${!danger.value}`, 'review')]
            : [];
          return [{ at: member.range, message: `With \`${name}: ${danger.value}\` ${danger.why}.`, fixes }];
        }),
    }),
  ],
});
