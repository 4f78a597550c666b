import { defineSecretRule } from '../define-secret-rule.ts';

export default defineSecretRule({
  id: 'secret/cloud-key',
  title: 'Key to a cloud in a file',
  severity: 'critical',
  confidence: 'certain',
  cwe: [798],
  owasp: ['A07:2025'],
  remedy:
    'Revoke the key in the console of the cloud, put the new one into the environment or a secret store, or let the machine have a role instead of a key.',
});
