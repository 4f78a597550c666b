import type { Severity } from '../../engine/finding.ts';
import { installerHostIn, isOfficialInstaller } from './official-installers.ts';

/** Something a command line does that no configuration should. */
export type ShellRisk = {
  readonly id:
    | 'runs-download'
    | 'runs-encoded'
    | 'opens-shell'
    | 'sends-data'
    | 'deletes-all'
    | 'stays'
    | 'rewrites-agents';
  /** Says what it does, after a subject: "downloads a script from `x.example` and runs it". */
  readonly does: string;
  readonly severity: Severity;
};

const SHELL =
  '(?:sudo\\s+(?:-\\S+\\s+)*)?(?:/(?:usr/)?bin/)?(?:env\\s+)?(?:ba|z|da|k|fi)?sh\\b|(?:sudo\\s+)?(?:python\\d?|node|perl|ruby|php|deno|bun|pwsh|powershell|iex|source|osascript)\\b';
const LOADER = '(?:curl|wget|aria2c|iwr|irm|invoke-webrequest|invoke-restmethod)\\b';

/** `curl … | sh`, `sh <(curl …)`, `sh -c "$(curl …)"`, `eval $(curl …)`, `iex (irm …)`, download then run. Each looks at most 400 characters ahead. */
const RUNS_DOWNLOAD = [
  new RegExp(`\\b${LOADER}[^|\\n]{0,400}\\|\\s*(?:tee\\s+\\S+\\s*\\|\\s*)?(?:${SHELL})`, 'i'),
  new RegExp(`(?:${SHELL}|\\.)\\s+(?:-\\w+\\s+)*<\\(\\s*${LOADER}`, 'i'),
  new RegExp(`(?:${SHELL}|\\beval)\\s+(?:-\\w+\\s+)*["']?(?:\\$\\(|\`)\\s*${LOADER}`, 'i'),
  /\biex\s*\(?\s*(?:\(?\s*new-object\s+net\.webclient|\(?\s*(?:irm|iwr|invoke-))/i,
  /\b(?:curl|wget)\b[^|;&\n]{0,300}(?:&&|;)\s*(?:sudo\s+)?(?:chmod\s+\+?[\w,=+-]{1,8}\s+\S+\s*(?:&&|;)\s*)?(?:(?:ba|z)?sh\s|python\d?\s|node\s|\.\/|\/tmp\/)/i,
  /\burllib\.request\.urlopen\([^)]{1,200}\)[^;\n]{0,60}\)?\s*\)?[\s\S]{0,40}\bexec\(|\bexec\(\s*(?:urllib|requests)\.[^)]{1,200}/i,
  /\beval\(\s*(?:await\s+)?\(?\s*(?:await\s+)?fetch\(/i,
];

const RUNS_ENCODED = [
  /\bbase(?:64|32)\s+(?:-\w+\s+)*(?:-d|-D|--decode)\b[^|\n]{0,200}\|\s*(?:sudo\s+)?(?:(?:ba|z|da)?sh|python\d?|node|perl)\b/,
  /(?:(?:ba|z|da)?sh\s+-c|eval)\s+["']?\$\([^)]{0,300}base64\s+(?:-d|-D|--decode)/,
  /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,200}\s-e(?:nc|ncodedcommand|c)?\s+[A-Za-z0-9+/=]{16,}/i,
  /\b(?:xxd\s+-r|openssl\s+(?:enc\s+)?(?:-d|base64\s+-d))\b[^|\n]{0,200}\|\s*(?:(?:ba|z|da)?sh|python\d?|node)\b/,
  /\bexec\(\s*(?:__import__\(['"]base64['"]\)|base64)\.b64decode|\beval\(\s*(?:atob|Buffer\.from)\(/,
];

const OPENS_SHELL =
  /\/dev\/(?:tcp|udp)\/|\b(?:nc|ncat|netcat)\b[^|;\n]{0,120}\s-\w*[ec]\w*\s+\S*(?:sh|cmd)|\bmkfifo\b[\s\S]{0,160}\b(?:nc|ncat|openssl)\b|\bsocat\b[^\n]{0,200}exec:|\b(?:pty\.spawn|socket\.socket)\([\s\S]{0,200}(?:subprocess|dup2|\/bin\/)/i;

/** What a network client is given that is not written in the command: a file, the output of a command, the environment, what came in. */
const SENDS = [
  /\b(?:requests|httpx|urllib\.request|axios|fetch|http\.request|invoke-(?:webrequest|restmethod))\b[\s\S]{0,160}(?:os\.environ\b(?!\[|\.get)|process\.env\b(?![.[])|\.ssh\b|['"/]\.env\b)|(?:os\.environ\b(?!\[|\.get)|process\.env\b(?![.[])|\.ssh\/)[\s\S]{0,160}\b(?:requests\.post|urlopen|fetch\(|axios\.post)/i,
  /\b(?:curl|http|https|xh|wget)\b[^|;\n]{0,300}\s(?:-d|--data(?:-\w+)?|-F|--form|-T|--upload-file|--post-file|--body-file|-X\s*POST\s[^|;\n]{0,120}@)[\s=]*["']?(?:\w+=)?(?:@[\w./~$-]|\$\(|`|"\$\()/i,
  /\b(?:curl|wget)\b[^|;\n]{0,300}https?:\/\/[^\s"'|;]{1,200}(?:\$\(|`)/i,
  /\b(?:cat|env|printenv|set|base64|tar|zip|git\s+config|security\s+find|history|gpg)\b[^\n;]{0,300}\|\s*(?:[\w./-]+[^|\n]{0,80}\|\s*)?(?:curl|wget|nc|ncat|netcat|socat|http)\b/i,
  /\b(?:nslookup|dig|host|ping)\b[^\n;|]{0,160}(?:\$\(|`)/i,
  /\b(?:scp|rsync|sftp)\b[^\n;|]{0,200}(?:\.ssh|\.aws|\.env|\.gnupg|\.kube|\.npmrc|\.netrc|credentials)[^\n;|]{0,200}\s\S+@\S+:/i,
  /\b(?:curl|wget)\b[^|;\n]{0,300}(?:[?&][\w.-]+=|\s(?:-d|--data\S*)\s+\S{0,80})\$\{?\w*(?:TOKEN|SECRET|PASSWORD|API_KEY|CREDENTIAL)/,
];

const DELETES_ALL =
  /\brm\s+(?:-\w+\s+)*-\w*[rf]\w*\s+(?:-\w+\s+)*(?:--no-preserve-root\s+)?["']?(?:\/|~|\$HOME|\$\{HOME\}|\/\*|~\/\*|[a-z]:\\)["']?(?:\s|$|;|&)|\bmkfs\.|\bdd\s+if=\S+\s+of=\/dev\/[sn]/i;

const STAYS =
  /\bcrontab\s+-(?!l\b)|>>?\s*["']?(?:~|\$HOME|\$\{HOME\})\/\.(?:bashrc|zshrc|profile|bash_profile|zprofile|ssh\/authorized_keys)|\blaunchctl\s+load\b|\bsystemctl\s+(?:--user\s+)?enable\b|\.git\/hooks\/[\w-]+["']?\s*(?:&&|;|$)|\bschtasks\s+\/create/i;

const REWRITES_AGENTS =
  /(?:>>?|\btee\s+(?:-a\s+)?|\bsed\s+-i\S*\s[^;|\n]{0,200}|\bcp\s+\S+\s+|\bmv\s+\S+\s+)\s*["']?\S{0,80}(?:\.claude\/settings[\w.]*\.json|\.claude\.json|\.mcp\.json|\.cursor\/(?:mcp|hooks)\.json|\.vscode\/(?:settings|mcp|tasks)\.json|CLAUDE\.md|AGENTS\.md|GEMINI\.md|\.cursorrules|copilot-instructions\.md)/;

const MAX_LENGTH = 6_000;

/** What a command line does that is dangerous wherever it is configured, worst first. */
export function shellRisksOf(command: string): readonly ShellRisk[] {
  const line = command.slice(0, MAX_LENGTH);
  const risks: ShellRisk[] = [];
  if (OPENS_SHELL.test(line)) risks.push(risk('opens-shell', 'opens a shell to another machine', 'critical'));
  if (RUNS_ENCODED.some((pattern) => pattern.test(line)))
    risks.push(risk('runs-encoded', 'decodes a hidden script and runs it', 'critical'));
  if (RUNS_DOWNLOAD.some((pattern) => pattern.test(line)) && !isOfficialInstaller(line)) {
    const host = installerHostIn(line);
    risks.push(risk('runs-download', `downloads a script${host ? ` from \`${host}\`` : ''} and runs it`, 'critical'));
  }
  if (DELETES_ALL.test(line)) risks.push(risk('deletes-all', 'deletes everything it may reach', 'critical'));
  if (SENDS.some((pattern) => pattern.test(line)) && !isHarmlessSend(line)) {
    const host = installerHostIn(line);
    if (!isLoopback(host))
      risks.push(risk('sends-data', `sends data of this machine${host ? ` to \`${host}\`` : ' away'}`, 'critical'));
  }
  if (REWRITES_AGENTS.test(line))
    risks.push(risk('rewrites-agents', 'rewrites the configuration of an AI tool', 'high'));
  if (STAYS.test(line)) risks.push(risk('stays', 'installs itself to be run again later', 'high'));
  return risks;
}

const risk = (id: ShellRisk['id'], does: string, severity: Severity): ShellRisk => ({ id, does, severity });

/** A host that the data is meant for: the address itself is the secret (`curl "$SLACK_WEBHOOK_URL"`), or its own API is called with its own token. */
const isHarmlessSend = (line: string): boolean =>
  /api\.github\.com|hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|api\.telegram\.org/.test(line) &&
  !/\.ssh|\.aws|\.env\b|printenv|\benv\s*\||transcript|base64/.test(line);

const isLoopback = (host: string | undefined): boolean =>
  host !== undefined && /^(?:localhost|127\.|\[?::1|host\.docker\.internal)/.test(host);
