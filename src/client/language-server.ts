import type { CancellationToken } from 'vscode';
import type { ServerProcess } from './server-process.ts';

export type RequestOptions = {
  readonly token?: CancellationToken;
  /** Told how far the work is; what the server says of it may be no more than that it begins. */
  readonly onProgress?: (message: string | undefined) => void;
};

/** A language client that has been started. */
export type Client = {
  request<Result>(method: string, params?: object, options?: RequestOptions): Promise<Result>;
  /** Rejects when the server was not told to end, or did not say that it will. */
  stop(): Promise<void>;
  restart(): Promise<void>;
};

/** The server, as the commands and views see it. The language client that speaks to it is loaded once activation is over: who asks before that waits. */
export class LanguageServer {
  readonly #process: ServerProcess;
  readonly #client: Promise<Client>;
  #isStopped = false;

  /** @param load loads and starts the client. It takes a while, so it is called when VS Code has had its turn. */
  constructor(process: ServerProcess, load: () => Client, onError: (error: unknown) => void) {
    this.#process = process;
    this.#client = new Promise<void>((done) => setImmediate(done)).then(() => {
      if (this.#isStopped) throw new Error('Assay has been stopped.');
      return load();
    });
    this.#client.catch((error: unknown) => {
      if (!this.#isStopped) onError(error);
      return process.end({ isTold: false });
    });
  }

  async request<Result>(method: string, params?: object, options?: RequestOptions): Promise<Result> {
    const client = await this.#client;
    return client.request(method, params, options);
  }

  async restart(): Promise<void> {
    const client = await this.#client;
    await client.restart();
  }

  /** No process is left afterwards, whether it answers or not. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const isTold = await this.#client
      .then((client) => client.stop())
      .then(
        () => true,
        () => false,
      );
    await this.#process.end({ isTold });
  }
}
