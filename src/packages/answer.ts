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

/**
 * Reads existence out of an answer. Only a 404 that a registry would give counts as missing: JSON or nothing at all, from the host that was
 * asked. A sign-in page, a proxy's error, a refusal say nothing about the package.
 */
export function existenceOf({ status, contentType, body, redirected }: HttpAnswer): Existence {
  if (body === undefined || redirected) return 'unknown';
  if (status === 200) return isJson(contentType) && isObject(body) ? 'exists' : 'unknown';
  if (status !== 404) return 'unknown';
  if (body.trim() === '') return contentType === undefined || isJson(contentType) ? 'missing' : 'unknown';
  if (!isJson(contentType)) return 'unknown';
  const json = parsed(body);
  if (json === undefined) return 'unknown';
  // An unpublished package keeps its history: the name did exist.
  return typeof json === 'object' && json !== null && 'time' in json ? 'exists' : 'missing';
}

/** What an answer says in JSON; undefined for all that {@link existenceOf} would not believe. */
export const jsonIn = (answer: HttpAnswer): unknown =>
  existenceOf(answer) === 'exists' ? parsed(answer.body ?? '') : undefined;

const isJson = (contentType: string | undefined): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType ?? '');

function isObject(body: string): boolean {
  const json = parsed(body);
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
