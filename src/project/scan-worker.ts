import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { LanguageId, TextKind } from '../engine/engine.ts';
import type { ImportSite } from '../engine/names/import-site.ts';
import type { CodeScanner, CodeScanOptions, CodeScanResult, OpenCode } from './code-scanner.ts';
import { LocalCodeScanner } from './code-scanner.ts';
import { readGrammarsFrom } from './grammars.ts';

type Request =
  | {
      readonly id: number;
      readonly is: 'open';
      readonly text: string;
      readonly kind: LanguageId | TextKind;
      readonly path: string;
    }
  | { readonly id: number; readonly is: 'scan'; readonly options: CodeScanOptions };
type Answer =
  | { readonly id: number; readonly imports: readonly ImportSite[] }
  | { readonly id: number; readonly result: CodeScanResult }
  | { readonly id: number; readonly error: unknown };

/** What a thread is told at its start, so that one bundle can be both: the program, and its threads. */
const ROLE = 'assay scan worker';

/** Looks at code in a thread of its own. */
export class WorkerCodeScanner implements CodeScanner {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: unknown) => void }>();
  #next = 0;
  /** Characters that are being looked at. */
  load = 0;

  /** @param script the bundle that calls {@link workIfWorker}. */
  constructor(script: string, grammars: string) {
    this.#worker = new Worker(script, { workerData: { role: ROLE, grammars } });
    // The process may end while a thread waits for work.
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('error' in answer) waiting?.reject(answer.error);
      else waiting?.resolve(answer);
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('A worker thread ended.')));
  }

  async open(text: string, kind: LanguageId | TextKind, path: string): Promise<OpenCode> {
    const id = this.#next++;
    const answer = await this.#ask({ id, is: 'open', text, kind, path });
    return {
      imports: 'imports' in answer ? answer.imports : [],
      scan: async (options) => {
        const { result } = (await this.#ask({ id, is: 'scan', options })) as { result: CodeScanResult }; // a scan is answered with its result
        return result;
      },
    };
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(request);
    }).finally(() => {
      if (this.#waiting.size === 0) this.#worker.unref();
    }) as Promise<Answer>;
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** In a thread that a {@link WorkerCodeScanner} has started: works for it, and says so. */
export function workIfWorker(): boolean {
  const port = parentPort;
  if (!port || workerData?.role !== ROLE) return false;
  const scanner = LocalCodeScanner.load(readGrammarsFrom(workerData.grammars));
  const open = new Map<number, OpenCode>();
  port.on('message', async (request: Request) => {
    const { id } = request;
    try {
      if (request.is === 'open') {
        const code = await (await scanner).open(request.text, request.kind, request.path);
        open.set(id, code);
        port.postMessage({ id, imports: code.imports });
        return;
      }
      const code = open.get(id);
      open.delete(id);
      if (!code) throw new Error('This text is not open.');
      port.postMessage({ id, result: await code.scan(request.options) });
    } catch (error) {
      port.postMessage({ id, error });
    }
  });
  return true;
}
