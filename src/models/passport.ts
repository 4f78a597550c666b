import { DATA } from '../engine/flow/data.ts';
import { data, type Model } from '../engine/flow/model.ts';

const TYPED = data(DATA.user, 'what is typed at the login');
const CREDENTIALS = data(DATA.user | DATA.structured, 'what is typed at the login');

/**
 * Strategies of Passport, and the credentials of Auth.js: what is typed at the login.
 * https://www.passportjs.org/packages/passport-local/, https://authjs.dev/getting-started/providers/credentials
 */
export default {
  handlers: {
    'passport-local': [TYPED, TYPED, TYPED],
    'passport-local.Strategy': [TYPED, TYPED, TYPED],
    'passport-http.BasicStrategy': [TYPED, TYPED, TYPED],
    'passport-http.DigestStrategy': [TYPED],
    'passport-http-bearer': [TYPED],
    'passport-http-bearer.Strategy': [TYPED],
    'passport-headerapikey': [TYPED],
    'passport-custom': ['express.Request'],
    'passport-custom.Strategy': ['express.Request'],
    ...Object.fromEntries(
      [
        'next-auth/providers/credentials',
        '@auth/core/providers/credentials',
        '@auth/sveltekit/providers/credentials',
      ].map((provider) => [`${provider}.authorize`, [CREDENTIALS, 'web.Request']]),
    ),
  },
} satisfies Model;
