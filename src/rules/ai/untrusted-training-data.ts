import type { Expression } from '../../engine/names/expression.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { inPattern } from '../in-pattern.ts';

export default defineRule({
  id: 'ai/untrusted-training-data',
  title: 'Unreviewed text that a model learns from',
  severity: 'medium',
  confidence: 'likely',
  cwe: [349, 1427, 20],
  owasp: ['LLM04:2025', 'LLM08:2025', 'ASI06:2026'],
  remedy:
    'Put what users write aside until somebody or something has looked at it, and store with it whose it is, so that it is found for them alone.',
  flows: [
    {
      to: ['learnt'],
      from: ['user', 'browser', 'remote', 'userParameter'],
      when: isLearntFrom,
      where: (hit) => !isReviewed(hit),
      message: ({ at, what }) =>
        `\`${shortText(at.text)}\` is ${what} and is stored for the model to learn or look up, though nobody has looked at it: what is hidden in it is told to others.`,
      reaches: 'It is stored for the model here.',
    },
  ],
});

/** Of files only those that a model is trained on; of lists and maps none. */
function isLearntFrom(call: Expression): boolean {
  const method = call.callee.lastName;
  if (/^(append|write)File/.test(method))
    return /train|fine_?-?tun|\.jsonl|dataset/i.test(call.argument(0).origin.text) || isInstruction(call.argument(0));
  if (method === 'add' || method === 'insert')
    return ['documents', 'embeddings', 'vectors', 'points'].some((key) => call.argument(0).property(key).exists);
  return true;
}

const READS_INSTRUCTIONS =
  /\b(?:system|instructions|preamble|system_?(?:prompt|instruction|message))\s*[:=]\s*(?:await\s+)?(?:[\w.]+\.)?readFile/i;

/** A file that is read as the instructions of a model: `system: readFileSync(FILE, 'utf8')`. */
const isInstruction = (path: Expression): boolean =>
  path.text.length < 80 &&
  path.names.says(READS_INSTRUCTIONS) &&
  new RegExp(
    `\\b(system|instructions|preamble|system_?(prompt|instruction|message))\\s*[:=]\\s*(await\\s+)?([\\w.]+\\.)?readFile(Sync)?\\(\\s*${inPattern(path.text)}\\s*[,)]`,
    'i',
  ).test(path.names.tree.text);

/** Looked at, or kept for the one who wrote it. */
const isReviewed = ({ call, at }: FlowHit): boolean => {
  const around = call.enclosingFunction.exists ? call.enclosingFunction.text : call.names.tree.text;
  return (
    /moderat|review|approv|quarantin|sanitiz|isSafe|isClean|detect\w*Injection|classif|trusted|guard|verified|curated|flagged|scanFor|pending/i.test(
      around,
    ) ||
    /\b(ownerId|owner|userId|tenantId|tenant|user_id|orgId|namespace|uploadedBy|source)\b\s*[:,(]/.test(around) ||
    /^(id|\w*Id)$/.test(at.lastName)
  );
};
