import { type Model, sinks } from '../engine/flow/model.ts';
import { MESSAGE } from './kinds.ts';

/** What the pages of an Electron program ask of its main process. https://www.electronjs.org/docs/latest/api/ipc-main, https://www.electronjs.org/docs/latest/tutorial/security#14-do-not-use-openexternal-with-untrusted-content */
export default {
  handlers: Object.fromEntries(
    ['handle', 'handleOnce', 'on', 'once'].map((method) => [
      `electron.ipcMain.${method}`,
      [undefined, MESSAGE, MESSAGE, MESSAGE],
    ]),
  ),
  sinks: [
    ...sinks('program', ['electron.shell.openExternal', 'electron.shell.openPath']),
    ...sinks('code', ['electron.webContents.executeJavaScript', '*.executeJavaScript']),
  ],
} satisfies Model;
