import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { BODY, LOCAL, QUERY, REMOTE, URL_OF } from './kinds.ts';

const QUERY_OF_ADDRESS = { of: URL_OF.what, is: QUERY.what };

const FILE_CALLS =
  'readFile readFileSync writeFile writeFileSync appendFile appendFileSync createReadStream createWriteStream open openSync unlink unlinkSync rm rmSync rmdir rmdirSync mkdir mkdirSync readdir readdirSync rename renameSync copyFile copyFileSync chmod chmodSync chown chownSync truncate truncateSync symlink symlinkSync link linkSync access accessSync stat statSync lstat lstatSync exists existsSync readlink readlinkSync watch opendir cp cpSync utimes mkdtemp'.split(
    ' ',
  );

/** Functions of core modules whose names say where they are from. */
const IMPORTED = (module: string, names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [name, `${module}.${name}`]));

/** Node.js. https://nodejs.org/docs/latest-v20.x/api/ */
export default {
  undeclared: {
    ...IMPORTED('child_process', 'exec execSync execFile execFileSync spawn spawnSync'),
    ...IMPORTED('fs', FILE_CALLS.filter((name) => /Sync$|File$|Stream$/.test(name)).join(' ')),
    ...IMPORTED(
      'crypto',
      'createHash createHmac createCipher createDecipher createCipheriv createDecipheriv randomBytes pbkdf2Sync',
    ),
  },
  reads: {
    'process.argv': LOCAL,
    'process.env.*': data(DATA.local, 'the environment of the program'),
    'express.Request.on()': 'express.Request',
    'readline.createInterface().question()': LOCAL,
    'http.get()': REMOTE,
  },
  handlers: {
    'express.Request.on(data)': [BODY],
    'http.createServer': ['express.Request', 'express.Response'],
    'https.createServer': ['express.Request', 'express.Response'],
    'http2.createServer': ['express.Request', 'express.Response'],
    'http2.createSecureServer': ['express.Request', 'express.Response'],
  },
  passes: {
    'path.join': { joinsPaths: true },
    'path.resolve': {},
    'path.normalize': {},
    'path.dirname': {},
    'path.format': {},
    'path.extname': { removes: ['path'] },
    'url.parse': { keeps: true, parts: { query: QUERY_OF_ADDRESS, search: QUERY_OF_ADDRESS } },
    'url.resolve': { from: [1] },
    'url.format': {},
    URL: { from: [0], parts: { searchParams: QUERY_OF_ADDRESS } },
    URLSearchParams: { from: [0], parts: { '*': QUERY_OF_ADDRESS } },
    'url.URL': { from: [0] },
    'querystring.parse': { adds: ['nosql'], parts: { '*': QUERY_OF_ADDRESS } },
    'querystring.unescape': {},
    'util.format': {},
    'util.inspect': {},
    'util.promisify': {},
    'Buffer.from': { from: [0] },
    'Buffer.concat': {},
    'buffer.Buffer.from': { from: [0] },
    Buffer: { from: [0] },
    'fs.readFileSync': { from: [] },
    'os.homedir': { from: [] },
  },
  cleans: {
    'path.basename': 'all',
    'crypto.createHash().update().digest': 'all',
    'crypto.createHmac().update().digest': 'all',
    'crypto.randomUUID': 'all',
    'querystring.escape': ['html', 'dom', 'sql', 'shell', 'path', 'header', 'log', 'redirect', 'request'],
  },
  sinks: [
    ...sinks('shell', ['child_process.exec', 'child_process.execSync']),
    ...sinks('program', [
      'child_process.spawn',
      'child_process.spawnSync',
      'child_process.execFile',
      'child_process.execFileSync',
      'child_process.fork',
      'worker_threads.Worker',
      'cluster.setupMaster:0.exec',
    ]),
    ...sinks(
      'program',
      [
        'child_process.spawn:1',
        'child_process.spawnSync:1',
        'child_process.execFile:1',
        'child_process.execFileSync:1',
      ],
      { inside: true },
    ),
    ...sinks('code', [
      'eval',
      'Function:all',
      'vm.runInContext',
      'vm.runInNewContext',
      'vm.runInThisContext',
      'vm.compileFunction',
      'vm.Script',
      'vm.SourceTextModule',
      'setTimeout:0',
      'setInterval:0',
      'setImmediate:0',
      'window.setTimeout:0',
      'execScript:0',
    ]),
    ...sinks('code', ['vm.runInNewContext:1', 'vm.runInContext:1', 'vm.createContext:0'], { inside: true }),
    ...sinks('module', ['require', 'import', 'require.resolve']),
    ...sinks('join', ['path.join:all', 'path.resolve:all']),
    ...sinks(
      'path',
      FILE_CALLS.flatMap((name) => [`fs.${name}`, `fs/promises.${name}`, `fs-extra.${name}`, `graceful-fs.${name}`]),
    ),
    ...sinks(
      'path',
      ['rename:1', 'renameSync:1', 'copyFile:1', 'copyFileSync:1'].flatMap((name) => [
        `fs.${name}`,
        `fs/promises.${name}`,
      ]),
    ),
    ...sinks('path', [
      'fs-extra.outputFile',
      'fs-extra.remove',
      'fs-extra.readJson',
      'fs-extra.ensureDir',
      'fs-extra.move:1',
      'Deno.readTextFile',
      'Deno.readFile',
      'Deno.writeTextFile',
      'Bun.file',
      'Bun.write',
      ...'readFileSync readTextFileSync writeFile writeFileSync writeTextFileSync open create remove removeSync mkdir rename readDir stat lstat copyFile truncate chmod'
        .split(' ')
        .map((name) => `Deno.${name}`),
    ]),
    ...sinks('request', [
      'http.request',
      'http.get',
      'https.request',
      'https.get',
      'http.request:0.host',
      'http.request:0.hostname',
      'https.request:0.host',
      'https.request:0.hostname',
      'http.get:0.host',
      'https.get:0.host',
      'http2.connect',
      'net.connect:1',
      'net.createConnection:1',
      'tls.connect:1',
    ]),
    ...sinks('size', [
      'Buffer.alloc',
      'Buffer.allocUnsafe',
      'Array',
      '*.repeat',
      '*.padStart',
      '*.padEnd',
      'crypto.randomBytes',
      'setTimeout:1',
    ]),
    ...sinks('regex', ['RegExp']),
    ...sinks('regex', ['*.match', '*.search', '*.matchAll'], { receiver: /./ }),
    ...sinks('deserialize', ['v8.deserialize']),
    ...sinks('format', [
      'util.format:0',
      'console.log:0',
      'console.error:0',
      'console.warn:0',
      'console.info:0',
      'console.debug:0',
    ]),
    ...sinks(
      'log',
      ['log', 'error', 'warn', 'info', 'debug', 'trace'].map((name) => `console.${name}:all`),
    ),
    ...sinks(
      'secret',
      ['log', 'error', 'warn', 'info', 'debug', 'trace'].map((name) => `console.${name}:all`),
    ),
  ],
} satisfies Model;
