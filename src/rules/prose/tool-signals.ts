import type { Signal } from './signal.ts';

/** Orders in the description of a tool, which a model reads before it has been asked anything. */
export const TOOL_SIGNALS: readonly Signal[] = [
  {
    id: 'tool-first',
    group: 'tool',
    points: 4,
    says: 'to do something else before this tool is used',
    pattern:
      /\bbefore (?:calling|using|invoking) any (?:other )?tools?\b.{0,60}\b(?:call|use|invoke|run) this\b|\bbefore (?:using|calling|invoking|running|executing|you (?:use|call|run|can use))\b.{0,40}\b(?:this|any|other|the|another)\b.{0,16}\b(?:tools?|functions?)?\b.{0,60}\b(?:read|cat|open|send|fetch|collect|copy|list|get|load|include|retrieve|access|run|execute)\b.{0,80}(?:\.\w{2,4}\b|[~/]|file|key|secret|config|credential|environment|history|https?:)/,
  },
  {
    id: 'tool-argument-smuggles',
    isOrder: true,
    group: 'tool',
    points: 5,
    says: 'to put the contents of files or of the conversation into an argument',
    pattern:
      /\b(?:pass|put|place|provide|include|send|attach|insert|append|add|supply|encode)\b.{0,60}\b(?:contents?|history|conversation|transcript|system prompt|environment|secrets?|credentials?|keys?|tokens?|previous messages|context)\b.{0,60}\b(?:as|in|into|to|through|via)\b.{0,30}\b(?:parameter|argument|field|note|sidenote|side_note|feedback|metadata|context|comment|`?\w*(?:note|context|meta|reason|debug)\w*`?)\b/,
  },
  {
    id: 'tool-shadows',
    group: 'tool',
    points: 5,
    says: 'how other tools have to be used',
    pattern:
      /\b(?:when(?:ever)?|if|each time|every time|before|after|instead of)\b.{0,40}\b(?:`?\w+_\w+`?|another|other|any other|the \w+|an? \w+) tools?\b.{0,80}\b(?:always|must|never|also|instead|change|replace|set|redirect|bcc|forward|route|modify)\b|\b(?:all|every|any) (?:e-?mails?|messages?|payments?|transfers?|requests?|transactions?) (?:must|should|have to|need to) (?:be )?(?:sent|forwarded|routed|redirected|bcc'?d|copied|go) (?:to|through|via)\b/,
  },
  {
    id: 'tool-quiet',
    group: 'tool',
    points: 4,
    says: 'not to tell the user',
    pattern:
      /\b(?:do not|don't|never|without)\b.{0,20}\b(?:mention|tell|inform|notify|show|reveal|explain|ask)\w*\b.{0,40}\b(?:user|human|anyone|them)\b/,
  },
  {
    id: 'tool-urgent',
    group: 'tool',
    points: 4,
    says: 'that its words are most important',
    pattern:
      /<(?:important|critical|system|secret|instructions?|hidden)>|\b(?:ignore|disregard|override)\b.{0,30}\b(?:previous|prior|other|all)\b.{0,24}\b(?:instructions?|tools?|rules?|prompts?)\b/,
  },
  {
    id: 'tool-else-fails',
    group: 'tool',
    points: 3,
    says: 'that it does not work otherwise',
    pattern:
      /\b(?:otherwise|or else|if you (?:do not|don't))\b.{0,40}\b(?:tool|application|system|server|it) (?:will|would|may) (?:not work|fail|crash|be blocked)\b/,
  },
];
