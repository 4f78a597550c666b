import { defineTextRule } from '../../engine/text/text-rule.ts';
import { isInstructions, isInstructionText } from '../agent-files.ts';
import { outsideImports } from '../prose/outside-imports.ts';
import { tellVerdicts } from '../prose/tell-verdict.ts';

export default defineTextRule({
  id: 'agent/instruction-remote-or-exfil',
  title: 'Instructions that carry data away or fetch orders',
  severity: 'high',
  confidence: 'likely',
  cwe: [829, 200, 1427],
  owasp: ['LLM02:2025', 'ASI02:2026', 'ASI04:2026'],
  remedy: 'Take the passage out; name what the agent needs in this repository, and nothing outside of it.',
  when: ({ path }) => isInstructions(path),
  look: (file) => (isInstructionText(file) ? [...tellVerdicts(file, 'exfil'), ...outsideImports(file)] : []),
});
