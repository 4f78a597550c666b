import { defineSecretRule } from '../define-secret-rule.ts';

export default defineSecretRule({
  id: 'secret/service-token',
  title: 'Token of a service in a file',
  severity: 'high',
  confidence: 'certain',
  cwe: [798],
  owasp: ['A07:2025'],
  remedy: 'Revoke the token, and read the new one from the environment or a secret store.',
});
