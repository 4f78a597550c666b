import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { runsCode } from '../yaml-schema.ts';

const MESSAGE = (what: string, by: string) =>
  `\`${what}\` is rebuilt by \`${by}\`, which can be made to run code while it reads.`;

const calledIn = ({ callee }: Expression): string => callee.name ?? callee.lastName;

export default defineRule({
  id: 'code/unsafe-deserialization',
  title: 'Deserializer that runs code',
  severity: 'critical',
  confidence: 'likely',
  cwe: [502],
  owasp: ['A08:2021', 'A08:2025'],
  remedy:
    'Read data with `JSON.parse` and check its shape; for YAML use `load` of js-yaml 4 or later without a schema of your own.',
  checks: [
    check({
      patterns: {
        javascript: [
          '"node-serialize".unserialize($DATA, ...)',
          '"serialize-to-js".deserialize($DATA, ...)',
          'funcster.deepDeserialize($DATA, ...)',
          'cryo.parse($DATA, ...)',
          '"serialijse".deserialize($DATA, ...)',
          'surrial.deserialize($DATA, ...)',
          'jsonfn.JSONfn.parse($DATA, ...)',
          '"json-fn".parse($DATA, ...)',
        ],
      },
      where: ({ DATA }) => DATA.value === undefined,
      at: ({ DATA }) => DATA.range,
      message: ({ DATA, MATCH }) => MESSAGE(DATA.lastName || 'The data', MATCH.callee.text),
      confidence: 'certain',
    }),
    check({
      patterns: {
        javascript: [
          '"js-yaml".load($DATA, $OPTIONS, ...)',
          '"js-yaml".loadAll($DATA, ..., $OPTIONS)',
          '"js-yaml".safeLoad($DATA, $OPTIONS, ...)',
        ],
      },
      where: ({ OPTIONS }) => runsCode(OPTIONS.property('schema')),
      at: ({ OPTIONS }) => OPTIONS.property('schema').range,
      message: ({ DATA }) =>
        `The full schema lets YAML in \`${DATA.lastName || 'the text'}\` define functions, which run when they are touched.`,
    }),
    check({
      patterns: { javascript: ['v8.deserialize($DATA)'] },
      where: ({ DATA }) => /req|body|request|message|payload|input|upload/i.test(DATA.text),
      at: ({ DATA }) => DATA.range,
      message: ({ DATA, MATCH }) =>
        `\`${DATA.lastName || 'The data'}\` is rebuilt by \`${MATCH.callee.text}\`, which is made for data of your own and not for foreign bytes.`,
    }),
  ],
  flows: [
    {
      to: ['deserialize'],
      // By what is meant, for an import may be renamed: `import { load as readYaml } from 'js-yaml'`.
      where: ({ call }) => !/(^|\.)(load|loadAll|safeLoad)$/.test(calledIn(call)) || /grpc/.test(calledIn(call)),
      message: ({ at, call }) => MESSAGE(shortText(at.text), shortText(call.callee.text)),
      reaches: 'It is rebuilt here.',
    },
  ],
});
