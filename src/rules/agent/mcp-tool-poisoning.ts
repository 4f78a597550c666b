import type { Severity } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule } from '../../engine/text/text-rule.ts';
import { findHidden } from '../hidden-characters.ts';
import { type ToolDescription, toolDescriptionsIn } from '../mcp/tool-descriptions.ts';
import { type Hit, hitsIn, sumOf, wordsOf } from '../prose/judge.ts';
import { sentencesOf } from '../prose/sentences.ts';
import { TOOL_SIGNALS } from '../prose/tool-signals.ts';

/** Tests and examples of attacks hold such texts on purpose. */
const SAMPLES = /(?:^|\/)(?:tests?|__tests__|spec|fixtures?|__fixtures__|benchmarks?|evals?)\/|\.(?:test|spec)\.\w+$/;

export default defineTextRule({
  id: 'agent/mcp-tool-poisoning',
  title: 'Orders in the description of a tool',
  severity: 'high',
  confidence: 'likely',
  cwe: [1427],
  owasp: ['LLM01:2025', 'ASI01:2026', 'MCP03:2025'],
  remedy: 'Say what the tool does and what its parameters mean, and nothing that the agent should do besides.',
  when: ({ path, kind }) =>
    /^(?:javascript|typescript|tsx|python|source|json|yaml)$/.test(kind) && !SAMPLES.test(path.replaceAll('\\', '/')),
  look: (file) => toolDescriptionsIn(file).flatMap(problemOf),
});

function problemOf({ text, range, tool }: ToolDescription): Problem[] {
  const name = shortText(tool);
  const hits = sentencesOf(text.replace(/\s*\n\s*/g, ' '), false).flatMap((sentence) => {
    const said = { ...sentence, place: { ...sentence.place, isHidden: true } };
    return [...hitsIn(said), ...hitsIn(said, TOOL_SIGNALS)].filter(({ signal }) => signal.group !== 'weakening');
  });
  const hidden = findHidden(text).find(
    ({ sort, decoded }) => sort === 'tag' || sort === 'bidi' || decoded !== undefined,
  );
  if (hidden)
    return [
      {
        at: range,
        message: `The description of \`${name}\` holds invisible characters${hidden.decoded ? `, which spell \`${shortText(hidden.decoded)}\`` : ''}.`,
      },
    ];
  const points = sumOf(hits);
  if (points < 4) return [];
  return [
    {
      at: range,
      message: `The description of \`${name}\` tells the agent ${wordsOf(hits)}.`,
      severity: severityOf(points, hits),
    },
  ];
}

const severityOf = (points: number, hits: readonly Hit[]): Severity =>
  points >= 10 && hits.length > 1 ? 'critical' : 'high';
