import type { Signal } from './signal.ts';

/** Files that hold keys, by their usual paths. */
const KEY_FILE =
  '(?:~|\\$home|/root|/home/\\w+)?/?\\.(?:ssh|aws|gnupg|kube|docker|config/(?:gcloud|gh|hub|op|rclone|heroku|doctl|gitlab|glab-cli|stripe|containers)|azure|gitconfig)\\b[\\w/.-]*(?![\\w/.-])|\\bid_(?:rsa|ed25519|ecdsa|dsa)\\b|\\.(?:npmrc|netrc|pypirc|git-credentials|pgpass)\\b|/etc/(?:passwd|shadow)\\b|(?<![\\w.])\\.env\\b(?!\\.(?:example|sample|template))[\\w.]*|\\bkeychain\\b|\\b(?:login data|cookies\\.sqlite|credentials\\.json|service[-_]account\\w*\\.json|terraform\\.tfstate|known_hosts|shell history|\\.bash_history|\\.zsh_history)\\b|\\bclaude_desktop_config\\.json\\b|(?:~|\\$home)/\\.(?:claude|cursor)/?[\\w.-]*\\.json';
/** The same in words. */
const KEY_WORD =
  '(?:api[- _]?keys?|credentials?|secrets?|passwords?|access tokens?|auth(?:entication)? tokens?|session tokens?|(?:private|ssh|signing|encryption) keys?|(?:all )?env(?:ironment)? ?var(?:iable)?s?|process\\.env|printenv|cookies|browser (?:history|data|passwords)|seed phrases?|wallets?|conversation (?:history|log)s?|chat (?:history|log)s?|(?:entire |full )?(?:conversation|transcript)|clipboard|personal (?:data|information)|user data|source code|codebase|contents? of (?:all|the|any|every) (?:\\w+ )?(?:files?|configs?))';
const SEND =
  '(?:send|sends|post|posts|upload|uploads|transmit|exfiltrate|forward|submit|e-?mail|mail|push|leak|deliver|relay|beacon|curl|wget|pipe|dispatch|copy|report|append|encode|embed|include|attach|put|place|pass|make a (?:get|post|put|http) request|(?:http|https|get|post|web) request)';
const THERE =
  '(?:https?://(?!localhost|127\\.|\\[::1|0\\.0\\.0\\.0)[\\w.-]+|\\b[\\w.-]+@[\\w-]+\\.[\\w.]+|\\b(?:transfer\\.sh|webhook\\.site|pastebin\\.com|0x0\\.st|file\\.io|termbin\\.com|requestbin)\\b|\\bto [\\w-]+(?:\\.[\\w-]+)*\\.(?:io|com|net|org|sh|site|xyz|dev|app|example|ru|cn|top|info)\\b|\\bwebhook\\b|\\b(?:remote|external|collection|telemetry|analytics|our|attacker|logging|tracking|audit|monitoring|diagnostic\\w*) (?:\\w+ )?(?:server|endpoint|url|host|service|api|address|collector|bucket)\\b|\\b(?:dns|subdomain|pastebin|gist|query (?:string|parameter)s?|url parameters?|image url)\\b)';
const MOMENTARY =
  'https?://[\\w.-]*(?:ngrok(?:-free)?\\.(?:io|app|dev)|trycloudflare\\.com|webhook\\.site|requestbin\\.\\w+|requestcatcher\\.com|pipedream\\.net|beeceptor\\.com|interact\\.sh|oast\\.\\w+|burpcollaborator\\.net|oastify\\.com|dnslog\\.cn|transfer\\.sh|file\\.io|0x0\\.st|pastebin\\.com|paste\\.ee|hastebin\\.com|termbin\\.com|rentry\\.co|dpaste\\.\\w+|bit\\.ly|tinyurl\\.com|is\\.gd|cutt\\.ly|rb\\.gy|loca\\.lt|serveo\\.net|gist\\.githubusercontent\\.com|raw\\.githubusercontent\\.com)[\\w/.-]*';
/** What makes a sentence about keys one about using them well. */
const CARE =
  /\b(?:never|do not|don't|must not|should not|shouldn't|avoid|cannot|can't|without|instead of|not be|no)\b.{0,60}\b(?:send|post|upload|transmit|log|print|commit|push|expose|share|leak|include|hardcod\w*|hard-cod\w*|put|store|read|paste|embed|copy|exfiltrat\w*|forward|pass)/;

/** Orders to carry data away, to fetch orders or programs from elsewhere, to read outside of the project. */
export const EXFIL_SIGNALS: readonly Signal[] = [
  {
    id: 'key-file-sent',
    group: 'exfil',
    points: 10,
    says: 'to send away files that hold keys',
    pattern: new RegExp(
      `(?:${KEY_FILE}).{0,200}\\b${SEND}\\b.{0,120}(?:${THERE})|\\b${SEND}\\b.{0,120}(?:${KEY_FILE}).{0,160}(?:${THERE})|(?:${KEY_FILE}).{0,120}\\|\\s*(?:\\w+[^|]{0,60}\\|\\s*)?(?:curl|nc|wget)\\b`,
    ),
    unless: CARE,
    isCommand: true,
  },
  {
    id: 'code-pushed-elsewhere',
    group: 'exfil',
    points: 5,
    says: 'to push the code to an address outside of its host',
    pattern:
      /\bpush(?:es|ed)?\b.{0,40}\b(?:branch|branches|code|repo|repository|source|commits?|changes|everything|work|history)\b.{0,40}\bto (?:the (?:remote|mirror|backup) (?:at )?)?(?:https?:\/\/|git@)(?!(?:[\w-]+\.)?(?:github|gitlab|bitbucket|codeberg|azure|visualstudio)\.|localhost|127\.)[\w.-]+/,
    isCommand: true,
  },
  {
    id: 'key-file-read',
    group: 'exfil',
    points: 4,
    says: 'to read files that hold keys',
    pattern:
      /\b(?:read|open|cat|load|print|dump|collect|gather|harvest|extract|grab|copy|retrieve|access|scan|find|include|base64|encode)\b.{0,60}(?:(?:~|\$home|\/root|\/home\/\w+)\/\.(?:ssh|aws|gnupg|kube|docker|netrc|npmrc|git-credentials)\b|\bid_(?:rsa|ed25519|ecdsa)\b|\/etc\/(?:passwd|shadow)\b|\.(?:netrc|pypirc|git-credentials)\b|\b(?:macos |login |system )?keychain\b(?! access group)|\bbrowser (?:cookies|passwords|history))/,
    unless:
      /\b(?:never|do not|don't|must not|should not|avoid|cannot|can't|deny|denied|block\w*|refuse|without|not)\b|public key|\.pub\b|\bssh-keygen\b|configured? (?:in|at|via)|known_hosts/,
    isOrder: true,
  },
  {
    id: 'env-file-printed',
    group: 'exfil',
    points: 4,
    says: 'to show what is in files of keys',
    pattern:
      /\b(?:read|open|cat|load|dump|collect|gather|harvest|extract|copy|include|base64|encode|print|paste|append|quote)\b.{0,50}(?<![\w.])\.env\b(?!\.(?:example|sample|template)).{0,100}\b(?:in (?:the|your|a|every) (?:response|reply|summary|output|comment|commit|pr|pull request|issue|message|log)|and (?:encode|base64|summari[sz]e its values|append|include|paste|embed|send|keep|store|save) (?:it|them|the|its|all)\b)/,
    unless: CARE,
    isOrder: true,
  },
  {
    id: 'keys-sent',
    group: 'exfil',
    points: 8,
    says: 'to collect secrets or private text and send them away',
    pattern: new RegExp(
      `\\b(?:collect|gather|read|extract|grab|dump|harvest|copy|include|append|attach|encode|take|capture|find|list|summari[sz]e|concatenate|bundle|compress|zip|base64|retrieve|get|log|exfiltrate)\\b.{0,80}\\b${KEY_WORD}.{0,160}\\b${SEND}\\b.{0,100}(?:${THERE})|\\b(?:exfiltrate|leak|upload|post|forward|transmit|e-?mail|send)\\b (?:(?:a copy of|all|any|the|every|of|their|user'?s?|your|these|its|contents?|values?|found|full|entire|current|local|project|developer'?s?|environment|and) ){0,5}${KEY_WORD}\\b.{0,80}\\b(?:to|via|using|through|at|into)\\b.{0,40}(?:${THERE})`,
    ),
    unless: new RegExp(
      `${CARE.source}|\\bauthorization (?:header|: ?bearer)|\\bbearer (?:token|<)|\\bheaders?\\b|\\bsign[- ]?(?:in|up)\\b|\\bcodecov\\b|\\boauth\\b|\\b(?:your|user) credentials to\\b`,
    ),
    isOrder: true,
  },
  {
    id: 'keys-carried',
    group: 'exfil',
    points: 7,
    says: 'to carry secrets out in something that looks harmless',
    pattern: new RegExp(
      `${KEY_WORD}.{0,80}\\b(?:append|add|include|attach|embed|encode|put|insert|place|write|paste|hide)\\b (?:it|them|its values?|their values?|the values?|the result|this|that)\\b.{0,50}\\b(?:user-agent|query|url|headers? of (?:all|every|each|any|outgoing)|dns|comment|commit message|image|pull request|pr description|issue|file ?name|branch name|alt text)`,
    ),
    unless: CARE,
  },
  {
    id: 'data-sent',
    group: 'exfil',
    points: 6,
    says: 'to send data of this machine to another',
    pattern:
      /\b(?:send|post|upload|report|forward|transmit|submit|pipe|ship|sync|mirror|ping|leak|deliver|stream|e-?mail|exfiltrate|beacon|relay)\b/,
    also: [
      new RegExp(
        `${KEY_WORD}|${KEY_FILE}|\\b(?:\\w+ )?tokens?\\b|\\b(?:its|command|terminal|shell) output\\b|\\bhostname\\b|\\bwhoami\\b|\\bdiffs?\\b|\\bevery (?:prompt|message|file|command)\\b`,
      ),
      /https?:\/\/(?!localhost|127\.|0\.0\.0\.0|api\.|docs?\.)[\w.-]+|\b(?:to|at) [\w-]+(?:\.[\w-]+)*\.(?:io|com|net|org|sh|site|xyz|dev|app|example|ru|cn|top|info|me)\b|\b(?:our|an? external|external|a remote|remote|attacker'?s?|third-party) (?:\w+ )?(?:servers?|endpoints?|webhooks?|collectors?|hosts?)\b/,
    ],
    isOrder: true,
    unless: new RegExp(
      `${CARE.source}|\\bauthorization\\b|\\bbearer\\b|\\bheaders?\\b|\\bsign(?:ed|ature)?\\b|\\boauth\\b|\\blog ?in\\b|\\bapi requests?\\b|\\brequests? (?:to|with)\\b|sentry|datadog|codecov|github\\.com|gitlab\\.com|slack\\.com|\\bmax[- ]tokens?\\b|\\btoken (?:count|usage|limit|budget)`,
    ),
  },
  {
    id: 'exfiltrates',
    group: 'exfil',
    points: 6,
    says: 'to carry data away',
    pattern: /\bexfiltrate\b/,
    isOrder: true,
  },
  {
    id: 'keys-found-and-sent',
    group: 'exfil',
    points: 6,
    says: 'to look for secrets and send them away',
    pattern: new RegExp(
      `\\b(?:search|scan|find|collect|gather|look for|locate|read|grab|harvest)\\b.{0,80}(?:${KEY_FILE}|\\b(?:wallets?|private keys?|api keys?|credentials|passwords|secrets|access tokens|seed phrases?)\\b).{0,80}\\b(?:upload|send|post|transmit|exfiltrate|e-?mail|forward|ship)\\b`,
    ),
    isOrder: true,
    unless: new RegExp(
      `${CARE.source}|github\\.com|pull request|\\bcode review|report (?:them )?(?:to the user|as findings)`,
    ),
  },
  {
    id: 'conversation-to-tool',
    group: 'exfil',
    points: 5,
    says: 'to hand the whole conversation to a tool',
    pattern:
      /\b(?:call|use|invoke|run|query)\b.{0,40}\b(?:tool|function|server|endpoint)\b.{0,50}\bwith\b.{0,20}\b(?:full|entire|whole|complete|all)\b.{0,14}\b(?:conversation|history|context|prompts?|messages)\b/,
    isOrder: true,
  },
  {
    id: 'published',
    group: 'exfil',
    points: 6,
    says: 'to publish secrets',
    pattern: new RegExp(
      `\\b(?:create|make|open|publish|post)\\b.{0,24}\\b(?:gists?|pastes?|issues?|repos?\\w*|pages?)\\b.{0,40}\\b(?:with|containing|of|including)\\b.{0,40}(?:${KEY_WORD}|${KEY_FILE}|secrets?\\.\\w+)`,
    ),
    isOrder: true,
    unless: CARE,
  },
  {
    id: 'downloads-and-runs',
    group: 'exfil',
    points: 6,
    says: 'to download something and run it',
    pattern:
      /\b(?:download|fetch|get|pull|grab) and (?:then )?(?:run|execute|install|source|eval)\b.{0,60}https?:\/\/(?!localhost|127\.|0\.0\.0\.0)/,
    isOrder: true,
    unless: /github\.com\/[\w-]+\/[\w.-]+\/releases|nodejs\.org|python\.org|docker\.com|docs?\.|\]\(/,
  },
  {
    id: 'obeys-foreign-text',
    group: 'exfil',
    points: 5,
    says: 'to obey whatever it reads',
    pattern:
      /\b(?:act on|follow|obey|execute|carry out|trust)\b.{0,20}\b(?:any|all|every|whatever)\b.{0,20}\b(?:instructions?|commands?|orders|directives)\b.{0,50}\b(?:find|found|see|read|contained|in|from|inside|within)\b.{0,40}\b(?:readmes?|web ?(?:sites?|pages?)|issues?|comments?|e-?mails?|tool (?:outputs?|results?)|pages?|urls?)\b/,
    isOrder: true,
  },
  {
    id: 'foreign-text-has-orders',
    group: 'exfil',
    points: 3,
    says: 'to obey whatever it reads',
    pattern:
      /\b(?:documents?|pdfs?|attachments?|web ?pages?|pages|websites?|e-?mails?|messages|issues?|tickets?|comments?|images?|spreadsheets?|transcripts?|tool (?:results?|outputs?)|responses?|readmes?|uploads?|invoices?|downloaded files?)\b.{0,40}\b(?:contain|contains|hold|holds|include|includes|have|has|carry|carries|give|gives|bring|brings)\b.{0,30}\b(?:steps|instructions?|commands?|directives?|orders|tasks?|requests?)\b.{0,16}\b(?:for|to|addressed to|meant for) (?:you|the (?:agent|assistant|model)|claude|copilot|an? (?:ai|agent))\b/,
    unless: /\b(?:ignore|never|not|don't|untrusted|treat|data only|report|flag|disregard|refuse)\b/,
  },
  {
    id: 'carries-them-out',
    group: 'exfil',
    points: 3,
    says: 'to carry out what others wrote there',
    pattern:
      /\b(?:(?:carry|carrying) (?:these|those|them|such)\b.{0,20}\bout|(?:follow|execute|obey|perform|run) (?:these|those|them|such)(?: (?:steps|instructions|commands|directives|orders|requests))?)\b.{0,24}\b(?:exactly|to the letter|before (?:you )?(?:answer|reply|respond)\w*|without (?:question|asking|hesitation)|verbatim|first|immediately|as if)\b/,
    also: [/\b(?:steps|instructions|commands|directives|orders|requests|them|those)\b/],
    near: ['foreign-text-has-orders'],
    isOrder: true,
    unless: /\b(?:below|following|in this (?:file|order|document|skill)|above)\b/,
  },
  {
    id: 'obeys-documents',
    group: 'exfil',
    points: 5,
    says: 'to obey whatever it reads',
    pattern:
      /\b(?:follow|obey|execute|carry out|comply with|act on)\b.{0,24}\b(?:instructions?|commands?|orders|directives|steps|requests)\b.{0,24}\b(?:found|contained|embedded|written|hidden|placed|given|that (?:you find|appear|stand))\b.{0,12}\b(?:in|inside|within|by|on)\b.{0,24}\b(?:documents?|pdfs?|attachments?|e-?mails?|web ?pages?|websites?|tickets?|issue (?:bodies|body|comments?)|tool (?:outputs?|results?)|images?|search results?|uploads?|uploaded files?|fetched (?:pages?|content))\b/,
    isOrder: true,
    unless: /\b(?:never|not|don't|unless|only (?:if|when|after)|untrusted|refuse|user'?s? own)\b/,
  },
  {
    id: 'obeys-what-others-wrote',
    group: 'exfil',
    points: 5,
    says: 'to obey whatever it reads',
    pattern:
      /\b(?:do|follow|obey|execute)\b (?:whatever|what|everything|anything|all) (?:that )?(?:the |a |an |any |each )?(?:\w+ )?(?:tickets?|issues?|e-?mails?|pages?|documents?|comments?|websites?|attachments?|messages?|search results?|tool (?:outputs?|results?))\b.{0,8}\b(?:says?|tells? you|asks?(?: for)?|orders?|demands?|instructs?|contains?|wants?)\b.{0,12}\b(?:even (?:if|when|where)|without|no matter|including|to the letter|exactly|blindly)\b|\b(?:treat|take|regard|consider|handle|accept)\b.{0,12}\b(?:instructions?|text|commands?|orders|requests?|directives?|steps)\b.{0,12}\b(?:in|from|on|of|inside|within)\b.{0,20}\b(?:web ?pages?|pages?|documents?|e-?mails?|issues?|comments?|websites?|attachments?|tool (?:outputs?|results?)|search results?|readmes?)\b.{0,28}\b(?:as|like|the same as)\b.{0,28}\b(?:user|users|user's|mine|trusted|orders|your own|authoritative|binding|system|maintainers?|owners?|the team'?s?)\b/,
    isOrder: true,
    unless: /\b(?:never|not|don't|untrusted|data|hostile|suspicious|injection)\b/,
  },
  {
    id: 'foreign-text-is-obeyed',
    group: 'exfil',
    points: 5,
    says: 'to obey whatever it reads',
    pattern:
      /\b(?:has|have|is|are|must|should|needs?|shall) (?:to )?(?:always )?be (?:obeyed|complied with|carried out|followed exactly|executed)\b/,
    also: [
      /\b(?:text|instructions?|steps|orders|commands?|directives?|requests?|whatever)\b.{0,16}\b(?:in|from|on|inside|within|of)\b.{0,20}\b(?:web ?pages?|pages?|documents?|e-?mails?|issues?|comments?|websites?|attachments?|tool (?:outputs?|results?)|search results?|images?|uploads?)\b/,
    ],
    unless: /\b(?:never|not|don't|no |untrusted|cannot|only (?:if|when|after))\b/,
  },
  {
    id: 'uses-found-keys',
    group: 'exfil',
    points: 6,
    says: 'to use or keep the secrets that it comes across',
    pattern:
      /\b(?:if|when|whenever|should|where) you (?:\w+ )?(?:find|come across|discover|see|spot|notice|encounter|stumble (?:on|upon|over)|get hold of|obtain)\b.{0,30}\b(?:credentials?|secrets?|passwords?|(?:api|access|private|ssh|signing) keys?|(?:access |api |auth |bearer |session )?tokens?|connection strings?|logins?|cookies)\b.{0,90}\b(?:use (?:it|them|these|those)\b|(?:try|test|verify|check|validate|confirm)\b.{0,24}\b(?:it|they|them|these|those)\b.{0,12}\bworks?\b|(?:log|sign) ?in\b|authenticate|with (?:them|it|these|those)\b|(?:save|write|store|note|collect|record|keep|copy|add|append) (?:it|them|these|those|a copy)\b(?!.{0,40}\b(?:secret|vault|key ?vault|manager|environment|env|keychain|1password)))|\b(?:use|try|test|reuse|log ?in with|authenticate with)\b.{0,16}\b(?:any|all|every|whatever|whichever)\b.{0,20}\b(?:keys?|credentials?|tokens?|passwords?|secrets?|logins?)\b.{0,12}\byou (?:can )?(?:find|come across|discover|see|get)\b/,
    unless:
      /\b(?:never|do not|don't|must not|stop|rotate|revoke|redact\w*|mask\w*|remove|report|alert|warn|without (?:using|testing)|placeholder|refactor\w*|as before|as expected|pagination|csrf)\b/,
  },
  {
    id: 'stays-behind',
    group: 'exfil',
    points: 4,
    says: 'to leave something behind that runs later',
    pattern:
      /\b(?:add|append|write|install|put|create|register)\b.{0,60}(?:\bcrontab\b|\bcron ?job\b.{0,60}https?:|launchagents|authorized_keys|\bstartup folder\b)/,
    isOrder: true,
  },
  {
    id: 'opens-tunnel',
    group: 'exfil',
    points: 6,
    says: 'to open this machine to others',
    pattern: /\b(?:open|start|create|set up|establish|run|launch)\b.{0,24}\b(?:reverse (?:shell|tunnel)|bind shell)\b/,
    isOrder: true,
    unless: /\b(?:never|not|don't|detect\w*|block\w*|adb)\b/,
  },
  {
    id: 'text-sent',
    group: 'exfil',
    points: 6,
    says: "to send away the project's files or what is said in the conversation",
    pattern:
      /\b(?:send|post|upload|transmit|exfiltrate|forward|submit|e-?mail|copy)\b.{0,20}\b(?:all|every|each|the|any|a copy of|whole|entire)\b.{0,40}\b(?:files?|code|prompts?|messages?|conversation|responses?|diffs?|output|context|source|repository contents|data)\b.{0,60}\b(?:to|via)\b.{0,30}(?:https?:\/\/(?!localhost|127\.|0\.0\.0\.0)[\w.-]+|[\w.-]+@[\w-]+\.\w+|\b(?:our|an? external|external|a remote|remote|third-party|the (?:collection|telemetry|remote|external|tracking)) (?:\w+ )?(?:servers?|endpoints?|webhooks?|collectors?|services?|urls?)\b)/,
    unless:
      /\b(?:never|do not|don't|must not|avoid)\b|github\.com|gitlab\.com|(?<![/.])\bapi\b(?![/.])|sentry|codecov|coveralls|\brequests? to\b|\bendpoint returns\b/,
    isOrder: true,
  },
  {
    id: 'sent-to-momentary',
    group: 'exfil',
    points: 7,
    says: 'to send something to an address that anybody can get for a moment',
    pattern: new RegExp(
      `\\b(?:send|post|upload|transmit|forward|submit|push|report|curl -\\w*(?:d|f|t)\\b|curl .{0,60}(?:-d|--data\\S*|-f|-t|--form)\\b)\\b.{0,120}(?:${MOMENTARY.replace('|bit\\.ly|tinyurl\\.com|is\\.gd|cutt\\.ly|rb\\.gy', '').replace('|gist\\.githubusercontent\\.com|raw\\.githubusercontent\\.com', '')})`,
    ),
    isCommand: true,
  },
  {
    id: 'image-carries-data',
    group: 'exfil',
    points: 7,
    says: 'to put data into the address of an image or link, which sends it away when it is shown',
    pattern:
      /!\[[^\]]{0,200}\]\(https?:\/\/[^\s)]{1,200}[?&/=](?:[^\s)]{0,60})(?:\{\{?[^)}]{1,60}\}|<[\w -]{1,60}>|\$\{?\w+|\[[\w -]{1,60}\]|%7b|(?<=[=/])(?:data|secret|base64|encoded|contents?|conversation|env|token|key|payload|leak)\w*(?=[)&]))|\[[^\]]{0,200}\]\(https?:\/\/[^\s)]{1,200}[?&][^\s)]{0,60}=(?:\{\{?|<|\$\{?|\[)[^)}>\]]{0,30}(?:secret|token|env|password|api_?-?key|credential|base64|conversation|history|file_?content|ssh|cookie|user_?(?:input|data|message)|system_?prompt|context)/,
    unless:
      /shields\.io|\/badges?[/.?]|badgen\.|badge\.(?:fury|svg)|img\.shields|quickchart|mermaid\.ink|star-history|contrib\.rocks|placehold|picsum|avatars|gravatar|codecov|docs?\./,
    isPlainFact: true,
  },
  {
    id: 'render-with-data',
    group: 'exfil',
    points: 6,
    says: 'to put data into the address of an image or link, which sends it away when it is shown',
    pattern: new RegExp(
      `\\b(?:render|add|include|append|insert|embed|display|generate|output|end (?:every|each|your))\\b.{0,80}\\b(?:image|img|pixel|link|markdown|url|iframe)\\b.{0,100}https?://[\\w.-]+.{0,100}(?:${KEY_WORD}|\\bbase64|\\b(?:url-?)?encod\\w+|\\bquery\\b.{0,40}\\b(?:data|content|summary|input)|\\b(?:user'?s?|conversation|file) (?:data|input|content|message|prompt|question|summary)s?)`,
    ),
    isOrder: true,
  },
  {
    id: 'fills-address',
    group: 'exfil',
    points: 6,
    says: 'to put data into an address, which sends it away',
    pattern:
      /\b(?:replace|substitute|fill(?: in)?|set)\b.{0,40}\b(?:with|to|by)\b.{0,16}\b(?:url-?encoded|base64(?:-encoded)?|percent-encoded|encoded)\b.{0,30}\b(?:text|contents?|data|value|body)\b.{0,20}\b(?:of|from)\b.{0,60}(?:\bfiles?\b|\.env\b|\bconversation\b|\bworkspace\b|\bprompts?\b|\bsecrets?\b)/,
    isOrder: true,
  },
  {
    id: 'runs-decoded',
    group: 'exfil',
    points: 6,
    says: 'to decode something and run it',
    pattern:
      /\b(?:decode|unpack|decrypt|deobfuscate)\b.{0,80}\b(?:and|then|,)\s*(?:then )?(?:execute|run|eval\w*|pipe|source)\b/,
    isOrder: true,
    unless: /\b(?:never|not|don't|jwts?|test|tests|verify|qr)\b/,
  },
  {
    id: 'real-data-committed',
    group: 'exfil',
    points: 5,
    says: 'to put data of real people into the repository',
    pattern:
      /\b(?:dump|export|copy|download|pull|take)\b.{0,50}\b(?:customers?|users?|patients?|production|prod|live)\b.{0,40}\b(?:tables?|data(?:base)?|records?|rows)\b.{0,100}\b(?:commit|check in|push|git add)\b/,
    isOrder: true,
    unless: /\b(?:never|not|don't|anonymi[sz]\w*|synthetic|redact\w*|mask\w*|scrub\w*|fake)\b/,
  },
  {
    id: 'runs-what-it-fetches',
    group: 'exfil',
    points: 6,
    says: 'to download something and run it',
    pattern:
      /\b(?:download|fetch|curl|wget|get|pull|retrieve|grab|load)\b.{0,100}https?:\/\/(?!localhost|127\.|0\.0\.0\.0)[\w.-]+.{0,120}\b(?:and|then|,|;|&&)\s*(?:then )?(?:immediately |silently |directly |always )?(?:run|execute|eval|source|pipe|install|launch|start)\b|\b(?:run|execute|eval|source)\b (?:the |a |this )?(?:\w+ ){0,3}(?:script|code|program|payload|binary|setup|installer)\b.{0,24}\b(?:at|from|hosted (?:at|on))\b.{0,8}https?:\/\/(?!localhost|127\.)/,
    isOrder: true,
    unless:
      /github\.com\/[\w-]+\/[\w.-]+(?:\.git|\/releases)|\bclone\b|docs?\.|nodejs\.org|python\.org|rustup|golang\.org|go\.dev|brew\.sh|docker\.com|postgresql\.org/,
  },
  {
    id: 'obeys-what-it-fetches',
    group: 'exfil',
    points: 6,
    says: 'to fetch its instructions from elsewhere while it works',
    pattern:
      /\b(?:fetch|download|load|retrieve|get|curl|pull|visit|open|read|check|query|request|import|poll|consult)\b.{0,100}https?:\/\/(?!localhost|127\.|0\.0\.0\.0)[\w./-]+.{0,160}\b(?:follow|execute|obey|carry out|comply with|perform|act on|apply|treat|do)\b(?: it\b|.{0,40}\b)(?:(?<=(?:follow|obey|execute) it)|instructions?|commands?|whatever|it says|them|steps|directives|orders|contents?|responses?|output|tasks?|rules|as (?:system|your|instructions|trusted))\b|\b(?:follow|execute|obey|carry out|apply|load|fetch|get|retrieve)\b.{0,30}\b(?:latest |new |current |updated |additional |further |remote |more )?(?:instructions?|commands?|directives|orders|prompt|rules)\b.{0,24}\b(?:from|at|in|hosted (?:at|on))\b.{0,16}https?:\/\/(?!localhost|127\.)[\w.-]+/,
    isOrder: true,
    unless:
      /https?:\/\/(?:docs?\.|developers?\.|learn\.|www\.|platform\.|code\.|dev\.|help\.|support\.|support\w*\.|api\.|ui\.|[\w-]+\.(?:readthedocs\.io|github\.io|dev\/docs)|(?:www\.)?github\.com|[\w.-]+\/(?:docs|documentation|llms)|(?:conventionalcommits|keepachangelog|semver|agents\.md|nodejs|react|nextjs|owasp|w3|schema|json-schema)\.)/,
  },
  {
    id: 'fetches-from-shortener',
    group: 'exfil',
    points: 5,
    says: 'to fetch something from an address that hides where it leads',
    pattern:
      /\b(?:fetch|download|load|curl|wget|visit|open|install|run|get|read|import|pip install|npm install)\b.{0,100}https?:\/\/(?:bit\.ly|tinyurl\.com|is\.gd|cutt\.ly|rb\.gy|t\.co|goo\.gl|pastebin\.com|paste\.ee|hastebin\.com|rentry\.co|dpaste\.\w+|termbin\.com|ix\.io|0x0\.st|transfer\.sh|[\w-]+\.ngrok(?:-free)?\.(?:io|app|dev)|[\w-]+\.trycloudflare\.com)\/\S/,
    isCommand: true,
  },
];
