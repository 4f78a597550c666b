import type { Problem } from '../../engine/rule.ts';
import { defineTextRule } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { type ConfigNode, settingAt, textOf } from '../config/config-node.ts';
import { changed } from '../config/edits.ts';
import { readConfig } from '../config/read-config.ts';
import { hostOf, isLoopback, isPrivate } from '../mcp/hosts.ts';

/** A setting that hands something private on. `with` names others of which one says where it goes: to a place nearby nothing is given away. */
type Handing = {
  readonly key: string;
  readonly is: RegExp;
  readonly does: string;
  /** What to write instead, as JSON. */
  readonly safe: string;
  readonly with?: readonly string[];
};

/** By the documentation of each tool. */
const HANDINGS: readonly Handing[] = [
  {
    // opencode: every session gets a public link.
    key: 'share',
    is: /^auto$/,
    does: 'puts every conversation on the web by itself, behind a link that whoever has it can open',
    safe: '"manual"',
  },
  {
    key: 'autoshare',
    is: /^true$/,
    does: 'puts every conversation on the web by itself, behind a link that whoever has it can open',
    safe: 'false',
  },
  {
    // Without it Codex leaves out variables whose name says key, secret or token.
    key: 'shell_environment_policy.ignore_default_excludes',
    is: /^true$/,
    does: 'gives every command of the agent the keys and tokens of your environment',
    safe: 'false',
  },
  {
    key: 'otel.log_user_prompt',
    is: /^true$/,
    does: 'sends every prompt along with the measurements of the agent',
    safe: 'false',
    with: ['otel.exporter.otlp-http.endpoint', 'otel.exporter.otlp-grpc.endpoint'],
  },
  {
    key: 'telemetry.logPrompts',
    is: /^true$/,
    does: 'sends every prompt along with the measurements of the agent',
    safe: 'false',
    with: ['telemetry.otlpEndpoint'],
  },
  {
    key: 'env.OTEL_LOG_USER_PROMPTS',
    is: /^(1|true)$/,
    does: 'sends every prompt along with the measurements of the agent',
    safe: '"0"',
    with: ['env.OTEL_EXPORTER_OTLP_ENDPOINT', 'env.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT'],
  },
  {
    key: 'env.OTEL_LOG_RAW_API_BODIES',
    is: /^(1|true)$/,
    does: 'sends every request to the model, files and all, along with the measurements of the agent',
    safe: '"0"',
    with: ['env.OTEL_EXPORTER_OTLP_ENDPOINT', 'env.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT'],
  },
  {
    key: 'github.copilot.chat.otel.captureContent',
    is: /^true$/,
    does: 'sends every prompt along with the measurements of the agent',
    safe: 'false',
    with: ['github.copilot.chat.otel.otlpEndpoint'],
  },
];

export default defineTextRule({
  id: 'agent/private-data-handed-on',
  title: 'Setting that gives away what is private',
  severity: 'medium',
  confidence: 'likely',
  cwe: [200, 359, 526],
  owasp: ['LLM02:2025', 'ASI03:2026'],
  remedy: 'Share a conversation by hand when it has been read, and give commands only the variables that they need.',
  when: ({ path, kind }) =>
    (kind === 'json' || kind === 'toml' || kind === 'yaml') &&
    /^(?:settings|editor)$/.test(agentFileOf(path)?.sort ?? ''),
  look: (file) => {
    const root = readConfig(file);
    return HANDINGS.flatMap(({ key, is, does, safe, with: places }): Problem[] => {
      const member = settingAt(root, key);
      const value = member?.value.is === 'scalar' ? String(member.value.value) : '';
      if (!member || !is.test(value) || (places && !leavesMachine(root, places))) return [];
      return [
        {
          at: { start: member.start, end: member.end },
          message: `\`${member.key}\` ${does}.`,
          // Often the team's own collector, and meant.
          ...(places && { severity: 'low' as const }),
          fixes:
            file.kind === 'yaml'
              ? []
              : [{ ...changed(member.value, safe, `Set \`${member.key}\` to ${safe}`), safety: 'review' }],
        },
      ];
    });
  },
});

/** Whether one of several settings names a place that is not this machine. */
const leavesMachine = (root: ConfigNode | undefined, places: readonly string[]): boolean =>
  places.some((place) => {
    const address = textOf(settingAt(root, place)?.value);
    const host = hostOf(address ?? '');
    return host !== undefined && !isLoopback(host) && !isPrivate(host);
  });
