import { defineSecretRule } from '../define-secret-rule.ts';

export default defineSecretRule({
  id: 'secret/private-key',
  title: 'Private key in a file',
  severity: 'critical',
  confidence: 'certain',
  cwe: [798, 321],
  owasp: ['A07:2025'],
  remedy:
    'Make a new pair of keys, replace the public one wherever it is trusted, and keep the private one in a secret store or outside the repository.',
});
