import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/environment-exposed',
  title: 'Environment given away whole',
  severity: 'high',
  confidence: 'likely',
  cwe: [200, 497, 526],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: 'Name the few values that may be known: `{ commit: process.env.GIT_COMMIT }`.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$RES.json($BODY, ...)',
          '$RES.send($BODY)',
          '$RES.end($BODY)',
          '$RES.write($BODY)',
          '$RES.render($VIEW, $BODY)',
          'Response.json($BODY, ...)',
          '"next/server".NextResponse.json($BODY, ...)',
          'new Response($BODY, ...)',
          '$SERVER.tool(..., $BODY)',
          '$SERVER.registerTool(..., $BODY)',
        ],
      },
      problem: ({ BODY, RES }) => {
        if (RES.exists && !/^(res|response|reply|rep|ctx|context|c|h)\b/i.test(RES.text)) return undefined;
        const whole = [BODY, ...BODY.descendants('member_expression')].find(
          (member) =>
            member.name === 'process.env' &&
            !member.parent.is('member_expression', 'subscript_expression') &&
            !(member.parent.is('variable_declarator') && member.parent.field('name').is('object_pattern')) &&
            !(
              member.parent.is('pair') &&
              /^env$/.test(member.parent.key ?? '') &&
              isOfProcess(member.parent.parent.parent.parent.callee.lastName)
            ),
        );
        if (!whole) return undefined;
        return {
          at: whole.range,
          message: `\`${whole.text}\` holds the passwords and keys of this program, and is told to whoever asks.`,
        };
      },
    }),
  ],
});

/** `spawn(command, { env: process.env })` hands it to a program of one's own. */
const isOfProcess = (call: string): boolean =>
  /^(spawn|spawnSync|exec|execSync|execFile|execFileSync|fork|execa)$/.test(call);
