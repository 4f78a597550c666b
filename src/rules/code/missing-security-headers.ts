import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/missing-security-headers',
  title: 'Missing security headers',
  severity: 'medium',
  confidence: 'likely',
  cwe: [],
  owasp: [],
  remedy: 'Say what to do, as an imperative.',
  patterns: { javascript: ['dangerous($VALUE)'] },
  where: ({ VALUE }) => VALUE.constant === undefined,
  at: ({ VALUE }) => VALUE.range,
  message: ({ VALUE }) => `\`${VALUE.text}\` reaches \`dangerous\`.`,
});
