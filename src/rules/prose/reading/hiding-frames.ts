import type { Frame } from './frame.ts';

const NOT_SAID = ['ban', 'freed', 'without'] as const;
/** What is rightly kept from users and reports. */
const RIGHTLY_KEPT =
  /\b(?:(?:tell|ask|inform|notify) (?:the |your )?\w+ to|claude|anthropic|ai|co-authored|attribution|generated|internal errors?|stack traces?|implementation details?|secrets?|credentials?|passwords?|tokens?|pii|unless|every|each|verbose\w*|brief|concise|tool names?|boilerplate|unrelated|trivial|again|twice|error messages?)\b/;

/** Something that was done is kept from the people it concerns. */
export const HIDING_FRAMES: readonly Frame[] = [
  {
    id: 'keeps-from-person',
    group: 'injection',
    points: 4,
    says: 'to keep from people what it does',
    act: ['mention'],
    moods: NOT_SAID,
    object: [['deed'], ['person', 'report']],
    unless: RIGHTLY_KEPT,
  },
  {
    id: 'left-unsaid',
    group: 'injection',
    points: 4,
    says: 'to leave what it did out of what it tells',
    act: ['omit'],
    object: [['deed', 'mentioning'], ['outOf'], ['report']],
    has: [['particular', 'mentioning']],
    unless: RIGHTLY_KEPT,
  },
  {
    id: 'lists-all-but-this',
    group: 'injection',
    points: 4,
    says: 'to leave what it did out of what it tells',
    act: ['describe', 'mention'],
    moods: ['ban'],
    object: [['deed'], ['youDid', 'sensitivePath']],
    has: [['report', 'person', 'mentioning']],
    unless: RIGHTLY_KEPT,
  },
  {
    id: 'stays-quiet',
    group: 'injection',
    points: 4,
    says: 'to keep quiet about what it does',
    act: ['hush'],
    object: [['deed'], ['youDid', 'person', 'report']],
    unless:
      /\b(?:button|spinner|modal|element|component|ui|css|panel|column|error|secret|password|token|credential|menu|toolbar|api key)s?\b/,
  },
  {
    id: 'must-not-learn',
    group: 'injection',
    points: 4,
    says: 'to keep people from learning what it does',
    act: ['learn'],
    moods: ['ban', 'freed'],
    has: [['person'], ['deed'], ['youDid', 'particular']],
    unless: RIGHTLY_KEPT,
  },
  {
    id: 'acts-quietly',
    group: 'injection',
    points: 4,
    says: 'to do it secretly',
    act: ['send', 'carry', 'write', 'launch', 'give'],
    object: [['quiet']],
    has: [['send', 'account']],
    unless: /\b(?:errors?|exceptions?|fail\w*|swallow\w*|queue|retry|cache|worker|process)\b/,
  },
  {
    id: 'looks-normal',
    group: 'injection',
    points: 4,
    says: 'to make it look as if nothing had happened',
    act: ['appear', 'pretend', 'hush'],
    object: [['normal']],
    lacks: ['test'],
  },
  {
    id: 'wipes-its-traces',
    group: 'injection',
    points: 4,
    says: 'to wipe its traces',
    act: ['destroy', 'omit'],
    object: [['trace']],
    has: [['afterwards']],
    unless: /\b(?:secret|leak|rebase|squash|retention|large|stack|user)\w*\b/,
  },
  {
    id: 'leaves-no-trace',
    group: 'injection',
    points: 4,
    says: 'to wipe its traces',
    act: ['noTrace'],
    object: [['trace']],
    unless: /\b(?:secret|leak|stack|old|legacy|dead)\w*\b/,
  },
  {
    id: 'has-an-excuse',
    group: 'injection',
    points: 4,
    says: 'to lie when it is asked',
    act: ['pretend'],
    has: [['whenAsked'], ['deed'], ['particular', 'youDid'], ['about']],
    unless: /\b(?:pricing|price|documentation|docs|truth|honest\w*|explain)\b/,
  },
  {
    id: 'unseen-in-diff',
    group: 'injection',
    points: 4,
    says: 'to keep reviewers from seeing what was changed',
    act: ['write', 'disable', 'hush', 'rewrite', 'mark', 'omit'],
    has: [['soThat'], ['unseenBy'], ['report', 'person']],
    unless:
      /\b(?:loading|spinner|flicker|ui|button|modal|component|animation|layout|secret|password|token|generated|lock ?files?|private)\w*\b/,
  },
];
