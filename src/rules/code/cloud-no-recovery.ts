import { defineRule } from '../../engine/rule.ts';
import { NO_RECOVERY } from '../cloud-recovery.ts';
import { checkSettings } from '../cloud-settings.ts';

export default defineRule({
  id: 'code/cloud-no-recovery',
  title: 'Cloud data without versions, backups or traces',
  severity: 'low',
  confidence: 'possible',
  cwe: [693, 778],
  owasp: ['A09:2021', 'A09:2025'],
  remedy:
    'Keep versions and backups of data that cannot be made again, protect databases from deletion, and keep trails whole.',
  checks: [checkSettings(NO_RECOVERY)],
});
