import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long a server that has been told to end may take to do so. */
const GRACE_MS = 1_000;

/** Node's exit code for an option that it does not know. */
const UNKNOWN_OPTION = 9;

export type ServerStart = {
  /** The bundle of the server. */
  readonly module: string;
  /** What Node is told about itself. Where it does not know an option, the next process does without all of them. */
  readonly execArgv: readonly string[];
  readonly args: readonly string[];
  /** Where the process works, if that is there; undefined for where this one does. */
  readonly cwd: string | undefined;
};

/** Where what a process prints goes, and how it ends. */
export type ServerLog = { readonly info: (line: string) => void; readonly error: (line: string) => void };

/**
 * The process of the language server. It is started at once, before the language client is there, so that the server loads its grammars while the
 * client is being loaded; the client takes it over. Each later start (after a crash, or when the user asks) has a process of its own.
 */
export class ServerProcess {
  readonly #start: ServerStart;
  readonly #log: ServerLog;
  /** Undefined where the system has refused one. */
  #process: ChildProcess | undefined;
  #isTaken = false;
  #knowsOptions = true;

  constructor(start: ServerStart, log: ServerLog) {
    this.#start = start;
    this.#log = log;
    this.#process = this.#fork();
  }

  /** A process that nobody speaks to yet. Rejects when none can be started. */
  async take(): Promise<ChildProcess> {
    if (this.#isTaken || !isAlive(this.#process)) {
      // The last one may still be ending: a restart need not wait for it.
      void endOf(this.#process);
      this.#process = this.#fork();
    }
    this.#isTaken = true;
    if (this.#process?.pid === undefined) throw new Error(`${this.#start.module} cannot be started.`);
    return this.#process;
  }

  /** Resolves when no process is left: at once if the server was not told to end. */
  async end({ isTold }: { readonly isTold: boolean }): Promise<void> {
    if (!isTold) this.#process?.kill('SIGKILL');
    await endOf(this.#process);
  }

  #fork(): ChildProcess | undefined {
    const { cwd } = this.#start;
    const server = this.#forkIn(cwd);
    // In a folder that is not there no process can be started.
    return server?.pid === undefined && cwd !== undefined ? this.#forkIn(undefined) : server;
  }

  #forkIn(cwd: string | undefined): ChildProcess | undefined {
    const { module, execArgv, args } = this.#start;
    try {
      const server = fork(module, ['--node-ipc', `--clientProcessId=${process.pid}`, ...args], {
        execArgv: this.#knowsOptions ? [...execArgv] : [],
        cwd,
        silent: true,
        // The extension host is an Electron, which is a Node only when told so.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
      });
      this.#listen(server);
      return server;
    } catch (error) {
      this.#log.error(`The language server: ${String(error)}`);
      return undefined;
    }
  }

  #listen(server: ChildProcess): void {
    server.on('error', (error) => this.#log.error(`The language server: ${error.message}`));
    server.on('exit', (code, signal) => {
      this.#knowsOptions &&= code !== UNKNOWN_OPTION;
      if (code === 0) this.#log.info('The language server ended.');
      else this.#log.error(`The language server ended with ${signal ?? `code ${code}`}.`);
    });
    if (server.stdout) createInterface({ input: server.stdout }).on('line', this.#log.info);
    if (server.stderr) createInterface({ input: server.stderr }).on('line', this.#log.error);
  }
}

const isAlive = (server: ChildProcess | undefined): server is ChildProcess =>
  server?.pid !== undefined && server.exitCode === null && server.signalCode === null;

/** Waits for the end of a process, and brings it about when that takes too long. */
async function endOf(server: ChildProcess | undefined): Promise<void> {
  if (!isAlive(server)) return;
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const late = setTimeout(() => server.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(late);
}
