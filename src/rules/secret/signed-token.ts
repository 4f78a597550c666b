import { defineSecretRule } from '../define-secret-rule.ts';

export default defineSecretRule({
  id: 'secret/signed-token',
  title: 'Signed token in a file',
  severity: 'medium',
  confidence: 'likely',
  cwe: [798, 522],
  owasp: ['A07:2025'],
  remedy: 'End the session that the token belongs to, and ask for a token when it is needed.',
});
