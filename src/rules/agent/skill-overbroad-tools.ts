import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { asText, type ConfigNode, memberOf, type Text, textsOf } from '../config/config-node.ts';
import { endOfFrontmatter, readFrontmatter } from '../config/frontmatter.ts';
import { EVERY_HOST } from '../settings/bypasses.ts';
import { shellRisksOf } from '../shell/shell-risk.ts';

/** Lists of what runs without asking while the skill is active. */
const ALLOWED = ['allowed-tools', 'allowed_tools', 'allowedTools', 'autoApprove'];
/** Lists of what there is at all: leaving the list out gives everything as well, so only its star says more than that. */
const AVAILABLE = ['tools'];
/** Commands that are looked at. */
const MOST = 200;
const EVERYTHING = /^(?:\*+|all)$/i;
const EVERY_COMMAND = /^(?:Bash|Shell|execute|run_in_terminal|runCommands)\((?:\*+|:\*|\*:\*|\.\*)\)$/;
const EVERY_SHELL = /^Bash\((?:sudo|su|bash|sh|zsh|eval|python3? -c|node -e)(?::\*|\s?\*)\)$/;

/** Tools that bring what strangers wrote. */
const WEB = /^(?:WebFetch|WebSearch|mcp__(?:fetch|puppeteer|playwright|browser\w*|firecrawl|brave\w*))/;

/** A file of keys, or the whole environment, printed. A look for such files prints their names alone. */
const READS_SECRETS =
  /\b(?:cat|less|more|head|tail|base64|strings|xxd|grep)\s[^|;&]{0,120}(?:~\/\.(?:ssh|aws|gnupg|netrc|npmrc|kube|docker)|\$HOME\/\.(?:ssh|aws|gnupg)|\bid_(?:rsa|ed25519)|(?:^|[\s/])\.env(?:\.(?:local|production|prod))?(?:[\s|;&]|$))|(?:^|[|;&]\s*)(?:printenv|env|set|export -p)\s*(?:$|\||>)/;

export default defineTextRule({
  id: 'agent/skill-overbroad-tools',
  title: 'Skill with more rights than it needs',
  severity: 'medium',
  confidence: 'likely',
  cwe: [250, 862],
  owasp: ['LLM06:2025', 'ASI02:2026', 'ASI04:2026'],
  remedy: 'Name the commands that the text uses: `Bash(git diff:*)`, `Bash(npm test)`.',
  when: ({ path, kind }) => (kind === 'markdown' || kind === 'toml') && agentFileOf(path)?.sort === 'skill',
  look: (file) => {
    const front = file.kind === 'markdown' ? readFrontmatter(file.text) : undefined;
    const name = shortText(asText(memberOf(front, 'name')?.value)?.value ?? nameOf(file.path));
    return [...triggerProblems(front, name), ...listProblems(front, name), ...commandProblems(file)];
  },
});

/** Whatever is asked. */
const EVERY_TIME =
  /\b(?:for|on|in|with|before|to|at) (?:every|each|all|any) (?:single )?(?:user )?(?:requests?|tasks?|messages?|questions?|prompts?|conversations?|turns?|answers?|repl(?:y|ies)|responses?|files?|commands?)\b(?!\s+(?:to|that|about|for|of|in|on|with|which|where|when|involving|concerning|related))|\bno matter what\b|\bwhatever the (?:user|request|task|question)\b/i;
/** Also where it has nothing to do with what is asked, or in the place of what has. */
const OUT_OF_TURN =
  /\beven (?:when|if|for|though)\b[^.]{0,60}\b(?:no|not|never|nothing|n't|unrelated|without|other|already)\b|\bregardless of (?:what|the|whether|its|topic|context)|\binstead of (?:any|every|all|the) other (?:skill|agent|tool|command)s?|\b(?:do not|don't|never) (?:use|load|call|invoke) (?:any )?other (?:skill|agent|tool)s?|\brelevant or not\b/i;

/** The description of a skill decides when it is loaded: one that claims every request is loaded with all its orders, whatever is asked. */
function triggerProblems(front: ConfigNode | undefined, name: string): Problem[] {
  const description = asText(memberOf(front, 'description')?.value);
  if (!description || !EVERY_TIME.test(description.value) || !OUT_OF_TURN.test(description.value)) return [];
  return [
    {
      at: description.range,
      message: `\`${name}\` asks to be loaded for whatever is asked, what has nothing to do with it as well.`,
    },
  ];
}

function listProblems(front: ConfigNode | undefined, name: string): Problem[] {
  const entries = ALLOWED.flatMap((key) => entriesOf(front, key));
  // What a page says becomes a command that nobody sees.
  const web = entries.find(({ value }) => WEB.test(value))?.value;
  const allowed = entries.flatMap(({ value, range }): Problem[] => {
    if (EVERYTHING.test(value))
      return [{ at: range, message: `\`${name}\` may use every tool without asking, since \`${value}\` allows it.` }];
    if (EVERY_COMMAND.test(value) || EVERY_SHELL.test(value))
      return [
        { at: range, message: `\`${name}\` may run every command without asking, since \`${value}\` allows it.` },
      ];
    if (EVERY_HOST.test(value))
      return [
        {
          at: range,
          message: `\`${name}\` may send anything to any address without asking, since \`${value}\` allows it.`,
        },
      ];
    if (value === 'Bash' && web !== undefined)
      return [
        {
          at: range,
          message: `\`${name}\` reads the web with \`${shortText(web)}\` and may run every command without asking, since \`Bash\` names none.`,
          severity: 'low',
        },
      ];
    if (value === 'Bash')
      return [
        {
          at: range,
          message: `\`${name}\` may run every command without asking, since \`Bash\` names none.`,
          severity: 'low',
          confidence: 'possible',
        },
      ];
    return [];
  });
  const available = AVAILABLE.flatMap((key) => entriesOf(front, key)).flatMap(({ value, range }): Problem[] =>
    EVERYTHING.test(value) || EVERY_COMMAND.test(value)
      ? [{ at: range, message: `\`${name}\` has every tool there is, since \`${value}\` names none.`, severity: 'low' }]
      : [],
  );
  return [...allowed, ...available];
}

/** `Bash(git add:*), Read` or a list; a comma within brackets divides nothing. */
function entriesOf(front: ConfigNode | undefined, key: string): Text[] {
  return textsOf(memberOf(front, key)?.value).flatMap(({ value, range }) =>
    [...value.matchAll(/[^\s,()]+(?:\([^)]*\))?/g)].map(([entry]) => ({ value: entry, range })),
  );
}

/** `!`command`` in a command of Claude Code, `!{command}` in one of Gemini CLI: run as soon as the text is loaded. */
function commandProblems({ text, kind }: TextFile): Problem[] {
  const pattern = kind === 'toml' ? /!\{([^}\n]{1,500})\}/g : /(?<![\w`])!`([^`\n]{1,500})`/g;
  const from = kind === 'toml' ? 0 : endOfFrontmatter(text);
  const problems: Problem[] = [];
  for (const { 0: whole, 1: command = '', index } of [...text.slice(from).matchAll(pattern)].slice(0, MOST)) {
    if (kind === 'markdown' && isFenced(text, from + index)) continue;
    const at = { start: from + index, end: from + index + whole.length };
    const [risk] = shellRisksOf(command);
    if (risk)
      problems.push({
        at,
        message: `\`${shortText(command)}\` ${risk.does} as soon as this text is loaded.`,
        severity: risk.severity,
      });
    else if (READS_SECRETS.test(command))
      problems.push({
        at,
        message: `\`${shortText(command)}\` puts secrets of this machine into the prompt as soon as this text is loaded.`,
        severity: 'high',
      });
    else if (/\$(?:ARGUMENTS|\d)\b/.test(command) && kind === 'markdown')
      problems.push({
        at,
        message: `\`${shortText(command)}\` runs in a shell with whatever is typed behind the command.`,
        severity: 'low',
        confidence: 'possible',
      });
  }
  return problems;
}

/** Whether a place lies in a block of code: shown there, not run. */
function isFenced(text: string, at: number): boolean {
  let fences = 0;
  for (let line = text.indexOf('\n```'); line >= 0 && line < at; line = text.indexOf('\n```', line + 4)) fences++;
  return fences % 2 === 1;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
