import type { PackageGuard } from '../project/package-guard.ts';
import { STATUS, type StatusParams } from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import type { Session } from './session.ts';

/** Tells the client what its status items show, when it changes. */
export class StatusTeller {
  readonly #session: Session;
  #status: StatusParams = { state: 'ready', registry: 'ok', waiting: 0, checked: 0 };
  #told = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  scanned(uri: string, milliseconds: number, findings: number): void {
    this.#update({ last: { uri, milliseconds: Math.round(milliseconds * 10) / 10, findings } });
  }

  packages({ waiting, checked, isOffline }: PackageGuard, settings: Settings): void {
    const registry = settings.packages.checkRegistry ? (isOffline ? 'offline' : 'ok') : 'off';
    this.#update({ waiting, checked, registry });
  }

  busy(isBusy: boolean): void {
    this.#update({ state: isBusy ? 'busy' : 'ready' });
  }

  #update(change: Partial<StatusParams>): void {
    this.#status = { ...this.#status, ...change };
    // Typing changes the times with every key: what is shown need not follow that fast.
    this.#timer ??= setTimeout(() => this.#tell(), 100);
  }

  #tell(): void {
    this.#timer = undefined;
    const text = JSON.stringify(this.#status);
    if (text === this.#told) return;
    this.#told = text;
    void this.#session.connection.sendNotification(STATUS, this.#status);
  }
}
