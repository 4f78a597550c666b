import { defineSecretRule } from '../define-secret-rule.ts';

export default defineSecretRule({
  id: 'secret/connection-string',
  title: 'Password in an address or a command',
  severity: 'critical',
  confidence: 'likely',
  cwe: [798, 259],
  owasp: ['A07:2025'],
  remedy: 'Change the password, and read the whole address from the environment or a secret store.',
});
