import { DATA } from '../engine/flow/data.ts';
import { data, type Model } from '../engine/flow/model.ts';
import { ADDRESS, REMOTE } from './kinds.ts';

/** Build tools hand these out without an import. */
const named = (names: readonly string[]): readonly string[] => names.flatMap((name) => [`vue.${name}`, name]);
const all = <Spec>(names: readonly string[], spec: Spec): Record<string, Spec> =>
  Object.fromEntries(names.map((name) => [name, spec]));

const ROUTES = ['vue-router.useRoute()', 'useRoute()', '$route', 'nuxt/app.useRoute()', '#imports.useRoute()'];

/** Vue, Vue Router and VueUse. https://vuejs.org/api/reactivity-core.html, https://router.vuejs.org/api/, https://vueuse.org/functions.html */
export default {
  reads: {
    ...all(ROUTES, 'vue.Route'),
    'type vue-router.RouteLocationNormalized': 'vue.Route',
    'vue-router.useRouter().currentRoute': 'vue.Route',
    'useRouter().currentRoute': 'vue.Route',
    '$router.currentRoute': 'vue.Route',
    'vue.Route.value': 'vue.Route',
    'vue.Route.query': data(DATA.browser, 'the query of the page'),
    'vue.Route.params': data(DATA.browser, 'the path of the page'),
    'vue.Route.hash': ADDRESS,
    '@vueuse/core.useFetch().data': REMOTE,
    '@vueuse/core.useUrlSearchParams()': ADDRESS,
    '@vueuse/router.useRouteQuery()': ADDRESS,
    '@vueuse/router.useRouteHash()': ADDRESS,
  },
  handlers: all(
    ['vue-router.createRouter().beforeEach', 'vue-router.createRouter().afterEach', 'vue-router.onBeforeRouteUpdate'],
    ['vue.Route', 'vue.Route'],
  ),
  passes: {
    ...all(named(['ref', 'shallowRef', 'toRef']), { from: [0], keeps: true, holds: true }),
    ...all(named(['computed']), { from: [0], keeps: true, holds: true, calls: true }),
    ...all(named(['reactive', 'shallowReactive', 'readonly', 'toRaw', 'markRaw', 'unref', 'toValue']), {
      from: [0],
      keeps: true,
    }),
    '@vueuse/core.computedAsync': { from: [0], keeps: true, holds: true, calls: true },
    '@vueuse/core.useLocalStorage': { from: [1], keeps: true, holds: true },
  },
} satisfies Model;
