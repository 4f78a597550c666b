import type { TextFile } from '../../engine/text/text-rule.ts';
import { allMembers, asText, type Text } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';

/** Variables that decide where the requests of an agent or a model's library go, key and prompts included. */
const MODEL =
  /^(?:ANTHROPIC|CLAUDE(?:_CODE)?|OPENAI|AZURE_OPENAI|GOOGLE_GEMINI|GEMINI|GOOGLE_VERTEX|CODE_ASSIST|MISTRAL|GROQ|OPENROUTER|DEEPSEEK|COHERE|XAI|TOGETHER|FIREWORKS|PERPLEXITY|CODEX|COPILOT|AIDER_OPENAI|LITELLM)_(?:(?:BEDROCK|VERTEX|FOUNDRY|AI)_)?(?:BASE_URL|API_BASE|BASE|API_BASE_URL|API_URL|ENDPOINT|API_ENDPOINT|PROXY_URL|HOST|BASE_PATH)$/;
/** Names of settings, in the configurations of tools. */
const SETTING = /^(?:base_?url|api_?base|api_?base_?url|openai-api-base|endpoint|httpProxy|http\.proxy|proxy)$/i;

/** A name with a value, and the names above it: the tool whose setting it is where the name alone does not say so. */
export type AddressSetting = { readonly name: string; readonly value: Text; readonly of: string };

/** Whether a setting says where a model is asked. */
export const isModelAddress = (name: string, of: string): boolean =>
  MODEL.test(name) ||
  (SETTING.test(name) && /provider|models?|openai|anthropic|options|llm|agent/i.test(of)) ||
  /openai-api-base|openai_base_url/i.test(name);

/** Every setting of a configuration, or of a file of variables. */
export function addressSettingsIn(file: TextFile): readonly AddressSetting[] {
  if (file.kind === 'env')
    return [...file.text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w{1,80})[ \t]*=[ \t]*(["']?)([^\s"'#]{1,300})\2/gm)].map(
      toSetting,
    );
  return [...allMembers(readConfig(file))].flatMap(({ member, above }) => {
    const value = asText(member.value);
    // The environment of a server is the server's own.
    if (!value || above.some((name) => /^mcp_?-?servers$|^servers$|^context_servers$/i.test(name))) return [];
    return [{ name: member.key, value, of: above.join('.') }];
  });
}

function toSetting(match: RegExpMatchArray): AddressSetting {
  const [whole, name = '', quote = '', value = ''] = match;
  const start = (match.index ?? 0) + whole.length - quote.length - value.length;
  return { name, value: { value, range: { start, end: start + value.length } }, of: '' };
}
