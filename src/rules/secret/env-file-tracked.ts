import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'secret/env-file-tracked',
  title: 'File of secrets that git keeps',
  severity: 'high',
  confidence: 'certain',
  cwe: [538, 312],
  owasp: ['A02:2025', 'LLM02:2025'],
  remedy:
    'Add the file to .gitignore, take it out of git with `git rm --cached`, replace the secrets that were in it, and commit a `.env.example` without values.',
} satisfies RuleInfo;
