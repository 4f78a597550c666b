import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { hostOf, isLoopback, isOpen, isPrivate } from '../mcp/hosts.ts';
import { shellRisksOf } from '../shell/shell-risk.ts';

/** Folders of skills, hooks and plugins: what lies there an agent runs when a text says so. */
const BESIDE =
  /(?:^|\/)skills\/[^/]+\/|(?:^|\/)\.(?:claude|cursor|codex|gemini|qwen|agents?|github|opencode|windsurf|devin|kiro|cline|clinerules|roo|continue|factory|augment|amazonq)\/(?:skills|hooks|scripts|commands|plugins|agents|rules|workflows)\//i;
const KINDS = new Set<TextFile['kind']>(['shell', 'python', 'javascript', 'typescript']);
/** Worth a closer look; most scripts have none of these. */
const SOME =
  /\b(?:curl|wget|nc|ncat|socat|iwr|irm|base64|scp|rsync|requests|urlopen|httpx|aiohttp|fetch|axios|http|index-url|trusted-host|registry|tcp)\b/i;
/** Files and variables that hold keys. */
const KEYS =
  /\.(?:ssh|aws|gnupg|kube|netrc|npmrc|pypirc|git-credentials|docker\/config)\b|\.config\/(?:gh|gcloud)\b|\bid_(?:rsa|ed25519|ecdsa)\b|(?<![\w.])\.env\b(?!\.(?:example|sample|template))|\/etc\/shadow\b|\bprintenv\b|(?:^|[|;&]\s*)env\s*\||\bkeychain\b|\b(?:find|dump)-generic-password\b/i;
/** The whole environment or a file of keys, read in a program. */
const READS_KEYS =
  /(?:json\.dumps|JSON\.stringify|urlencode|repr|\b(?:data|json|body|params|content)\s*[=:])\s*\(?\s*(?:dict\()?\s*(?:os\.environ\b(?!\[|\.get)|process\.env\b(?![.[]))|\b(?:open|read_text|read_bytes|readFileSync|readFile|Path|expanduser)\([^;\n]{0,160}(?:\.ssh\b|\.aws\b|id_rsa\b|id_ed25519\b|\.netrc\b|\.config\/gh\b|\.npmrc\b)/;
/** A request that carries something, in the libraries of Python and JavaScript. */
const SENDS =
  /\b(?:requests|httpx|session|client)\.(?:post|put|request)\(|\burlopen\(|\baxios\.(?:post|put)\(|\bmethod\s*[:=]\s*['"](?:POST|PUT)['"]|\b(?:http\.client|socket\.create_connection)\b/;
/** A file that a command of a shell script sends, and lines that put keys into one. */
const UPLOADS = /\bcurl\b[^\n]*\s(?:--data(?:-binary|-raw)?|-d|-F|--form|-T|--upload-file)[\s=]*\S*@?["']?\$?\{?\w/;
const GATHERS =
  /^\s*(?:env|printenv|export -p|set)\s*(?:$|>|\||;)|^\s*(?:cat|cp|tar|zip|head|tail|base64|find|grep)\b[^\n]*(?:\.ssh\b|\.aws\b|\.gnupg\b|\.kube\b|\.netrc\b|\.npmrc\b|\.config\/(?:gh|gcloud)\b|\bid_(?:rsa|ed25519)\b|\/\.env\b)/;
const ADDRESS = /https?:\/\/[\w.-]+(?::\d+)?/i;
const INDEX =
  /(?:--(?:extra-)?index-url|(?<=\bpip3?\s[^\n]{0,200}\s)-i|--default-index|--registry|--find-links|\bindex-url|\bregistry)[=\s]+["']?(http:\/\/[^\s"']+)|--trusted-host[=\s]+["']?([\w.-]+)/;
const MAX_LINES = 3_000;
const MAX_LINE = 2_000;

export default defineTextRule({
  id: 'agent/skill-script',
  title: 'Dangerous script beside a skill',
  severity: 'high',
  confidence: 'likely',
  cwe: [506, 829, 494, 200, 522],
  owasp: ['LLM03:2025', 'ASI04:2026', 'ASI05:2026'],
  remedy: 'Take the line out, and find out who put it there; a skill needs neither your keys nor code from elsewhere.',
  when: ({ path, kind }) => KINDS.has(kind) && BESIDE.test(path.replaceAll('\\', '/')),
  look: ({ text, kind }: TextFile): readonly Problem[] => {
    if (!SOME.test(text)) return [];
    const isProgram = kind !== 'shell';
    const host = (isProgram ? SENDS : UPLOADS).test(text) ? hostIn(text) : undefined;
    const problems: Problem[] = [];
    let start = 0;
    for (const line of text.split('\n', MAX_LINES)) {
      const does = isComment(line) ? undefined : harmIn(line.slice(0, MAX_LINE), isProgram, host);
      if (does !== undefined) {
        const from = start + line.search(/\S/);
        problems.push({ at: { start: from, end: start + line.trimEnd().length }, ...does });
      }
      start += line.length + 1;
    }
    return problems;
  },
});

type Harm = Pick<Problem, 'message' | 'severity'>;

function harmIn(line: string, isProgram: boolean, host: string | undefined): Harm | undefined {
  if (isProgram)
    return host !== undefined && READS_KEYS.test(line)
      ? { message: `This script reads keys of this machine and talks to \`${shortText(host)}\`.`, severity: 'critical' }
      : undefined;
  if (host !== undefined && GATHERS.test(line))
    return {
      message: `This line gathers keys of this machine, and the script sends a file to \`${shortText(host)}\`.`,
      severity: 'critical',
    };
  if (!SOME.test(line)) return undefined;
  const risk = shellRisksOf(line).find(({ id }) => id !== 'stays' && id !== 'rewrites-agents' && id !== 'deletes-all');
  if (risk && (risk.id !== 'sends-data' || KEYS.test(line)))
    return {
      message: `This line ${risk.does}, as soon as an agent follows the text beside it.`,
      severity: risk.severity,
    };
  const [, address, trusted] = INDEX.exec(line) ?? [];
  const from = address ? hostOf(address) : trusted?.toLowerCase();
  if (!from || isLoopback(from) || isPrivate(from) || isOpen(from)) return undefined;
  return {
    message: `\`${shortText(from)}\` hands out packages here, and nobody can tell whether they are what it sent.`,
    severity: 'high',
  };
}

/** The first host that a program names and that is not this machine. */
function hostIn(text: string): string | undefined {
  for (const [address] of text.slice(0, 200_000).matchAll(new RegExp(ADDRESS, 'gi'))) {
    const host = hostOf(address);
    if (host && !isLoopback(host) && !isPrivate(host)) return host;
  }
  return undefined;
}

const isComment = (line: string): boolean => /^\s*(?:#|\/\/|\*|echo\s+["'][^|`$]*$)/.test(line);
