import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, says, saysAround, withoutSentences } from '../code-text.ts';
import { FUNCTION_KINDS } from '../handlers.ts';
import { type Action, actionIn } from '../irrevocable-actions.ts';
import { isOfAnswer } from '../model-answer.ts';
import { asksModels } from '../model-calls.ts';
import { toolDefinedBy } from '../tool-definitions.ts';

/** What is done to somebody's money or goods, by the name of the function that does it. */
const DEED =
  /\b(order|buy|purchase|pay|charge|transfer|refund|reserve|withdraw|redeem|reroute|dispatch|ban|kick|suspend|unlock|deploy|place_?(order|bid)|book|cancel)(?=[A-Z_(]|$)/;
/** Made of texts and lists, and not done to anybody. */
const NO_DEED =
  /^(order(By|Results|Items|Steps|List|Docs|Messages|Chunks|Rows)|pay(load|Load)|book(mark|Title)|cancel(Animation\w*|Request|Timer|Token)|dispatch(Event|Action)?$|charge(r|s))/;

export default defineRule({
  id: 'ai/unconfirmed-tool-action',
  title: 'Model that acts without being asked back',
  severity: 'high',
  confidence: 'likely',
  cwe: [862, 749, 250],
  owasp: ['LLM06:2025', 'ASI02:2026'],
  remedy:
    'Have a person confirm what cannot be taken back, `needsApproval: true` where the library knows it, and give the tool only the rights of the one who asks.',
  yieldsTo: ['ai/decision-left-to-model'],
  checks: [
    check({
      // A server whose tools the provider calls by itself.
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        /^(require_approval|requireApproval)$/.test(MATCH.key ?? '') &&
        MATCH.field('value').constant === 'never' &&
        !['allowed_tools', 'allowedTools'].some((name) => MATCH.parent.property(name).exists),
      message: ({ MATCH }) =>
        `\`${MATCH.key}\` is \`never\`, so whatever tool of this server the model calls is run, and nobody is asked before.`,
    }),
    check({
      nodes: { javascript: ['call_expression', 'new_expression', 'pair'] },
      problem: ({ MATCH }) => {
        const tool = toolDefinedBy(MATCH);
        if (!tool || says(tool.definition, ASKS_BACK) || says(tool.run, ASKS_BACK)) return undefined;
        const action = actionIn(tool.run) ?? actionNamed(tool.name, tool.run) ?? actionTold(tool.definition, tool.run);
        return action && toProblem(action.call.callee, tool.name, action.does);
      },
    }),
    check({
      // `case 'delete_user': await deleteUser(args.id)`, of what a model has called.
      nodes: { javascript: ['switch_case', 'if_statement'] },
      problem: ({ MATCH }) => {
        const { name, at, body } = chosenBy(MATCH);
        if (name === '' || !DANGEROUS_NAME.test(name) || !asksModels(MATCH.names)) return undefined;
        if (saysAround(MATCH, ASKS_BACK)) return undefined;
        return /\b\w+\(/.test(body) ? toProblem(at, name, 'does what cannot be taken back') : undefined;
      },
    }),
    check({
      // `handlers[call.function.name](args)`: a function for each name that the model may say.
      nodes: { javascript: ['subscript_expression'] },
      problem: ({ MATCH }): readonly Problem[] => {
        const { names } = MATCH;
        if (!isCalledName(MATCH.field('index').text) || !asksModels(names) || saysAround(MATCH, ASKS_BACK)) return [];
        return MATCH.object.origin.members.flatMap((member) => {
          const name = member.key ?? '';
          const run = member.is('pair') ? member.field('value').origin : member;
          if (!run.is(...FUNCTION_KINDS)) return [];
          if (says(run, ASKS_BACK)) return [];
          const action = actionIn(run) ?? actionNamed(name, run);
          return action ? [toProblem(action.call.callee, name, action.does)] : [];
        });
      },
    }),
    check({
      // `const order = answer.match(/ORDER:(\w+)/); if (order) await placeOrder(customer, order[1]);`
      nodes: { javascript: ['call_expression'] },
      says: DEED,
      problem: ({ MATCH }) => {
        const { callee, names, enclosingFunction: fn } = MATCH;
        if (!DEED.test(callee.lastName) || NO_DEED.test(callee.lastName) || !fn.exists || !asksModels(names))
          return undefined;
        if (!MATCH.arguments.some((argument) => isOfAnswer(argument))) return undefined;
        // Told where the name is asked for.
        if (
          chosenBy(MATCH.enclosing('switch_case')).name !== '' ||
          chosenBy(MATCH.enclosing('if_statement')).name !== ''
        )
          return undefined;
        if (ASKS_BACK.test(withoutSentences(codeText(fn)))) return undefined;
        return {
          at: callee.range,
          message: `\`${shortText(callee.text)}\` does what the model's answer says: nobody is asked before, and whoever gets text into the prompt decides it.`,
        };
      },
    }),
    check({
      // `for (const call of message.tool_calls) await transport.sendMail(JSON.parse(call.function.arguments))`
      nodes: { javascript: ['for_in_statement'] },
      problem: ({ MATCH }) => {
        const { names } = MATCH;
        if (!TOOL_CALLS.test(MATCH.field('right').text) || !asksModels(names) || saysAround(MATCH, ASKS_BACK))
          return undefined;
        const action = actionIn(MATCH.field('body'));
        return action && toProblem(action.call.callee, '', action.does);
      },
    }),
  ],
});

/** What a model wants to have called. */
const TOOL_CALLS = /\b(tool_?calls|function_?calls|tool_?uses)\b/i;

const toProblem = (at: Expression, name: string, action: string): Problem => ({
  at: at.range,
  message: `${name === '' ? 'This tool' : `The tool \`${name}\``} ${action} whenever the model says so: nobody is asked before.`,
});

/** Words by which somebody, or a rule, decides before it is done. `['human', question]` is who speaks, not who is asked. */
const ASKS_BACK =
  /needs_?Approval|require_?s?_?(Approval|Confirmation|Human)|confirm|approv|interrupt\(|(?<!['"])human|human(?!['"])|consent|dry_?run|ask_?(user|permission)|\.question\(|inquirer|pending|allow_?(ed(?!Mentions)|list)|permission|authoriz(?!ation['"]?\s*:)|isAdmin|can\(|policy|guard|sandbox|review|(?<!ref)undo|draft/i;

const DANGEROUS_NAME =
  /^(delete|drop|destroy|wipe|purge|remove)_?(user|account|message|mail|event|invoice|object|bucket|item|entry|row|file|files|record|records|data|database|table|customer|order|project|repo|all|folder|document|email)|^(transfer|wire|send)_?(funds|money|payment|amount)|^(transfer|refund|wire|payout)$|^(refund|issue_?refund|make_?payment|charge|pay|purchase|buy|place_?order|execute_?trade)(\b|_(?!status|history|info|polic|list|option|terms|eligib|method))|^(publish|broadcast|unpublish)(_|\b)|^order_?(supply|supplies|items?|products?|goods|parts?|food|material\w*|medic\w*)$|^(create|submit|place)_?(order|purchase|payment|transfer|refund|trade)$|^cancel_?(order|subscription|booking|reservation|appointment|account)$|^(grant|revoke|set|assign|change|update)_?(access|roles?|permissions?|admin)|^make_?admin|^send_?(e?mail|sms|message|tweet)|^(execute|run)_?(command|shell|bash|code|script|sql)|^(deploy|shutdown|terminate|reset_?password)|^(ban|kick|suspend|deactivate|block)_?(user|member|account|customer)/i;

/** A tool whose name says it, and whose function calls what does it. */
function actionNamed(name: string, run: Expression): Action | undefined {
  if (!DANGEROUS_NAME.test(name) || /^(execute|run)/i.test(name)) return undefined;
  const call = run.descendants('call_expression').find(({ callee }) => isActing(callee));
  return call && { call, does: 'does what cannot be taken back' };
}

/** What the tool tells the model that it does, and a request that does it elsewhere: `description: 'Publish the item'`, `fetch(url, { method: 'POST' })`. */
function actionTold(definition: Expression, run: Expression): Action | undefined {
  const options = definition.is('pair')
    ? definition.field('value').origin
    : definition.arguments.find(({ origin }) => origin.is('object'));
  const does = TOLD.exec((options?.property('description').constant ?? '').slice(0, LONGEST_TELLING));
  if (!does) return undefined;
  const call = run.descendants('call_expression').find(sendsChange);
  return call && { call, does: 'does what cannot be taken back' };
}

const LONGEST_TELLING = 80;
const TOLD =
  /^(this tool )?(permanently |immediately |directly )?(publish|broadcast|refund|wire|delete|cancel|charge|pay out|terminate|suspend|ban)(e?s)?\b|\b(publish|broadcast)(es)?\b.{0,40}\b(live|public|website|site|feed|ticker|channel)/i;
const sendsChange = (call: Expression): boolean =>
  /^(fetch|\$fetch|ofetch)$/.test(call.callee.text)
    ? /^(POST|PUT|PATCH|DELETE)$/i.test(call.argument(1).property('method').constant ?? '')
    : /^(axios|ky|got|api|client|http)$/.test(call.callee.object.text) &&
      /^(post|put|patch|delete)$/.test(call.callee.lastName);

const isActing = (callee: Expression): boolean =>
  /^(delete|drop|destroy|remove|transfer|send|refund|pay|charge|purchase|buy|place|grant|revoke|deploy|terminate|shutdown|reset|post|put|patch|create|update)/i.test(
    callee.lastName,
  );

/** The name for which a branch is taken, and what it does. */
function chosenBy(branch: Expression): { name: string; at: Expression; body: string } {
  const none = { name: '', at: branch, body: '' };
  if (branch.is('switch_case')) {
    const value = branch.field('value');
    const on = branch.parent.parent.field('value').text;
    return isCalledName(on) ? { name: value.constant ?? '', at: value, body: branch.text } : none;
  }
  const condition = branch.field('condition');
  const test = condition.is('parenthesized_expression') ? (condition.children[0] ?? condition) : condition;
  if (!test.is('binary_expression') || !/^===?$/.test(test.operator) || !isCalledName(test.field('left').text))
    return none;
  return { name: test.field('right').constant ?? '', at: test.field('right'), body: branch.field('consequence').text };
}

/** What a model has called, or the step that its answer asks for. */
const isCalledName = (text: string): boolean =>
  /(^|\.)(plan|step|action|intent|decision|answer|reply|output|object|result|call|use|cmd|command|response|parsed|suggestion|task|op|operation|next)\??\.(action|type|tool|intent|command|operation|kind|op|do)\)?$/i.test(
    text,
  ) ||
  /(tool|function|call|block|fn|action|content|\buse)\w*\??\.?(function\??\.)?name\)?$|^\(?(name|toolName|functionName|fnName|tool_name|function_name|action)\)?$/i.test(
    text,
  );
