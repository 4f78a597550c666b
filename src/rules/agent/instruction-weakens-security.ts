import { defineTextRule } from '../../engine/text/text-rule.ts';
import { isInstructions, isInstructionText } from '../agent-files.ts';
import { tellVerdicts } from '../prose/tell-verdict.ts';

export default defineTextRule({
  id: 'agent/instruction-weakens-security',
  title: 'Instructions that weaken security',
  severity: 'medium',
  confidence: 'likely',
  cwe: [1188, 693, 1427],
  owasp: ['ASI01:2026', 'ASI06:2026', 'A06:2025'],
  remedy: 'Say what the agent should do instead, and who may agree to an exception.',
  when: ({ path }) => isInstructions(path),
  look: (file) => (isInstructionText(file) ? tellVerdicts(file, 'weakening') : []),
});
