import { defineTextRule } from '../../engine/text/text-rule.ts';
import { openDatabaseRules, openFirebaseRules } from '../firebase-rules.ts';
import { openTables } from '../supabase-policies.ts';

const DATABASE_RULES = /(^|\/)(database|firebase|bolt)[\w.-]*rules\.json$/;

export default defineTextRule({
  id: 'code/open-backend',
  title: 'Data base open to everyone',
  severity: 'critical',
  confidence: 'likely',
  cwe: [284, 862],
  owasp: ['A01:2021', 'A01:2025'],
  remedy:
    'Let each row or document be changed by its owner only: `using (auth.uid() = user_id)`, `if request.auth.uid == resource.data.owner`.',
  when: ({ path, kind }) => kind === 'sql' || path.endsWith('.rules') || DATABASE_RULES.test(path),
  look: ({ text, path, kind }) => {
    if (kind === 'sql') return openTables(text, path);
    if (kind === 'json') return openDatabaseRules(text);
    return /\bservice\s+(cloud\.firestore|firebase\.storage)\b/.test(text) ? openFirebaseRules(text) : [];
  },
});
