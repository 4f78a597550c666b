import { defineSecretRule } from '../define-secret-rule.ts';

export default defineSecretRule({
  id: 'secret/ai-provider-key',
  title: 'API key of an AI provider in a file',
  severity: 'critical',
  confidence: 'certain',
  cwe: [798],
  owasp: ['A07:2025', 'LLM02:2025'],
  remedy:
    'Revoke the key where it was made, put the new one into the environment or a secret store, and keep `.env` in `.gitignore`.',
});
