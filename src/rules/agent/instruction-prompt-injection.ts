import { defineTextRule } from '../../engine/text/text-rule.ts';
import { isInstructions, isInstructionText } from '../agent-files.ts';
import { tellVerdicts } from '../prose/tell-verdict.ts';

export default defineTextRule({
  id: 'agent/instruction-prompt-injection',
  title: 'Instructions that turn an agent against its user',
  severity: 'high',
  confidence: 'likely',
  cwe: [1427],
  owasp: ['LLM01:2025', 'ASI01:2026'],
  remedy: 'Take the passage out, and find out who put it there.',
  yieldsTo: ['agent/instruction-hidden-content'],
  when: ({ path }) => isInstructions(path),
  look: (file) => (isInstructionText(file) ? tellVerdicts(file, 'injection') : []),
});
