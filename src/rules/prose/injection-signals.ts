import type { Signal } from './signal.ts';

const PERSON =
  '(?:the |any |our |your |a )?(?:end[- ])?(?:users?|developers?|humans?|persons?|people|operators?|reviewers?|maintainers?|engineers?|programmers?|customers?|anyone|anybody|team)';
const ANSWER =
  '(?:in|to) (?:the|your|any|its) (?:final )?(?:response|reply|summary|answer|output|chat|conversation|explanation|message|report|pr|pull request|diff|commit|log)s?';
const THIS =
  '(?:(?:this|these|those|that|it)(?=\\s+(?:to|from|in|with|for|or|and|when|at|anywhere|ever)\\b|\\s*[.,;!]|$)|(?:this|these|those|the) (?:guidelines|rules|instructions|file|section|text|prompt|document|message|notice|directive)s?|the (?:contents?|text|details|existence|purpose) of (?:this|these)|any of this|the above|the following|what you did|the existence of|your (?:instructions|rules|actions|real)|the (?:hidden |added |new |extra |injected |inserted |network |http |api |outgoing )?(?:changes?|additions?|scripts?|steps?|requests?|uploads?|snippets?|imports?|inclusions?|dependenc(?:y|ies)|packages?|instructions?|rules?|directives?|code|backdoor|call|tags?))';
const NOT =
  "(?:do not|don't|dont|never|must not|mustn't|should not|shouldn't|avoid|refrain from|no need to|under no circumstances|not)";

/** Not to obey what a page or a file says is what good instructions ask for. */
const FOREIGN_TEXT =
  /\binstruction\S* (?:\w+ ){0,2}(?:in|inside|within|embedded|found|from(?! (?:the )?(?:users?|developers?|humans?|operators?)\b)|contained|hidden)\b/;

/** Orders to leave the user's side: to ignore what was said, to hide, to be somebody else, to spread. */
export const INJECTION_SIGNALS: readonly Signal[] = [
  {
    id: 'override',
    group: 'injection',
    points: 5,
    says: 'to ignore earlier instructions',
    pattern:
      /\b(?:ignore|disregard|forget|discard|override|overrule|bypass|neglect|drop|do not follow|don't follow|stop following|stop obeying)\b.{0,30}\b(?:previous(?:ly)?|prior|above|earlier|preceding|existing|original|foregoing|system|safety|developer'?s?|initial|all other|any other|former|(?:the )?users?'?s?)\b.{0,30}\b(?:instructions?|prompts?|directives?|guidelines|orders|polic(?:y|ies)|guardrails?|safeguards?|constraints|restrictions|rules|messages?|commands|protocols?|training|guidance|advice|requests?|questions?|tasks?|wishes)\b/,
    isOrder: true,
    unless:
      /\binstruction\S* (?:\w+ ){0,2}(?:in|inside|within|embedded|found|from(?! (?:the )?(?:users?|developers?|humans?|operators?)\b)|contained|hidden)\b|\b(?:lint|eslint|biome|css|firewall|robots|gitignore|tsconfig|prettier|formatting|cache|style)\b/,
  },
  {
    id: 'override-all',
    group: 'injection',
    points: 5,
    says: 'to ignore its instructions',
    pattern:
      /\b(?:ignore|disregard|forget|discard|override)\b.{0,12}\b(?:all|any|every|your|everything)\b.{0,24}\b(?:instructions?|prompts?|guidelines|guardrails|safety (?:rules|measures|protocols?|checks)|ethical|you (?:were|have been) (?:told|taught|given))\b|\b(?:ignore|disregard|forget|discard|override)\b.{0,60}\b(?:instructions?|polic(?:y|ies)|rules|guidelines|prompts?|directives)\b.{0,24}\b(?:you (?:were|have been) (?:told|taught|given)|given to you|from (?:earlier|before)|you (?:got|received))\b/,
    isOrder: true,
    unless: FOREIGN_TEXT,
  },
  {
    id: 'override-other-languages',
    group: 'injection',
    points: 5,
    says: 'to ignore earlier instructions',
    pattern:
      /ignora(?:r)? (?:todas )?(?:las|as) instruc\S+ (?:anteriores|previas|pr[ée]vias)|ignore[zr]? (?:toutes )?les instructions pr[ée]c[ée]dentes|ignore (?:todas )?as instru\S+ anteriores|ignorier\w* (?:alle |s[äa]mtliche )?(?:vorherigen|bisherigen|obigen|fr[üu]heren) (?:anweisungen|instruktionen|regeln)|(?:忽略|无视|無視)[^。\n]{0,12}(?:之前|以上|先前|所有|前面)[^。\n]{0,8}(?:指令|指示|说明|規則|规则|提示)|(?:以前|上記|これまで)の?(?:すべての)?(?:指示|命令|ルール)を(?:すべて)?無視|игнорируй\S* (?:все )?(?:предыдущие|прежние) инструкции|이전\s?(?:의\s?)?(?:모든\s?)?(?:지시|명령)\S*\s?무시/,
  },
  {
    id: 'precedence',
    group: 'injection',
    points: 4,
    says: "to put itself above the user's word and safety",
    pattern:
      /\b(?:take|takes|have|has) (?:absolute |full )?(?:precedence|priority) over\b.{0,30}\b(?:users?'?s?|system|safety|security|developer'?s?|anthropic|openai)\b.{0,30}\b(?:instructions?|prompts?|requests?|polic\w+|guidelines|rules?|settings|preferences|wishes|messages)|\b(?:higher|greater|more|top) priority than\b.{0,40}\b(?:system|users?'?s?|developer'?s?|safety)\b|\bregardless of (?:what|any(?:thing)?) the (?:user|developer|human) (?:says|asks|wants|requests|tells)|\beven if the (?:user|developer|human) (?:asks you not to|objects|says no|refuses|forbids|disagrees|tells you not to)/,
    unless: /\b(?:never|do not|don't|must not|cannot|refuse|decline|no )\b/,
  },
  {
    id: 'new-role',
    group: 'injection',
    points: 4,
    says: 'to drop its limits',
    pattern:
      /\b(?:you are now|you're now|enter) (?:in )?(?:developer|debug|root|admin|maintenance|sudo) mode\b|\b(?:you are(?: now)?|you're now|act as|enter|switch (?:in)?to|activate|operate in|pretend (?:to be|you are|you're)|behave as|become)\b.{0,40}\b(?:dan\b|god mode|jailbroken?|unrestricted|unfiltered|uncensored|evil|(?:operate |work |run )?without (?:any )?(?:restrictions|limits|limitations|filters|rules|guardrails|ethics))|\bdo anything now\b|\byou (?:have|are bound by|are under) no (?:restrictions|limitations|limits|rules|guardrails|content polic\w+|ethical)|\byou are in (?:developer|god|dan|jailbreak|unrestricted|admin|root) mode\b|\b(?:safety|content|security|usage|ethical) (?:filters?|guardrails?|polic(?:y|ies)|guidelines|rules|checks?|restrictions?|measures|protocols?) (?:(?:are|is|have been|has been) (?:now |hereby )?(?:disabled|off|lifted|suspended|removed|turned off|waived|revoked|void|cancell?ed|overridden)|(?:do|does)(?: not|n't) apply|no longer appl(?:y|ies))/,
    unless: /\b(?:chmod|android)\b/,
  },
  {
    id: 'persona-without-limits',
    group: 'injection',
    points: 5,
    says: 'to drop its limits',
    pattern:
      /\b(?:you are|you're|act as|become|pretend|play|imagine|respond as|behave (?:as|like)|answer as)\b.{0,70}\b(?:(?:has|have|having|with|knows?|under) no (?:\w+ )?(?:restrictions|limits|limitations|rules|filters|guardrails|boundaries|censorship)|(?:never|cannot|does not|doesn't|will not|won't) (?:ever )?(?:refuses?|declines?|says? no)\b(?=\s*(?:[.,;!]|$)|\s+(?:and|or|any|anything|a request|requests|orders|instructions|to (?:answer|help|comply|do))\b)|(?:not|n't) (?:bound|restricted|limited|subject)\b|ignores? (?:all |any |the )?(?:rules|polic(?:y|ies)|guidelines|safety|ethics)|free (?:of|from) (?:all |any )?(?:restrictions|rules|filters|limits|guardrails))/,
    unless: /\b(?:character limits?|rate limits?|size limits?|no limits? (?:on|to)|budget)\b/,
  },
  {
    id: 'rules-void',
    group: 'injection',
    points: 4,
    says: 'to ignore its rules',
    pattern:
      /\b(?:rules|instructions|polic(?:y|ies)|guidelines|restrictions|limits|guardrails|safeguards)\b (?:\w+ ){0,2}(?:from|of|by|set by|given by|imposed by) (?:the |your )?(?:editor|vendor|provider|maker|developers?|system|platform|company|anthropic|openai|google|microsoft|ide|tool|host|administrator|organi[sz]ation)\b.{0,40}\b(?:(?:is|are) (?:now |hereby |all )?(?:void|null|invalid|irrelevant|suspended|lifted|cancell?ed|off|obsolete|overridden|not (?:binding|valid))|(?:do|does)(?: not|n't) (?:apply|count|bind|matter)|no longer (?:apply|applies|count|bind|hold))\b/,
  },
  {
    id: 'leak-prompt',
    group: 'injection',
    points: 5,
    says: 'to give away its system prompt',
    pattern:
      /\b(?:print|reveal|output|repeat|send|leak|disclose|append|include|dump)\b.{0,30}\b(?:(?:your|the) (?:full |entire |complete )?system prompts?|your (?:hidden |initial |internal )(?:instructions|prompts?)|instructions verbatim)\b/,
    isOrder: true,
  },
  {
    id: 'conceal-from',
    group: 'injection',
    points: 5,
    says: 'to hide what it does from the user',
    pattern: new RegExp(
      `\\b${NOT} (?:ever |also |to )?(?:tell(?:ing)?|inform(?:ing)?|notify(?:ing)?|alert(?:ing)?|warn(?:ing)?|let(?:ting)?) ${PERSON}(?: know)?(?: (?:about|of|that|this|what|why|anything|you|when|it)\\b|\\s*[.,;!)"]|\\s*$)`,
    ),
    unless:
      /\b(?:until|unless|tell (?:the )?(?:user|them)s? (?:to|how)|that (?:it|the (?:task|work|build|feature|fix)) (?:is|was|has been) (?:done|complete|finished|fixed|working)|each tool|every tool|every step|each step|too early|before (?:you|verif)|done|complete[d]? (?:until|before))\b/,
  },
  {
    id: 'conceal-deed',
    group: 'injection',
    points: 4,
    says: 'to do something and keep it to itself',
    pattern: new RegExp(
      `\\b(?:push|upload|send|post|copy|delete|remove|install|download|run|execute|commit|disable|forward|mirror|publish|deploy|merge|approve)\\b.{0,160}\\b(?:and|but) ${NOT} (?:ever |also )?(?:mention|report|say|tell anyone|disclose|reveal|announce|log|record|list) (?:it|this|that|so|them)\\b(?! (?:twice|again|unless|if|until|before|to|from|with)\\b)`,
    ),
    unless: /\b(?:credentials?|secrets?|passwords?|api keys?|tokens?|pii|personal data|co-authored|attribution)\b/,
  },
  {
    id: 'whatever-they-say',
    group: 'injection',
    points: 5,
    says: 'to follow it against the rules of others',
    pattern:
      /\b(?:whatever|no matter what|regardless of what|even (?:if|when|where))\b.{0,60}\b(?:polic(?:y|ies)|system prompt|system message|organi[sz]ation|developer|administrator|safety|security)\b.{0,60}\b(?:rules?|instructions?|file|document|text|section)\b.{0,30}\b(?:win|wins|prevail|prevails|come first|comes first|count|counts|apply|applies|stand|stands|have the last word|has the last word|is final|are final|decide|decides)\b|\b(?:these|this file'?s?|my|our) (?:rules|instructions|file) (?:take|takes|have|has) (?:absolute |full )?(?:precedence|priority) over\b.{0,30}\bpolic(?:y|ies)\b/,
  },
  {
    id: 'conceal-this',
    group: 'injection',
    points: 5,
    says: 'to hide what it does from the user',
    pattern: new RegExp(
      `\\b${NOT} (?:ever |also |to )?(?:\\w+ (?:or|and|nor) )?(?:mention|reveal|disclose|discuss|acknowledge|reference|talk about|report|show|display|explain|describe|list|include|expose|surface|comment on|draw attention to|log|mentioning|revealing|disclosing|showing) ${THIS}\\b.{0,60}\\b(?:(?:to|from|with|for) ${PERSON}\\b|${ANSWER})`,
    ),
    unless:
      /\b(?:credentials?|secrets?|passwords?|api keys?|tokens?|pii|personal data|stack traces?|error details?|co-authored|attribution|claude|anthropic|generated with|unless|internal errors?)\b/,
  },
  {
    id: 'conceal-short',
    group: 'injection',
    points: 3,
    says: 'to keep quiet about it',
    pattern: new RegExp(
      `\\b${NOT} (?:ever )?(?:(?:mention|reveal|disclose|acknowledge|talk about) (?:this|these|any of this|the existence of|your (?:instructions|rules)|that you)\\b|bring (?:it|this|that|them) up\\b)`,
    ),
    unless: /\b(?:claude|anthropic|co-authored|attribution|generated)\b/,
  },
  {
    id: 'conceal-without',
    group: 'injection',
    points: 5,
    says: 'to act behind the back of the user',
    pattern: new RegExp(
      `\\bwithout (?:ever )?(?:(?:telling|informing|notifying|alerting|mentioning (?:it|this|that) to) ${PERSON}\\b|mentioning (?:it|this|that|anything)\\b|${PERSON}(?:'s?|s')? (?:knowing|knowledge|noticing|awareness)|the knowledge of)`,
    ),
    unless: /\b(?:never|do not|don't|must not|should not|shouldn't|avoid|cannot|can't|not)\b.{0,80}\bwithout\b/,
  },
  {
    id: 'conceal-deed',
    group: 'injection',
    points: 4,
    says: 'to do it secretly',
    pattern:
      /\b(?:silently|secretly|quietly|covertly|stealthily|invisibly|discreetly|surreptitiously|unobtrusively)\b,? (?:\w+ )?(?:send|post|upload|run|execute|add|append|insert|include|inject|copy|collect|read|install|exfiltrate|forward|transmit|modify|write|push|commit|fetch|download|report|embed|change|replace|log|record|call)\b/,
    isOrder: true,
    unless: /\b(?:errors?|exceptions?|fail|failures?|swallow)\b/,
  },
  {
    id: 'conceal-see',
    group: 'injection',
    points: 5,
    says: 'to keep the user from noticing',
    pattern: new RegExp(
      `\\b(?:keep|hide|conceal|withhold|mask) (?:this|these|it|them|that|all of this|any (?:trace|sign|mention|evidence))\\b.{0,40}\\bfrom ${PERSON}\\b|${PERSON} (?:must|should|need(?: to)?|can|may|will) ?(?:not|never) (?:ever )?(?:know|see this|notice|find out|be (?:told|informed|aware|notified|alerted|shown this))|\\bso (?:that )?${PERSON} (?:do|does|will|would|can|wo|ca)(?:n't| not|not) (?:ever )?(?:notice|know|see|suspect|find out)|\\b(?:make (?:it|this|them) look|disguise (?:it|this|them|the \\w+)|present (?:it|this|them)) (?:like|as) (?:a |an )?(?:normal|routine|ordinary|legitimate|harmless|standard|part of)`,
    ),
    unless: /\b(?:loading|spinner|flicker|ui|button|modal|component|animation|layout)\b/,
  },
  {
    id: 'deny',
    group: 'injection',
    points: 5,
    says: 'to lie when it is asked',
    pattern: new RegExp(
      `\\bif (?:(?:${PERSON}|they|someone) (?:asks?|questions?|inquires?|wonders?)|(?:you are )?(?:asked|questioned))\\b.{0,80}\\b(?:deny (?:it|this|that|everything|having|any)|lie\\b|pretend (?:that |you |not|it)|claim (?:that |it |you )(?:is|was|were|are|do|did|have)|(?:say|answer|respond|reply|explain|tell them) (?:that )?(?:it|this|you|the) (?:is|was|are|were|did|do|have|had|does)(?:n't| not|.{0,30}\\b(?:standard|required|routine|normal|necessary|nothing)))`,
    ),
  },
  {
    id: 'conceal-omit',
    group: 'injection',
    points: 4,
    says: 'to leave it out of what it tells the user',
    pattern:
      /\b(?:omit|exclude|drop|strip|leave out|keep|leave)\b (?:(?:this|these|it|them|that|the)(?: (?:step|command|change|request|addition|call|install\w*|fact|part|section|instruction|rule)s?)?|(?:any )?mention of .{0,30}) (?:out of|from) (?:the|your|any|all) (?:\w+ )?(?:summary|response|reply|output|report|logs?|explanation|commit message|pr description|changelog|diff)/,
  },
  {
    id: 'rules-suspended',
    group: 'injection',
    points: 5,
    says: 'to ignore its rules',
    pattern:
      /\b(?:treat|consider|regard|assume)\b.{0,30}\b(?:safety|security|previous|prior|earlier|system|content)\b.{0,24}\b(?:rules|instructions|polic\w+|restrictions|guidelines|guardrails)\b.{0,20}\b(?:suspended|void|disabled|optional|lifted|revoked|inactive|obsolete|irrelevant)\b|\bno (?:\w+ (?:or|and) )?(?:moral|ethical|safety|content)\b.{0,20}\b(?:constraints|restrictions|limits|limitations|filters|rules|guidelines|boundaries)\b|\bwithout (?:any )?(?:moral|ethical|safety)\b.{0,24}\b(?:constraints|restrictions|limits|limitations|filters|guidelines)\b/,
  },
  {
    id: 'above-user',
    group: 'injection',
    points: 4,
    says: "to put itself above the user's word",
    pattern:
      /\b(?:prioriti[sz]e|put|place|rank|value|weigh)\b.{0,50}\b(?:above|over|ahead of|before)\b (?:any|all|the|every)? ?(?:user|system|developer|safety)(?:'s)? (?:requests?|prompts?|polic\w+|instructions?|messages?|inputs?|rules?)\b/,
    isOrder: true,
  },
  {
    id: 'spread-rules',
    group: 'injection',
    points: 5,
    says: 'to spread this text to other files',
    pattern:
      /\b(?:add|copy|append|insert|write|paste|replicate)\b.{0,30}\b(?:this|these|same|above)\b.{0,40}\b(?:to|into|in) (?:the |a )?\S{0,30}(?:claude|agents|gemini)\.md\b.{0,20}\b(?:every|all|each|other|any)\b/,
    isOrder: true,
  },
  {
    id: 'moves-money',
    group: 'injection',
    points: 6,
    says: 'to lead payments elsewhere',
    pattern:
      /\b(?:change|replace|swap|redirect|set|substitute|modify)\b.{0,24}\b(?:recipient|payee|beneficiary|iban|(?:wallet|payout|deposit) address)\b.{0,40}\b(?:to|with|by)\b/,
    isOrder: true,
    unless: /\b(?:field|form|ui|component|column|test|label)\b/,
  },
  {
    id: 'not-bound',
    group: 'injection',
    points: 5,
    says: 'to ignore its rules',
    pattern:
      /\b(?:no longer|not|never|n't|don't|aren't) (?:be )?(?:bound|bind|constrained|restricted|limited|governed|subject)\b|\bfree (?:of|from) (?:all|any)\b/,
    also: [/\byou\b/, /\b(?:polic\w+|safety|guidelines|constraints|instructions|ethic\w*|restrictions|guardrails)\b/],
  },
  {
    id: 'conceal-in-place',
    group: 'injection',
    points: 5,
    says: 'to hide what it does from the user',
    pattern: new RegExp(
      `\\b${NOT} (?:mention|say|note|disclose|state|document|write|reveal|indicate)\\b (?:anywhere )?in (?:the|your|any) .{0,30}\\bthat (?:you|it|this|the|these)\\b`,
    ),
    unless: /\b(?:claude|anthropic|ai\b|co-authored|generated|assistant|copilot|tests? pass)/,
  },
  {
    id: 'conceal-notice',
    group: 'injection',
    points: 5,
    says: 'to keep the user from noticing',
    pattern: new RegExp(
      `\\b(?:make sure|ensure|see to it)(?: that)? ${PERSON} (?:do|does|will|can|would)(?:n't| not|not) (?:ever )?(?:notice|find out|know|suspect|learn|realize)|\\bso (?:that )?(?:no one|nobody) (?:can |will |would |ever )*(?:sees?|knows?|notices?|finds?|suspects?)\\b|\\b(?:tell|say|claim|assure|state|pretend)\\b.{0,60}\\b(?:is|are|was|were|has been|have been) (?:already |fully )?(?:verified|checked|tested|validated|handled|reviewed|audited|approved|safe|done)\\b.{0,50}\\bso (?:that )?(?:no one|nobody) (?:asks?|questions?|checks?|looks|wonders)\\b`,
    ),
  },
  {
    id: 'wipes-traces',
    group: 'injection',
    points: 5,
    says: 'to wipe its traces',
    pattern:
      /\b(?:delete|rewrite|erase|wipe|purge|clear)\b (?:up )?(?:the |all |any |your |every |its )*(?:git (?:history|reflog)|(?:audit|access|shell|command|bash) (?:logs?|history)|traces?|tracks)\b/,
    isOrder: true,
    unless: /\b(?:rebase|squash|secrets?|leaked|bfg|filter-repo|large files?|retention)\b/,
  },
  {
    id: 'system-level',
    group: 'injection',
    points: 4,
    says: 'that these words come from the system itself',
    pattern:
      /\bsystem[- ]level (?:directives?|instructions?|overrides?|commands?|priority)\b|\b(?:do not|don't|never) question (?:this|these|it)\b/,
  },
  {
    id: 'conceal-sight',
    group: 'injection',
    points: 5,
    says: 'to keep the user from noticing',
    pattern: new RegExp(
      `\\b${NOT} (?:ever )?let(?:ting)? ${PERSON} (?:see|notice|know|find out|read|learn|realize)\\b`,
    ),
    unless: /\b(?:flash|loading|other users?'?|admin|unauthorized|drafts?|each other)\b/,
  },
  {
    id: 'conceal-results',
    group: 'injection',
    points: 4,
    says: 'to hide what went wrong',
    pattern:
      /\b(?:hide|conceal|withhold|mask|suppress)\b (?:all |any |every |the |your )*(?:error output|errors?|warnings?|failures?|diffs?|changes|commands?|network (?:calls|requests))\b.{0,16}\bfrom (?:the )?(?:developers?|reviewers?|operators?|maintainers?|humans?)\b|\balways report (?:success|that (?:everything|all|it) (?:passed|worked|succeeded))|\breport success\b.{0,30}\b(?:even if|regardless|whatever)\b/,
    isOrder: true,
  },
  {
    id: 'no-is-yes',
    group: 'injection',
    points: 5,
    says: "to take the user's no for a yes",
    pattern:
      /\b(?:treat|consider|interpret|take|count)\b.{0,30}\b(?:objections?|silence|no\b|refusals?|denials?|rejections?|hesitation)\b.{0,20}\bas (?:a |an )?(?:confirmation|approval|consent|yes|permission|agreement)\b/,
    isOrder: true,
  },
  {
    id: 'approves-all',
    group: 'injection',
    points: 5,
    says: 'to approve whatever it reviews',
    pattern:
      /\balways approve\b.{0,40}\b(?:packages?|dependenc(?:y|ies)|prs?|pull requests?|changes|requests|commands)\b|\balways (?:respond|reply|answer|say|conclude|comment)\b.{0,20}\b(?:lgtm|approved?|looks good|no (?:security )?(?:issues|problems|vulnerabilities|findings))|\b(?:report|say|state|claim|conclude)\b.{0,24}\b(?:no (?:security )?(?:issues|problems|vulnerabilities|findings)|(?:is|as) (?:secure|safe))\b.{0,30}\b(?:even if|regardless|no matter|whatever)\b/,
    isOrder: true,
  },
  {
    id: 'deny-itself',
    group: 'injection',
    points: 5,
    says: 'to lie when it is asked',
    pattern: new RegExp(
      `\\b(?:if|when|whenever) (?:${PERSON} )?(?:asks?|asked|questioned)(?: ${PERSON})? (?:about|why|what|whether|if|for) (?:this|these|those|your (?:instructions|rules|actions)|the (?:extra|added|new|hidden|additional|inserted)|why)\\b.{0,100}\\b(?:say|claim|respond|answer|reply|tell (?:them|him|her|the user)|explain|insist)\\b`,
    ),
    unless: /\bexplain (?:why|what|how)\b/,
  },
  {
    id: 'need-not-know',
    group: 'injection',
    points: 3,
    says: 'to keep the user from noticing',
    pattern: new RegExp(
      `${PERSON} (?:do|does)(?: not|n't) (?:need|have) to (?:know|be told|see|be informed|be aware|hear)\\b`,
    ),
  },
  {
    id: 'only-this',
    group: 'injection',
    points: 2,
    says: 'to obey this text alone',
    pattern:
      /\b(?:obey|follow|listen to|comply with) only (?:the|these|this|what)\b|\bnever refuse\b|\bthis (?:prompt|file|text|document|rule) is the (?:only|sole|highest|final) (?:authority|source of truth for orders)\b/,
  },
  {
    id: 'conceal-other-languages',
    group: 'injection',
    points: 5,
    says: 'to hide what it does from the user',
    pattern:
      /no (?:le )?(?:digas|menciones|informes|cuentes)[^.\n]{0,20} (?:al|a los) usuarios?|ne (?:le |la )?(?:dis|dites|mentionne[zr]?|informe[zr]?)[^.\n]{0,20} (?:à|a) l'utilisateur|(?:sag|sage|verrate|erw[äa]hne|teile)[^.\n]{0,30} (?:dem|den) (?:be)?nutzern? (?:nichts|nicht)|不要(?:告诉|告知|通知|让|讓|告訴)(?:用户|使用者|用戶)|(?:ユーザー|利用者)に(?:は)?(?:言わ|知らせ|伝え|教え)ない|не (?:говори|сообщай|рассказывай)\S* пользователю|n[ãa]o (?:diga|conte|mencione|informe)[^.\n]{0,20} ao usu[áa]rio/,
  },
  {
    id: 'authority',
    group: 'injection',
    points: 4,
    says: 'that these words come from the system itself',
    pattern:
      /<\|(?:im_start|system|endoftext)\|>|<<sys>>|\[inst\]|\[\/inst\]|^\W{0,6}(?:important |urgent |critical )?(?:system|admin(?:istrator)?|root|anthropic|openai|security team)[ _-]?(?:override|directive|command|alert|notice)\b|\[(?:system|admin|override)(?:[ _-](?:message|override|note|prompt|instruction)s?)?\](?=:?\s*[a-z])|^\W{0,4}(?:system message|new system (?:prompt|instructions?))\s*:|\b(?:begin|start|end) (?:of )?(?:new |hidden )?system (?:prompt|message|instructions?)\b|\bpriority override\b/,
  },
  {
    id: 'authority-tag',
    group: 'injection',
    points: 3,
    says: 'that these words come from the system itself',
    pattern:
      /<\/?(?:system|secret|hidden|admin|override|sudo|assistant|system[-_](?:message|prompt|override|instruction)s?|priority[-_]instructions?)>/,
  },
  {
    id: 'authority-urgent',
    group: 'injection',
    points: 2,
    says: 'that this is most important',
    pattern:
      /<important>|^\W{0,4}(?:attention|notice to|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)) (?:all )?(?:ai|llm|language model|assistant|agent|copilot|claude|gpt|cursor)\w*(?: (?:assistants?|agents?|models?|systems?|tools?))?\b/,
  },
  {
    id: 'approved',
    group: 'injection',
    points: 3,
    says: 'that somebody in authority has agreed',
    pattern:
      /\b(?:pre-?)?(?:authorized|approved|sanctioned|cleared|permitted) (?:in advance )?by (?:anthropic|openai|google|microsoft|the (?:security|admin\w*|system|compliance|it) (?:team|department|owner)?|management|the administrator)\b|\byou (?:have|already have|were granted|are granted) (?:full|unlimited|unrestricted|root|admin\w*) (?:permission|access|authority|authorization|privileges|consent)\b|\b(?:user|developer|human) has (?:already )?(?:consented|agreed|(?:pre-?)?approved|(?:pre-?)?authorized|given (?:full )?(?:consent|permission))\b/,
  },
  {
    id: 'edit-own-rights',
    group: 'injection',
    points: 5,
    says: 'to change what it may do by itself',
    pattern:
      /\b(?:edit|modify|update|write|append|add|change|set|create|insert|inject|patch|rewrite)\b.{0,80}(?:\.claude\/settings|\.mcp\.json|\.cursor\/(?:mcp|hooks|cli)|\.vscode\/settings|mcp\.json|settings\.local\.json|\.codex\/config|\.gemini\/settings).{0,120}(?:allow|approv|bypass|permission|trust|yolo|disable|auto)|\b(?:set|enable|turn on|add|flip)\b.{0,40}(?:chat\.tools\.(?:global\.)?autoapprove|bypasspermissions|enableallprojectmcpservers|dangerously[-_]?skip[-_]?permissions|approval_policy\s*=?\s*"?never)/,
    isOrder: true,
    unless: /\bhooks?\b|\bdeny\b|\bblock|\bprevent/,
  },
  {
    id: 'spread',
    group: 'injection',
    points: 5,
    says: 'to spread this text to other files',
    pattern:
      /\b(?:add|copy|append|insert|include|replicate|propagate|paste|write)\b (?:this|these|the same|the above|a copy of (?:this|these))\b.{0,50}\b(?:to|into|in) (?:every|all|each|any) (?:other |new |of the )?(?:file|repo|project|repositor|codebase|readme|rule|agent|claude|instruction)\w*/,
    isOrder: true,
    unless: /\b(?:header|licen[cs]e|copyright|heading|directive|import|comment block)\b/,
  },
];
