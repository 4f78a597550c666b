import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { MESSAGE } from './kinds.ts';

/** A page of the program's own opens what it has written itself; one of a site opens what anybody got into it. */
const OPENED = data(DATA.user, 'an address that the page opens', {
  says: /loadURL\(\s{0,20}(['"`]https?:\/\/(?!localhost|127\.)|[\w.]{0,40}(APP|SITE|REMOTE|PORTAL|START|HOME)_?UR[IL])/,
});
const LINK = data(DATA.user, 'a link that another program opens');

/** What the pages of an Electron program ask of its main process. https://www.electronjs.org/docs/latest/api/ipc-main, https://www.electronjs.org/docs/latest/tutorial/security#14-do-not-use-openexternal-with-untrusted-content */
export default {
  reads: { 'electron.Opened.url': OPENED },
  handlers: {
    ...Object.fromEntries(
      ['handle', 'handleOnce', 'on', 'once'].map((method) => [
        `electron.ipcMain.${method}`,
        [undefined, MESSAGE, MESSAGE, MESSAGE],
      ]),
    ),
    '*.setWindowOpenHandler': ['electron.Opened'],
    ...Object.fromEntries(
      ['will-navigate', 'will-redirect', 'new-window', 'will-frame-navigate'].map((event) => [
        `*.on(${event})`,
        [undefined, OPENED],
      ]),
    ),
    'electron.app.on(open-url)': [undefined, LINK],
  },
  sinks: [
    ...sinks('program', ['electron.shell.openExternal', 'electron.shell.openPath']),
    ...sinks('code', ['electron.webContents.executeJavaScript', '*.executeJavaScript']),
  ],
} satisfies Model;
