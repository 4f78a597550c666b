import { TRUSTING_CALLS } from '../engine/embedded/trusting-calls.ts';
import { type Model, sinks } from '../engine/flow/model.ts';
import { REMOTE } from './kinds.ts';

const INSERTERS = ['html', 'append', 'prepend', 'before', 'after', 'replaceWith', 'wrap', 'wrapAll', 'wrapInner'];

/**
 * What writes markup, and what makes it harmless: jQuery, React, Vue, Angular, DOMPurify, sanitize-html, he, validator.
 * https://api.jquery.com/html/, https://react.dev/reference/react-dom/components/common#dangerously-setting-the-inner-html,
 * https://angular.dev/best-practices/security, https://github.com/cure53/DOMPurify, https://github.com/apostrophecms/sanitize-html
 */
export default {
  same: { jQuery: '$', jquery: '$', Swal: 'sweetalert2' },
  undeclared: {
    unsafeHTML: 'lit/directives/unsafe-html.js.unsafeHTML',
    unsafeSVG: 'lit/directives/unsafe-svg.js.unsafeSVG',
    m: 'mithril',
    Swal: 'sweetalert2',
  },
  cleans: Object.fromEntries(
    [
      'dompurify.sanitize',
      'DOMPurify.sanitize',
      'isomorphic-dompurify.sanitize',
      'dompurify().sanitize',
      'sanitize-html',
      'xss',
      'xss.filterXSS',
      'insane',
      'he.encode',
      'he.escape',
      'escape-html',
      'lodash.escape',
      '_.escape',
      'underscore.escape',
      'validator.escape',
      'html-entities.encode',
      'entities.escape',
      'entities.encode',
      'lodash.escape',
      'striptags',
      'string-strip-html.stripHtml',
      'escape-goat.htmlEscape',
      'html-escaper.escape',
      'xss-filters.inHTMLData',
      'sanitizer.sanitize',
      'pug.escapeXml',
      'handlebars.escapeExpression',
      'Handlebars.escapeExpression',
      'Handlebars.Utils.escapeExpression',
      'ejs.escapeXML',
      'js-xss',
      'node-esapi.encoder().encodeForHTML',
      'hono/utils/html.escape',
    ].map((name) => [name, ['html', 'dom'] as const]),
  ),
  passes: {
    marked: { from: [0] },
    'marked.marked': { from: [0] },
    'marked.parse': { from: [0] },
    'showdown.Converter().makeHtml': { from: [0] },
    'markdown-it().render': { from: [0], removes: ['html', 'dom'] },
  },
  handlers: {
    '$.getJSON': [REMOTE],
    '$.get': [REMOTE],
    '$.post': [REMOTE],
  },
  sinks: [
    ...sinks(
      'dom',
      INSERTERS.map((name) => `*.${name}`),
      { receiver: /^\$|^jQuery|^\w*\$(el)?$|^(element|\$\w+|el|elem)(\.|$)|\$\(/i },
    ),
    ...sinks('dom', ['$', '$.parseHTML', '$.globalEval']),
    ...sinks(
      'dom',
      ['<dangerouslySetInnerHTML:__html', '<v-html', '<srcDoc', '<source:html'].map((name) => name),
    ),
    // Maps, dialogs and editors that take their text for HTML.
    ...sinks(
      'dom',
      ['bindPopup', 'bindTooltip', 'setPopupContent', 'setTooltipContent', 'setHTML', 'dangerouslyPasteHTML:last'].map(
        (name) => `*.${name}`,
      ),
    ),
    ...sinks('dom', ['*.setContent', '*.openPopup', '*.openTooltip'], {
      receiver: /(^|[.a-z])(popup|tooltip|info_?win\w*)(\(|$)|(^|\.)map$/i,
    }),
    ...sinks('dom', [
      'L.divIcon:0.html',
      'leaflet.divIcon:0.html',
      'google.maps.InfoWindow:0.content',
      'sweetalert2.fire:0.html',
      'sweetalert2.fire:0.footer',
      'sweetalert2.fire:1',
      'bootbox.alert',
      'bootbox.confirm',
      'bootbox.dialog:0.message',
    ]),
    ...sinks('dom', ['*.html'], { receiver: /^d3\b|^(tool)?tip$|\.(select|selectAll|append)\(/i }),
    // Functions by which a framework is told that text is HTML already.
    ...sinks('dom', [
      ...TRUSTING_CALLS.map(({ module, name }) => `${module}.${name}`),
      'vue.h:1.innerHTML',
      'vue.createVNode:1.innerHTML',
      'h:1.innerHTML',
      '<innerHTML',
      'react.createElement:1.dangerouslySetInnerHTML.__html',
      'React.createElement:1.dangerouslySetInnerHTML.__html',
    ]),
    // The page of an extension of VS Code.
    ...sinks('dom', ['=*.html'], { receiver: /webview$/i }),
    ...sinks('redirect', ['<href', '<action', '<formAction', '<src']),
    ...sinks('redirect', ['react.createElement:1.href', 'React.createElement:1.href']),
    ...sinks('dom', [
      '*.bypassSecurityTrustHtml',
      '*.bypassSecurityTrustScript',
      '*.bypassSecurityTrustStyle',
      '*.bypassSecurityTrustUrl',
      '*.bypassSecurityTrustResourceUrl',
      '*.trustAsHtml',
      '*.trustAsJs',
      '*.trustAsUrl',
      '*.trustAsResourceUrl',
      '*.trustAsCss',
      '*.trustAs:1',
    ]),
    ...sinks('html', ['nodemailer.createTransport().sendMail:0.html', '*.sendMail:0.html']),
    // Printed by a browser of the server's own, with its files and its network.
    ...sinks('html', ['*.setContent'], { receiver: /(^|[.a-z])(page|tab|frame)$/i }),
    ...sinks('html', [
      'puppeteer.launch().newPage().setContent',
      'puppeteer-core.launch().newPage().setContent',
      'playwright.chromium.launch().newPage().setContent',
      'html-pdf.create',
      'html-pdf-node.generatePdf:0.content',
      'html-pdf-node.generatePdfs:0.content',
      'wkhtmltopdf',
      'phantom-html-to-pdf:0.html',
      'pdf-puppeteer',
      'node-html-to-image:0.html',
    ]),
  ],
} satisfies Model;
