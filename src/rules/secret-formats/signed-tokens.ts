import type { SecretFormat } from './format.ts';

const SHAPE = /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}/y;

/** The one of jwt.io, and those that are copied from it. */
const SAMPLES =
  /"(?:sub|id)":\s*"?(?:1234567890|12345|123)"?|John Doe|Jane Doe|supabase-demo|"(?:iss|aud)":\s*"[^"]*example/i;

/** JSON Web Tokens (RFC 7519) whose header and payload can be read. Those that a service publishes for browsers say so in their role. */
export const SIGNED_TOKENS: readonly SecretFormat[] = [
  {
    rule: 'secret/signed-token',
    what: 'a signed token (JWT)',
    variable: 'TOKEN',
    begins: ['eyJ'],
    shape: SHAPE,
    isReal: ([token]) => {
      const payload = payloadOf(token);
      return payload !== undefined && payload.role !== 'anon' && !SAMPLES.test(JSON.stringify(payload));
    },
    confidence: 'likely',
    isOftenSample: true,
    isNoRandom: true,
  },
];

/** What a JSON Web Token says, undefined where it is none. */
export function payloadOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const [header = '', payload = ''] = token.split('.');
  const algorithm = objectIn(header)?.alg;
  return typeof algorithm === 'string' && algorithm !== 'none' ? objectIn(payload) : undefined;
}

function objectIn(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    // A JSON object, since it is neither an array nor null.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
