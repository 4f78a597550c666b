import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';

/** AngularJS: what a page binds to the scope, and where it is trusted. https://docs.angularjs.org/api/ng/service/$sce */
export default {
  reads: {
    'parameter $scope': 'angularjs.Scope',
    'parameter $rootScope': 'angularjs.Scope',
    'angularjs.Scope': data(DATA.browser, 'a value that the page binds'),
    'angularjs.Scope.*': data(DATA.browser, 'a value that the page binds'),
  },
  cleans: { $sanitize: ['html', 'dom'], '$sce.getTrustedHtml': ['html', 'dom'] },
  sinks: sinks(
    'dom',
    ['html', 'append', 'prepend', 'after', 'before', 'replaceWith', 'wrap'].map((name) => `*.${name}`),
    { receiver: /^angular\.element\(/ },
  ),
} satisfies Model;
