import { namesOfSinks } from '../engine/embedded/template-sinks.ts';
import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { ADDRESS, STORAGE } from './kinds.ts';

const MESSAGE_EVENT = ['browser.MessageEvent'];
const SOCKET_EVENT = ['browser.SocketEvent'];

/** What a page reads from outside, and where markup, code and addresses take effect. https://developer.mozilla.org/docs/Web/API */
export default {
  reads: {
    'location.hash': ADDRESS,
    'location.search': ADDRESS,
    'location.href': ADDRESS,
    'location.pathname': ADDRESS,
    'location.toString()': ADDRESS,
    location: ADDRESS,
    'document.location.hash': ADDRESS,
    'document.location.search': ADDRESS,
    'document.location.href': ADDRESS,
    'document.location': ADDRESS,
    'document.URL': ADDRESS,
    'document.documentURI': ADDRESS,
    'document.baseURI': ADDRESS,
    'document.referrer': data(DATA.browser, 'the address of the page before'),
    'document.cookie': STORAGE,
    'window.name': data(DATA.browser, 'the name of the window'),
    'history.state': ADDRESS,
    'localStorage.getItem()': STORAGE,
    'sessionStorage.getItem()': STORAGE,
    'browser.MessageEvent.data': data(DATA.browser | DATA.structured, 'a message of another window'),
    'browser.SocketEvent.data': data(DATA.remote | DATA.structured, 'a message of a server'),
    'type MessageEvent': 'browser.MessageEvent',
  },
  handlers: {
    ...Object.fromEntries(
      ['WebSocket()', 'EventSource()'].flatMap((socket) => [
        [`${socket}.onmessage`, SOCKET_EVENT],
        [`${socket}.addEventListener(message)`, SOCKET_EVENT],
      ]),
    ),
    'addEventListener(message)': MESSAGE_EVENT,
    '*.addEventListener(message)': MESSAGE_EVENT,
    addEventListener: ['browser.MessageEvent'],
  },
  sinks: [
    ...sinks('module', ['=*.src'], { receiver: /script/i }),
    ...sinks('dom', [
      '=*.innerHTML',
      '=*.outerHTML',
      '=*.srcdoc',
      '*.insertAdjacentHTML:1',
      'document.write:all',
      'document.writeln:all',
      '*.createContextualFragment',
      '*.setHTMLUnsafe',
      '*.parseHTMLUnsafe',
      // What the templates of components write as HTML.
      ...namesOfSinks('html'),
      ...namesOfSinks('script'),
    ]),
    // The document of a window or frame that the page has opened.
    ...sinks('dom', ['*.write:all', '*.writeln:all'], {
      receiver: /(^|\.|_)(document|doc|contentDocument)$|Doc(ument)?$/,
    }),
    ...sinks('redirect', [
      ...namesOfSinks('address'),
      '=location',
      '=location.href',
      '=window.location',
      '=document.location',
      '=document.location.href',
      'location.assign',
      'location.replace',
      'window.open',
      'open:0',
      'document.location.assign',
      'document.location.replace',
    ]),
    ...sinks('redirect', ['=*.location', '=*.href'], {
      receiver: /^(window|self|top|parent|document|.*[lL]ocation|\$window)$/,
    }),
    ...sinks('redirect', ['=*.href'], { receiver: /^a$|link$|anchor$|createElement\(['"`]a['"`]\)$/i }),
    ...sinks('redirect', ['=*.src'], {
      receiver: /^(i?frame|embed)$|[a-z]I?[fF]rame$|createElement\(['"`]i?frame['"`]\)$/,
    }),
    ...sinks('request', ['importScripts:all', 'navigator.sendBeacon']),
    ...sinks('code', ['=*.onclick', '=*.onerror'], { receiver: /^$/ }),
  ],
} satisfies Model;
