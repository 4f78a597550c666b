import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/debug-interface-exposed',
  title: 'Debugging interface open to others',
  severity: 'medium',
  confidence: 'likely',
  cwe: [489, 94],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: 'Leave the option out: puppeteer and playwright talk to the browser without it.',
  checks: [
    check({
      patterns: { javascript: ['$BROWSER.launch($OPTIONS, ...)'] },
      problem: ({ OPTIONS, MATCH }) => {
        const argument = OPTIONS.property('args').origin.children.find((part) =>
          /^[`'"]--remote-debugging-(port|address)/.test(part.text),
        );
        if (!argument) return undefined;
        const isHere = argument.start >= MATCH.start && argument.end <= MATCH.end;
        return {
          at: (isHere ? argument : MATCH.callee).range,
          message: 'Whoever reaches this port drives the browser: reads its pages and cookies, and runs code in it.',
        };
      },
    }),
  ],
});
