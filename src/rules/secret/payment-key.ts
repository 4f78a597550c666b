import { defineSecretRule } from '../define-secret-rule.ts';

export default defineSecretRule({
  id: 'secret/payment-key',
  title: 'Key to payments in a file',
  severity: 'critical',
  confidence: 'certain',
  cwe: [798],
  owasp: ['A07:2025'],
  remedy: 'Roll the key in the dashboard of the provider, and read the new one from the environment or a secret store.',
});
