import type { Model } from '../engine/flow/model.ts';
import { TOKEN } from './kinds.ts';

/** What signs tokens: whoever holds one is let in. https://github.com/auth0/node-jsonwebtoken#readme, https://docs.nestjs.com/security/authentication */
export default {
  reads: {
    'type @nestjs/jwt.JwtService': 'nestjs.Jwt',
    'nestjs.Jwt.sign()': TOKEN,
    'nestjs.Jwt.signAsync()': TOKEN,
    'jsonwebtoken.sign()': TOKEN,
    'jwt-simple.encode()': TOKEN,
  },
} satisfies Model;
