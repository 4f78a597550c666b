import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

/** Options by which an agent is let out, with the value that does it. */
const OPTIONS: readonly (readonly [key: RegExp, value: RegExp])[] = [
  [/^(permissionMode|permission_mode)$/, /^bypassPermissions$/],
  [
    /^(allowDangerouslySkipPermissions|dangerouslySkipPermissions|dangerously_skip_permissions|dangerouslyDisableSandbox|allowUnsandboxedCommands|dangerouslyBypassApprovalsAndSandbox)$/,
    /^true$/,
  ],
  [/^(sandboxMode|sandbox_mode|sandbox)$/, /^danger-full-access$|^none$|^off$|^disabled$/],
  [/^(approvalPolicy|approval_policy|approvalMode)$/, /^(full-auto|yolo|auto-approve)$/],
  [/^(useDocker|use_docker|sandboxed|enableSandbox|useSandbox)$/, /^false$/],
  [
    /^(autoApproveAll|auto_run|autoRun|skipConfirmation|skipApproval|skipPermissions|unsafeMode|unsafe_mode|yolo|yoloMode)$/,
    /^true$|^\*$/,
  ],
  [/^(autoApprove|auto_approve|autoApproveTools|alwaysAllow)$/, /^true$|^\*$/],
  [/^(humanInputMode|human_input_mode)$/, /^NEVER$/],
];

const ARGUMENT =
  /^--(dangerously-skip-permissions|dangerously-bypass-approvals-and-sandbox|yolo|trust-all-tools|full-auto|allow-all-tools)$/;
const IN_COMMAND =
  /\b(claude|codex|gemini|q chat|copilot|cursor-agent|aider)\b[^\n]*\s--(dangerously-skip-permissions|dangerously-bypass-approvals-and-sandbox|yolo|trust-all-tools|yes-always)\b/;

export default defineRule({
  id: 'ai/agent-sandbox-disabled',
  title: 'Agent let out of its sandbox',
  severity: 'high',
  confidence: 'likely',
  cwe: [250, 693],
  owasp: ['LLM06:2025', 'ASI05:2026', 'ASI02:2026'],
  remedy: 'Keep the sandbox and the questions, and allow by name the few commands that the task needs.',
  checks: [
    check({
      nodes: { javascript: ['pair'] },
      problem: ({ MATCH }) => {
        const key = MATCH.key ?? '';
        const [, value] = OPTIONS.find(([name]) => name.test(key)) ?? [];
        if (!value?.test(String(MATCH.field('value').value ?? '')) || !isOfAgent(MATCH)) return undefined;
        if (/^(auto_?approve(Tools)?|alwaysAllow)$/i.test(key) && !isForAll(MATCH)) return undefined;
        return {
          at: MATCH.range,
          message: `\`${key}\` lets the agent run commands and change files without a sandbox or a question: a text that it reads decides what happens.`,
        };
      },
    }),
    check({
      nodes: { javascript: ['string', 'template_string'] },
      where: ({ MATCH }) => {
        const text = MATCH.constant ?? (MATCH.end - MATCH.start < 2000 ? MATCH.text : '');
        return (ARGUMENT.test(text) && isArgument(MATCH)) || (IN_COMMAND.test(text) && isCommand(MATCH));
      },
      message: ({ MATCH }) =>
        `\`${/--[\w-]*(skip|bypass|yolo|trust|full|allow|yes)[\w-]*/.exec(MATCH.text)?.[0] ?? MATCH.text}\` lets the agent run commands and change files without a question: a text that it reads decides what happens.`,
    }),
  ],
});

/** Options of other things are called so too: the file must be about agents. */
const isOfAgent = (pair: Expression): boolean =>
  /agent|claude|codex|autogen|\bllm\b|openai|gemini|interpreter|anthropic|\bmcp\b|executor|langchain|copilot/i.test(
    pair.names.tree.text,
  );

/** Said of the agent, not of one tool that may be harmless. */
const isForAll = (pair: Expression): boolean => {
  const list = pair.parent.parent;
  return list.is('arguments') && /agent|assistant|executor|interpreter|session|runner/i.test(list.parent.callee.text);
};

/** An element of a list of arguments, of a program that is an agent. */
const isArgument = (text: Expression): boolean =>
  text.parent.is('array', 'arguments') &&
  /claude|codex|gemini|copilot|cursor|agent|amazon q|\bq\b/i.test(
    text.enclosing('call_expression', 'variable_declarator').text,
  );

const isCommand = (text: Expression): boolean => {
  const call = text.enclosing('call_expression');
  return (
    /(exec|spawn|run|\$|execa|command|shell)\w*$/i.test(call.callee.text) || /command|cmd|script/i.test(text.target)
  );
};
