import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings.ts';
import type { Session } from './session.ts';

const LEVELS = ['off', 'information', 'warning', 'error'];
const CONFIDENCES = ['certain', 'likely', 'possible'];

/** The user's settings per document, asked for once and again when they change. */
export class SettingsCache {
  readonly #session: Session;
  readonly #known = new Map<string, Promise<Settings>>();

  constructor(session: Session) {
    this.#session = session;
  }

  of(uri: string): Promise<Settings> {
    const known = this.#known.get(uri);
    if (known) return known;
    const asked = this.#ask(uri);
    this.#known.set(uri, asked);
    return asked;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  forgetAll(): void {
    this.#known.clear();
  }

  async #ask(uri: string): Promise<Settings> {
    if (!this.#session.client.asksSettings) return DEFAULT_SETTINGS;
    try {
      return readSettings(
        await this.#session.connection.workspace.getConfiguration({ scopeUri: uri, section: 'assay' }),
      );
    } catch {
      return DEFAULT_SETTINGS;
    }
  }
}

/** Settings from whatever a client sends: what is missing or of the wrong shape is as by default. */
export function readSettings(given: unknown): Settings {
  if (typeof given !== 'object' || given === null) return DEFAULT_SETTINGS;
  const { enable, run, minimumConfidence, packages, rules } = given as Record<string, unknown>;
  const { checkRegistry, codeLens, privateScopes } = (
    typeof packages === 'object' && packages !== null ? packages : {}
  ) as Record<string, unknown>;
  const entries = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  return {
    enable: enable !== false,
    run: run === 'onSave' ? 'onSave' : 'onType',
    // Checked against the lists that the types are made of.
    minimumConfidence: CONFIDENCES.includes(String(minimumConfidence))
      ? (minimumConfidence as Settings['minimumConfidence'])
      : DEFAULT_SETTINGS.minimumConfidence,
    packages: {
      checkRegistry: checkRegistry !== false,
      codeLens: codeLens === true,
      privateScopes: Array.isArray(privateScopes) ? privateScopes.filter((scope) => typeof scope === 'string') : [],
    },
    rules: Object.fromEntries(entries.filter(([, level]) => LEVELS.includes(String(level)))) as Settings['rules'],
  };
}
