import { type Model, sinks } from '../engine/flow/model.ts';

/** shelljs, execa, cross-spawn, node-pty, ssh2, simple-git. https://github.com/shelljs/shelljs, https://github.com/sindresorhus/execa, https://github.com/moxystudio/node-cross-spawn */
export default {
  cleans: {
    'shell-quote.quote': ['shell'],
    'shell-escape': ['shell'],
    shellescape: ['shell'],
    'shescape.quote': ['shell'],
    'shescape.escape': ['shell'],
    'shescape.Shescape().quote': ['shell'],
  },
  sinks: [
    ...sinks('shell', [
      'shelljs.exec',
      'execa.execaCommand',
      'execa.execaCommandSync',
      'execa.command',
      'execa.commandSync',
      'cross-exec.exec',
      'child-process-promise.exec',
      'promisify-child-process.exec',
      'node-cmd.run',
      'node-cmd.get',
      'node-cmd.runSync',
      'exec-sh',
      'await-exec',
      'node-exec-promise.exec',
      'sync-exec',
      'execSync',
      'ssh2.Client().exec',
      'child_process.exec().exec',
    ]),
    ...sinks('program', [
      'execa',
      'execa.execa',
      'execa.execaSync',
      'execa.sync',
      'cross-spawn',
      'cross-spawn.spawn',
      'cross-spawn.sync',
      'node-pty.spawn',
      'Bun.spawn',
      'Deno.Command',
      'pm2.start',
    ]),
    ...sinks(
      'program',
      ['execa:1', 'execa.execa:1', 'cross-spawn:1', 'Deno.Command:1.args', 'Bun.spawn:0', 'Deno.run:0.cmd'],
      { inside: true },
    ),
  ],
} satisfies Model;
