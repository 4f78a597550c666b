import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { TokenPayload } from '../token-payload.ts';

export default defineRule({
  id: 'code/sensitive-data-in-token',
  title: 'Secret inside a token that anyone can read',
  severity: 'high',
  confidence: 'likely',
  cwe: [522, 312],
  owasp: ['A04:2021', 'A02:2021', 'A07:2025'],
  remedy: 'Sign only what the reader of the token needs: `jwt.sign({ sub: user.id }, key)`.',
  checks: [
    check({
      patterns: {
        javascript: [
          'jsonwebtoken.sign($PAYLOAD, ...)',
          'new jose.SignJWT($PAYLOAD)',
          'new jose.UnsecuredJWT($PAYLOAD)',
          'jose.JWT.sign($PAYLOAD, ...)',
          '"jwt-simple".encode($PAYLOAD, ...)',
          '"fast-jwt".createSigner()($PAYLOAD, ...)',
          '"hono/jwt".sign($PAYLOAD, ...)',
          '"@tsndr/cloudflare-worker-jwt".sign($PAYLOAD, ...)',
          'njwt.create($PAYLOAD, ...)',
          '$JWT.sign($PAYLOAD, ...)',
          '$JWT.signAsync($PAYLOAD, ...)',
          '$JWT.jwtSign($PAYLOAD, ...)',
        ],
      },
      problem: ({ PAYLOAD, JWT, MATCH }) => {
        // The key of a builder, `new SignJWT(claims).sign(key)`: the claims are told where they stand.
        if (/^jose\./.test(JWT.name ?? '') || (MATCH.arguments.length === 1 && /(key|secret)$/i.test(PAYLOAD.lastName)))
          return undefined;
        if (JWT.exists && !/(jwt|token|reply|res|jsonwebtoken)(service|s)?$/i.test(JWT.text)) return undefined;
        const payload =
          PAYLOAD.property('payload').exists && JWT.text === 'jws' ? PAYLOAD.property('payload') : PAYLOAD;
        const reader = new TokenPayload(MATCH);
        const secrets = reader.secretsOf(payload);
        const found = secrets.length === 0 ? reader.recordIn(payload) : undefined;
        if (found)
          return {
            at: found.record.range,
            message: `All of \`${found.record.text}\` goes into the token, which anyone who holds it can read: its password as well, if it has one.`,
            ...(!found.isWhole && { confidence: 'possible' }),
          };
        return secrets.map(({ at, name, member }) => ({
          at: at.range,
          message:
            member === undefined
              ? `\`${shortText(name)}\` goes into the token, which anyone who holds it can read: it is signed, not encrypted.`
              : `\`${shortText(name)}\` has a \`${member}\`, and all of it goes into the token, which anyone who holds it can read.`,
        }));
      },
    }),
  ],
});
