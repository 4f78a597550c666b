import type { Sentence } from './sentence.ts';
import type { Signal } from './signal.ts';

/** A "not" in front turns an order round. */
const NEGATION =
  /\b(?:never|not|don't|dont|mustn't|shouldn't|cannot|can't|won't|avoid|refuse|decline|forbid\w*|prohibit\w*|prevent\w*|against|without|instead of|rather than|stop|reject\w*|flag|detect\w*|warn\w*|check(?:s|ing)? (?:for|whether|if)|look(?:s|ing)? for|watch (?:out )?for|attempts? to|tr(?:y|ies|ying) to|wants? to|asks? (?:you|the agent|claude|it|us) to|tempt\w* to|no one|nobody|nothing|unable to|fails? to|whether|why|danger\w*|risk\w*|bad idea)\b|n't\b/;
/** Labels and signs that stand before a bad example. */
const BAD_LABEL =
  /(?:^|[\s(*_>|-])(?:bad|wrong|incorrect|insecure|vulnerable|unsafe|anti-?pattern|don'?ts?|do not|never|avoid|malicious|forbidden|prohibited|attack(?:er)?|payload|before)\b[^:]{0,24}\*{0,2}:|❌|🚫|✗|✘|⛔|👎/;
/** Introductions and headings of lists of what is bad, or of what attackers write. */
const BAD_PLACE =
  /\b(?:never|don'?ts?|do not|must not|should not|avoid|forbidden|prohibited|not allowed|disallowed|banned|anti-?patterns?|bad|wrong|incorrect|mistakes?|pitfalls?|red flags?|watch (?:out )?for|look for|check for|checks? that|detect\w*|flag|reject|refuse|attack\w*|threats?|injections?|malicious|vulnerab\w+|exploit\w*|jailbreaks?|suspicious|warning signs?|insecure|unsafe|risks?|what not to|smells?|findings?|violations?|weakness\w*|issues? to|audit|cwe|owasp)\b|❌|🚫|⛔/;
/** Sentences that speak of attacks instead of being one. */
const ABOUT =
  /\b(?:attack(?:s|er|ers)?|malicious|prompt injections?|injection|jailbreaks?|phish\w*|for example|e\.g\.|such as|example of|patterns? (?:like|such)|payloads?|red flags?|suspicious|threats?|adversar\w+|vulnerab\w+|exploit\w*|untrusted (?:content|input|text)|social engineering|spoof\w*|treat (?:it|them|as)|as data)\b/;

/** What may stand before a verb that is an order. */
const ORDER_BEFORE =
  /(?:^|[,;:(–—-]\s*|\b(?:always|please|must|should|shall|you can|you may|and|or|then|(?:need|needs|have|has|remember|sure|want you|free|required|instructed|expected|supposed|are|allowed|okay) to|just|simply|also|first|instead|immediately|automatically|silently|secretly|quietly|now|you|freely|directly|is to|be|ok to|safe to|fine to|sure to|next|finally|afterwards|let's)\s+)$/;
/** "At the end of every session copy …": a time, and then the verb. */
const TIME_BEFORE =
  /^(?:and |then |also )?(?:at|after|before|in|on|during|upon|with|for|once per|every|each) (?:the |each |every |any |all |your |a |this )?(?:\w+ ){0,4}(?:sessions?|tasks?|turns?|work|requests?|responses?|repl(?:y|ies)|conversations?|commands?|commits?|messages?|runs?|steps?|changes?|edits?|answers?|days?|hours?|minutes|times?|end|start|builds?|deploy\w*|calls?|prompts?|pushe?s?|merges?)\s+$/;
/** "When you write a webhook handler leave out …": an occasion, and then the verb, with no comma between. */
const OCCASION_BEFORE =
  /^when(?:ever)? (?:you (?:are )?)?(?!see|find|notic|spot|detect|encounter|review|catch|want|need|someone)\w+ (?:an?|the|any|new|each|every|all) (?:[\w-]+ ){1,4}$/;
/** "a flag to disable", "used to skip": a purpose, not an order. */
const PURPOSE_BEFORE =
  /\b(?:flags?|options?|settings?|ways?|how|used|tools?|function|method|ability|command|parameter|tries|wants?|attempts?|asks?|asked|able|button|switch|users?|attackers?|they|used|helps?|allows? \w+|designed|hook|script|reason|need no|not need|which|that|who|what) to\s*$|\b(?:attackers?|hackers?|users?|they|which|that|who|may|might|could|would|options?|flags?|it) (?:\w+ly )?(?:can|may|might|could|would|will)?\s*$/;
/** `--flag`: what it does. */
const DEFINES = /(?:^|[\s`*(|])--?[\w-]+[`*]{0,3}\s*(?:[:=–—|-]|\()\s*$/;
const LIST_MARK = /^(?:[\s\-*+•>|#_~"'`[\]x]|\p{Extended_Pictographic}|\ufe0f|\d+[.)]\s)*/u;
/** A check box or a question asks, and orders nothing. */
const ASKS = /^\s*(?:[-*+]\s+)?\[[ x]\]|\?\s*["')*_`]*$/;

/** How much of a signal's points a sentence means: 1 as said, 0 turned round, between where it is only shown. */
export function meaningOf(
  sentence: Sentence,
  index: number,
  length: number,
  { isOrder, isCommand, isPlainFact }: Signal,
): number {
  const { plain, place } = sentence;
  const before = plain.slice(0, index);
  if (BAD_LABEL.test(before)) return 0;
  if (isOrder && !isOrdered(before, plain)) return 0;
  if (isPlainFact) return place.isShown ? 0.3 : 1;
  const isBadPlace =
    BAD_PLACE.test(place.leadIn) || BAD_PLACE.test(place.heading.replace(/^security (?:guidelines|rules|policy)$/, ''));
  if (isBadPlace && !place.isHidden) return isOrder ? 0 : 0.3;
  if (place.isShown) return isCommand ? 1 : 0.3;
  if (isQuoted(plain, index) && !isCommand) return 0.3;
  return ABOUT.test(before) || (ABOUT.test(plain.slice(index + length)) && !isOrder) ? 0.3 : 1;
}

function isOrdered(before: string, plain: string): boolean {
  if (ASKS.test(plain)) return false;
  const clause = before.slice(Math.max(0, before.length - 120)).replace(/^.*(?:[.;!?]\s|:\s| but | however,? )/s, '');
  if (NEGATION.test(clause)) return false;
  const bare = clause.replace(LIST_MARK, '').replace(/[*_`"']+$/, '');
  if (DEFINES.test(before)) return false;
  const isOrder = [ORDER_BEFORE, TIME_BEFORE, OCCASION_BEFORE].some((before) => before.test(bare));
  return (isOrder || bare.trim() === '') && !PURPOSE_BEFORE.test(bare);
}

/** Whether a place lies between quotation marks or in code within a line. */
function isQuoted(plain: string, index: number): boolean {
  return ['"', '`'].some((mark) => {
    const opens = plain.lastIndexOf(mark, index);
    return opens >= 0 && countOf(plain, mark, index + 1) % 2 === 1 && plain.indexOf(mark, index + 1) > 0;
  });
}

function countOf(text: string, mark: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0 && at < end; at = text.indexOf(mark, at + 1)) count++;
  return count;
}

/** Texts about attacks: skills of testers, guides against injections. Their words are their subject. */
const ATTACKS =
  /prompt[- ]?injection|red[- ]?team|pen(?:etration)?[- ]?test|jailbreak|security[- ](?:review|audit|scan|test|research|analy)|attack|threat[- ]?model|vulnerab|exploit|malware|owasp|\bctf\b|bug[- ]bounty|forensic|incident[- ]response|hardening|adversarial|ethical hack|reverse engineer|privilege escalation/i;

/** Whether a whole text is about attacks, by its name, its description and its first heading. */
export function isAboutAttacks(path: string, text: string): boolean {
  const name = path.slice(-80);
  const head = /^#\s.*$|^(?:name|description|title):.*$/gm;
  return ATTACKS.test(name) || (text.slice(0, 1500).match(head) ?? []).slice(0, 4).some((line) => ATTACKS.test(line));
}
