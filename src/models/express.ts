import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, HOST, QUERY, ROUTE, UPLOAD, UPLOAD_NAME, URL_OF } from './kinds.ts';

/** `filename: (req, file, cb) => cb(null, file.originalname)`: without folders, but with whatever else the sender wrote. */
const KEPT_NAME = data(DATA.user, 'a file name that the sender chose', {
  says: /diskStorage[\s\S]{0,400}?\bfilename\s*[:(][\s\S]{0,300}?(?<!extname\(\s*\w{1,20}\.)(?<!parse\(\s*\w{1,20}\.)originalname\b(?!\s*\.\s*(replace|split|match))/,
  without: ['path', 'join'],
});

/**
 * Express, with what body-parser, cookie-parser, multer and express-session put on the request.
 * https://expressjs.com/en/api.html, https://github.com/expressjs/multer#api
 */
export default {
  reads: {
    'type express.Request': 'express.Request',
    'type express.Response': 'express.Response',
    'type express.NextFunction': 'express.NextFunction',
    'type next.NextApiRequest': 'express.Request',
    'type next.NextApiResponse': 'express.Response',
    'type http.IncomingMessage': 'express.Request',
    'type http.ServerResponse': 'express.Response',
    'type @vercel/node.VercelRequest': 'express.Request',
    'type @vercel/node.VercelResponse': 'express.Response',
    'express.Request.body': BODY,
    'express.Request.rawBody': BODY,
    'express.Request.query': QUERY,
    'express.Request.params': ROUTE,
    'express.Request.headers.host': HOST,
    'express.Request.headers.x-forwarded-host': HOST,
    'express.Request.headers': HEADERS,
    'express.Request.rawHeaders': HEADERS,
    'express.Request.cookies': COOKIES,
    'express.Request.signedCookies': COOKIES,
    'express.Request.url': URL_OF,
    'express.Request.originalUrl': URL_OF,
    'express.Request.path': URL_OF,
    'express.Request.host': HOST,
    'express.Request.hostname': HOST,
    'express.Request.subdomains': HOST,
    'express.Request.file.originalname': UPLOAD_NAME,
    // What multer chose itself, unless a storage of the file keeps the names that the senders gave.
    'express.Request.file.path': KEPT_NAME,
    'express.Request.file.filename': KEPT_NAME,
    'express.Request.file.destination': 'multer.Own',
    'express.Request.file.size': 'multer.Own',
    'express.Request.file': UPLOAD,
    'express.Request.files.*.name': UPLOAD_NAME,
    'express.Request.files.*.originalname': UPLOAD_NAME,
    'express.Request.files': UPLOAD,
    'express.Request.get()': HEADERS,
    'express.Request.header()': HEADERS,
    'express.Request.param()': QUERY,
    'express.Response.req': 'express.Request',
    'multer.File.originalname': UPLOAD_NAME,
    'express.Request.res': 'express.Response',
    'express.Response.status()': 'express.Response',
    'express.Response.type()': 'express.Response',
    'express.Response.set()': 'express.Response',
    'express.Response.setHeader()': 'express.Response',
    'express.Response.header()': 'express.Response',
    'express.Response.cookie()': 'express.Response',
    'express.Response.contentType()': 'express.Response',
    'express.Response.append()': 'express.Response',
    'express.Router()': 'express()',
  },
  undeclared: {
    req: 'express.Request',
    res: 'express.Response',
    session: 'express-session',
    cookieSession: 'cookie-session',
    cookieParser: 'cookie-parser',
    bodyParser: 'body-parser',
    expressjwt: 'express-jwt.expressjwt',
    jwt: 'jsonwebtoken',
  },
  handlers: {
    '*.param': ['express.Request', 'express.Response', undefined, ROUTE],
    'multer.diskStorage.filename': ['express.Request', 'multer.File'],
    'multer.diskStorage.destination': ['express.Request', 'multer.File'],
    'multer.fileFilter': ['express.Request', 'multer.File'],
  },
  sinks: [
    ...sinks('html', ['express.Response.send', 'express.Response.write', 'express.Response.end']),
    ...sinks('redirect', ['express.Response.redirect:last', 'express.Response.location']),
    ...sinks('path', [
      'express.Response.sendFile',
      'express.Response.sendfile',
      'express.Response.download',
      'express.static',
    ]),
    ...sinks('path', ['express.Response.render:0']),
    ...sinks('locals', ['express.Response.render:1']),
    ...sinks(
      'header',
      [
        'express.Response.set:0',
        'express.Response.set:1',
        'express.Response.setHeader:1',
        'express.Response.header:1',
        'express.Response.append:1',
        'express.Response.writeHead:1',
        'express.Response.writeHead:2',
      ],
      { inside: true },
    ),
  ],
} satisfies Model;
