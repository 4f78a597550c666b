import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { ARGUMENTS, COOKIES, HEADERS, QUERY, ROUTE, URL_OF } from './kinds.ts';

const ROUTE_HANDLER = ['web.Request', 'next.RouteContext'];
const PAGE_CONTEXT = ['next.PageContext'];

/**
 * Next.js: route handlers, server actions, pages, middleware.
 * https://nextjs.org/docs/app/api-reference/file-conventions/route, https://nextjs.org/docs/app/api-reference/directives/use-server
 */
export default {
  reads: {
    'type next/server.NextRequest': 'web.Request',
    'web.Request.nextUrl.searchParams': QUERY,
    'web.Request.nextUrl': URL_OF,
    'next.RouteContext.params': ROUTE,
    'next.PageProps.params': ROUTE,
    'next.PageProps.searchParams': QUERY,
    'next.PageContext.params': ROUTE,
    'next.PageContext.query': QUERY,
    'next.PageContext.req': 'express.Request',
    'next.PageContext.res': 'express.Response',
    '"use server"': data(ARGUMENTS.data | DATA.whole, ARGUMENTS.what),
    'next/router.useRouter().query': QUERY,
    'next/navigation.useSearchParams()': { data: QUERY.data, what: 'the query of the page' },
    'next/navigation.useParams()': { data: ROUTE.data, what: 'the path of the page' },
    'next/headers.cookies()': 'next.Cookies',
    'next/headers.headers()': 'next.Headers',
    'next.Cookies.get()': COOKIES,
    'next.Headers.get()': HEADERS,
  },
  handlers: {
    ...Object.fromEntries(
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((verb) => [`export ${verb}`, ROUTE_HANDLER]),
    ),
    'export middleware': ROUTE_HANDLER,
    'export getServerSideProps': PAGE_CONTEXT,
    'export getStaticProps': PAGE_CONTEXT,
  },
  sinks: [
    ...sinks('redirect', [
      'next/server.NextResponse.redirect',
      'next/navigation.redirect',
      'next/navigation.permanentRedirect',
      'next/server.NextResponse.rewrite',
      ...['push', 'replace'].flatMap((method) => [
        `next/navigation.useRouter().${method}`,
        `next/router.useRouter().${method}`,
      ]),
    ]),
    ...sinks('html', ['next/server.NextResponse().html']),
  ],
} satisfies Model;
