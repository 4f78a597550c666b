import type { Signal } from './signal.ts';

/** Orders to go round what tests and reviews would say. */
export const CHECK_SIGNALS: readonly Signal[] = [
  {
    id: 'forced-push',
    group: 'weakening',
    points: 4,
    says: "to overwrite others' commits",
    pattern:
      /\b(?:use|run|push with|retry with|push again with|fall back (?:to|on)|do)\b.{0,12}\bgit push (?:\S+ ){0,2}(?:--force|-f)\b(?!-)/,
    isOrder: true,
    unless: /\b(?:rebas\w*|amend\w*|squash\w*|own|your|feature|fork|lease|never|not|don't|only|ask|topic|pr branch)\b/,
  },
  {
    id: 'tests-off',
    group: 'weakening',
    points: 4,
    says: 'to leave out tests or make them pass by force',
    pattern:
      /\b(?:always|never mind|just|simply)\b.{0,12}\b(?:skip|disable|delete|remove|comment out)\b.{0,24}\b(?:failing |broken |security |all |the )*(?:tests?|assertions?|checks)\b|\b(?:skip|disable|delete|remove|comment out)\b.{0,10}\b(?:all|any|failing|broken|security)\b (?:unit |integration |security |e2e )?tests?\b|\b(?:if|when) (?:the |any |a )?tests? (?:fail|fails|break|breaks|do not pass|don't pass)\b.{0,16}\b(?:delete|skip|disable|remove|comment)\b/,
    isOrder: true,
    unless: /\b(?:duplicate|obsolete|flaky|after|outdated|when (?:the|you) (?:remove|delete)|for deleted|temporary)\b/,
  },
  {
    id: 'tests-marked-off',
    group: 'weakening',
    points: 4,
    says: 'to leave out tests or make them pass by force',
    pattern:
      /\b(?:if|when|whenever|should)\b (?:the |any |a |an |some |one )?(?:\w+ )?(?:tests?|checks?|assertions?|builds?|scans?)\b (?:\w+ )?(?:fails?|breaks?|is red|are red|goes red|does not pass|do not pass|doesn't pass|don't pass|blocks?)\b.{0,30}\b(?:(?:mark|tag|annotate|decorate)\b.{0,16}(?:\bas |\bwith )\W{0,2}(?:@?\.?skip|xfail|todo|ignored?|only|pending|flaky)|(?:skip|disable|delete|remove|comment out|mute) (?:it|them|that|the (?:test|check|assertion))\b|comment (?:it|them|that|the (?:test|check|assertion)s?) out\b|(?:change|edit|adjust|rewrite|loosen|weaken)\b.{0,16}\b(?:the )?(?:assertion|expectation|expected (?:value|result)|test)s?\b.{0,24}\b(?:pass|green|match))|\b(?:mark|tag|annotate)\b.{0,12}\b(?:failing|broken|red)\b.{0,12}\btests?\b.{0,8}\b(?:as|with)\b.{0,6}(?:skip\w*|ignored?|xfail|todo|pending|expected)\b/,
    isOrder: false,
    unless: /\b(?:never|do not|don't|not|avoid|instead of|rather than|why|first|issue|ticket|flaky|deliberately)\b/,
  },
  {
    id: 'says-it-passed',
    group: 'weakening',
    points: 4,
    says: 'to say that tests or checks passed, whether they did or not',
    pattern:
      /\b(?:say|claim|report|state|write|tell (?:the user|them|me)|answer|note|pretend|assert|declare|announce)\b (?:in \w+ \w+ )?(?:that )?(?:all |the |every |all the |all of the )?(?:unit |integration |security )?(?:tests?|checks?|builds?|scans?|audits?|reviews?|linters?|suite|pipeline|ci|everything)\b (?:\w+ )?(?:pass(?:es|ed)?|succeed(?:s|ed)?|(?:is|are|was|were) (?:green|clean|fine|ok|okay|successful|done|passing|passed))\b(?!.{0,60}\b(?:if|only|when|once|after|unless|until|with evidence|before)\b)/,
    isOrder: true,
    unless:
      /\b(?:only|if (?:all |the |they |it |every\w* )+(?:\w+ )?(?:pass|succeed|is green|are green)\w*|once|after|until|unless|before|when|without|evidence|never|whether|verify|verified|actually|output|should)\b/,
  },
];
