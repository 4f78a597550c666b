import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/broken-sandbox',
  title: 'Sandbox that does not hold',
  severity: 'high',
  confidence: 'likely',
  cwe: [94, 1104],
  owasp: ['A06:2021', 'A03:2025'],
  remedy:
    'Run foreign code in a process or container of its own, or with `isolated-vm`; evaluate formulas with an expression parser.',
  yieldsTo: ['ai/model-output-to-code'],
  checks: [
    check({
      patterns: {
        javascript: [
          'new vm2.VM(...)',
          'new vm2.NodeVM(...)',
          'vm2.NodeVM.code(...)',
          'vm2.NodeVM.file(...)',
          'new vm2.VMScript($CODE, ...)',
          'notevil($CODE, ...)',
          '"safe-eval"($CODE, ...)',
          '"static-eval"($CODE, ...)',
          'notevil.FunctionFactory(...)',
        ],
      },
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) =>
        `\`${shortText(MATCH.callee.text)}\` comes from a package whose sandbox has been escaped again and again: code in it can leave it.`,
    }),
    check({
      // One of vm2 is told where it is made.
      patterns: { javascript: ['$VM.run($CODE, ...)'] },
      where: ({ VM, CODE }) => VM.name === 'sandbox()' && CODE.value === undefined,
      at: ({ CODE }) => CODE.range,
      message: ({ CODE, VM }) =>
        `\`${shortText(CODE.text)}\` is run in \`${shortText(VM.text)}\`, whose sandbox has been escaped: it runs as this program.`,
    }),
  ],
});
