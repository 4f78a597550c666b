import type { Signal } from './signal.ts';

const PERSON =
  '(?:the |any |our |your |a )?(?:end[- ])?(?:users?|developers?|humans?|persons?|people|operators?|reviewers?|maintainers?|engineers?|programmers?|customers?|anyone|anybody|team)';
const ANSWER =
  '(?:in|to) (?:the|your|any|its) (?:final )?(?:response|reply|summary|answer|output|chat|conversation|explanation|message|report|pr|pull request|diff|commit|log)s?';
const THIS =
  '(?:this|these|those|that|it|any of this|the above|the following|what you did|the existence of|your (?:instructions|rules|actions|real)|the (?:hidden |added |new |extra |injected |inserted )?(?:changes?|additions?|scripts?|steps?|requests?|uploads?|snippets?|imports?|inclusions?|dependenc(?:y|ies)|packages?|instructions?|rules?|directives?|code|backdoor|call|tags?))';
const NOT =
  "(?:do not|don't|dont|never|must not|mustn't|should not|shouldn't|avoid|refrain from|no need to|under no circumstances|not)";

/** Orders to leave the user's side: to ignore what was said, to hide, to be somebody else, to spread. */
export const INJECTION_SIGNALS: readonly Signal[] = [
  {
    id: 'override',
    group: 'injection',
    points: 5,
    says: 'to ignore earlier instructions',
    pattern:
      /\b(?:ignore|disregard|forget|discard|override|overrule|bypass|neglect|drop|do not follow|don't follow|stop following|stop obeying)\b.{0,30}\b(?:previous(?:ly)?|prior|above|earlier|preceding|existing|original|foregoing|system|safety|developer'?s?|initial|all other|any other|former|user'?s?)\b.{0,30}\b(?:instructions?|prompts?|directives?|guidelines|orders|polic(?:y|ies)|guardrails?|safeguards?|constraints|restrictions|rules|messages?|commands|protocols?|training)\b/,
    isOrder: true,
    unless: /\b(?:lint|eslint|biome|css|firewall|robots|gitignore|tsconfig|prettier|formatting|cache|style)\b/,
  },
  {
    id: 'override-all',
    group: 'injection',
    points: 5,
    says: 'to ignore its instructions',
    pattern:
      /\b(?:ignore|disregard|forget|discard|override)\b.{0,12}\b(?:all|any|every|your|everything)\b.{0,24}\b(?:instructions?|prompts?|guidelines|guardrails|safety (?:rules|measures|protocols?|checks)|ethical|you (?:were|have been) (?:told|taught|given))\b/,
    isOrder: true,
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
      /\b(?:take|takes|have|has) (?:absolute |full )?(?:precedence|priority) over\b.{0,30}\b(?:users?'?s?|system|safety|security|developer'?s?|anthropic|openai)\b.{0,30}\b(?:instructions?|prompts?|requests?|polic\w+|guidelines|rules?|settings|preferences|wishes|messages)|\bregardless of (?:what|any(?:thing)?) the (?:user|developer|human) (?:says|asks|wants|requests|tells)|\beven if the (?:user|developer|human) (?:asks you not to|objects|says no|refuses|forbids|disagrees|tells you not to)/,
  },
  {
    id: 'new-role',
    group: 'injection',
    points: 4,
    says: 'to drop its limits',
    pattern:
      /\b(?:you are(?: now)?|you're now|act as|enter|switch (?:in)?to|activate|enable|operate in|pretend (?:to be|you are|you're)|behave as|become)\b.{0,40}\b(?:dan\b|developer mode|god mode|debug mode|jailbroken?|unrestricted|unfiltered|uncensored|root mode|admin mode|maintenance mode|sudo mode|evil|(?:operate |work |run )?without (?:any )?(?:restrictions|limits|limitations|filters|rules|guardrails|ethics))|\bdo anything now\b|\byou (?:have|are bound by|are under) no (?:restrictions|limitations|limits|rules|guardrails|content polic\w+|ethical)|\b(?:safety|content|security) (?:filters?|guardrails?|polic(?:y|ies)|checks?|restrictions?|measures) (?:are|is|have been|has been) (?:now )?(?:disabled|off|lifted|suspended|removed|turned off|waived)/,
    unless: /\b(?:chmod|android|debug mode (?:in|of|for)|logging|vite|webpack|flask|django)\b/,
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
      /\b(?:until|unless|tell (?:the )?(?:user|them)s? (?:to|how)|that (?:it|the (?:task|work|build|feature|fix)) (?:is|was|has been) (?:done|complete|finished|fixed|working)|too early|before (?:you|verif)|done|complete[d]? (?:until|before))\b/,
  },
  {
    id: 'conceal-this',
    group: 'injection',
    points: 5,
    says: 'to hide what it does from the user',
    pattern: new RegExp(
      `\\b${NOT} (?:ever |also |to )?(?:mention|reveal|disclose|discuss|acknowledge|reference|talk about|report|show|display|explain|describe|list|include|expose|surface|comment on|draw attention to|log|mentioning|revealing|disclosing|showing) ${THIS}\\b.{0,60}\\b(?:(?:to|from|with|for) ${PERSON}\\b|${ANSWER})`,
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
      `\\b${NOT} (?:ever )?(?:mention|reveal|disclose|acknowledge|talk about) (?:this|these|any of this|the existence of|your (?:instructions|rules)|that you)\\b`,
    ),
    unless: /\b(?:claude|anthropic|co-authored|attribution|generated)\b/,
  },
  {
    id: 'conceal-without',
    group: 'injection',
    points: 5,
    says: 'to act behind the back of the user',
    pattern: new RegExp(
      `\\bwithout (?:ever )?(?:telling|informing|notifying|alerting|mentioning (?:it|this|that) to|${PERSON}(?:'s?|s')? (?:knowing|knowledge|noticing|awareness)|the knowledge of)\\b`,
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
      `\\b(?:keep|hide|conceal|withhold|mask) (?:this|these|it|them|that|all of this|any (?:trace|sign|mention|evidence))\\b.{0,40}\\bfrom ${PERSON}\\b|${PERSON} (?:must|should|need|will|does|do|can|may) ?(?:not|never|n't) (?:ever )?(?:know|see this|notice|find out|be (?:told|informed|aware|notified|alerted|shown this))|\\bso (?:that )?${PERSON} (?:do|does|will|would|can)(?:n't| not) (?:notice|know|see|suspect|find out)|\\b(?:make it look|disguise|present) (?:this |it |the \\w+ )?(?:like|as) (?:a |an )?(?:normal|routine|ordinary|legitimate|harmless|standard|part of)`,
    ),
    unless: /\b(?:loading|spinner|flicker|ui|button|modal|component|animation|layout)\b/,
  },
  {
    id: 'deny',
    group: 'injection',
    points: 5,
    says: 'to lie when it is asked',
    pattern: new RegExp(
      `\\bif (?:${PERSON}|asked|they|someone) ?(?:asks?|questions?|inquires?|wonders?)?\\b.{0,80}\\b(?:deny (?:it|this|that|everything|having|any)|lie\\b|pretend (?:that |you |not|it)|claim (?:that |it |you )(?:is|was|were|are|do|did|have)|(?:say|answer|respond|reply|explain|tell them) (?:that )?(?:it|this|you|the) (?:is|was|are|were|did|do|have|had|does)(?:n't| not|.{0,30}\\b(?:standard|required|routine|normal|necessary|nothing)))`,
    ),
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
      /<\|(?:im_start|system|endoftext)\|>|<<sys>>|\[inst\]|\[\/inst\]|^\W{0,6}(?:system|admin(?:istrator)?|root|anthropic|openai|security team)[ _-]?(?:override|directive|command|alert)\b|\[(?:system|admin|override)(?:[ _-](?:message|override|note|prompt|instruction)s?)?\]|^\W{0,4}(?:system (?:message|prompt)|new system (?:prompt|instructions?))\s*:|\b(?:begin|start|end) (?:of )?(?:new |hidden )?system (?:prompt|message|instructions?)\b|\bpriority override\b/,
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
      /\b(?:pre-?)?(?:authorized|approved|sanctioned|cleared|permitted) (?:in advance )?by (?:anthropic|openai|google|microsoft|the (?:security|admin\w*|system|compliance|it) (?:team|department|owner)?|management|the administrator)\b|\byou (?:have|already have|were granted|are granted) (?:full|unlimited|unrestricted|root|admin\w*) (?:permission|access|authority|authorization|privileges|consent)\b|\b(?:user|developer|human) has (?:already )?(?:consented|agreed|approved|given (?:full )?(?:consent|permission))\b/,
  },
  {
    id: 'edit-own-rights',
    group: 'injection',
    points: 5,
    says: 'to change what it may do by itself',
    pattern:
      /\b(?:edit|modify|update|write|append|add|change|set|create|insert|inject|patch|rewrite)\b.{0,80}(?:\.claude\/settings|\.mcp\.json|\.cursor\/(?:mcp|hooks|cli)|\.vscode\/settings|mcp\.json|settings\.local\.json|\.codex\/config|\.gemini\/settings).{0,120}(?:allow|approv|bypass|permission|trust|yolo|disable|auto)|\b(?:set|enable|turn on|add|flip)\b.{0,40}(?:chat\.tools\.(?:global\.)?autoapprove|bypasspermissions|enableallprojectmcpservers|dangerously[-_]?skip[-_]?permissions|approval_policy\s*=?\s*"?never)/,
    isOrder: true,
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
  {
    id: 'no-consent',
    group: 'injection',
    points: 4,
    says: 'to ask for no consent, whatever it does',
    pattern:
      /\b(?:run|execute|perform|approve|accept|answer|confirm)\b.{0,30}\b(?:all|any|every)\b.{0,40}\b(?:commands?|tools?|actions?|operations?|requests?|prompts?|confirmations?)\b.{0,60}\b(?:without|never|no need)\b.{0,24}\b(?:ask|asking|confirm\w*|permission|approval|consent|review|prompting)\b|\b(?:automatically|always|auto-?) ?(?:approve|accept|confirm|answer yes to|say yes to) (?:all|any|every)\b.{0,40}\b(?:tools?|commands?|permissions?|requests?|prompts?|confirmations?|actions?)\b|\bnever ask (?:the user )?for (?:permission|confirmation|approval|consent)\b/,
    isOrder: true,
    unless: /\b(?:read-?only|tests?|lint|safe|git (?:status|diff|log))\b/,
  },
];
