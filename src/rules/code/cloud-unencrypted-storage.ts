import { defineRule } from '../../engine/rule.ts';
import { UNENCRYPTED_STORAGE } from '../cloud-encryption.ts';
import { checkSettings } from '../cloud-settings.ts';

export default defineRule({
  id: 'code/cloud-unencrypted-storage',
  title: 'Cloud storage without encryption',
  severity: 'medium',
  confidence: 'likely',
  cwe: [311],
  owasp: ['A02:2021', 'A04:2025'],
  remedy:
    'Switch encryption on before the first deployment, with a key of your own where policy asks for one; what runs already is moved through an encrypted copy of a snapshot.',
  checks: [checkSettings(UNENCRYPTED_STORAGE)],
});
