import type { Existence } from './existence.ts';

/** An answer over HTTP, read to its end within bounds. `body` is undefined when it was cut off or too long. */
export type HttpAnswer = {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string | undefined;
  readonly isTooLong: boolean;
  /** It came from another host than was asked. */
  readonly redirected: boolean;
  /** Milliseconds for which the host asks to be left alone. */
  readonly retryAfter: number | undefined;
  readonly etag: string | undefined;
};

/** What follows from an answer about a package. */
export type Reading = {
  readonly existence: Existence;
  /** What it says in JSON; undefined for all that does not prove a package. */
  readonly json: unknown;
};

/**
 * Only a 404 that a registry would give counts as missing: JSON or nothing at all, from the host that was asked. A sign-in page, a proxy's
 * error, a refusal say nothing about the package.
 */
export function readAnswer({ status, contentType, body, redirected }: HttpAnswer): Reading {
  if (body === undefined || redirected) return UNKNOWN;
  if (status === 404 && body.trim() === '') return contentType === undefined || isJson(contentType) ? MISSING : UNKNOWN;
  if ((status !== 200 && status !== 404) || !isJson(contentType)) return UNKNOWN;
  const json = parsed(body);
  if (json === undefined) return UNKNOWN;
  const isObject = typeof json === 'object' && json !== null;
  if (status === 200) return isObject && !Array.isArray(json) ? { existence: 'exists', json } : UNKNOWN;
  // An unpublished package keeps its history: the name did exist.
  return isObject && 'time' in json ? { existence: 'exists', json } : MISSING;
}

const UNKNOWN: Reading = { existence: 'unknown', json: undefined };
const MISSING: Reading = { existence: 'missing', json: undefined };

export const existenceOf = (answer: HttpAnswer): Existence => readAnswer(answer).existence;

export const jsonIn = (answer: HttpAnswer): unknown => readAnswer(answer).json;

const isJson = (contentType: string | undefined): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType ?? '');

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
