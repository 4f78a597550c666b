import type { Fix } from '../../engine/finding.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/missing-origin-check',
  title: 'Message accepted from any site',
  severity: 'medium',
  confidence: 'likely',
  cwe: [346, 940],
  owasp: ['A07:2021', 'A01:2025'],
  remedy: 'Compare `event.origin` with the origin you expect before you look at `event.data`.',
  checks: [
    check({
      patterns: {
        javascript: [
          "addEventListener('message', $HANDLER, ...)",
          "$TARGET.addEventListener('message', $HANDLER, ...)",
        ],
      },
      problem: ({ HANDLER, TARGET }) => {
        if (TARGET.exists && !/^(window|globalThis|top|parent|\(?window as \w+\)?)$/.test(TARGET.text))
          return undefined;
        return problemIn(HANDLER, !TARGET.exists);
      },
    }),
    check({
      patterns: { javascript: ['window.onmessage = $HANDLER'] },
      problem: ({ HANDLER }) => problemIn(HANDLER, false),
    }),
  ],
});

const OF_WORKER = /\b(importScripts|self\.|postMessage\(|WorkerGlobalScope|parentPort)/;
const OF_PAGE = /\bdocument\b|\bwindow\b/;

/** @param mayBeWorker in a worker `addEventListener` without `window` hears only the page that made it. */
function problemIn(handler: Expression, mayBeWorker: boolean): Problem | undefined {
  const callback = functionOf(handler);
  if (!callback) return undefined;
  const { text } = callback;
  if (/\borigin\b|\b(e|ev|evt|event|msg|message)\.source\b|isTrusted|['"]origin['"]/.test(text)) return undefined;
  const { names } = callback;
  if (mayBeWorker && names.says(OF_WORKER) && !names.says(OF_PAGE)) return undefined;
  const [parameter] =
    callback.field('parameters').children.length > 0
      ? callback.field('parameters').children
      : [callback.field('parameter')];
  const name = parameter?.is('required_parameter') ? parameter.children[0]?.text : parameter?.text;
  const data = callback
    .descendants('member_expression')
    .find((member) => member.lastName === 'data' && member.object.text === name);
  const isDestructured = parameter
    ?.descendants('shorthand_property_identifier_pattern')
    .find((one) => one.text === 'data');
  const at = data ?? isDestructured;
  if (!at) return undefined;
  return {
    at: at.range,
    message: `\`${at.text}\` may come from any site that has this page open: \`origin\` is never looked at.`,
    fixes: data && name ? fixesOf(callback, name) : [],
  };
}

/** The function itself, or the one of the file that the name stands for. */
function functionOf(handler: Expression): Expression | undefined {
  const { origin } = handler;
  if (!origin.is('arrow_function', 'function_expression', 'function_declaration')) return undefined;
  return delegateOf(origin) ?? origin;
}

/** `(event) => this.onMessage(event)`: the method that does the work. */
function delegateOf(callback: Expression): Expression | undefined {
  const call = callback.field('body');
  if (!call.is('call_expression') || call.arguments.length !== 1) return undefined;
  const { callee } = call;
  if (callee.is('identifier'))
    return callee.origin.is('arrow_function', 'function_expression') ? callee.origin : undefined;
  if (!callee.is('member_expression') || callee.object.text !== 'this') return undefined;
  return callback
    .enclosing('class_body')
    .children.find((member) => member.is('method_definition') && member.field('name').text === callee.lastName);
}

function fixesOf(callback: Expression, name: string): readonly Fix[] {
  const body = callback.field('body');
  if (!body.is('statement_block')) return [];
  const indent = /^\{\s*\n([ \t]*)/.exec(body.text)?.[1];
  const guard = `if (${name}.origin !== window.location.origin) return;`;
  const text = indent === undefined ? ` ${guard}` : `\n${indent}${guard}`;
  return [
    {
      title: 'Accept messages of this origin only',
      safety: 'review',
      edits: [{ start: body.start + 1, end: body.start + 1, text }],
    },
  ];
}
