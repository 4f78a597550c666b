import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

/** What bundlers write into the page: the beginnings of names that Next.js, Vite, Create React App, Expo, Nuxt, SvelteKit and Gatsby hand out. */
const HANDED_OUT = /^(NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|NUXT_ENV|PUBLIC|GATSBY|VUE_APP|STORYBOOK)_/;
export default defineRule({
  id: 'code/service-key-in-client',
  title: 'Key of the server in the page',
  severity: 'critical',
  confidence: 'likely',
  cwe: [522, 284],
  owasp: ['A01:2021', 'A07:2021', 'A01:2025'],
  remedy:
    'Keep the key in a variable without that beginning, and use it in code that only the server runs; give the page the public key.',
  checks: [
    check({
      patterns: {
        javascript: [
          '"@supabase/supabase-js".createClient($URL, $KEY, ...)',
          '"@supabase/ssr".createBrowserClient($URL, $KEY, ...)',
          '"@supabase/ssr".createClient($URL, $KEY, ...)',
        ],
      },
      problem: ({ KEY, MATCH }) => {
        const key = /service_?role/i.test(KEY.text) ? KEY : KEY.origin;
        if (!/service_?role/i.test(key.text) || HANDED_OUT.test(key.lastName)) return undefined;
        const isBrowser = MATCH.callee.name?.endsWith('createBrowserClient') ?? false;
        if (!isBrowser && !isOfPage(MATCH)) return undefined;
        return {
          at: KEY.range,
          message: `\`${KEY.text.replace(/\s+/g, '').slice(0, 60)}\` opens every table past its policies, and this code runs in the page.`,
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          '"firebase-admin".initializeApp(...)',
          '"firebase-admin/app".initializeApp(...)',
          '"firebase-admin".credential.cert(...)',
        ],
      },
      where: ({ MATCH }) => isOfPage(MATCH),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) => `\`${MATCH.callee.text}\` needs the key of the server, and this code runs in the page.`,
    }),
  ],
});

/** Code that says it is for the page, or that can run nowhere else. */
function isOfPage({ names }: Expression): boolean {
  const { text } = names.tree;
  if (/['"]use client['"]/.test(text.slice(0, 2000))) return true;
  if (/['"](use server|server-only)['"]/.test(text)) return false;
  return (
    /\b(useState|useEffect|useReducer|createRoot|onMounted)\s*[(<]/.test(text) &&
    /from\s+['"](react|react-dom\/client|react-native|vue|preact\/hooks|solid-js)['"]/.test(text)
  );
}
