import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/undeclared',
  title: 'Undeclared package',
  severity: 'low',
  confidence: 'certain',
  cwe: [1357],
  owasp: ['A06:2021', 'A03:2025'],
  remedy: 'Add the package to package.json, if you know it and mean to use it.',
} satisfies RuleInfo;
