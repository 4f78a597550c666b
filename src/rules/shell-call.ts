import type { Expression } from '../engine/names/expression.ts';

const SHELLS = /^(\/(usr\/)?bin\/)?((ba|z|da|k)?sh|cmd(\.exe)?|powershell(\.exe)?|pwsh)$/;

/** Whether a call starts a program through a shell: `shell: true`, or a shell with `-c`. */
export function isShellCall(call: Expression): boolean {
  if (call.arguments.some((argument) => isShellOption(argument.property('shell')))) return true;
  const list = call.argument(0).property('cmd').exists ? call.argument(0).property('cmd') : call.argument(0);
  const program = list.origin.is('array') ? list.origin.children[0] : call.argument(0);
  return SHELLS.test(program?.constant ?? '') && /['"`](-l?c|\/c|-Command)['"`]/i.test(call.text);
}

const isShellOption = (option: Expression): boolean =>
  option.value === true || (typeof option.value === 'string' && option.value !== '');
