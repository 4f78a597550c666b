import { relative, sep } from 'node:path';
import ignore from 'ignore';
import { NO_POLICY } from '../project/policy/policy.ts';
import { type ReadPolicy, readPolicy } from '../project/policy/read-policy.ts';
import { findRoot } from '../project/workspace-root.ts';
import { RULES } from '../rules/index.generated.ts';
import { pathOf, type Session } from './session.ts';

export type RootPolicy = ReadPolicy & { readonly root: string };

const NONE: RootPolicy = { root: '', policy: NO_POLICY, problems: [], path: undefined, files: [], texts: new Map() };

/** The team's policy for each workspace folder, read once and again when a file of it changes. */
export class Policies {
  readonly #session: Session;
  readonly #known = new Map<string, Promise<RootPolicy>>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Never rejects: a policy that cannot be read is logged, and told as a problem where it has a place. */
  of(uri: string): Promise<RootPolicy> {
    const start = this.#session.folderOf(uri) ?? pathOf(uri);
    if (start === undefined) return Promise.resolve(NONE);
    const known = this.#known.get(start);
    if (known) return known;
    const read = this.#read(start);
    this.#known.set(start, read);
    return read;
  }

  forget(): void {
    this.#known.clear();
  }

  async #read(start: string): Promise<RootPolicy> {
    try {
      const root = await findRoot(start);
      return {
        root,
        ...(await readPolicy(
          root,
          RULES.map(({ rule }) => rule.id),
        )),
      };
    } catch (error) {
      this.#session.log.error(`The policy of ${start} cannot be read: ${String(error)}`);
      return NONE;
    }
  }
}

/** Whether the policy leaves a file out. */
export function isExcluded({ root, policy }: RootPolicy, path: string): boolean {
  if (policy.exclude.length === 0) return false;
  const inside = relative(root, path);
  if (inside === '' || inside.startsWith('..')) return false;
  return ignore()
    .add([...policy.exclude])
    .ignores(inside.split(sep).join('/'));
}
