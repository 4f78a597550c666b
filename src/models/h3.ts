import { type Model, sinks } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, QUERY, ROUTE, UPLOAD, URL_OF } from './kinds.ts';

const READS = {
  readBody: BODY,
  readRawBody: BODY,
  readFormData: BODY,
  readMultipartFormData: UPLOAD,
  getQuery: QUERY,
  getRouterParam: ROUTE,
  getRouterParams: ROUTE,
  getCookie: COOKIES,
  parseCookies: COOKIES,
  getHeader: HEADERS,
  getHeaders: HEADERS,
  getRequestHeader: HEADERS,
  getRequestHeaders: HEADERS,
  getRequestURL: URL_OF,
};

/** h3, and Nuxt and Nitro, which hand its functions out without an import. https://h3.dev/utils/request */
export default {
  reads: Object.fromEntries(
    Object.entries(READS).flatMap(([name, read]) => [
      [`h3.${name}()`, read],
      [`${name}()`, read],
    ]),
  ),
  sinks: sinks('redirect', ['h3.sendRedirect:1', 'sendRedirect:1']),
} satisfies Model;
