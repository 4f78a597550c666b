import { type Model, sinks } from '../engine/flow/model.ts';
import { MESSAGE } from './kinds.ts';

/** Extensions of browsers. https://developer.chrome.com/docs/extensions/reference/api/runtime#event-onMessageExternal, .../api/tabs */
export default {
  same: { browser: 'chrome' },
  handlers: {
    // Any page or extension that is let in may send these.
    'chrome.runtime.onMessageExternal.addListener': [MESSAGE],
    'chrome.runtime.onConnectExternal.addListener': [MESSAGE],
  },
  sinks: [
    ...sinks('code', ['chrome.tabs.executeScript:0.code', 'chrome.tabs.executeScript:1.code']),
    ...sinks('redirect', ['chrome.tabs.create:0.url', 'chrome.tabs.update:0.url', 'chrome.tabs.update:1.url']),
  ],
} satisfies Model;
