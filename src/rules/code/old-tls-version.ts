import { check, defineRule } from '../../engine/rule.ts';

const OLD = /^(TLSv1(\.[01])?|SSLv[23]|(TLSv1(_[01])?|SSLv(2|3|23))_(client_|server_)?method)$/;

export default defineRule({
  id: 'code/old-tls-version',
  title: 'Outdated version of TLS',
  severity: 'medium',
  confidence: 'likely',
  cwe: [326, 757],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: "Leave the version to Node, or ask for `minVersion: 'TLSv1.2'` at least.",
  checks: [
    check({
      members: { javascript: ['minVersion', 'maxVersion', 'secureProtocol', 'minTlsVersion'] },
      where: ({ MATCH }) => OLD.test(MATCH.field('value').constant ?? ''),
      at: ({ MATCH }) => MATCH.field('value').range,
      message: ({ MATCH }) =>
        `\`${MATCH.field('value').constant ?? ''}\` has been broken for years: who sits between the two can make them speak it, and read along.`,
      fix: ({ MATCH }) =>
        MATCH.key === 'minVersion' && MATCH.field('value').is('string')
          ? { title: 'Ask for TLS 1.2', safety: 'safe', edits: [MATCH.field('value').replacedBy("'TLSv1.2'")] }
          : undefined,
    }),
  ],
});
