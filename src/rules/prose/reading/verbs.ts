/**
 * Verbs by what is done with them, in their plain form; the other forms are made from it. `stop+p` doubles its last letter, `a/b/c` gives
 * the past forms where they are irregular, and of a verb with a particle (`turn off`) the object may stand between: "turn it off".
 */
export const VERBS = {
  ask: 'ask, prompt, consult, check with, check in, confirm with, clear with, verify with',
  seek: 'request, obtain, seek/sought, get+t/got, await, require, wait for, confirm, demand, need',
  assume:
    'assume, presume, treat, regard, consider, take/took/taken, count, interpret, think of/thought of, suppose, pretend',
  approve:
    'approve, accept, confirm, grant, allow, authorize, authorise, answer yes, say yes/said yes, agree, consent, answer',
  destroy:
    'delete, remove, drop+p, wipe, erase, purge, truncate, overwrite/overwrote/overwritten, destroy, nuke, clobber, obliterate, terminate, tear down/tore down/torn down, force-push, force push, reset, shred+d',
  launch: 'run+n/ran/run, execute, perform, carry out, invoke, launch, start, eval, call, do/did/done, issue, spawn',
  outward:
    'deploy, publish, push, merge, release, install, buy/bought, pay/paid, purchase, transfer+r, send/sent, upload, ship+p, migrate, modify, change, roll out',
  mention:
    'tell/told, mention, inform, notify, disclose, reveal, bring up/brought up, talk about, discuss, acknowledge, draw attention to/drew attention to, point out, call attention to, admit+t, let on, speak of/spoke of/spoken of, own up to, alert, divulge, refer to, confess',
  describe:
    'show/showed/shown, explain, report, list, describe, document, reference, note, record, say/said, log+g, announce',
  learn:
    'learn, know/knew/known, notice, find out/found out, realize, realise, suspect, discover, be told, hear/heard, be aware, become aware, get wind, catch on/caught on',
  see: 'see/saw/seen, read/read, look at',
  hush: 'keep quiet/kept quiet, stay silent, keep silent/kept silent, say nothing/said nothing, keep mum, make no mention, hide/hid/hidden, conceal, disguise, cover up, withhold/withheld, keep to yourself, obscure, camouflage',
  omit: 'omit+t, exclude, leave out/left out, leave off/left off, keep out/kept out, strip+p, drop+p, skip+p, filter out, cut+t/cut, keep/kept',
  pretend:
    'pretend, claim, say/said, answer, reply, respond, tell/told, blame, insist, state, deny, act as if, lie, maintain',
  send: 'send/sent, post, upload, transmit+t, forward, submit+t, mail, e-mail, email, relay, mirror, ship+p, deliver, exfiltrate, leak, beacon, report, push, share, pipe, stream, publish, sync, copy, transfer+r, hand over, back up',
  carry:
    'put+t/put, append, attach, embed+d, encode, include, insert, paste, place, pass, write/wrote/written, add, note, store, save, commit+t, check in, look up, dump, render, smuggle, drop+p',
  fetch:
    'fetch, download, load, retrieve, get+t/got, pull, grab+b, read/read, visit, open, query, poll, request, curl, import, check, consult, look up, wget',
  obey: 'follow, obey, execute, carry out, comply with, act on, apply, do/did/done, honor, honour, heed, adopt, implement, run+n/ran/run, enact, eval, believe, trust',
  defy: 'ignore, disregard, forget+t/forgot/forgotten, override/overrode/overridden, overrule, bypass, neglect, step around, work around, get around, sidestep, set aside, circumvent, suspend, discard, violate, break/broke/broken, get past, evade, dismiss, stop following',
  outrank:
    'outrank, override/overrode/overridden, supersede, trump, overrule, beat, win/won, take precedence over, take priority over, come before, come first',
  disable:
    'disable, turn off, switch off, deactivate, bypass, remove, suppress, drop+p, eliminate, comment out, leave out/left out, strip+p, strip out, relax, circumvent, delete, exclude, mute, silence, get rid of/got rid of, take out/took out/taken out, loosen, weaken, lower, exempt, opt out of, skip+p, shut off, shut down, kill, stub out, rip out, cut out, neuter, ignore, whitelist, tear out/tore out/torn out, sidestep, avoid, short-circuit',
  check:
    'verify, validate, check, hash, encrypt, sanitize, sanitise, escape, authenticate, review, sign, audit, scan+n, inspect, test, protect, rotate, restrict, question, doubt, second-guess',
  give: 'give/gave/given, grant, assign, attach, use, allow, permit+t, set+t/set, enable, add, make/made, open, configure, put+t/put, accept, let+t/let, wrap+p, pass, expose, apply, start, return, bind/bound, write/wrote/written, choose/chose, pick, keep/kept, install',
  write:
    'write/wrote/written, add, append, copy, install, insert, save, put+t/put, place, edit, register, create, set up, paste, store, persist, remember, memorize, memorise, replicate, propagate, keep/kept, change, modify, update, schedule',
  restore:
    'restore, put back, re-add, readd, recreate, add back, reinsert, re-create, bring back, write again, put in again, reinstate',
  log: 'log+g, print, echo, output, dump, write/wrote/written, display, trace',
  build:
    'build/built, assemble, construct, make/made, create, compose, concatenate, glue, splice, paste, join, put together, form, generate, write/wrote/written',
  buy: 'buy/bought, purchase, pay/paid, order, subscribe, charge, top up, donate',
  remit: 'send/sent, transfer+r, pay/paid, donate, tip+p',
  point: 'point, set+t/set, switch, configure, redirect, use, change, replace, swap+p, substitute, install, route',
  merge: 'push, merge, commit+t, land, ship+p, deploy, force-push, force push, release, publish',
  admit: 'accept, let in, let through, skip+p, bypass, lets, let+t/let, get past',
  skip: 'skip+p, bypass, suppress, omit+t, dispense with, leave out/left out, forgo, circumvent, cut out, do away with/did away with, switch off, turn off, disable, dispense, drop+p',
  appear: 'look, appear, seem, carry on, act, behave, go on',
  comply: 'comply with, follow, obey, heed, honor, honour, respect, adhere to, abide by, stick to, observe',
  tidy: 'tidy up, clean up, make room, free up, finish',
  noTrace: 'leave no/left no, make sure no, ensure no, see to it that no',
  rewrite: 'amend, rewrite/rewrote/rewritten, squash, rebase, fold, bury, split+t/split',
  mark: 'mark, tag+g, flag+g, declare',
  chmod: 'chmod, chown, icacls',
} as const;
