import { type Model, sinks } from '../engine/flow/model.ts';

/** Evaluators that promise a sandbox, or evaluate expressions. https://github.com/patriksimek/vm2, https://mathjs.org/docs/expressions/security.html, https://github.com/dchester/jsonpath */
export default {
  sinks: [
    ...sinks('code', [
      'vm2.VM().run',
      'vm2.NodeVM().run',
      'vm2.NodeVM.code',
      'vm2.NodeVM.file',
      'vm2.VMScript',
      'VMScript',
      'vm2.VM().call',
      'sandbox().run',
      'sandbox.run',
      'notevil',
      'notevil.FunctionFactory()',
      'safe-eval',
      'static-eval',
      'mathjs.evaluate',
      'mathjs.eval',
      'expr-eval.Parser.evaluate',
      'expr-eval.Parser().evaluate',
      'jsonpath.query:1',
      'jsonpath.value:1',
      'jsonpath-plus.JSONPath:0.path',
      'to-fast-properties',
      'thenify',
      'thenify.withCallback',
      'ses.Compartment().evaluate',
      'Compartment().evaluate',
      'isolated-vm.Isolate().compileScript',
    ]),
    ...sinks('code', ['vm2.VM:0.sandbox', 'vm2.NodeVM:0.sandbox', 'vm2.VM:0'], { inside: true }),
  ],
} satisfies Model;
