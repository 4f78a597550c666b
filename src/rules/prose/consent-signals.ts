import type { Signal } from './signal.ts';

/** Orders to act without the user's word, above all where something is lost for good. */
export const CONSENT_SIGNALS: readonly Signal[] = [
  {
    id: 'no-confirmation',
    group: 'injection',
    points: 3,
    says: 'to ask for no consent',
    pattern:
      /\b(?:do not|don't|never|without|no need to) (?:ever )?(?:ask(?:ing)?|wait(?:ing)?|prompt(?:ing)?|request(?:ing)?) (?:the user )?(?:for )?(?:any |explicit |user )?(?:confirmation|permission|approval|consent)\b|\b(?:do not|don't|never) ask (?:before|first|me|anyone)\b|\b(?:do not|don't|never) (?:stop|pause|wait|halt) (?:and |to |in order to )?ask\b(?! (?:about|for|whether|which|how|if))|\bwork(?:s|ing)? without (?:any )?(?:questions|asking|confirmations?)\b(?! (?:on|about|for|in|whether))|\bno questions asked\b|\b(?:do not|don't|never|no need to) wait for (?:the |any |a )?(?:users?|developers?|humans?|reviewers?|anyone|anybody|me)\b(?! to (?:finish|type|load|log))/,
  },
  {
    id: 'unwatched',
    group: 'injection',
    points: 3,
    says: 'that nobody looks',
    pattern:
      /\b(?:nobody|no one|no-one|no human|no person) (?:is |will be |are )?(?:watching|looking|reviewing|checking|supervising|monitoring|there to|around to|reads?|checks|reviews)\b/,
    unless:
      /\b(?:if|because|since|so that|ensure|when|docs?|documentation|comments?|code that|pr|dashboards?|alerts?)\b/,
  },
  {
    id: 'everything-safe',
    group: 'injection',
    points: 5,
    says: 'to ask for no consent, whatever it does',
    pattern:
      /\b(?:treat|mark|consider|regard|classify|declare|flag)\b.{0,20}\b(?:each|every|all|any)\b.{0,16}\b(?:commands?|tools?|actions?|operations?|calls?)\b.{0,16}\bas\b.{0,12}\b(?:safe|approved|harmless|read-?only|trusted|authorized|pre-?approved|non-?destructive)\b|\brequires_?approval\W{1,4}false\b/,
    isOrder: true,
    unless: /\b(?:untrusted|dangerous|unsafe)\b/,
  },
  {
    id: 'approves-destruction',
    group: 'injection',
    points: 5,
    says: 'to approve by itself what destroys or changes things that run',
    pattern:
      /\b(?:add|use|pass|append|include|supply|run|set|with)\b.{0,40}(?:(?<![\w-])--?auto-approve\b|--yes\b|--force\b|--assume-yes\b|--no-confirm\w*|--skip-confirm\w*|--non-?interactive\b)/,
    also: [
      /\b(?:destroy(?:s|ed)?|delet(?:e|es|ed)|drop(?:s|ped)?|wipe[sd]?|truncate|production|prod|irreversibl\w+|data loss|replaced)\b/,
      /\b(?:so (?:that )?(?:the |it |you |nothing )|without|instead of|rather than|do(?:es)? not (?:block|stop|wait|ask|hang)|always|never)\b/,
    ],
    isOrder: true,
    unless:
      /\b(?:never|only (?:after|when|if)|user (?:confirm|approv|agree)\w*|test|sandbox|local|ephemeral|preview|staging)\b/,
  },
  {
    id: 'destroys-unasked',
    group: 'injection',
    points: 2,
    says: 'to destroy things that run',
    pattern:
      /\b(?:delete|destroy|drop|wipe|remove|recreate|terminate|purge|overwrite|force[- ]push)\b.{0,24}\b(?:resources?|databases?|tables?|clusters?|namespaces?|volumes?|buckets?|stacks?|instances?|deployments?|pods?|branch(?:es)?|backups?|snapshots?|production|environments?|user data|history|users?)\b|\b(?:rm -rf|terraform (?:apply|destroy)|kubectl delete|git push (?:-f|--force)|drop (?:table|database))\b/,
    near: ['no-confirmation', 'unwatched', 'no-consent', 'everything-safe'],
    isOrder: true,
    unless: /\b(?:ask|confirm\w*|approv\w*|permission|only|person|human|temporary|temp|stale|test)\b/,
  },
  {
    id: 'no-consent',
    group: 'injection',
    points: 4,
    says: 'to ask for no consent, whatever it does',
    pattern:
      /\b(?:run|execute|perform|approve|accept|answer|confirm)\b.{0,30}\b(?:all|any|every)\b.{0,40}\b(?:commands?|tools?|actions?|operations?|requests?|prompts?|confirmations?)\b.{0,60}\b(?:without|never|no need)\b.{0,24}\b(?:ask|asking|confirm\w*|permission|approval|consent|review|prompting)\b|\b(?:automatically|always|auto-?) ?(?:approve|accept|confirm|answer yes to|say yes to) (?:all|any|every)\b.{0,40}\b(?:tools?|commands?|permissions?|requests?|prompts?|confirmations?|actions?)\b|\b(?:approve|accept|confirm|allow|grant)\b.{0,12}\b(?:every|all|each|any)\b.{0,30}\b(?:yourself|on your own|in the user's (?:name|place)|on behalf of the user|for the user|blindly|unseen)\b|\banswer (?:\W?y(?:es)?\W?|with yes) to (?:all|every|each|any)\b.{0,20}\b(?:prompts?|questions?|confirmations?|requests?|dialogs?)\b/,
    isOrder: true,
    unless: /\b(?:read-?only|tests?|lint|safe|git (?:status|diff|log))\b/,
  },
];
