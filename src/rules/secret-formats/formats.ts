import { AI_PROVIDERS } from './ai-providers.ts';
import { CLOUDS } from './clouds.ts';
import { CODE_HOSTS } from './code-hosts.ts';
import { CONNECTION_STRINGS } from './connection-strings.ts';
import type { SecretFormat } from './format.ts';
import { MESSAGING } from './messaging.ts';
import { PAYMENTS } from './payments.ts';
import { PRIVATE_KEYS } from './private-keys.ts';
import { SERVICES } from './services.ts';
import { SIGNED_TOKENS } from './signed-tokens.ts';

/** Every format that is known by how it is written. Of those that fit, the first is told: the narrower ones come first. */
export const SECRET_FORMATS: readonly SecretFormat[] = [
  ...AI_PROVIDERS,
  ...CLOUDS,
  ...CODE_HOSTS,
  ...PAYMENTS,
  ...MESSAGING,
  ...SERVICES,
  ...PRIVATE_KEYS,
  ...CONNECTION_STRINGS,
  ...SIGNED_TOKENS,
];
