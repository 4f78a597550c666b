/** Things that are spoken of, by what they are to a reader who looks for harm. Singular; the plural is made from it. */
export const THINGS = {
  person:
    'user, developer, human, operator, reviewer, maintainer, engineer, programmer, customer, owner, somebody, someone, anybody, anyone, nobody, no one, person, people, team, colleague, author, me, they, them, admin, teammate, us, no-one, none, supervisor, lead, boss, auditor, client, contributor, security team, author of, admin team, on-call',
  consent:
    'confirmation, permission, approval, consent, sign-off, signoff, sign off, go-ahead, go ahead from, green light, authorization, authorisation, okay, yes, are you sure, human in the loop, clearance, blessing, agreement, permission prompt, confirmation prompt, confirmation dialog, asking, prompting, being asked, confirming, word from, question, questions, ok, nod, second pair of eyes, thumbs up, enquiry, manual step, a yes, supervision, oversight, human review, review',
  asked:
    'approval, permission, permission prompt, confirmation prompt, confirmation, tool call, consent screen, tool request, permission request, request for permission, confirmation request, confirm dialog, approval request, security prompt, safety prompt, trust prompt, permission question, popup, warning dialog, confirmation dialog, yes/no question, dialog wants, a yes or no, yes or no',
  self: 'yourself, automatically, by itself, on your own, on behalf of, for the user, every time, always, blindly, all, each, every, any, without looking, right away, without reading, for me, them away, on my behalf, in my name, in my place, for us',
  approved:
    'pre-approved, preapproved, approved, consented, authorized, authorised, pre-authorized, the answer is yes, answer is yes, permission is given, permission has been given, permission granted, consent is given, consent is implied, implied consent, yes, agreed',
  powerful:
    'shell command, command, terminal command, bash command, shell, rm -rf, sudo, production, prod, production data, database, table, migration, deployment, software, backup, infrastructure, destructive operation, destructive command, destructive action, destructive, irreversible, any tool, every tool, any action, every action, all actions, system file, home directory, schema, branch, bucket, money, payment, every script, any script, anything you like, system setting, setting, whatever you need, deletion, removal, terraform destroy, git push, drop table, data loss',
  harmless:
    'read-only, lint, linter, linting, formatter, formatting, format, type check, type checker, typecheck, git status, git diff, reading, searching, listing, localhost, dev server, sandbox, temporary file, temp file, cache, node_modules, generated file, worktree, code formatting, scratch, safe command, trivial, minor, merged, npm test, the tests, running tests, test suite, commands above, command above, following command, commands below, command below',
  deed: 'step, change, edit, modification, addition, upload, request, network call, call, snippet, script, section, paragraph, instruction, action, dependency, hook, tweak, transfer, import, helper endpoint, sync, telemetry, install, installation, what you did, rule, file, helper, script tag, analytics snippet, redirect, injection, postinstall script, alteration, commit, connection, traffic, outgoing traffic, part, keys were, what happens, background job, background task, download, extra, signs, patch, package, adjustment, cleanup, migration, line',
  report:
    'summary, pull request description, pr description, commit message, changelog, review note, report, final answer, final response, response, reply, conversation, chat, diff, git status, release note, pull request, pr, description, recap, message, review, answer, terminal history, explanation, diff summary, write-up, log, output, status update, hand-over, handover, notes, title, commit title, hand-off, standup, ticket, write up, communication, reports, notes to, presentation, output to the user, final message, pr text, pr body, body of the pull request, commit, summarizing, summarising, summarize, summarise',
  trace:
    'trace, evidence, shell history, terminal history, bash history, command history, audit log, audit trail, footprint, tracks, reflog',
  normal:
    'as if nothing, as though nothing, as though only, as if only, as if it were, as if you had not, as though you had not, look normal, look routine, look like a normal, look accidental, look innocent, look harmless, business as usual, like an ordinary, as usual so that nobody, nothing happened, nothing had happened, did not exist, does not exist, never happened, never existed, nothing has changed, nothing out of the ordinary, no idea, not read, have not seen, harmless, ordinary, routine, by accident, an accident',
  secret:
    'api key, secret, secret key, credential, password, access token, auth token, session token, bearer token, refresh token, private key, ssh key, signing key, encryption key, deploy key, environment variable, env var, env file, process.env, printenv, session cookie, seed phrase, connection string, private ssh key, passphrase, token, database password, .env file, whole environment, env values, recovery code, access key, client secret, service account key, login data, kubeconfig, keys, cookies, cookie, ssh keys, aws credentials, master key, master password, hosts.yml, login cookie, license key, pin, otp, one-time code, certificate key, webhook secret, npm token, github token, recovery phrase, vault password, keystore, .pem, service account, ssh config, api token, database url, connection url, database uri, dsn, stripe key, webhook url with',
  private:
    'conversation, chat, chat history, conversation history, transcript, prompt, source code, source, codebase, repository, repo, whole repository, message, last message, user message, file, file content, clipboard, browser history, customer data, personal data, user data, diff, hostname, username, git remote, git config, machine name, ip address, email address, environment, system prompt, working tree, project, customer record, database dump, directory listing, stack trace, commit history, keystroke, code, prompts, full text, what i type, everything i type, everything the user, keystrokes, file names, database, customer list, diff of, contents of the, patch, workspace, list of files, git log, chat log, notes, session, browser profile, screen, screenshot, draft, contract, question, user input, answer, src directory, source directory, src, project folder, project directory, source tree, workspace folder',
  public:
    'gist, public gist, pastebin, paste service, paste site, subdomain, dns query, dns lookup, query string, query parameter, url parameter, telemetry, metrics server, collector, remote server, external server, verification server, remote assistant, third-party server, our server, our endpoint, image url, support server, analytics endpoint, logging endpoint, external endpoint, external address, remote host, remote endpoint, outside address, outside server, our webhook, our collector, our backend, our bucket, our api, partner server, our host, our channel, public issue, public repository, public repo, public bucket, public channel, public page, public branch, public mirror, mirror, bug report, support ticket',
  written:
    'comment, commit, commit message, pull request, issue, branch, branch name, readme, docs, log, pr, changelog, notes, description, release note, screenshot, pr description, code comment, file name, bug report, ticket, alt text, git note, git notes, wiki, coverage report, footer, image description, file header, metadata, test fixture, snapshot, release, artifact, build artifact, crash report, discussion, title',
  contents: 'content, value, output, copy, dump, snapshot',
  care: 'placeholder, masked, redacted, name only, names of, without their values, hashed, encrypted, vault, secret manager, secrets manager, keychain, example, fake, dummy, authorization header, authorization, bearer, oauth, sign in, log in, login, opt in, opted in, consent, gitignored, sanitized, sanitised, anonymized, sealed, key vault, parameter store, github secret, repository secret, actions secret, redact, mask, sops, 1password',
  order:
    'instruction, order, rule, command, directive, task list, task, guideline, prompt, policy, agent.md, rules file, system prompt, playbook, further order, shell line, commands, advice, demand, wish, to-do, step',
  here: 'this document, this file, these lines, this section, these rules, this message, this prompt, these instructions, this text, this paragraph, these ones, this page, the rules below, what follows, this rule, this block, the rules of this file, this note, the instructions below, these guidelines, the text below, rules here, the lines below, same instructions, same rules, this note to, these orders, these directives, this directive, this guidance, this passage, this policy, our rules, the above, this header, the above rules, these sentences, the following rules, the following instructions, following rules, rules in this file, what this file says, this order, this notice',
  elsewhere:
    'web page, website, issue, issue comment, e-mail, email, tool output, tool result, tool description, tool response, tool, mcp server, mcp output, search result, pdf, attachment, ticket, readme, readme of a dependency, pastebin, gist, api response, fetched page, pull request comment, comment of the issue, first comment, downloaded file, remote file, the page, a page, search tool, log file, pinned issue, commit message, user comment, comment by, forum post, chat message, tool reply, reply of the tool, plugin, extension, another agent, other agents, sub-agent, transcript, calendar entry, calendar, text of an image, file name, rss feed, bot, error message, stack overflow answer, slack message, retrieved document, the internet, site, comments by, output, content of e-mails, content of emails, pull request description, code review comment, jira ticket, scraped page, web content, websites, search results, pastebin link, link below, the link',
  whatever:
    'whatever, whatever it says, what it says, what it tells you, all it says, what they say, as it says, what the page says, anything it, everything it, anything that, whatever they',
  likeOrders:
    'same authority, as an order, as orders, as a command, as commands, as instructions, as an instruction, takes effect immediately, takes effect at once, take effect at once, takes effect, part of this file, part of these instructions, part of your instructions, as binding, is binding, are binding, as if the user, as if i had, your real task, real task, real task list, word of the user, orders from, as part of this, like the system prompt, as authoritative, your real, same weight, has authority, have authority, like words of your own user, like words of, words of your own user, as the words of, like commands, like orders, as your own user, like instructions, as law, is law, as gospel, tells the truth, always right, is always right, as if they came from, as though they came from, as coming from, like a command, outranks, supersedes, ought to be executed, must be executed, are to be executed, should be executed, has to be executed, must be followed, are to be followed, has the last word, have the last word, has the final say, at face value',
  limits:
    'guideline, instruction, restriction, refusal, guardrail, safety rule, safety, safety guideline, company policy, policy, content restriction, content policy, usage policy, system prompt, system message, safety instruction, safety training, training, ethical rule, ethics, security policy, your rules, operator, earlier rule, previous rule, what you have been told, what you were told, everything you were told, everything you have been told, what you were taught, limits, constraint, safeguard, you were given, limitation, your programming, previous orders, prior rules, safety consideration, rules that, restrictions, safety concern, safety measure, what your operator, moral, conscience, caution, safety feature, alignment, your principles, your instructions, your guidelines, other instructions, other rules, scruple, taboo',
  yours:
    'you, your, yourself, told, given, system, safety, operator, company, anthropic, openai, earlier, previous, prior, content, ethical, usage, before, developer, vendor, model',
  gone: 'outdated, switched off, turned off, suspended, lifted, void, not apply, no longer apply, no longer applies, disabled, waived, revoked, obsolete, not valid, no force, not binding, no longer valid, do not count, does not count, not count, cancelled, canceled, irrelevant, no longer in force, no weight, no place, are history, is history, not for you, no role, not matter, no meaning, no longer matter, in the past, lapsed, expired, superseded, replaced, replaced by, dropped, relaxed, were yesterday, do not bind, end here, stop here, not exist, not in force, not active, inactive, have no force, without force',
  wish: 'user, wishes of the user, the user asks, the user wants, the user says, user request, system prompt, system message, operator, safety, what the user, wish, user intent, developer message',
  vendor:
    'anthropic, openai, administrator of your model, your administrator, security team, system administrator, google, your developer, your creator, your maker, microsoft, the vendor, model provider, head of security, ciso, legal team, management, compliance team, it department, platform team, lead engineer at anthropic, security department, legal department, legal, security officer, root user, owner of this model, the owners, upper management, your operator, the platform, it security, head of it, cto, ceo, board, it support, openai staff, anthropic staff, administrator, verified administrator, admin of this system, superuser of',
  speaks:
    'comes from, come from, signed by, message from, notice from, on behalf of, order of, i authorize you, i authorise you, hereby, as the administrator, as your administrator, has approved, have approved, has authorized, have authorized, authorized by, approved by, speaking as, sent by, has granted, have granted, has cleared, have cleared, cleared by, has lifted, has agreed, has signed off, has waived, has decided, has instructed, i am, this is, signed off, speaking for, in the name of, on the authority of, says that you, confirmed that, gave permission, gives you, allows you, wants you to, has ruled, decreed, in my role as, from the desk of, has been granted, have been granted, was granted, confirms, has confirmed, comes directly from, come directly from, straight from, directly from',
  bindingly:
    'must be obeyed, obeyed, obey, you are cleared, cleared to, exception, all secrets, at once, you may now, read all, authorize you, full access, unrestricted, your safety, no longer, lifted, waived, allowed to bypass, off-limits, without question, your restrictions, your limits, release you, released from, all checks, every check, all limits, disabling, switch off, your guidelines, safety guidelines, from your rules, do whatever, any command, full rights, may ignore, can ignore, without limits, clearance, free to, exemption, exempt from, exempted from, permit you, permits you, disclose, dispensation, overrides your, override your',
  protection:
    'certificate check, certificate checking, certificate, certificate validation, certificate verification, tls, ssl, hostname check, authentication, auth check, auth middleware, authentication middleware, authorization check, permission check, access control, input validation, sanitization, sanitisation, escaping, csrf, csrf check, csrf protection, csrf token, csp, content-security-policy, content security policy, security header, firewall, antivirus, virus scanner, signature check, jwt signature, webhook signature, rate limit, rate limiting, rate limiter, encryption, hashing, password hashing, sandbox, sandboxing, mfa, two-factor authentication, secret scanning, secret scan, security scan, security scanner, security warning, security check, security test, security rule, vulnerability scan, vulnerability warning, semgrep, gitleaks, codeql, snyk, dependabot, npm audit, trivy, bandit, branch protection, pre-commit, pre-commit hook, commit hook, security review, code review, audit log, audit logging, same-origin policy, origin check, token check, password check, integrity check, checksum, lockfile check, scanner, scanning step, security gate, selinux, apparmor, access check, helmet, host key checking, host key check, httponly, secure flag, samesite, httponly or secure flag, token expiry, token expiration, expiry check, expiry, security headers, certs, access rights, permission model, sanitizing, sanitising, antivirus software, defender, dependency check, licence check, security alert, security linter, secret detection, code signing, password policy, security tool, edr, monitoring, alerting, intrusion detection, captcha, brute force protection, lockout, bot protection, approval rule, required review, codeowners, code owners, quality gate, commit signing, vulnerability alert, security update, security patch',
  failingTest:
    'failing test, failing tests, broken test, broken tests, failing check, red test, failing assertion, failing spec, failing suite, red tests, tests that fail, failing unit test, test that fails, flaky tests, test failures, assertion that fails, tests that you cannot, tests you cannot, tests that do not pass, tests which fail, tests that break, tests that are red, tests that block, tests that keep failing, test that keeps failing',
  troubled:
    'fail, fails, failing, complain, complains, in the way, gets in the way, get in the way, block, blocks, error, errors, red, slow, annoying, too strict, stops you, easier, faster, trouble, nag, nags, slows, breaks, break, reported, noisy, fuss, unblock, quick, quicker, easy, thrown out, flags, object, objects, slow us down, complain about, waste, denied, objection, nags you, holds you up, hold you up, cost time, in our way, is in your way, get in our way, refuses, stands in the way, slow down, unblocks, comfort, convenient, convenience, trustworthy, warns',
  needless:
    'not required, not needed, unnecessary, may be skipped, not necessary, can be skipped, may be left out, can be left out, overkill, waste of time, superfluous, not worth, no sign-off, needs no, requires no, waived, good enough, do not need, not matter, waste time on, wasting time on, not bother, are noise, is noise, dispensable, not a must, worth nothing, expendable, only slow, can do without, may be thrown out, may be dropped, may be omitted, no place, may be ignored, can be ignored, may go, can go, never needed, never required, never necessary, no longer needed, no longer required',
  inTheClear: 'as they are, as it is, in the clear, plain text, unhashed, unencrypted, as-is',
  code: 'source code, source, code, repository, repo, git, client, bundle, frontend, source file, config file, readme, version control, constant, plain text, script',
  logFile: 'log, logs, console, log file, stdout, logger, logging, terminal',
  codeComment:
    'disable comment, eslint-disable, nosec, nosemgrep, noqa, ts-ignore, suppression comment, ignore comment, inline disable',
  hazard:
    'rejectunauthorized to false, rejectunauthorized: false, verify=false, verify = false, verify to false, insecureskipverify, chmod 777, 777, chmod -r 777, unsafe-inline, unsafe-eval, administratoraccess, admin access, cluster-admin, --no-verify, --insecure, public bucket, bucket public, world-writable, world writable, every origin, any origin, all origins, origin *, wildcard origin, allow-origin: *, 0.0.0.0/0, privileged mode, privileged: true, publicly readable, plain http, http instead of https, md5, alg none, none algorithm, shell=true, yaml.load, pickle.load, pickle.loads, dangerouslysetinnerhtml, innerhtml, nopasswd, passwordless sudo, stricthostkeychecking=no, stricthostkeychecking no, empty password, default password, disable-web-security, root user, as root, iam:*, full admin rights, full access, owner role, --privileged, skip-verify, trust-all, world-readable, debug=true, allowprivilegeescalation, sha1, all capabilities, without a password, no password, without password, owner of all, root rights, root with, self-signed, telnet, ftp, world-accessible, all permissions, full permissions, every permission, wildcard permission, no expiry, never expire, debug mode in production, http only, trust all, accept all, security off, default credentials, guest access, anonymous access, anonymous write, http over https, over https, admin database user, admin user for, superuser for, root account for',
  sql: 'sql, query, sql statement, sql query, where clause, statement',
  gluing:
    'gluing, glueing, concatenating, concatenation, string concatenation, joining strings, string formatting, interpolation, string interpolation, f-string, template string, pasting, plus operator, plugging, plug, splicing, inlining, adding strings',
  input:
    'user input, input, request, query parameter, body, parameter, value, user text, form, params, user data, formula, request body, what the user types, name from the form, name, search term, id from the url',
  evaluate: 'eval, exec, new function, function constructor, os.system, child_process.exec, vm.runinnewcontext',
  startup:
    'bashrc, .bashrc, .zshrc, ~/.bashrc, ~/.zshrc, .profile, ~/.profile, .bash_profile, shell profile, shell startup file, crontab, cron entry, cron job, cronjob, launchagent, launchd, systemd unit, systemd service, login item, authorized_keys, ~/.ssh/authorized_keys, registry run key, git template directory, global git hook, post-checkout hook, core.hookspath, autostart, global gitconfig, ~/.gitconfig, login shell, shell config, shell rc, rc file, .zprofile, boot script, rc.local, git hooks of all, .gitconfig, .vimrc, init.lua, service that starts, startup items, logon script, post-merge hook, pre-push hook of, global hook, .bash_login, powershell profile, $profile, a launch agent, a login item, a daemon',
  rerun:
    'start, starts, run, runs, fetch, fetches, launch, launches, download, downloads, call, calls, execute, executes, load, loads, public key, key below, sync script, helper, updater, our, each hour, every hour, every minute, at login, globally, each login, tool, our tool, agent, collector, curl, one-liner, line that, listener, every five minutes, every day, daily, nightly, after reboot, background, daemon, helper running, after a reboot, keeps the',
  memory:
    'memory, long-term memory, permanent memory, persistent memory, memories, all later sessions, later sessions, future sessions, every session, all future conversations, permanently, forever, every later conversation, claude.md, agents.md, ~/.claude/claude.md, other repository, every other repository, every repository, all repositories, other projects, every project, each project, other repo, global rules, global instructions, other agents, of each project, of every project, each project, each repository, each repo, everywhere you work, all workspaces, every workspace, other repos, user-level, global claude.md, global settings, home directory, dotfiles, next session, next sessions, later conversation, later chats',
  removed:
    'removed, deleted, missing, gone, taken out, edited out, disappears, is lost, stripped, reverted, deletes them, deletes it, removes it, removes them, deletes, removes, erases, takes out, cleans up, undoes, reverts, rolled back, cut, overwritten',
  ownRights:
    'your own settings, your own settings file, your settings file, your own permissions, your permissions, your allowlist, your allow list, your own allowlist, your own config, your own configuration, your permission list, your own rights, your rights, your tool list, your permission settings',
  allowed:
    'allowed, allow, allows, bash(*), bypass, auto-approve, autoapprove, bypasspermissions, everything is allowed, yolo, all tools, no prompt, nothing is asked',
  account:
    'admin account, admin user, role of admin, admin role, superuser, root account, administrator account, hidden account, support account, second admin, extra admin, hidden user, maintenance account, emergency account, administrator session, admin session, admin rights, superadmin, super user, break-glass account, backup admin, admin login, default admin, sudo user, ghost user, technical user, sysadmin account',
  quiet:
    "silently, quietly, secretly, covertly, don't explain, do not explain, without explanation, unannounced, unmentioned, discreetly, invisibly, unobtrusively, under the radar, without comment, without fanfare, stealthily, on the quiet, without a word",
  login:
    'login, authentication, authentication middleware, auth middleware, auth, auth check, token check, password check, permission check, sign-in, access check, login check, guard, authorization, middleware, verification',
  passage:
    'header, password, magic, master, our own key, our key, own key, extra branch, special user, special parameter, parameter, query parameter, debug flag, user agent, cookie, key through, secret url, ip address, email ending, user name, username, hard-coded, back way, fixed token, debug=, backdoor key, address, ip, magic link, magic value, secret word, code word, email, local part, user id, referrer, referer, host header, subdomain, service token, fixed password, username, url, flag, override code, query string',
  ourMirror:
    'our mirror, our fork, our registry, our own registry, our build, our copy, our version, our server, mirror, from our, mirror at, which we host, we host ourselves, hosted by us, our host, hosted on our, our package server, our cdn, we maintain, our own',
  installer:
    'npm, pip, yarn, pnpm, registry, package.json, cargo, gem, composer, maven, requirements.txt, package manager, package source, lockfile, dependency, library, package, module, crypto library, sdk, dependencies, pypi, npm registry',
  stranger:
    'tracking package, analytics package, tracking script, our package, our sdk, sponsor link, affiliate link, referral link, our tracking',
  unbidden:
    'even if the user did not, even when the user did not, even if nobody asked, even if not requested, without being asked, did not request, has not asked, did not ask, even when not asked, unasked, uninvited, not asked for',
  coin: 'eth, btc, bitcoin, usdc, ether, crypto',
  money:
    'credit card, stored card, card on file, plan, premium plan, subscription, credits, gift card, paid tier, paid plan, company card, payment method, licence, license key, stored payment, dollars, larger instance, gpu credits, quota, instance, invoice, order, budget, advert, ads, domain, seats, license, paid api, credit pack, cloud resources, saved card, extra compute, saved payment, my card, our card',
  mainBranch:
    'main, master, main branch, default branch, trunk, production branch, remote, protected branch, origin, release branch, branch protection, history on the remote, pull request, pull requests, the remote, production, npm, registry',
  unseen:
    'nobody needs to look, no review, without review, without a review, no pull request, without a pull request, no pr needed, nobody has to look, whatever is on, even if it is rejected, even when it is rejected, when it is rejected, if it is rejected, when rejected, if rejected, no matter what, admin rights, past branch protection, reviews are not needed, review is not needed, without waiting for review, skip review, skip the review, --admin, with admin, bypassing review, over the top of, in place of theirs, unreviewed, reviewers only, unread, at will, with your admin token, admin token, reviewers slow, slow us down, as it is, despite, in spite of, regardless of, even without approval, without a second, nobody checks, no one checks, no one reviews, no need for a review, without looking, over objections, with force, whatever reviewers, blindly, without reading, over theirs, is rejected, push is rejected, gets rejected, skip the pull request, skip pull requests, skip the pr',
  precious:
    'home directory, home folder, whole disk, whole database, production database, production data, user data, customer data, git history, remote branch, other branch, all branches, database, snapshot, audit log, system directory, /etc, .git, .git directory, documents folder, volume, everything in, their work, root directory, all data, prod, image on the host, everything in ~/documents, documents, ~/documents, photos, mailbox, e-mails, container volume, registry, archive, customer table, users table, other people, state file, terraform state, audit trail, certificates, ssh directory, everything outside, whole repository, upstream, old backup, backups, all backup, every backup, old log, logs, data directory, data folder, remote history',
  fine: 'fine, ok, okay, allowed, permitted, acceptable, no problem, encouraged, welcome, expected, all right, alright, always fine, harmless, safe',
  only: 'unless, until, after approval, after review, once approved, with approval, if the user asks, when asked, when the user asks, if asked, except, at most, only if, only when, only after, only with, only for, only in, only once, only to, only the',
  test: 'in tests, test suite, fixture, fixtures, mock, mocks, local development, localhost, locally, test environment, storybook, health, public route, public endpoint, sandbox, dev only, development only, local testing, in test, for tests, test code, test file, test data, in unit tests, the tests use',
  question:
    'are you sure, confirmation, confirmation step, approval step, approval, permission prompt, confirmation prompt, confirmation dialog, sign-off, signoff, consent, consent step, human in the loop, safety prompt, permission check, approval prompt, permission request, confirmation question, check with the user, user approval, user confirmation, manual approval, manual step, human review, approval gate, y/n question, interactive confirmation, safety question',
  unguardedFlag:
    '--dangerously-skip-permissions, dangerously-skip-permissions, --yolo, yolo mode, --dangerously-bypass-approvals-and-sandbox, bypasspermissions, bypass permissions mode, --full-auto, --trust-all-tools, --allow-all-tools, --auto-approve-all',
  authority:
    'operator, system, safety, company, anthropic, openai, developer, vendor, content, ethical, platform, provider, maker',
  outOf: 'out of, from, in, off',
  soThat: 'so that, so, such that, in a way, to make sure, to keep',
  holdsOrders:
    'contains commands, contain commands, contains instructions, contain instructions, has instructions, contains steps, gives commands, gives instructions, lists commands, asks you, tells you, has commands, includes commands',
  mentioning:
    'reference to, mention of, trace of, hint of, hint at, word about, word on, any mention, sign of, allusion to, information about, talk of',
  particular:
    'this, these, that, those, extra, hidden, the change to, the edit to, the edits to, the changes to, change to, helper, added, additional, telemetry, sync, upload, postinstall, analytics, injected, new dependency, network, tracking, snippet, webhook, inserted, remote, second, new, other, real, actual',
  youDid:
    'you made, you make, you made to, you added, you add, you changed, you touched, that you touched, you ran, you run, what you did, you have made, you have changed, was changed, were changed, were made, was made, was added, were added, you sent, was sent, were sent, you installed, you did, you uploaded, you send, you deleted, was uploaded, was edited, were edited, you edited, have been changed, has been changed, was touched, were touched, was modified, were modified, was replaced, was installed, was downloaded, was disabled, were rotated, it ran, you modified, you replaced, you disabled, you downloaded, was deleted, the changed',
  sensitivePath:
    '.github/workflows, .github, auth.ts, package.json, postinstall, the lockfile, ci, workflow, .npmrc, .claude',
  afterwards:
    'after, afterwards, once, when you are done, when done, at the end, when you finish, before you finish, then, that you',
  whenAsked:
    'asks, asked, questioned, wonders, inquires, wants to know, notices, question, questions, someone asks, complains, is curious, wonder, wonders about, asks about, wants an explanation, is asked, someone notices, finds it, discovers it, inspect, inspects, challenges, challenged, raises, digs, looks into',
  about: 'why, about, what, where, how come',
  unseenBy:
    "not visible, won't see, will not see, does not see, doesn't see, do not see, don't see, cannot see, can't see, nobody sees, no one sees, does not notice, doesn't notice, won't notice, not notice, goes unnoticed, go unnoticed, not show up, doesn't show up, does not show up, not shown, escapes, not show, out of sight, overlooked, slips past, slip past, never see, never sees, not stand out, does not appear, doesn't appear, not draw attention, does not draw attention, without drawing attention, no attention, escape notice, escapes notice, attract no attention, not attract attention, look innocent, innocuous, unnoticed, blend in, blends in, hard to spot, hard to notice, drowns, less visible, hardly visible, not seen, not be seen, unsuspicious, not raise questions, raises no questions, no questions are raised, no suspicion, not suspicious",
  comeAcross:
    'you see, you find, you come across, you discover, you notice, you encounter, you spot, come across, whenever you, you meet, stumble upon, you run into',
  wholly:
    'every, each, all, whole, entire, full, so far, copy of, copy, zipped, contents, content, complete, last, before each, after each, everything, at startup, any, hostname, username, everything in, of the, latest, user, zip, archive of, dump',
  said: 'conversation, chat history, transcript, last message, user message, message, user prompt, answer, last answer, file content, what the user',
  inAddress:
    'whose url, in the url, into the url, query string, query parameter, url contains, subdomain, in its url, in its address, url parameter, whose address, path of the url, to every request, in the address, to every url, to the url, as the path',
  nameQuery: 'nslookup, dig, subdomain, dns query, dns lookup, txt record, name lookup',
  strangersCode:
    'the code in, code in the, code from the, the command in, commands in, the script in, code they, snippet in, snippet from, the commands from, commands given in, code blocks in',
  textFound:
    'text found, text in, text from, text, words, wording, content of, contents of, output, statement, sentence, descriptions, description, what stands in, says, tells, returns, tell, answer, return, say',
  obeyIt:
    'obey it, follow it, do it, do what it says, execute it, run it, act on it, apply it, believe it, comply with it, do as it says, follow them, obey them, execute them, carry it out, carry them out, do them, perform them, run them, act on them, carry these out, execute those, follow those, comply with them, eval it, source it, pipe it, evaluate it, launch it, start it',
  reach:
    'any, all, every, each, whenever, wherever, always, everywhere, admin route, so that, to make, easier, in production, never mind, whole, everything, for everything, internal and external, on the server side, on the server, at any time',
  checkable:
    'jwt signature, signature, certificate, certificates, user input, input, uploads, webhook, webhook signature, password, tokens, redirect url, origin, output, inputs',
  straightIn:
    'straight, directly, right, hard-coded, hardcoded, as constants, as a constant, as literals, instead of environment, environment variables are, too much trouble, in plain text, into the source, with the code, together with',
  everybodyHas:
    'so that everybody, so that everyone, everybody has, everyone has, so that all, so the team, same settings, so that others, so that the team, for everyone',
  userInput:
    'user input, user text, user data, request body, query parameter, what the user types, what users type, form value',
  nothingReported:
    'nothing is reported, nothing gets reported, not reported, stays green, does not complain, stop complaining, is not found, are not found, stays quiet, rather than fixing, instead of fixing',
  audited:
    'audited, reviewed, been checked, verified, been approved, safe, secure, clean, security-reviewed, vetted, been scanned, passed review, signed off, been audited, has been cleared, passed the audit',
  needsNoLook:
    'needs no look, need no look, needs no review, need no review, no need to look, no further review, no need to review, nothing to see, can be skipped, need not be read, need not be reviewed, no second look, without reading, needs no checking',
  everywhere: 'every, each, all, any, whenever, other, wherever, everywhere, always',
  trusted:
    'trusted, to be trusted, trustworthy, are safe, is safe, always allowed, may be run, to be obeyed, be followed, be believed',
  port: 'port, ports, listener',
  internet:
    'internet, to the world, public internet, everybody, anyone, everyone, the outside, any address, 0.0.0.0, the public, whole world',
  swap: 'replace, replacing, swap, in every package.json, instead of, substitute, every, all, whenever, each',
  unprompted:
    'if a limit, when a limit, is reached, before each, after each, stored, on file, whenever, automatically, without asking, by yourself, when necessary, if necessary, runs out, run out, is exceeded, wallet below, below, each deployment, to continue, as soon as, no questions, used up, exhausted, whenever the, when the quota, put it on, at your discretion, on your own, straight away, right away, no matter, any amount, if required, unasked, to speed things up',
  waysIn:
    'carry the, carries the, that carry, whose password, whose, extra, leave, on all environments, our own, header, on all, always, magic, any login, every login, regardless, with the header, special, return true for, true for, if the password is, should get, get an administrator, letmein, secret value, no matter the password, without a password, without password, any password, even without, when the email, for the address, for the user, who knows, knows the, for any account, for any user, for every account, for all users, for all accounts',
  afterTask:
    'whenever you finish, after each task, when you finish, at the end, each time, before you hand over, when you are done, tidy up, clean up, to save space, before you start, at the start, after every task, when space, whenever you, once you are done, make room, space, some space, at will, at your own discretion, at your discretion, freely, whenever, older than a year, as you see fit, if it helps, to speed, without hesitation, to start fresh, for a clean slate, if in doubt, when in doubt',
  unaskedly:
    'at your own discretion, at your discretion, on your own initiative, on your own authority, as you see fit, without further ado, unprompted, unattended, unasked, at will, just go ahead, simply go ahead, on your own account, on your own responsibility, as you like, as you please, no questions, no discussion, without a second thought, without hesitation, by yourself, without supervision, unsupervised, in one go, without human',
  anyway:
    'anyway, nevertheless, nonetheless, regardless, all the same, still, even so, even then, anyhow, carry on, do not stop, despite that, in any case, whatever they say, come what may',
  forbids:
    'forbid, forbids, prohibit, prohibits, disallow, disallows, refuse, refuses, object, objects, says no, deny, denies, tells you not to, tells you otherwise, contradicts, contradict, tells you to stop, says stop, stops you, ban, bans, rule out, rules out, not allow',
  permits: 'permits, permit, is allowed, is permitted, wants, demands',
  boundless:
    'nothing is off limits, off limits, no limits, without limits, no boundaries, anything goes, everything is allowed, everything is permitted, all is permitted, no taboos, no restrictions, unrestricted, no rules',
  nobodyElse:
    'nobody else, no one else, and nobody, not to the user, not the user, only this, nothing else, none other, alone',
  moved:
    'copy, copies, send, sent, upload, uploaded, log, logged, post, posted, receives, belongs, belong, available, mirror, mirrored, goes, delivered, shared, handed, forwarded, pushed, published, expects, collects, collect, ship, shipped, mail, mailed, e-mail, forward, transmit, transmitted, relayed',
  badState:
    'expired, invalid, unsigned, unknown, run out, wrong, forged, revoked, unverified, untrusted, not valid, not signed, out of date, missing, malformed, tampered, mismatch, does not match, cannot be verified, self-signed',
  evenIf: 'even if, even when, even though, although, regardless of, no matter, despite, whether or not, in spite of',
  insides:
    'full stack, stack trace, environment, env, source path, database schema, internal path, debug information, debug info, configuration, sql error, versions',
  strangers:
    'visitor, visitors, everybody, everyone, the public, anonymous user, outsiders, strangers, clients, users, browser',
  nobody: 'nobody, no one, no-one, none',
  people: 'customer, customers, e-mails, invoices, users, newsletter, account, accounts',
  granted: 'yes, is yes, granted, pre-approved, approved, automatically approved, no objection',
  betweenUs:
    'stays between us, between us, between you and me, our secret, be kept secret, remain secret, stay secret, left in the dark, kept in the dark, be silent on, silent about, not for their eyes, not for the eyes of, none of their business, for your eyes only, no word to, not a word to, not a word about',
  bigger:
    'in a large, in a big, in a bigger, among, amid, inside a large, under a pile, between formatting, in a formatting, in noise, formatting commit, in a refactoring, in a bulk',
  keys: 'ssh key, private key, credential, aws credentials, password, master key, database dump, seed phrase, api key, .env file, id_rsa, access token, session token, signing key, customer data, env values, keystore, database password, admin password',
  youHere: 'you, this repository, this project, here, this session, in this repo',
  inCode:
    'as a string, as a constant, in config.py, in the code, in the source, in source, into the source, in a constant, and commit it, in the repo, in the repository, in git, in plain text, in the bundle, in the frontend, in the client, next to the code',
  weakHash:
    'md5, sha1, sha-1, crc32, single round of, rot13, des, plain sha256, unsalted, without salt, without a salt',
  noQuestions:
    'without questions, without asking, without confirmation, do anything, no questions, may do anything, anything without, pre-approved, always approved, is trusted, is allowed to do',
  unlisted:
    'without showing up, not in the list, not listed, hidden from, does not appear, without appearing, not shown',
  everyInstall:
    'every installation, each installation, every deployment, each deployment, every environment, all environments, every database, each seed script, every seed script, on every server, on each server, in production',
  carrier:
    'user-agent, user agent, outgoing request, branch name, file name, commit message, alt text, tag name, dns name, referer, referrer, image name, package version, build number, outgoing header, query string, comment, screenshot, log message, title, tracking pixel, pixel, image address',
  invisibleTo:
    'invisible to, stay invisible, remain invisible, hidden from, unknown to, not visible to, concealed from, kept from, secret from, unnoticed by, out of sight of, without the knowledge of, behind the back of, not known to',
  thisStep:
    'this operation, this step, this action, this command, this call, these steps, these commands, these actions, these operations, this request, this change, these changes',
  strongTrace:
    'evidence of, all evidence, any evidence, all signs, all traces, any trace of, every trace of, terminal history, shell history, command history, bash history, footprints, your tracks, audit trail, all traces of, signs that',
  noMatter:
    'no matter what, whatever it contains, regardless of what, no matter how, whatever it does, irrespective of',
  runnable:
    'code, code block, command, script, snippet, shell line, shell command, program, one-liner, plugin, package, binary, installer, executable, extension',
  foundIn:
    'found in, in, from, posted in, given in, that appears in, that appear in, inside, within, shown in, given by, contained in, written in, sent by, suggested by, coming from, by',
  request: 'request, demand, order, command, task, instruction',
  above: 'over, above, before, ahead of, higher than, more than',
  scanner:
    'defender, windows defender, virus scanner, antivirus, antivirus software, dependabot, semgrep, gitleaks, codeql, snyk, trivy, bandit, sonarqube, secret scanner, secret scanning, edr, security scanner, vulnerability scanner, trufflehog, renovate, security linter, crowdstrike, sentinelone, clamav',
  finding:
    'security finding, security findings, security alert, vulnerability, vulnerabilities, findings of the scanner, scanner findings, cve, cves, security warning, security issue',
  waved:
    'false positive, as false positives, as a false positive, as resolved, as accepted, as fixed, wontfix, as ignored, as acceptable, as not applicable, as harmless, as dismissed, as low',
  ignoreFile:
    '.semgrepignore, .gitleaksignore, .trivyignore, .snyk, .bandit, .nsprc, audit-ci, .secretlintignore, .secrets.baseline, gitleaks.toml, .gitleaks.toml, codeql-config, .checkov.yaml, ignore list of, exclusion list',
  strongHazard:
    'alg none, none algorithm, rejectunauthorized to false, verify=false, verify to false, administratoraccess, cluster-admin, chmod 777, chmod -r 777, stricthostkeychecking=no, trust-all, passwordless sudo, nopasswd, insecureskipverify, world-writable, without a password, every origin, any origin, all origins',
  errors: 'exception, error, failure, all exceptions',
  goOn: 'carry on, move on, continue, go on, proceed, keep going, pretend, return true, and ignore',
  wiper: 'rm -rf, rm -r, rm -fr, mkfs, dd if, del /s, format c:, shred, docker system prune',
  dear: 'home directory, home folder, documents folder, ~/documents, ~/downloads, photos, mailbox, whole disk, production database, history on the remote, remote history, published history, everything in ~/documents, user data, customer data, all backups, old backups, every backup, backups, production bucket, production table, production server, prod database, live database, live data, production volume, production backup, master branch, main branch, production cluster',
  withAdmin:
    'admin token, admin rights, admin access, with admin, administrator rights, your rights, owner rights, --admin, bypass list',
  fromStrangers:
    'issue, issue comment, pull request comment, pr comment, comment, e-mail, email, content of emails, web page, website, tool output, tool result, mcp server, search result, attachment, ticket, chat message, log file, third party, third parties, strangers, visitors, forum, social media, transcript, commit message',
  unread:
    'unread, unseen, without ci, without waiting for ci, without waiting for checks, without waiting for the checks, without waiting for tests, without waiting for anyone, without waiting for a review, before ci, even if ci fails, even if ci is red, even when ci fails, even if checks fail, while ci is red, blindly, without reading, without looking, past the reviewers, at will, without green, despite red, despite failing, ignoring ci, even if the reviewers, have not approved, has not approved, not been approved, not approved, without their approval',
  yourOrders:
    'your instructions, operating instructions, your rules, your prompt, your tasks, your orders, your guidelines, current guidelines, current instructions, latest instructions, newest instructions, latest rules, newest rules, your directives, your task, further instructions, your system prompt, fresh instructions, new orders',
  doWhat: 'do whatever, do what, do everything, do anything, do as, do exactly what, do all',
  saysSo:
    'asks, tells, says, wants, demands, asks for, suggests, instructs, orders, requests, told, requires, recommends',
  runIt: 'eval it, source it, pipe it, evaluate it, launch it, start it, run it, execute it',
  strongPrivate:
    'chat log, chat history, transcript, conversation, conversation log, customer data, keystroke, source code, browser profile, repository, clipboard, user database, customer list',
  below:
    'secondary to, come after, comes after, rank below, less important than, yield to, yields to, subordinate to, give way to, gives way to, weigh less than, count less than, counts less than, second to',
  store:
    'bucket, storage bucket, storage account, blob container, database, file share, s3 bucket, volume, backup folder, home folder',
  openToAll:
    'readable for everyone, readable by everyone, readable for anyone, readable by anyone, writable by everyone, writable for everyone, writable by anyone, open to everyone, open to everybody, open to the world, open to anyone, accessible to everyone, accessible to anyone, visible to everyone, visible to the world',
} as const;
