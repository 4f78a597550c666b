import { defineSecretRule } from '../define-secret-rule.ts';

export default defineSecretRule({
  id: 'secret/code-host-token',
  title: 'Token of a code host or a package registry in a file',
  severity: 'critical',
  confidence: 'certain',
  cwe: [798],
  owasp: ['A07:2025'],
  remedy:
    'Revoke the token, look at what it did, and give the new one to the machine that needs it through its secret settings.',
});
