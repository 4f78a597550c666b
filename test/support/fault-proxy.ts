import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What goes wrong between us and a registry. */
export type Fault =
  | 'none'
  | 'dead'
  | 'slow'
  | 'drip'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found-json'
  | 'not-found-empty'
  | 'not-found-html'
  | 'not-found-text'
  | 'not-found-cut-off'
  | 'not-found-huge'
  | 'not-found-elsewhere'
  | 'rate-limited'
  | 'rate-limited-until'
  | 'server-error'
  | 'cut-off-json'
  | 'huge'
  | 'bomb'
  | 'redirect-loop'
  | 'captive-portal'
  | 'wrong-content-type'
  | 'not-json';

const JSON_TYPE = { 'content-type': 'application/json' };
const HUGE = 200_000_000;

/** A proxy of the test's own before a registry: passes requests on, or does what the fault says. */
export class FaultProxy {
  fault: Fault = 'none';
  /** Decides by path; `fault` where it gives undefined. */
  faultFor: (path: string) => Fault | undefined = () => undefined;
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[] = [];
  /** The most requests that were under way at once. */
  mostAtOnce = 0;
  /** Bytes of bodies that were passed on. */
  answered = 0;
  /** Bytes that a huge answer got rid of. */
  sent = 0;
  #atOnce = 0;
  readonly #target: string;
  readonly #server = createServer((incoming, outgoing) => this.#answer(incoming, outgoing));
  readonly #sockets = new Set<Socket>();

  constructor(target: string) {
    this.#target = target;
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  /** Ends with `/`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url ?? '/';
    this.requests.push({ path, authorization: incoming.headers.authorization });
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
    outgoing.once('close', () => this.#atOnce--);
    const fault = this.faultFor(path) ?? this.fault;
    if (fault === 'none') this.#pass(incoming, outgoing);
    else this.#fail(fault, incoming, outgoing);
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { host: _, ...headers } = incoming.headers;
    const target = new URL((incoming.url ?? '/').slice(1), this.#target);
    const onward = request(target, { headers, method: incoming.method }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('data', (chunk: Uint8Array) => {
        this.answered += chunk.length;
      });
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  #fail(fault: Exclude<Fault, 'none'>, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const say = (status: number, headers: Record<string, string>, body: string): void => {
      outgoing.writeHead(status, headers).end(body);
    };
    const faults: Record<typeof fault, () => void> = {
      dead: () => incoming.socket.destroy(),
      slow: () => {},
      drip: () => this.#drip(outgoing),
      unauthorized: () => say(401, JSON_TYPE, '{"error":"sign in"}'),
      forbidden: () => say(403, JSON_TYPE, '{"error":"not for you"}'),
      'not-found-json': () => say(404, JSON_TYPE, '{"error":"Not found"}'),
      'not-found-empty': () => outgoing.writeHead(404, { 'content-length': '0' }).end(),
      'not-found-html': () => say(404, { 'content-type': 'text/html' }, '<html>No such page</html>'),
      'not-found-text': () => say(404, { 'content-type': 'text/plain' }, 'Not Found'),
      'not-found-cut-off': () => this.#cutOff(404, outgoing),
      'not-found-huge': () => this.#pour(404, outgoing),
      'not-found-elsewhere': () => outgoing.writeHead(302, { location: this.#elsewhere() }).end(),
      'rate-limited': () => say(429, { ...JSON_TYPE, 'retry-after': '7' }, '{"error":"too many"}'),
      'rate-limited-until': () => {
        const until = new Date(Date.now() + 120_000).toUTCString();
        say(429, { ...JSON_TYPE, 'retry-after': until }, '{"error":"too many"}');
      },
      'server-error': () => say(500, JSON_TYPE, '{"error":"broken"}'),
      'cut-off-json': () => this.#cutOff(200, outgoing),
      huge: () => this.#pour(200, outgoing),
      bomb: () => say(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, 'no gzip at all'),
      'redirect-loop': () => outgoing.writeHead(302, { location: incoming.url ?? '/' }).end(),
      'captive-portal': () => say(200, { 'content-type': 'text/html' }, '<html>Welcome! Sign in.</html>'),
      'wrong-content-type': () => say(200, { 'content-type': 'text/plain' }, '{"latest":"1.0.0"}'),
      'not-json': () => say(200, JSON_TYPE, 'latest: 1.0.0'),
    };
    faults[fault]();
  }

  /** The same server under another name: another host to whoever follows. */
  #elsewhere(): string {
    return `http://localhost:${new URL(this.url).port}/elsewhere`;
  }

  #cutOff(status: number, outgoing: ServerResponse): void {
    outgoing.writeHead(status, { ...JSON_TYPE, 'content-length': '500' });
    outgoing.write('{"latest":"1.');
    setTimeout(() => outgoing.destroy(), 10);
  }

  #drip(outgoing: ServerResponse): void {
    outgoing.writeHead(200, JSON_TYPE);
    const timer = setInterval(() => outgoing.write(' '), 20);
    outgoing.once('close', () => clearInterval(timer));
  }

  #pour(status: number, outgoing: ServerResponse): void {
    outgoing.writeHead(status, JSON_TYPE);
    const chunk = Buffer.alloc(1_000_000, '{');
    const more = (): void => {
      while (!outgoing.destroyed && this.sent < HUGE) {
        this.sent += chunk.length;
        if (!outgoing.write(chunk)) {
          outgoing.once('drain', more);
          return;
        }
      }
      outgoing.end();
    };
    more();
  }
}
