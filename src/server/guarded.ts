import type { CancellationToken } from 'vscode-languageserver';
import type { Session } from './session.ts';

/** A handler that no text can crash: what it throws is logged, and the client gets an empty answer. */
export function guarded<Params, Result>(
  session: Session,
  handle: (session: Session, params: Params, token: CancellationToken) => Result | Promise<Result>,
  empty: Result,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return async (params, token) => {
    try {
      return await handle(session, params, token);
    } catch (error) {
      session.log.error(`${handle.name}: ${error instanceof Error ? error.stack : String(error)}`);
      return empty;
    }
  };
}
