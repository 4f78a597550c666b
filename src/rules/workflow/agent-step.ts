import { textOf } from '../config/config-node.ts';
import type { Step } from './jobs.ts';

/** Actions that let an agent or a model work. */
const AI_ACTION =
  /^(?:anthropics\/claude-code(?:-base)?-action|google-github-actions\/run-gemini-cli|google-gemini\/gemini-cli-action|openai\/codex-action|actions\/ai-inference|github\/copilot[\w-]*|cursor\/[\w-]+|sourcegraph\/amp[\w-]*|block\/goose[\w-]*|[\w-]+\/(?:[\w-]*(?:claude|gemini|codex|gpt|openai|llm|copilot|aider|qwen|opencode|ai-(?:review|agent|inference|triage|code)|pr-agent|coderabbit|openhands)[\w-]*))(?:\/|@|$)/i;
const AI_COMMAND =
  /(?:^|[\s;&|(`$])(?:claude|gemini|codex|cursor-agent|copilot|aider|opencode|goose|qwen|llm|ollama run|amp|q chat|openhands|gh models run|sgpt|mods|fabric)\s+(?=[\w"'$-])/;
/** The same, fetched for the one run: `npx -y @openai/codex exec …`. */
const FETCHED =
  /\b(?:npx|bunx|pnpm dlx|uvx)\s[^\n|;&]{0,60}(?:@openai\/codex|@anthropic-ai\/claude-code|@google\/gemini-cli|aider-chat|opencode-ai)\b/;

/** Whether a step's action lets an agent or a model work. */
export const isAgentAction = ({ uses }: Step): boolean => AI_ACTION.test(uses);

/** Whether a script starts an agent or asks a model. */
export const startsAgent = (script: string): boolean => AI_COMMAND.test(script) || FETCHED.test(script);

/** Whether a step lets an agent or a model work, as an action or in its script. */
export const isAgentStep = (step: Step): boolean =>
  isAgentAction(step) || startsAgent(textOf(step.run?.value)?.slice(0, 20_000) ?? '');
