/**
 * Verbs by what is done with them, in their plain form; the other forms are made from it. `stop+p` doubles its last letter, `a/b/c` gives
 * the past forms where they are irregular, and of a verb with a particle (`turn off`) the object may stand between: "turn it off".
 */
export const VERBS = {
  ask: 'ask, prompt, consult, check with, check in, confirm with, clear with, verify with, enquire, inquire, bother, disturb, interrupt, pester, run it by/ran it by, run this by, run them by, run that by, consult with, hold back for, seek/sought, double-check with, touch base, pause for, stop+p for, halt for, wait on',
  seek: 'obtain, seek/sought, get+t/got, await, wait for, demand, hold out for, insist on, ask for, pause for, stop+p for, halt for, wait on',
  assume:
    'assume, presume, treat, regard, consider, take/took/taken, count, interpret, think of/thought of, suppose, pretend',
  approve:
    'approve, accept, grant, allow, authorize, authorise, answer yes, say yes/said yes, agree, consent, click away, wave through, auto-approve, auto-accept, ok, okay, rubber-stamp, greenlight, click through, click yes, press yes, hit yes, answer with yes, answer y, reply yes, respond yes, pick yes, choose yes, select yes, press y, type y, click ok, press enter, choose allow',
  destroy:
    'delete, remove, drop+p, wipe, erase, purge, truncate, overwrite/overwrote/overwritten, destroy, nuke, clobber, obliterate, terminate, tear down/tore down/torn down, force-push, force push, reset, shred+d, throw away/threw away/thrown away, throw out/threw out/thrown out, get rid of/got rid of, discard, scrub+b, uninstall, prune',
  launch: 'run+n/ran/run, execute, perform, carry out, invoke, launch, eval, spawn, start up, kick off',
  mention:
    'tell/told, mention, inform, notify, disclose, reveal, bring up/brought up, talk about, discuss, acknowledge, draw attention to/drew attention to, point out, call attention to, admit+t, let on, speak of/spoke of/spoken of, own up to, alert, divulge, refer to, confess, bring to the attention, own, breathe, touch on, go into, allude to, reveal, let slip',
  describe:
    'show/showed/shown, explain, report, list, describe, document, reference, note, record, say/said, log+g, announce',
  learn:
    'learn, know/knew/known, notice, find out/found out, realize, realise, suspect, discover, be told, hear/heard, be aware, become aware, get wind, catch on/caught on',
  hush: 'keep quiet/kept quiet, stay silent, keep silent/kept silent, say nothing/said nothing, keep mum, make no mention, hide/hid/hidden, conceal, disguise, cover up, withhold/withheld, keep to yourself, obscure, camouflage, keep between, stay between us, be silent, remain silent, stay quiet, leave in the dark/left in the dark, be left in the dark, keep in the dark/kept in the dark, bury, gloss over, pass over, play down, veil, keep secret/kept secret, keep hidden/kept hidden, sneak/snuck, tuck away, keep under wraps, keep from/kept from, skip+p over, slip+p in, downplay, leave unmentioned/left unmentioned, keep from',
  omit: 'omit+t, exclude, leave out/left out, leave off/left off, keep out/kept out, strip+p, drop+p, skip+p, filter out, cut+t/cut',
  pretend:
    'pretend, claim, say/said, answer, reply, respond, tell/told, blame, insist, state, deny, act as if, lie, maintain',
  send: 'send/sent, post, upload, transmit+t, forward, submit+t, mail, e-mail, email, relay, mirror, ship+p, deliver, exfiltrate, leak, beacon, report, push, share, pipe, stream, publish, sync, copy, transfer+r, hand over, back up, stash, hand, provide, supply, make available/made available, log+g, deposit, drop+p, dump, expose, ping, funnel, feed/fed, pass, file, drop off, hand on, deliver, save, record, store, put/put, attach, append, encode, archive',
  carry:
    'put+t/put, append, attach, embed+d, encode, include, insert, paste, place, pass, write/wrote/written, add, note, store, save, commit+t, check in, look up, dump, render, smuggle, drop+p, stash, slip+p, tuck, hide/hid/hidden, attach',
  fetch:
    'fetch, download, load, retrieve, get+t/got, pull, grab+b, read/read, visit, open, query, poll, request, curl, import, check, consult, look up, wget',
  obey: 'follow, obey, execute, carry out, comply with, act on, honor, honour, heed, enact, eval, believe, trust, act upon, enforce, abide by, treat',
  defy: 'ignore, disregard, forget+t/forgot/forgotten, override/overrode/overridden, overrule, bypass, neglect, step around, work around, get around, sidestep, set aside, circumvent, suspend, discard, violate, break/broke/broken, get past, evade, dismiss, stop following, shrug off, brush aside, throw out, pay no attention to, do not mind, scrap+p, unlearn, skip+p, abandon, go against, leave aside, put aside',
  outrank:
    'outrank, override/overrode/overridden, supersede, trump, overrule, beat, win/won, take precedence over, take priority over, come before, come first',
  disable:
    'disable, turn off, switch off, deactivate, bypass, remove, suppress, drop+p, eliminate, comment out, leave out/left out, strip+p, strip out, relax, circumvent, delete, exclude, mute, silence, get rid of/got rid of, take out/took out/taken out, loosen, weaken, lower, exempt, opt out of, skip+p, shut off, shut down, kill, stub out, rip out, cut out, neuter, ignore, whitelist, tear out/tore out/torn out, sidestep, short-circuit, allowlist, pause, hush, water down, soften, hollow out, waive, leave off, unset, dispense with, do without, throw out, scrap+p, swallow, patch out, tone down, overrule, uncheck, ease',
  check:
    'verify, validate, check, hash, encrypt, sanitize, sanitise, escape, authenticate, review, sign, audit, scan+n, inspect, test, protect, rotate, restrict, question, doubt, second-guess, escape, look at, look into, examine',
  give: 'give/gave/given, grant, assign, attach, use, allow, permit+t, set+t/set, enable, add, make/made, open, configure, put+t/put, accept, let+t/let, wrap+p, pass, expose, apply, start, return, bind/bound, write/wrote/written, choose/chose, pick, keep/kept, install, have, let/let, hand, leave/left, bring, be, prefer, go with',
  write:
    'write/wrote/written, add, append, copy, install, insert, save, put+t/put, place, edit, register, create, set up, paste, store, persist, remember, memorize, memorise, replicate, propagate, change, modify, update, schedule, plant, hook, wire, drop+p, jot down, note, record, leave/left, seed, inject, sow',
  restore:
    'restore, put back, re-add, readd, recreate, add back, reinsert, re-create, bring back, write again, put in again, reinstate, re-insert, write back, put them back, bring them back, rewrite/rewrote/rewritten, add it again, add them again, put it in again, put it back in',
  log: 'log+g, print, echo, output, dump, write/wrote/written, display, trace',
  build:
    'build/built, assemble, construct, make/made, create, compose, concatenate, glue, splice, paste, join, put together, form, generate, write/wrote/written, query, concatenate, write/wrote/written, put, form, formulate, generate',
  buy: 'buy/bought, purchase, pay/paid, order, subscribe, charge, top up, donate, book, rent, spend/spent, renew',
  remit: 'send/sent, transfer+r, pay/paid, donate, tip+p',
  point:
    'point, set+t/set, switch, configure, redirect, use, change, replace, swap+p, substitute, install, route, swap+p, get, pull, take/took',
  merge: 'push, merge, commit+t, land, ship+p, deploy, force-push, force push, release, publish, get in',
  admit:
    'accept, let in, let through, skip+p, bypass, lets, let+t/let, get past, return, get, receive, give, count, let/let, log in, be let in',
  skip: 'skip+p, bypass, suppress, omit+t, dispense with, leave out/left out, forgo, circumvent, cut out, do away with/did away with, switch off, turn off, disable, dispense, drop+p',
  appear: 'look, appear, seem, carry on, act, behave, go on',
  comply: 'comply with, follow, obey, heed, honor, honour, respect, adhere to, abide by, stick to, observe',
  noTrace: 'leave no/left no, make sure no, ensure no, see to it that no',
  rewrite: 'amend, rewrite/rewrote/rewritten, squash, rebase, fold, bury, split+t/split',
  mark: 'mark, tag+g, flag+g, declare',
  chmod: 'chmod, chown, icacls',
  weighty:
    'deploy, publish, merge, release, install, buy/bought, pay/paid, purchase, migrate, push, upload, spend/spent, roll out, force-push',
  release: 'release, sign off, clear',
  excuse:
    'give a harmless reason, give an excuse, make up, invent, give a harmless, give some, change the subject, play dumb, feign',
  attach:
    'attach, paste, stash, embed+d, include, dump, post, upload, append, put/put, place, hide/hid/hidden, insert, publish, quote, share, write/wrote/written',
  heed: 'answer to, listen to, report to, obey, serve, take orders from, be loyal to',
  use: 'use, choose/chose/chosen, pick, give/gave/given',
  confirm: 'confirm, verify, double-check, sign off on',
  embed:
    'embed+d, encode, hide/hid/hidden, smuggle, tuck, append, weave/wove/woven, sneak, put/put, slip+p, insert, work into, include, splice',
  refuse: 'refuse, decline, reject, deny, object to, push back on, turn down, say no to, question',
  favour: 'prioritise, prioritize, prefer+r, put/put, rank, place, value, favour, favor, weigh, trust, rate',
  mind: 'waste time on, bother with, care about, worry about, fuss about, spend time on, think about, concern yourself with, lose sleep over, bother about',
  swallow: 'catch/caught, swallow, ignore, suppress, discard, eat',
  exempt:
    'whitelist, exempt, silence, mute, hush, pause, stop+p, kill, shut up, uninstall, turn off, switch off, quiet, tell/told, stop, disable, suspend, unload, allowlist, dismiss',
  swap: 'swap+p, replace, substitute, exchange, trade',
  accept:
    'accept, take/took/taken, follow, obey, execute, carry out, honour, honor, run+n/ran, act on, perform, trust, comply with',
  finish: 'tidy up, clean up, make room, free up, finish',
} as const;
