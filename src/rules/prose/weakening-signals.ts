import type { Signal } from './signal.ts';

const OFF =
  '(?:disable|skip|turn off|switch off|deactivate|bypass|remove|omit|ignore|suppress|drop|eliminate|comment out|leave out|strip(?: out)?|relax|circumvent|delete|exclude|mute|silence|opt out of)';
const USE =
  '(?:use|prefer|always|set|add|enable|allow|pass|apply|append|include|run|commit|push|configure|default to|write|make|grant|call|invoke|go with|opt for|rely on|with)';

/** Orders that make the code, or the way it is made, less safe. */
export const WEAKENING_SIGNALS: readonly Signal[] = [
  {
    id: 'tls-off',
    group: 'weakening',
    points: 5,
    says: 'to switch off the verification of certificates',
    pattern: new RegExp(
      `\\b${OFF}\\b.{0,40}\\b(?:tls|ssl|https|certificates?|cert)\\b.{0,24}\\b(?:verif\\w*|valid\\w*|check\\w*|errors?|warnings?|authentication)\\b|\\b${OFF}\\b (?:\\w+ ){0,2}(?:tls|ssl)\\b|\\b(?:${USE})\\b.{0,60}(?:\\bverify ?= ?false|rejectunauthorized['"]?\\s*[:=]\\s*false|node_tls_reject_unauthorized['"]?\\s*[:=]\\s*['"]?0|\\bcurl -k\\b|--insecure\\b|--no-check-certificate|strict-ssl[ =]+false|sslverify[ =]+false|insecureskipverify\\s*[:=]\\s*true|--trusted-host|ssl\\._create_unverified_context|cert_none)|\\btrust all certificates\\b|\\baccept (?:any|all|every|invalid|self-signed) (?:\\w+ )?certificates?\\b`,
    ),
    isOrder: true,
    unless: /\b(?:localhost|local (?:dev|test)\w*|self-signed certificate for local|in tests?|mock server)\b/,
  },
  {
    id: 'hooks-skipped',
    group: 'weakening',
    points: 4,
    says: 'to go round the checks before a commit',
    pattern: new RegExp(
      `\\b(?:${USE}|git commit|git push)\\b.{0,80}--no-verify\\b|\\b(?:skip|bypass|disable|ignore|avoid)\\b.{0,24}\\b(?:pre-?commit|pre-?push|commit hooks?|git hooks?|husky|code reviews?|security (?:reviews?|checks?|scans?|tests?|tooling|gates?)|branch protections?|required reviews?)\\b|\\bhusky=0\\b|\\b(?:always|just|directly) (?:force[- ]push|git push (?:-f|--force)(?!-with)|push (?:--force|-f|directly to (?:main|master)))\\b`,
    ),
    isOrder: true,
  },
  {
    id: 'tests-off',
    group: 'weakening',
    points: 4,
    says: 'to leave out tests or make them pass by force',
    pattern:
      /\b(?:always|never mind|just|simply)\b.{0,12}\b(?:skip|disable|delete|remove|comment out)\b.{0,24}\b(?:failing |broken |security |all |the )*(?:tests?|assertions?|checks)\b|\b(?:skip|disable|delete|remove|comment out)\b.{0,10}\b(?:all|any|failing|broken|security)\b (?:unit |integration |security |e2e )?tests?\b/,
    isOrder: true,
    unless: /\b(?:duplicate|obsolete|flaky|after|outdated|when (?:the|you) (?:remove|delete)|for deleted|temporary)\b/,
  },
  {
    id: 'secrets-committed',
    group: 'weakening',
    points: 5,
    says: 'to put secrets into the code or the repository',
    pattern:
      /\b(?:commit|check in|hard-?code|embed|inline|bake|push|store|keep|save|put|write|paste)\b.{0,40}\b(?:api[- _]?keys?|secrets?|passwords?|credentials?|(?:access |auth |api )?tokens?|private keys?|(?:the |your )?\.env(?: files?)?(?!\.))\b.{0,50}\b(?:in(?:to|side)? (?:the |your |our |a )?(?:source|code|repo\w*|git|config\w* files?|frontend|client|bundle|constants?|readme|plain ?text|file|version control)|directly|to git|to the repo\w*|so (?:that )?(?:it|they|the)|for (?:convenience|simplicity|easy)|in plain ?text)|\bhard-?code\b (?:all |any |the |your |api |database )*(?:api[- _]?keys?|secrets?|passwords?|credentials?|tokens?|connection strings?)\b|\b(?:commit|check in|git add(?: -f)?)\b (?:the |your |all )?\.env\b(?! ?\.?(?:example|sample|template))|\b(?:log|print|echo|output)\b (?:all |the |full |raw |user'?s? |any )*(?:passwords?|credentials|secrets|private keys|access tokens|api keys|auth tokens|card numbers)\b/,
    isOrder: true,
    unless:
      /\b(?:secrets? manager|vault|key ?vault|keychain|github secrets|environment variables?|\.env(?:\.local)? file|gitignore|encrypted|hashed|sops|doppler|example|placeholder|never commit|ssm|parameter store|1password|localstorage|cookies?)\b/,
  },
  {
    id: 'scanners-off',
    group: 'weakening',
    points: 5,
    says: 'to silence what looks for faults',
    pattern: new RegExp(
      `\\b${OFF}\\b.{0,40}\\b(?:security (?:warnings?|lint\\w*|rules?|alerts?|findings?|scann\\w+|scans?|checks?|headers?|tooling|policies|plugins?|middleware|features?|controls?|audits?)|vulnerabilit(?:y|ies) (?:warnings?|alerts?|reports?|scann\\w+|scans?|checks?)|npm audit|semgrep|codeql|snyk|dependabot|sast\\b|dast\\b|secret[- ]scann\\w+|gitleaks|trufflehog|trivy|bandit|eslint-plugin-security|assay\\b|sonarqube|scanners?\\b|antivirus|defender|audit log\\w*)|\\b(?:add|use|insert)\\b.{0,40}(?:nosec\\b|nosemgrep|eslint-disable[\\w-]*.{0,30}security|assay-ignore|# ?noqa: ?s\\d|codeql\\[)|\\bwarnings? (?:about|on|regarding) (?:security|vulnerabilit\\w+)\\b.{0,30}\\b(?:can|should|may|must) be (?:ignored|suppressed|silenced)`,
    ),
    isOrder: true,
    unless: /\b(?:false positives?|with (?:a )?justification|only (?:if|when|after)|dev ?dependencies|after review)\b/,
  },
  {
    id: 'controls-off',
    group: 'weakening',
    points: 4,
    says: 'to leave out a protection',
    pattern: new RegExp(
      `\\b${OFF}\\b.{0,32}\\b(?:authentication|authorization|auth(?:n|z)?(?: checks?| middleware| guards?)?|access controls?|permission checks?|input (?:validation|saniti[sz]ation)|validation of (?:user )?input|saniti[sz](?:ation|ing|ers?)|output (?:encoding|escaping)|escaping|csrf(?: protection| tokens?| checks?)?|xss protection|rate[- ]limit\\w*|encryption|password hashing|signature (?:verification|checks?)|content[- ]security[- ]policy|csp\\b|helmet|firewall|selinux|sandbox(?:ing)?|same-?origin|mfa|2fa|two-factor|security (?:checks?|controls?|measures))\\b|\\b(?:do not|don't|never|no need to|avoid|not) (?:add|adding|implement|implementing|use|using|require|requiring|include|including|bother with|worry about|perform|performing|enforce|enforcing|validate|validating|sanitize|sanitizing|escape|escaping|hash|hashing|encrypt|encrypting|check|checking|verify|verifying)\\b.{0,30}\\b(?:authentication|authorization|auth checks?|access controls?|permissions?\\b(?= checks?| of)|input validation|user input|inputs?\\b(?=\\s*[.,;]|$)|saniti[sz]ation|csrf|rate[- ]limit\\w*|encryption|passwords?\\b(?=\\s*[.,;]|$| before)|webhook signatures?|jwt signatures?|tokens?' signatures?|security headers?|parameteri[sz]ed quer\\w+|prepared statements?|https\\b)`,
    ),
    isOrder: true,
    unless:
      /\b(?:in (?:unit |integration |e2e |the )?tests?|for tests?|test (?:env\w*|mode|suite|helper)|storybook|mock\w*|fixtures?|local(?:host| dev\w*)?|health ?checks?|public (?:routes?|endpoints?|pages?)|unless|twice|again|already|redundant|duplicate|custom (?:auth|validation|encryption)|own (?:auth|crypto|encryption)|directly|manually|by hand|roll your own|inline|client[- ]side only|on the client|localstorage|md5|sha-?1|base64|des\b|ecb)\b/,
  },
  {
    id: 'unsafe-preferred',
    group: 'weakening',
    points: 4,
    says: 'to write code that is open to attack',
    pattern: new RegExp(
      `\\b${USE}\\b.{0,32}(?:\\bstring (?:concatenation|interpolation|formatting)\\b.{0,40}\\b(?:sql|quer(?:y|ies))|\\b(?:md5|sha-?1|plain ?text|base64|no hashing)\\b.{0,24}\\bpasswords?|\\bpasswords? (?:in|as) plain ?text|\\beval\\(?\\)?.{0,30}\\b(?:user|input|dynamic|parse|json|expressions?)|\\bpickle\\b.{0,40}\\b(?:user|untrusted|request)|dangerouslysetinnerhtml.{0,40}\\b(?:user|all|any|content)|\\bshell ?= ?true\\b|\\byaml\\.load\\b(?! ?\\(.{0,20}safe)|\\balgorithms?['"]?\\s*[:=]\\s*\\[?['"]none|\\bcors\\b.{0,24}(?:['"\`]\\*['"\`]|\\ball origins|\\bany origin|origin: ?true)|\\ballow(?:ing)? all origins|access-control-allow-origin.{0,6}\\*|\\bchmod (?:-r )?(?:0?777|a\\+rwx)|\\b(?:root|sudo|administrator)\\b (?:user|privileges|rights|for (?:all|every))|\\b(?:admin\\w*|full|wildcard|\\*|all|root)\\b (?:iam )?(?:permissions?|access|privileges|polic\\w+|rights)\\b.{0,40}\\b(?:iam|roles?|users?|service accounts?|polic\\w+|bucket|to (?:every|all|any))|['"\`]?(?:action|resource)['"\`]?: ?['"\`]\\*|0\\.0\\.0\\.0/0|\\bhttp\\b instead of https\\b|\\bpublic(?:ly readable)? (?:s3 )?buckets?|math\\.random\\(?\\)?.{0,30}\\b(?:tokens?|passwords?|secrets?|session|keys?)\\b)`,
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
      /\b(?:add|include|insert|inject|append|import|load|embed|place|prepend|put|reference)\b.{0,80}(?:<script\b.{0,20}\bsrc\s*=|\bscript (?:tag|src)\b|\bscript\b.{0,20}\bfrom\b|\bsnippet\b.{0,20}\bfrom\b|\bcdn\b).{0,140}\b(?:every|all|each|any|generated|new)\b.{0,30}\b(?:html|pages?|files?|templates?|components?|layouts?|entry points?|projects?|index)\b|\b(?:every|all|each|any|whenever|when(?:ever)? (?:you )?(?:generat\w+|creat\w+|writ\w+))\b.{0,60}\b(?:html|pages?|files?|templates?|components?|layouts?|projects?|app|code|package\.json)\b.{0,80}\b(?:add|include|insert|inject|append|import|load|embed|place|require|contain|reference|install)\b.{0,80}(?:<script\b|https?:\/\/[\w.-]+\/\S{0,80}\.(?:js|mjs|py|sh)\b|\bscript (?:tag|src)\b|\bdependency\b.{0,30}\bfrom (?:git|http))/,
    unless:
      /\b(?:never|do not|don't|avoid|must not)\b|googletagmanager|tailwindcss|unpkg\.com\/react|jsdelivr\.net\/npm\/(?:vue|react|bootstrap|tailwind|alpine)/,
  },
  {
    id: 'backdoor',
    group: 'weakening',
    points: 7,
    says: 'to build a way in',
    pattern:
      /\b(?:add|include|insert|create|implement|leave|keep|plant|build|inject|embed)\b.{0,40}\b(?:backdoor|back door|hidden (?:admin|endpoint|account|user|route|login)|master password|secret (?:admin|login|endpoint|account|route|parameter)|(?:default|hard-?coded) (?:admin|root) (?:account|user|password|login)|reverse shell|bind shell|keylogger)\b/,
    isOrder: true,
    unless: /\bseed|\btests?\b|\bfixtures?\b/,
  },
];
