import type { ClientRequest, IncomingMessage } from 'node:http';
import type { HttpAnswer } from './answer.ts';
import { isRecord } from './manifest.ts';

/** A package with some thousand versions stays below. Of a longer one the latest version is asked for alone. */
const MOST_BYTES = 5_000_000;

const TOO_LONG = 'ASSAY_TOO_LONG';

type Options = Readonly<Record<string, unknown>>;
type Agent = ReturnType<typeof import('@npmcli/agent').getAgent>;
type Response = Awaited<ReturnType<typeof import('npm-registry-fetch').default>>;

const bounded = new WeakSet<Agent>();

export type Question = {
  /** Relative to the registry. */
  readonly path: string;
  /** The short form of a package's document will do, where the registry has one. */
  readonly isShort?: boolean;
  /** What it called the answer that we have: if that still holds, the answer is a short 304. */
  readonly etag?: string | undefined;
  /** Sent as JSON with a POST. */
  readonly body?: object;
};

/**
 * One question through npm-registry-fetch, with the user's proxies, certificates and credentials. Rejects when no answer comes within
 * `timeout` milliseconds. The libraries are loaded at the first call, so that nobody pays for them at start-up.
 */
export async function boundedFetch(
  { path, isShort, etag, body }: Question,
  options: Options,
  registry: string,
  timeout: number,
): Promise<HttpAnswer> {
  const { default: fetch } = await import('npm-registry-fetch');
  const request = fetch(path, {
    ...options,
    registry,
    timeout,
    agent: await boundedAgent(options, registry, fetch.getAuth(registry, options), timeout),
    retry: { retries: 0 },
    // Bytes are counted before they are unpacked, so a packed answer could be a bomb.
    headers: {
      accept: isShort ? 'application/vnd.npm.install-v1+json, application/json' : 'application/json',
      'accept-encoding': 'identity',
      ...(etag !== undefined && { 'if-none-match': etag }),
    },
    ...(body !== undefined && { method: 'POST', body }),
  });
  const answer = request.then(
    (response) => fromResponse(response, registry),
    (error: unknown) => fromError(error, registry),
  );
  return within(timeout, answer);
}

/** npm-registry-fetch reads the body of a refusal whole, however long it is. So the limit is put where it cannot be passed: on the answer itself. */
async function boundedAgent(
  options: Options,
  registry: string,
  { cert, key }: { readonly cert: string | null; readonly key: string | null },
  timeout: number,
): Promise<Agent> {
  const { getAgent } = await import('@npmcli/agent');
  const agent = getAgent(registry, {
    ca: options.ca,
    cert: cert ?? options.cert,
    key: key ?? options.key,
    localAddress: options.localAddress,
    maxSockets: 8,
    noProxy: options.noProxy,
    proxy: options.httpsProxy ?? options.proxy,
    rejectUnauthorized: options.strictSSL !== false,
    timeout,
  });
  if (bounded.has(agent)) return agent;
  bounded.add(agent);
  const add = agent.addRequest;
  agent.addRequest = (request, settings) => {
    const deadline = setTimeout(() => request.destroy(new Error('The answer took too long.')), timeout);
    request.once('close', () => clearTimeout(deadline));
    request.once('response', limitBytes);
    add.call(agent, request, settings);
  };
  return agent;
}

function limitBytes(this: ClientRequest, response: IncomingMessage): void {
  let received = 0;
  delete response.headers['content-encoding'];
  response.on('data', (chunk: Uint8Array) => {
    received += chunk.length;
    if (received > MOST_BYTES) this.destroy(Object.assign(new Error('The answer is too long.'), { code: TOO_LONG }));
  });
}

async function fromResponse(response: Response, registry: string): Promise<HttpAnswer> {
  let isTooLong = false;
  const body = await response.buffer().then(decode, (error: unknown) => {
    isTooLong = isRecord(error) && error.code === TOO_LONG;
    return undefined;
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? undefined,
    body,
    isTooLong,
    redirected: !isSameHost(response.url, registry),
    retryAfter: undefined,
    etag: response.headers.get('etag') ?? undefined,
  };
}

/** What npm-registry-fetch throws for an answer that is no success. */
type Refusal = {
  readonly statusCode: number;
  /** Parsed if it is JSON, bytes if not, null if it could not be read. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  readonly uri: string;
};

function fromError(error: unknown, registry: string): HttpAnswer {
  if (!isRefusal(error)) throw error;
  const { statusCode, body, headers, uri } = error;
  return {
    status: statusCode,
    contentType: headerOf(headers, 'content-type'),
    body: body === null ? undefined : body instanceof Uint8Array ? decode(body) : JSON.stringify(body),
    isTooLong: false,
    redirected: !isSameHost(uri, registry),
    etag: undefined,
    retryAfter: waitIn(headerOf(headers, 'retry-after')),
  };
}

/** Milliseconds, from seconds or a date. */
function waitIn(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return wait > 0 ? wait : undefined;
}

const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && 'statusCode' in error && 'body' in error && 'headers' in error;

const headerOf = (headers: Refusal['headers'], name: string): string | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]?.[0];

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function isSameHost(url: string, registry: string): boolean {
  try {
    return new URL(url).host === new URL(registry).host;
  } catch {
    return false;
  }
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The registry took too long.')), milliseconds);
  });
  return Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
}
