import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/xml-external-entity',
  title: 'XML of the sender read with entities',
  severity: 'high',
  confidence: 'likely',
  cwe: [611, 776],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: 'Leave entities off (`noent: false`), and use a parser that does not resolve them, such as fast-xml-parser.',
  checks: [
    check({
      patterns: {
        javascript: [
          'libxmljs.parseXml($XML, $OPTIONS)',
          'libxmljs.parseXmlString($XML, $OPTIONS)',
          'libxmljs2.parseXml($XML, $OPTIONS)',
          'libxmljs2.parseXmlString($XML, $OPTIONS)',
          '$LIBRARY.parseXml($XML, $OPTIONS)',
          '$LIBRARY.parseXmlString($XML, $OPTIONS)',
          '$LIBRARY.parseXmlAsync($XML, $OPTIONS)',
        ],
      },
      problem: ({ XML, OPTIONS, MATCH }) => {
        const noent = OPTIONS.property('noent');
        if (noent.value !== true) return undefined;
        const isHere = noent.start >= MATCH.start && noent.end <= MATCH.end;
        return {
          at: (isHere ? noent.parent : OPTIONS).range,
          message: `With \`noent: true\` entities in \`${shortText(XML.text)}\` are replaced by files of this machine, or by answers of its network.`,
          fixes:
            isHere && noent.is('true')
              ? [{ title: 'Leave entities alone', safety: 'review', edits: [noent.replacedBy('false')] }]
              : [],
        };
      },
    }),
    check({
      // Code that is itself a text: to end a parser that takes too long.
      patterns: {
        javascript: [
          'vm.runInContext($CODE, ...)',
          'vm.runInNewContext($CODE, ...)',
          'vm.runInThisContext($CODE, ...)',
        ],
      },
      says: /noent/,
      where: ({ CODE }) => /\bparseXml(String|Async)?\(.*\bnoent\s*:\s*true/s.test(CODE.constant ?? ''),
      at: ({ CODE }) => CODE.range,
      message: () =>
        'With `noent: true` entities in the XML are replaced by files of this machine, or by answers of its network: the sandbox does not hold the parser back.',
    }),
  ],
  flows: [
    {
      to: ['xml'],
      from: ['user', 'userParameter', 'parameter'],
      // libxml leaves entities alone unless told otherwise.
      where: ({ call }) => !/^(libxmljs2?|libxml)\b/.test(call.callee.name ?? '') && !/^libxml/.test(call.callee.text),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` is parsed by \`${shortText(call.callee.text)}\`: entities declared in it read files of this machine, or fill its memory.`,
      reaches: 'It is parsed as XML here.',
    },
  ],
});
