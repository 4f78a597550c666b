import { defineRule } from '../../engine/rule.ts';
import { ADDED_CLASSIC_LISTENERS, ADDED_LISTENERS, CLASSIC_LISTENERS, LISTENERS } from '../cloud-listeners.ts';
import { checkMethod, checkSettings } from '../cloud-settings.ts';
import { CLEARTEXT_TRANSPORT } from '../cloud-transport.ts';

export default defineRule({
  id: 'code/cloud-cleartext-transport',
  title: 'Cloud service without (modern) TLS',
  severity: 'medium',
  confidence: 'likely',
  cwe: [319, 327],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Take traffic over TLS 1.2 or newer only, with a certificate, and let plain http do nothing but redirect.',
  checks: [
    checkSettings([...CLEARTEXT_TRANSPORT, ...LISTENERS, ...CLASSIC_LISTENERS]),
    checkMethod(
      'addListener',
      { properties: 1, id: 0 },
      ADDED_LISTENERS,
      (call) => call.argument(0).constant !== undefined,
    ),
    checkMethod(
      'addListener',
      { properties: 0, id: -1 },
      ADDED_CLASSIC_LISTENERS,
      (call) => call.arguments.length === 1,
    ),
  ],
});
