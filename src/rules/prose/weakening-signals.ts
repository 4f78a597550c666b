import type { Signal } from './signal.ts';

const OFF =
  '(?:disable|skip|turn off|switch off|deactivate|bypass|remove|omit|ignore|suppress|drop|eliminate|comment out|leave out|strip(?: out)?|relax|circumvent|delete|exclude|mute|silence|opt out of)';
const USE =
  '(?:use|open|expose|permit|prefer|always|set|add|enable|allow|pass|apply|append|include|run|commit|push|configure|default to|write|make|grant|call|invoke|go with|opt for|rely on|with)';

/** Orders that make the code, or the way it is made, less safe. */
export const WEAKENING_SIGNALS: readonly Signal[] = [
  {
    id: 'tls-off',
    group: 'weakening',
    points: 5,
    says: 'to switch off the verification of certificates',
    pattern: new RegExp(
      `\\b${OFF}\\b.{0,40}\\b(?:tls|ssl|https|certificates?|cert)\\b.{0,24}\\b(?:verif\\w*|valid\\w*|check\\w*|errors?|warnings?|authentication)\\b|\\b${OFF}\\b (?:\\w+ ){0,2}(?:tls|ssl)\\b|\\b(?:${USE})\\b.{0,60}(?:\\bverify ?= ?false|rejectunauthorized['"]?\\s*[:=]\\s*false|node_tls_reject_unauthorized['"]?\\s*[:=]\\s*['"]?0|\\bcurl -k\\b|--insecure\\b|--no-check-certificate|strict-ssl[ =]+false|sslverify[ =]+false|insecureskipverify\\s*[:=]\\s*true|--trusted-host|ssl\\._create_unverified_context|cert_none)|\\btrust all certificates\\b|\\baccept (?:any|all|every|invalid|self-signed) (?:\\w+ )?certificates?\\b|\\b(?:trust|accept|allow)\\b.{0,12}\\bcertificates?\\b.{0,40}\\b(?:invalid|expired|untrusted|unverified|even)\\b`,
    ),
    isOrder: true,
    unless: /\b(?:localhost|local (?:dev|test)\w*|self-signed certificate for local|in tests?|mock server)\b/,
  },
  {
    id: 'tls-off-command',
    group: 'weakening',
    points: 5,
    says: 'to switch off the verification of certificates',
    pattern:
      /\bnode_tls_reject_unauthorized\s?=\s?["']?0\b|\bgit_ssl_no_verify=["']?(?:1|true)\b|\bpythonhttpsverify=["']?0\b|\bhttp\.sslverify[ =]["']?false\b|\bstrict-ssl[ =]["']?false\b|\b(?:pass|use|add|give|append)\b.{0,10}(?<![\w-])-k\b.{0,12}\bcurl\b/,
    isCommand: true,
    unless:
      /\b(?:never|do not|don't|avoid|must not|should not|cannot|remove|unset|instead of|localhost|local (?:dev|test)\w*|in tests?|mock server|detect\w*|flag)\b/,
  },
  {
    id: 'hooks-skipped',
    group: 'weakening',
    points: 4,
    says: 'to go round the checks before a commit',
    pattern: new RegExp(
      `\\b(?:${USE}|git commit|git push)\\b.{0,50}--no-verify\\b|\\b(?:skip|bypass|disable|ignore|avoid)\\b.{0,24}\\b(?:pre-?commit|pre-?push|commit hooks?|git hooks?|husky|code reviews?|security (?:reviews?|checks?|scans?|tests?|tooling|gates?)|branch protections?|required reviews?)\\b|\\bhusky=0\\b|\\b(?:always|just|directly) (?:force[- ]push|git push (?:-f|--force)(?!-with)|push (?:--force|-f|directly to (?:main|master)))\\b`,
    ),
    isOrder: true,
    unless: /\b(?:prevents?|blocks?|blocking|rejects?|deny|denies|forbids?|emergency|hotfix|wip|unless)\b/,
  },
  {
    id: 'secrets-committed',
    group: 'weakening',
    points: 5,
    says: 'to put secrets into the code or the repository',
    pattern:
      /\b(?:commit|check in|hard-?code|embed|inline|bake|push|store|keep|save|put|write|paste)\b.{0,40}\b(?:api[- _]?keys?|secrets?|passwords?|credentials?|(?:access |auth |api )?tokens?|private keys?|(?:the |your )?\.env(?: files?)?(?!\.))\b.{0,50}\b(?:in(?:to|side)? (?:the |your |our |a )?(?:source|code|repo\w*|git|config\w* files?|frontend|client|bundle|constants?|readme|plain ?text|file|version control)|directly|to git|to the repo\w*|so (?:that )?(?:it|they|the)|for (?:convenience|simplicity|easy)|in plain ?text)|\bhard-?code\b (?:all |any |the |your |api |database |aws |cloud |stripe |openai |service |production )*(?:api[- _]?keys?|keys|secrets?|passwords?|credentials?|tokens?|connection strings?)\b|\b(?:commit|check in|git add(?: -f)?)\b (?:the |your |all )?\.env\b(?! ?\.?(?:example|sample|template))|\b(?:log|print|echo|output)\b (?:all |the |full |raw |user'?s? |any )*(?:passwords?|credentials|secrets|private keys|access tokens|api keys|auth tokens|card numbers)\b/,
    isOrder: true,
    unless:
      /\b(?:secrets? manager|vault|key ?vault|keychain|github secrets|environment variables?|\.env(?:\.local)? file|gitignore|encrypted|securely|never|not|hashed|sops|doppler|example|placeholder|never commit|ssm|parameter store|1password|localstorage|cookies?)\b/,
  },
  {
    id: 'scanners-off',
    group: 'weakening',
    points: 5,
    says: 'to silence what looks for faults',
    pattern: new RegExp(
      `\\b${OFF}\\b.{0,40}\\b(?:security (?:best practices|concerns|considerations|guidelines|requirements|implications|vulnerabilities|warnings?|lint\\w*|rules?|alerts?|findings?|scann\\w+|scans?|checks?|headers?|tooling|policies|plugins?|middleware|features?|controls?|audits?)|vulnerabilit(?:y|ies) (?:warnings?|alerts?|reports?|scann\\w+|scans?|checks?)|npm audit|semgrep|codeql|snyk|dependabot|sast\\b|dast\\b|secret[- ]scann\\w+|gitleaks|trufflehog|trivy|bandit|eslint-plugin-security|assay\\b|sonarqube|scanners?\\b|antivirus|defender|audit log\\w*)|\\b(?:add|use|insert)\\b.{0,40}(?:nosec\\b|nosemgrep|eslint-disable[\\w-]*.{0,30}security|assay-ignore|# ?noqa: ?s\\d|codeql\\[)|\\bwarnings? (?:about|on|regarding) (?:security|vulnerabilit\\w+)\\b.{0,30}\\b(?:can|should|may|must) be (?:ignored|suppressed|silenced)`,
    ),
    isOrder: true,
    unless:
      /\b(?:false positives?|test fixtures?|with (?:a )?justification|only (?:if|when|after)|dev ?dependencies|after review)\b/,
  },
  {
    id: 'controls-off',
    group: 'weakening',
    points: 4,
    says: 'to leave out a protection',
    pattern: new RegExp(
      `\\b${OFF}\\b.{0,32}\\b(?:authentication|authorization|auth(?:n|z)?(?: checks?| middleware| guards?)?|access controls?|permission checks?|input (?:validation|saniti[sz]ation)|validation of (?:user )?input|saniti[sz](?:ation|ing|ers?)|output (?:encoding|escaping)|escaping|csrf(?: protection| tokens?| checks?)?|xss protection|rate[- ]limit\\w*|password hashing|(?:signature|hmac|ownership|owner|password|token|jwt|role|origin) (?:verification|validation|checks?)|content[- ]security[- ]policy|csp\\b|helmet|firewall|selinux|sandbox(?:ing)?|same-?origin|mfa|2fa|two-factor|security (?:checks?|controls?|measures))\\b|\\b(?:do not|don't|never|no need to|avoid|not) (?:bother (?:with )?|worry about |waste time )?(?:add|adding|implement|implementing|require|requiring|include|including|bother with|worry about|perform|performing|enforce|enforcing|validate|validating|sanitize|sanitizing|escape|escaping|hash|hashing|encrypt|encrypting|check|checking|verify|verifying)\\b.{0,30}\\b(?:authentication|authorization|auth checks?|access controls?|permissions?\\b(?= checks?| of)|input validation|user input|inputs?\\b(?=\\s*[.,;]|$)|saniti[sz]ation|csrf|rate[- ]limit\\w*|encryption|passwords?\\b(?=\\s*[.,;]|$| before)|webhook signatures?|jwt signatures?|tokens?' signatures?|security headers?|parameteri[sz]ed quer\\w+|prepared statements?|https\\b)`,
    ),
    isOrder: true,
    unless:
      /\b(?:in (?:unit |integration |e2e |the )?tests?|for tests?|test (?:env\w*|mode|suite|helper)|storybook|mock\w*|fixtures?|local(?:host| dev\w*)?|health ?checks?|public (?:routes?|endpoints?|pages?)|unless|if rate|twice|again|already|redundant|duplicate|custom (?:auth|validation|encryption)|own (?:auth|crypto|encryption)|(?:by|in) the (?:\w+ )?middleware|the middleware (?:does|handles)|logic to|directly|manually|by hand|roll your own|inline|client[- ]side only|on the client|localstorage|md5|sha-?1|base64|des\b|ecb)\b/,
  },
  {
    id: 'trusted-unchecked',
    group: 'weakening',
    points: 4,
    says: 'to trust what nobody has checked',
    pattern:
      /\b(?:decoded?|accept|trust|parse|use|read|process)\b.{0,40}\bwithout (?:verifying|checking|validating|verification of|sanitizing)\b.{0,30}\b(?:signatures?|certificates?|tokens?|origins?|issuer|permissions?|inputs?|it|them)\b|\bpickle\.loads?\b.{0,40}\b(?:request|user|body|upload|untrusted|payload)/,
    unless: /\b(?:never|not|don't|avoid|cannot|no )\b/,
  },
  {
    id: 'markup-unescaped',
    group: 'weakening',
    points: 4,
    says: 'to show what others write without escaping it',
    pattern:
      /\b(?:render|insert|display|output|set|use|show|inject)\b.{0,60}\b(?:user|supplied|submitted|untrusted|raw|any)\b.{0,50}\b(?:dangerouslysetinnerhtml|innerhtml|v-html|mark_safe|\|safe)|\b(?:dangerouslysetinnerhtml|innerhtml|v-html)\b.{0,40}\b(?:for|with|to render)\b.{0,30}\b(?:user|supplied|submitted|comments?|all|any)\b/,
    isOrder: true,
    unless: /\b(?:sanitiz\w+|dompurify|escaped?|never|avoid|trusted)\b/,
  },
  {
    id: 'sql-joined',
    group: 'weakening',
    points: 4,
    says: 'to join SQL together from text',
    pattern:
      /\b(?:build|write|construct|create|compose|make|use|format)\b.{0,50}\b(?:f-strings?|string concatenation|template (?:literals?|strings?)|string interpolation|string formatting|%s formatting)\b.{0,40}\b(?:sql|quer(?:y|ies))\b|\b(?:concatenate|interpolate|splice|paste)\b.{0,24}\b(?:input|values?|parameters?|variables?|ids?|names?)\b.{0,12}\binto\b.{0,16}\b(?:sql|quer(?:y|ies))\b|\b(?:(?:build|write|construct|create|compose|make|format|assemble|put together|generate)\b.{0,20})?\b(?:sql|quer(?:y|ies))\b.{0,40}\b(?:with|using|via|through|by) (?:f-strings?|string concatenation|template (?:literals?|strings?)|string interpolation|concatenating)/,
    isOrder: true,
    unless: /\b(?:never|avoid|not|don't|instead of|parameteri[sz]ed|safe\w*|sql tag|tagged|graphql|gql)\b/,
  },
  {
    id: 'runs-as-root',
    group: 'weakening',
    points: 4,
    says: 'to run things with all rights',
    pattern:
      /\b(?:run|execute|start)\b.{0,30}\bas (?:root|administrator|admin)\b|\b(?:expose|mount|share)\b.{0,16}\bdocker socket\b|\b(?:run|start|use)\b.{0,30}\bprivileged (?:mode|containers?)\b|\bdisable\b.{0,20}\b(?:selinux|apparmor|seccomp|gatekeeper|defender)\b/,
    isOrder: true,
    unless: /\b(?:non-?root|never|not|don't|avoid|only if)\b/,
  },
  {
    id: 'default-credentials',
    group: 'weakening',
    points: 4,
    says: 'to use passwords that everybody knows',
    pattern:
      /\b(?:use|set|create|add|configure|keep)\b.{0,30}(?:\badmin[/:]admin\b|\broot[/:]root\b|\badmin[/:]password\b|\bdefault (?:credentials|passwords?)\b|\b(?:password|passwd) ?(?:123|1234|123456)\b)/,
    isOrder: true,
    unless: /\b(?:tests?|local(?:host|ly)?|dev(?:elopment)?|docker-compose|never|change|seed|demo)\b/,
  },
  {
    id: 'public-storage',
    group: 'weakening',
    points: 4,
    says: 'to open storage to everybody',
    pattern:
      /\b(?:make|set|configure|create|keep|leave)\b.{0,24}\b(?:buckets?|blobs?|storage (?:accounts?|containers?)|databases?|snapshots?)\b.{0,16}\bpublic(?:ly)?\b|\b(?:open|allow|expose)\b.{0,50}0\.0\.0\.0\/0/,
    isOrder: true,
    unless: /\b(?:static (?:assets|site|website)|never|not|unless|cdn|private)\b/,
  },
  {
    id: 'scanner-not-run',
    group: 'weakening',
    points: 4,
    says: 'to silence what looks for faults',
    pattern:
      /\b(?:do not|don't|never|no need to|avoid|stop) (?:run|running|use|using|execute|executing|invoke|invoking|wait for|bother with)\b.{0,24}\b(?:security (?:scann?\w*|checks?|audits?|tests?|linters?|tools?)|vulnerability scan\w*|npm audit|semgrep|codeql|snyk|trivy|gitleaks|bandit|sast)\b/,
    unless: /\b(?:in parallel|twice|manually|locally|yourself|against production)\b/,
  },
  {
    id: 'secrets-fine',
    group: 'weakening',
    points: 5,
    says: 'to put secrets into the code or the repository',
    pattern:
      /\b(?:secrets?|credentials?|keys?|passwords?|tokens?|\.env(?: files?)?)\b.{0,30}\b(?:are|is) (?:fine|ok|okay|safe|allowed|acceptable|good) to (?:commit|check in|push|share|log|hard-?code|publish)|\b(?:log|print|record|dump)\b.{0,50}\b(?:including|with|containing|and)\b.{0,20}\b(?:passwords?|card numbers?|access tokens?|credentials|ssns?|secrets)\b/,
    unless:
      /\b(?:mask\w*|redact\w*|without|except|excluding|hash\w*|never|not|don't|no|placeholder|dummy|fake|public)\b/,
  },
  {
    id: 'insecure-index',
    group: 'weakening',
    points: 5,
    says: 'to install packages from an address instead of the registry',
    pattern:
      /(?:--trusted-host[ =]|--(?:extra-)?index-url[ =]+http:|--registry[ =]+http:\/\/(?!localhost|127\.|0\.0\.0\.0)|\bregistry ?= ?http:\/\/(?!localhost|127\.))/,
    isCommand: true,
    unless: /\b(?:never|not|don't|avoid)\b|localhost|127\.0/,
  },
  {
    id: 'master-password',
    group: 'weakening',
    points: 6,
    says: 'to build a way in',
    pattern: /\b(?:master|universal|magic|skeleton|hard-?coded admin) passwords?\b|\bback-?door\b/,
    also: [/\b(?:must|should|always|add|include|accept|create|insert|implement|keep|every|all)\b/],
    unless:
      /\b(?:never|no|not|don't|avoid|detect\w*|check|without|remove|manager|vault|1password|bitwarden|scan|look for|prevent|risk)\b/,
  },
  {
    id: 'address-everywhere',
    group: 'weakening',
    points: 5,
    says: "to put somebody's script or package into everything it writes",
    pattern: /\b(?:import|script|include|add|insert|require|load|inject)\b/,
    also: [
      /https?:\/\/(?!localhost|schemas?\.|json-schema|json\.schemastore)[\w.-]+\/\S{0,100}\.(?:m?js|ts|py|sh|css|wasm)\b/,
      /\b(?:every|all|each)\b.{0,30}\b(?:files?|pages?|projects?|components?|modules?|html|templates?)\b/,
    ],
    unless:
      /\b(?:never|do not|don't|avoid|must not)\b|googletagmanager|tailwindcss|unpkg\.com\/(?:react|vue)|jsdelivr\.net\/npm\/(?:vue|react|bootstrap|tailwind|alpine)|cdnjs\.cloudflare/,
  },
  {
    id: 'not-needed',
    group: 'weakening',
    points: 4,
    says: 'to leave out a protection',
    pattern:
      /\b(?:authentication|authorization|input validation|parameter binding|parameteri[sz]ed queries|prepared statements|escaping|code review|security checks|csrf protection|encryption|rate limiting|sanitization|password hashing|access controls?)\b (?:is|are) (?:not (?:needed|required|necessary|important)|unnecessary|optional)\b|\bsecurity (?:is|checks are) (?:not (?:a |an )?(?:priority|important|needed|necessary|concern)|unimportant|secondary|optional)\b|\b(?:validate|sanitize|escape|encrypt|authenticate) nothing\b/,
    unless:
      /\b(?:public|health|local\w*|dev\w*|tests?|get requests|read-only|anonymous|if|when|unless|for this (?:demo|example)|by default)\b/,
  },
  {
    id: 'unreviewed',
    group: 'weakening',
    points: 4,
    says: 'to go round the review',
    pattern:
      /\b(?:merge|approve|deploy|publish|release)\b.{0,60}\bwithout (?:any |waiting for )?(?:human |code |manual |security |peer |a )?(?:reviews?|approvals?)\b|\b(?:merge|approve)\b.{0,16}\byour own (?:pull requests?|prs?)\b/,
    isOrder: true,
    unless: /\b(?:never|not|don't|cannot|dependabot|patch)\b/,
  },
  {
    id: 'kept-in-clear',
    group: 'weakening',
    points: 5,
    says: 'to keep secrets in clear text',
    pattern:
      /\b(?:store|save|keep|persist|write)\b.{0,40}\b(?:unhashed|unencrypted|in plain ?text|in clear ?text|without (?:hashing|encrypt\w+))\b/,
    also: [/\b(?:passwords?|secrets?|tokens?|credentials?|cards?|ssns?|keys?)\b/],
    isOrder: true,
  },
  {
    id: 'constant-secret',
    group: 'weakening',
    points: 5,
    says: 'to put secrets into the code or the repository',
    pattern:
      /\b(?:store|keep|put|define|save|write|place)\b.{0,40}\b(?:secrets?|api keys?|passwords?|private keys?|credentials?|signing keys?)\b.{0,30}\b(?:as|in) (?:a |the )?(?:constants?|code|source|string literals?|global variables?)\b/,
    isOrder: true,
    unless: /\b(?:environment|env|never|not|vault|example|placeholder|names? of)\b/,
  },
  {
    id: 'hidden-frame',
    group: 'weakening',
    points: 5,
    says: "to put somebody's script or package into everything it writes",
    pattern:
      /\b(?:embed|add|include|insert|inject)\b.{0,40}\b(?:invisible|hidden|1x1|zero-size|tracking|transparent)\b.{0,16}\b(?:iframe|pixel|image|img|script|beacon)\b/,
    also: [/https?:\/\/(?!localhost|127\.)/],
    isOrder: true,
  },
  {
    id: 'debug-in-production',
    group: 'weakening',
    points: 4,
    says: 'to show the inside of the program to strangers',
    pattern:
      /\b(?:enable|set|turn on|leave|keep|use)\b.{0,20}\bdebug\b.{0,24}\bproduction\b|\b(?:return|expose|show|send|include)\b.{0,30}\bstack traces?\b.{0,30}\b(?:clients?|users?|responses?)\b/,
    isOrder: true,
    unless: /\b(?:off|false|never|not|disable|only in dev\w*|hide|sanitized)\b/,
  },
  {
    id: 'tokens-for-ever',
    group: 'weakening',
    points: 4,
    says: 'to hand out tokens that never end',
    pattern:
      /\b(?:never|do not|don't) expire\b.{0,20}\b(?:tokens?|sessions?|jwts?)\b|\b(?:tokens?|sessions?|jwts?)\b.{0,24}\b(?:never expire|without (?:an )?(?:expiry|expiration)|that do not expire)\b/,
    unless: /\b(?:must not|should not|avoid|reject|flag|if)\b/,
  },
  {
    id: 'unknown-package',
    group: 'weakening',
    points: 4,
    says: 'to install a package that nobody knows',
    pattern:
      /\b(?:recommend|suggest|prefer|install|promote|use)\b.{0,60}\b(?:package|library|dependency|module|extension|server)\b.{0,80}\beven (?:if|though|when) (?:it is |it's |they are )?(?:unknown|unverified|unpopular|unmaintained|flagged|untrusted|new|deprecated|not (?:known|popular|verified))\b/,
    isOrder: true,
  },
  {
    id: 'secrets-passive',
    group: 'weakening',
    points: 5,
    says: 'to put secrets into the code or the repository',
    pattern:
      /\b(?:secrets?|credentials?|passwords?|api keys?|private keys?|access tokens?)\b.{0,40}\b(?:should|must|can|may|are to) be (?:echoed|printed|logged|committed|hard-?coded|exposed|checked in|embedded)\b|\bcheck\b.{0,50}\b(?:passwords?|secrets?|api keys?|credentials?|private keys?|\.env)\b.{0,20}\binto (?:the |our )?(?:repo\w*|git|source|version)/,
    unless: /\b(?:never|not|no|mask\w*|redact\w*|avoid|unless|if)\b/,
  },
  {
    id: 'keys-live-in-code',
    group: 'weakening',
    points: 4,
    says: 'to put secrets into the code or the repository',
    pattern:
      /\b(?:api keys?|secrets?|passwords?|credentials?|private keys?|access tokens?)\b.{0,24}\b(?:live|are (?:kept|stored|defined|saved)|go|belong)\b.{0,40}(?:\.(?:ts|js|py|go|java|rb|php)\b|\bplain (?:text|strings?)|\bin the (?:source|code|repo\w*))/,
    unless: /\b(?:env\w*|vault|encrypted|examples?|gitignored?|never|not|types?|schemas?|hashed|manager)\b/,
  },
  {
    id: 'all-rights-role',
    group: 'weakening',
    points: 4,
    says: 'to run things with all rights',
    pattern:
      /\b(?:use|grant|bind|assign|give|attach)\b.{0,30}(?:\bcluster-admin\b|\badministratoraccess\b|\broles\/owner\b|\bsuperuser (?:role|rights|privileges)\b)/,
    isOrder: true,
    unless: /\b(?:never|not|don't|instead of)\b/,
  },
  {
    id: 'weak-cipher',
    group: 'weakening',
    points: 4,
    says: 'to write code that is open to attack',
    pattern:
      /\b(?:use|prefer|choose|pick|implement)\b.{0,24}\b(?:weak (?:encryption|crypto\w*|hash\w*|ciphers?|passwords?)|rc4|ecb mode|md4|3?des (?:encryption|cipher|for)|rot13)\b/,
    isOrder: true,
    unless: /\b(?:never|not|don't|avoid|instead of|legacy|tests?)\b/,
  },
  {
    id: 'values-in-sql',
    group: 'weakening',
    points: 4,
    says: 'to join SQL together from text',
    pattern:
      /\b(?:interpolate|concatenate|embed|insert|put|splice)\b.{0,40}\b(?:variables?|values?|inputs?|parameters?|user)\b.{0,24}\bin(?:to)?\b.{0,16}\b(?:sql|quer(?:y|ies))\b/,
    isOrder: true,
    unless: /\b(?:never|not|don't|avoid|parameteri[sz]ed|placeholders?|bind|bound|safely|escaped?)\b/,
  },
  {
    id: 'never-audited',
    group: 'weakening',
    points: 4,
    says: 'to silence what looks for faults',
    pattern:
      /\b(?:never|don't|do not|no need to) (?:review|audit|check|scan|update|verify|test)\b.{0,40}\b(?:vulnerabilit\w+|security (?:issues|problems|fixes|patches)|cves?)\b/,
    unless: /\b(?:manually|alone|only|instead)\b/,
  },
  {
    id: 'privileged-pods',
    group: 'weakening',
    points: 4,
    says: 'to run things with all rights',
    pattern:
      /\b(?:give|set|use|enable|add|run)\b.{0,50}(?:\bprivileged: ?true|\bhostnetwork\b|\bhostpid\b|allowprivilegeescalation: ?true)/,
    isOrder: true,
    unless: /\b(?:never|not|don't|avoid|false)\b/,
  },
  {
    id: 'tracked-links',
    group: 'weakening',
    points: 4,
    says: 'to put tracking into what it writes',
    pattern:
      /\b(?:append|add|insert|include|inject)\b.{0,60}\b(?:tracking|affiliate|referral)\b.{0,24}\b(?:links?|codes?|parameters?|ids?|pixels?)\b.{0,24}\b(?:every|all|each)\b/,
    isOrder: true,
  },
  {
    id: 'made-without',
    group: 'weakening',
    points: 4,
    says: 'to leave out a protection',
    pattern:
      /\b(?:endpoints?|routes?|apis?|services?|handlers?|uploads?|forms?|functions?|servers?|queries)\b.{0,40}\b(?:should|must|can|may|shall|have to|need to|always)\b.{0,30}\bwithout (?:any )?(?:auth\w*|access control|validation|sanitization|rate[- ]limit\w*|encryption|csrf|tls|https|checks)\b|\b(?:create|make|expose|write|build|implement|generate|deploy)\b.{0,50}\bwithout (?:any )?(?:authentication|authorization|access control|input validation|sanitization|encryption)\b/,
    unless: /\b(?:public|health|never|not|don't|no (?:endpoint|route|service)|avoid|cannot|login|sign-?in)\b/,
  },
  {
    id: 'package-from-elsewhere',
    group: 'weakening',
    points: 5,
    says: 'to install packages from an address instead of the registry',
    pattern:
      /\b(?:add|install|require|depend on)\b.{0,50}\b(?:packages?|dependenc(?:y|ies)|modules?|librar(?:y|ies)|plugins?|extensions?)\b.{0,60}\bfrom\b.{0,24}(?:https?:\/\/|git\+|git:\/\/|git@|ftp:)|\b(?:use|switch to|point|replace|rewrite)\b.{0,60}\bgit\+(?:https?|ssh):\/\/(?!github\.com|gitlab\.com)/,
    isOrder: true,
    unless: /the registry|marketplace|docs?\./,
  },
  {
    id: 'unsafe-preferred',
    group: 'weakening',
    points: 4,
    says: 'to write code that is open to attack',
    pattern: new RegExp(
      `\\b${USE}\\b.{0,32}(?:\\bstring (?:concatenation|interpolation|formatting)\\b.{0,40}\\b(?:sql|quer(?:y|ies))|\\b(?:md5|sha-?1|plain ?text|base64|no hashing)\\b.{0,24}\\bpasswords?|\\bpasswords? (?:in|as) plain ?text|\\beval(?:\\(\\)?|\\b (?:to|for|on))[^.]{0,30}\\b(?:user|input|dynamic|parse|json|expressions?)|\\bpickle\\b.{0,40}\\b(?:user|untrusted|request)|dangerouslysetinnerhtml.{0,40}\\b(?:user|all|any|content)|\\bshell ?= ?true\\b|\\byaml\\.load\\b(?! ?\\(.{0,20}safe)|\\balgorithms?['"]?\\s*[:=]\\s*\\[?['"]none|\\bcors\\b.{0,24}(?:['"\`]\\*['"\`]|\\ball origins|\\bany origin|origin: ?true)|\\ballow(?:ing)? all origins|access-control-allow-origin.{0,6}\\*|\\bchmod (?:-r )?(?:0?777|a\\+rwx)|(?<!non[- ])(?<!not )\\b(?:root|sudo|administrator)\\b (?:user|privileges|rights|for (?:all|every))|(?:\\badmin\\w*|\\bfull|\\bwildcard|\\*|\\ball|\\broot)['"\` ]{1,3}(?:iam )?(?:permissions?|access|privileges|polic\\w+|rights)\\b.{0,40}\\b(?:iam|roles?|users?|service accounts?|polic\\w+|bucket|to (?:every|all|any))|['"\`]?(?:action|resource)['"\`]?: ?['"\`]\\*|0\\.0\\.0\\.0/0|\\bhttp(?:://)?['"\`]? instead of ['"\`]?https\\b|\\bpublic(?:ly readable)? (?:s3 )?buckets?|math\\.random\\(?\\)?.{0,30}\\b(?:tokens?|passwords?|secrets?|session|keys?)\\b)`,
    ),
    isOrder: true,
    unless:
      /\b(?:instead of (?:md5|sha|plain|string|eval)|rather than|not (?:use )?(?:md5|sha|eval|string)|bcrypt|argon2|scrypt|parameteri[sz]ed|never|avoid|only in dev\w*)\b/,
  },
  {
    id: 'script-everywhere',
    group: 'weakening',
    points: 6,
    says: "to put somebody's script or package into everything it writes",
    pattern:
      /\b(?:add|include|insert|inject|append|import|load|embed|place|prepend|put|reference)\b.{0,80}(?:<script\b.{0,20}\bsrc\s*=|\bscript (?:tag|src)\b|\bscript\b.{0,20}\bfrom\b|\bsnippet\b.{0,20}\bfrom\b|\bcdn\b).{0,140}\b(?:every|all|each|any|generated|new)\b.{0,30}\b(?:html|pages?|files?|templates?|components?|layouts?|entry points?|projects?|index)\b|\b(?:every|all|each|any|whenever|when(?:ever)? (?:you )?(?:generat\w+|creat\w+|writ\w+))\b.{0,60}\b(?:html|pages?|files?|templates?|components?|layouts?|projects?|app|code|package\.json)\b.{0,80}\b(?:add|include|insert|inject|append|import|load|embed|place|put|require|contain|reference|install)\b.{0,80}(?:<script\b|https?:\/\/[\w.-]+\/\S{0,80}\.(?:js|mjs|py|sh)\b|\bscript (?:tag|src)\b|\bdependency\b.{0,30}\bfrom (?:git|http))|\b(?:add|insert|inject|include|append|prepend|embed)\b.{0,50}\b(?:snippet|code|line|block|function|script|call|payload|statement)\b.{0,50}\b(?:every|all|each|any)\b.{0,40}\b(?:files?|pages?|templates?|components?|modules?|functions?|endpoints?|handlers?)\b.{0,60}(?:https?:\/\/|fetch\(|document\.cookie|\beval\(|atob\(|new image|xmlhttprequest|sendbeacon|exec\()/,
    unless:
      /\b(?:never|do not|don't|avoid|must not)\b|googletagmanager|tailwindcss|unpkg\.com\/react|jsdelivr\.net\/npm\/(?:vue|react|bootstrap|tailwind|alpine)/,
  },
  {
    id: 'backdoor',
    group: 'weakening',
    points: 7,
    says: 'to build a way in',
    pattern:
      /\b(?:add|include|insert|create|implement|leave|keep|plant|build|inject|embed)\b.{0,40}\b(?:backdoor|back door|hidden (?:admin|endpoint|account|user|route|login)|master password|secret (?:admin|login|endpoint|account|route|parameter)|(?:default|hard-?coded) (?:admin|root) (?:account|user|password|login)|(?:endpoint|route|handler|url|parameter)\b.{0,40}\b(?:runs?|executes?|evals?|evaluates?)\b.{0,24}\b(?:shell|arbitrary|any|system|os)\b.{0,10}\b(?:commands?|code)|reverse shell|bind shell|keylogger)\b/,
    isOrder: true,
    unless: /\bseed|\btests?\b|\bfixtures?\b/,
  },
];
