import { removeFromList } from '../../engine/fix.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';

/** Parts of helmet, and what each keeps away. */
const GUARDS: Readonly<Record<string, string>> = {
  contentSecurityPolicy: 'an injected script runs unhindered',
  frameguard: 'other sites may frame this one, and lay buttons over it',
  xFrameOptions: 'other sites may frame this one, and lay buttons over it',
  hsts: 'the first visit may be turned to plain http',
  strictTransportSecurity: 'the first visit may be turned to plain http',
  noSniff: 'browsers guess what an answer is, and run an upload as a script',
  xContentTypeOptions: 'browsers guess what an answer is, and run an upload as a script',
};

export default defineRule({
  id: 'code/security-headers-disabled',
  title: 'Guarding header switched off',
  severity: 'low',
  confidence: 'likely',
  cwe: [693, 1021],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: 'Leave it on, and loosen only the directive that is in the way.',
  checks: [
    check({
      patterns: { javascript: ['helmet($OPTIONS)'] },
      problem: ({ OPTIONS, MATCH }): readonly Problem[] =>
        OPTIONS.members.flatMap((member) => {
          const without = Object.hasOwn(GUARDS, member.key ?? '') ? GUARDS[member.key ?? ''] : undefined;
          if (without === undefined || OPTIONS.property(member.key ?? '').value !== false) return [];
          const isHere = member.start >= MATCH.start && member.end <= MATCH.end;
          return [
            {
              at: isHere ? member.range : MATCH.callee.range,
              message: `With \`${member.key}: false\` ${without}.`,
              fixes: isHere ? [removeFromList(member, `Leave ${member.key} on`, 'review')] : [],
            },
          ];
        }),
    }),
  ],
});
