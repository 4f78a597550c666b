import { ANY_HARM, HARM } from './data.ts';

/** A pattern for the whole text that leaves only harmless characters leaves nothing; one that is not anchored says nothing. */
export function allowedBy(regex: string): number {
  const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(regex) ?? [];
  const isAnchored = /^\^/.test(source) && /\$$/.test(source) && !flags.includes('m');
  if (isAnchored && !/(^|[^\\])\.[*+]/.test(source)) return ANY_HARM;
  // `^/(?![/\\])`: a path of this site.
  if (/^\^\\?\/\(\?!/.test(source)) return HARM.redirect | HARM.request;
  // `^https://example\.com/`: the host is fixed.
  if (/^\^https\??:\\\/\\\/[^/]+\\\//.test(source)) return HARM.request | HARM.redirect;
  return 0;
}

/** What is gone when text does not contain something. */
export function deniedBy(text: string): number {
  let removed = 0;
  if (text.includes('..')) removed |= HARM.path;
  if (/[<>]/.test(text)) removed |= HARM.html | HARM.dom;
  if (/[;|&`]/.test(text) && /[$|;&]/.test(text)) removed |= HARM.shell;
  if (/'|"/.test(text)) removed |= HARM.sql;
  if (/__proto__|constructor|prototype/.test(text)) removed |= HARM.prototype | HARM.member;
  if (/\\r|\\n|\n/.test(text)) removed |= HARM.header | HARM.log;
  if (/\\W|\[\^/.test(text)) return ANY_HARM;
  return removed;
}

export function allowedStart(start: string | undefined): number {
  // A folder or an origin that is not written here: what it begins with was chosen by the program.
  if (start === undefined) return HARM.path | HARM.request | HARM.redirect;
  if (/^https?:\/\/[^/]+\//.test(start)) return HARM.request | HARM.redirect;
  if (/^\/[^/]/.test(start)) return HARM.redirect | HARM.path;
  return 0;
}

export const deniedStart = (start: string): number =>
  start === '//' || start === '/\\' ? HARM.redirect : start.startsWith('..') ? HARM.path : 0;
