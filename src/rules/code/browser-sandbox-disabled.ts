import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { fileSays } from '../code-text.ts';
import { onceForFile } from '../once.ts';

/** Switches of Chromium, and what they allow the page. */
const SWITCHES: Readonly<Record<string, string>> = {
  'no-sandbox': 'a page that breaks out of the browser is at once on this machine, with the rights of this program',
  'disable-setuid-sandbox':
    'a page that breaks out of the browser is at once on this machine, with the rights of this program',
  'disable-web-security': 'a page can read answers of every other site, and of hosts that only this machine reaches',
  'allow-file-access-from-files': 'a page from a file can read all other files',
};

const OPENS = /\.(goto|setContent|navigate|loadURL)\(/;
const DRIVEN = /puppeteer|playwright|chrome|chromium|webdriver|selenium|electron/i;

export default defineRule({
  id: 'code/browser-sandbox-disabled',
  title: 'Browser started without its sandbox',
  severity: 'medium',
  confidence: 'likely',
  cwe: [693, 250, 265],
  owasp: ['A05:2021', 'A02:2025'],
  remedy:
    'Leave the switch out: start the browser as a user without rights, in a container with the seccomp profile that Chromium asks for.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$BROWSER.launch($OPTIONS)',
          '$BROWSER.launchPersistentContext($FOLDER, $OPTIONS)',
          '"chrome-launcher".launch($OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, MATCH }) => {
        if (!fileSays(OPTIONS.names, DRIVEN)) return undefined;
        const options = OPTIONS.property('puppeteerOptions').exists ? OPTIONS.property('puppeteerOptions') : OPTIONS;
        const args = ['args', 'chromeFlags'].map((name) => options.property(name)).find(({ exists }) => exists);
        return args && problemIn(args.origin.children, MATCH);
      },
    }),
    check({
      // Selenium, Electron, and lists that are made longer.
      patterns: {
        javascript: ['$OPTIONS.addArguments(...)', '$COMMAND.appendSwitch($SWITCH, ...)', '$LIST.push(...)'],
      },
      problem: ({ LIST, MATCH }) =>
        (LIST.exists && !/args|flags/i.test(LIST.lastName)) || !fileSays(MATCH.names, DRIVEN)
          ? undefined
          : problemIn(MATCH.arguments, MATCH),
    }),
  ],
});

/** The first of the switches that is among some words. */
function problemIn(words: readonly Expression[], call: Expression): Problem | undefined {
  const found = words.find((word) => Object.hasOwn(SWITCHES, nameOf(word)));
  if (!found) return undefined;
  return {
    at: found.range,
    message: `With \`${found.constant ?? ''}\` ${SWITCHES[nameOf(found)]}.`,
    // What tests and the program's own pages are shown in breaks out of nothing.
    ...(!opensForeign(call.names) && { confidence: 'possible' as const }),
  };
}

const nameOf = (word: Expression): string => (word.constant ?? '').replace(/^--/, '');

/** Whether the file opens pages whose address or content is not written in it. */
const opensForeign = onceForFile(
  (whole) =>
    fileSays(whole.names, OPENS) &&
    whole
      .descendants('call_expression')
      .some(
        (each) =>
          /^(goto|setContent|navigate|loadURL)$/.test(each.callee.lastName) &&
          !isOwnAddress(each.argument(0)) &&
          !isDrawn(each),
      ),
);

/** A page that a function draws: `page.setContent(renderInvoice(order))`. */
const isDrawn = (call: Expression): boolean =>
  call.callee.lastName === 'setContent' && call.argument(0).origin.is('call_expression', 'await_expression');

/** Constant, made of constants in capitals or of what the program is configured with, a page of this machine. */
function isOwnAddress(address: Expression): boolean {
  const { origin } = address;
  if (origin.value !== undefined || !address.exists) return true;
  const parts = origin.isBuiltText ? origin.holes : [origin];
  return (
    /^[`'"](file:|https?:\/\/(localhost|127\.|0\.0\.0\.0))/.test(origin.text) ||
    parts.every(
      (part) => /^[A-Z][A-Z0-9_]*$/.test(part.lastName) || /(^|\.)(env|config|base_?url|port)\b/i.test(part.text),
    )
  );
}
