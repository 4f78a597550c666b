import type { Model } from '../engine/flow/model.ts';
import { ADDRESS, REMOTE } from './kinds.ts';

/** Angular: the route of the page, and what its services answer. https://angular.dev/api/router/ActivatedRoute, https://angular.dev/guide/http */
export default {
  reads: {
    'type @angular/router.ActivatedRoute': 'angular.Route',
    'type @angular/router.ActivatedRouteSnapshot': 'angular.Snapshot',
    'angular.Route.snapshot': 'angular.Snapshot',
    'angular.Snapshot.queryParams': ADDRESS,
    'angular.Snapshot.params': ADDRESS,
    'angular.Snapshot.fragment': ADDRESS,
    'angular.Snapshot.queryParamMap.get()': ADDRESS,
    'angular.Snapshot.paramMap.get()': ADDRESS,
  },
  handlers: {
    ...Object.fromEntries(
      ['queryParams', 'params', 'fragment', 'queryParamMap', 'paramMap'].map((stream) => [
        `angular.Route.${stream}.subscribe`,
        [ADDRESS],
      ]),
    ),
    '*.subscribe': [REMOTE],
    '*.subscribe.next': [REMOTE],
  },
} satisfies Model;
