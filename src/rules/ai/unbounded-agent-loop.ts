import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { asksModels, contains, modelCalls } from '../model-calls.ts';

/** More steps than an agent needs that has not lost its way. */
const TOO_MANY = 200;

const STEPS =
  /^(maxSteps|max_steps|maxTurns|max_turns|maxIterations|max_iterations|maxRoundtrips|maxToolRoundtrips|maxAutomaticRoundtrips|recursionLimit|recursion_limit|maxLoops|maxCalls|maxToolCalls)$/;

/** Names that count, or look at the clock or the purse. */
const BOUND =
  /^(i|n|\w*(max|limit|budget|attempt|retr(y|ies)|step|turn|iteration|round|deadline|timeout|count|counter|depth|remaining|elapsed|hops|tokens|cost|spent|usage|tries|loops|cycles|calls?Left|ttl)\w*)$/i;
/** What looks at one of these, or leaves when somebody says so. */
const LOOKS = /\b(aborted|throwIfAborted)\b|\b(Date|performance)\.now\(\)\s*[-<>]|[<>]=?\s*(Date|performance)\.now\(\)/;
const SPENDS = /(limit|budget|quota|deadline|meter|ration)/i;

export default defineRule({
  id: 'ai/unbounded-agent-loop',
  title: 'Agent that may go on for ever',
  severity: 'medium',
  confidence: 'likely',
  cwe: [834, 835, 770],
  owasp: ['LLM10:2025', 'LLM06:2025', 'ASI08:2026'],
  remedy: 'Count the steps and stop at a constant number, such as ten; give the loop a deadline and a budget as well.',
  checks: [
    check({
      nodes: { javascript: ['while_statement', 'do_statement', 'for_statement'] },
      where: ({ MATCH }) => isOpenEnded(MATCH) && asksIn(MATCH.field('body')) && !isBounded(MATCH),
      at: ({ MATCH }) =>
        MATCH.is('do_statement')
          ? MATCH.field('condition').range
          : { start: MATCH.start, end: Math.max(headEnd(MATCH), MATCH.start + 5) },
      message: () =>
        'This loop asks the model until the model says that it is done: an answer that always wants one step more runs, and costs, without end.',
    }),
    check({
      nodes: { javascript: ['while_statement', 'do_statement'] },
      where: ({ MATCH }) => waitsForOneStatus(MATCH) && asksModels(MATCH.names) && !isBounded(MATCH),
      at: ({ MATCH }) => MATCH.field('condition').range,
      message: () =>
        'This loop waits for one status only: a run that fails, expires or is cancelled is asked about without end.',
    }),
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) => STEPS.test(MATCH.key ?? '') && isTooMany(MATCH.field('value'), MATCH.key ?? ''),
      message: ({ MATCH }) =>
        `\`${MATCH.key}\` is so great that it stops nothing: an agent that goes in circles costs until somebody notices.`,
    }),
    check({
      patterns: { javascript: ['ai.stepCountIs($COUNT)'] },
      where: ({ COUNT }) => isTooMany(COUNT, ''),
      message: ({ COUNT }) =>
        `\`${COUNT.text}\` steps stop nothing: an agent that goes in circles costs until somebody notices.`,
    }),
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        MATCH.key === 'stopWhen' && NEVER.test(MATCH.field('value').origin.text) && asksModels(MATCH.names),
      message: () => '`stopWhen` never holds, so the agent goes on until the model stops of its own accord.',
    }),
    check({
      nodes: { javascript: ['function_declaration', 'method_definition'] },
      where: ({ MATCH }) => isRecursive(MATCH) && !isBounded(MATCH),
      at: ({ MATCH }) => MATCH.field('name').range,
      message: ({ MATCH }) =>
        `\`${MATCH.field('name').text}\` asks the model and calls itself again, for as long as the model wants: nothing counts how often.`,
    }),
  ],
});

const NEVER = /^\(?\s*\w*\s*\)?\s*=>\s*(false|Promise\.resolve\(false\))$|^isLoopFinished\(\)$/;

/** Whether a body asks a model, also through a function or method of the file. */
function asksIn(body: Expression): boolean {
  const calls = modelCalls(body.names);
  if (calls.length === 0) return false;
  if (calls.some((call) => contains(body, call))) return true;
  const asking = new Set(calls.map((call) => nameOfFunction(call.enclosingFunction)));
  return body
    .descendants('call_expression')
    .some(({ callee }) => callee.lastName.length > 2 && asking.has(callee.lastName));
}

const nameOfFunction = (fn: Expression): string =>
  fn.field('name').exists ? fn.field('name').text : fn.parent.is('variable_declarator') ? fn.targetNode.text : '';

/** `while (run.status !== 'completed')`: a run that has failed, expired or waits for something never is. */
function waitsForOneStatus(loop: Expression): boolean {
  const condition = loop.field('condition');
  const test = condition.is('parenthesized_expression') ? (condition.children[0] ?? condition) : condition;
  return (
    test.is('binary_expression') &&
    /^!==?$/.test(test.operator) &&
    /^(status|state)$/.test(test.field('left').lastName) &&
    /^(completed?|succeeded|done|ready|finished|COMPLETED?|SUCCEEDED|DONE|FINISHED)$/.test(
      test.field('right').constant ?? '',
    ) &&
    !/['"`](failed|error|errored|cancell?ed|expired|FAILED|ERROR|CANCELL?ED)['"`]/.test(loop.field('body').text)
  );
}

/** Without a condition, or with one that only the model's answer decides. */
function isOpenEnded(loop: Expression): boolean {
  const condition = loop.field('condition');
  if (loop.is('for_statement')) return !condition.exists || /^\s*;?\s*$/.test(condition.text);
  const inner = condition.is('parenthesized_expression') ? (condition.children[0] ?? condition) : condition;
  if (inner.value === true || inner.value === 1) return true;
  return /tool_?calls|toolCalls|stop_?reason|finish_?reason|function_?calls?|functionCalls|^!?\(?(done|finished|complete|completed|isDone|isComplete|isFinished|solved|goalReached|taskComplete|shouldContinue|continueLoop|keepGoing|running)\)?$/i.test(
    inner.text,
  );
}

/** A person, or a queue, has its turn in each round. */
const WAITS =
  /\.question\(|\b(prompt|prompts|input|ask|readLine|readline|text)\((['"`]|\{)|inquirer|\brl\.|getUserInput|readUserInput|userInput\(|nextMessage\(|\.receive(Message)?\(|\.(dequeue|brpop|blpop|take|nextJob)\(|cron|setInterval/i;

/** Something in the loop counts, looks at the clock, or waits for somebody. */
const isBounded = (loop: Expression): boolean =>
  WAITS.test(loop.text) ||
  LOOKS.test(loop.text) ||
  loop.descendants('binary_expression').some((test) => isLimit(test, loop)) ||
  loop.descendants('update_expression').some(({ text, parent }) => /--/.test(text) && !parent.is('for_statement')) ||
  loop.descendants('call_expression').some(({ callee }) => SPENDS.test(callee.text) && !/rate/i.test(callee.text));

/** `step >= MAX_STEPS`, `left === 0`, and a comparison with a number after which the loop is left. */
function isLimit(test: Expression, loop: Expression): boolean {
  if (!/^([<>]=?|[!=]==?|-)$/.test(test.operator)) return false;
  const around = test.enclosing('for_statement', 'while_statement', 'do_statement');
  // `for (let i = 0; i < calls.length; i++)` within the loop ends another one.
  if (around.start > loop.start && around.is('for_statement') && test.end <= around.field('body').start) return false;
  const isOrder = /^[<>]/.test(test.operator);
  const sides = [test.field('left'), test.field('right')];
  if (isOrder && sides.some((side) => isCounter(side))) return true;
  if (!isOrder) return sides.some((side) => BOUND.test(side.lastName)) && !sides.some(isLength);
  return sides.some(({ value }) => typeof value === 'number' && value > 1) && leaves(test);
}

const isCounter = (side: Expression): boolean =>
  [side, ...side.descendants('identifier', 'property_identifier')].some(({ lastName }) => BOUND.test(lastName));

const isLength = (side: Expression): boolean => side.lastName === 'length' || typeof side.constant === 'string';

const leaves = (test: Expression): boolean => {
  const branch = test.enclosing('if_statement', 'statement_block');
  return branch.is('if_statement') && /\b(break|return|throw)\b/.test(branch.field('consequence').text);
};

const headEnd = (loop: Expression): number => loop.field('body').start - 1;

const isTooMany = (value: Expression, key: string): boolean =>
  /^(Infinity|Number\.(MAX_SAFE_INTEGER|MAX_VALUE|POSITIVE_INFINITY))$/.test(value.origin.text) ||
  (typeof value.value === 'number' &&
    (value.value >= (/recursion/.test(key) ? TOO_MANY * 2 : TOO_MANY) || value.value < 0));

function isRecursive(fn: Expression): boolean {
  const name = fn.field('name').text;
  const body = fn.field('body');
  if (name.length < 3 || !modelCalls(fn.names).some((call) => contains(body, call))) return false;
  // A method `fetch` of a worker that calls `fetch(url)` does not call itself.
  const own = fn.is('method_definition') ? `this.${name}` : name;
  return body.descendants('call_expression').some(({ callee }) => callee.text === own);
}
