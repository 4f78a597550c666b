import type { LanguageId, TextKind } from '../engine/engine.ts';
import type { CodeScanner, OpenCode } from './code-scanner.ts';
import { WorkerCodeScanner } from './scan-worker.ts';

/** A thread costs a quarter of a second before it helps. */
const WORTH_A_THREAD = 400_000;

/** Characters that keep a thread busy while this one is. */
const ENOUGH = 800_000;

export type ThreadOptions = {
  /** How many threads may look at code, this one included. */
  readonly jobs: number;
  /** The bundle that works in a thread, and the folder of the grammars. */
  readonly script: string;
  readonly grammars: string;
};

/** Divides texts between this thread and others, which are started when there is enough to do. */
export class CodeScanners implements CodeScanner {
  readonly #local: CodeScanner;
  readonly #options: ThreadOptions;
  readonly #workers: WorkerCodeScanner[] = [];
  #seen = 0;

  constructor(local: CodeScanner, options: ThreadOptions) {
    this.#local = local;
    this.#options = options;
  }

  async open(text: string, kind: LanguageId | TextKind, path: string): Promise<OpenCode> {
    this.#seen += text.length;
    if (this.#seen > WORTH_A_THREAD)
      while (this.#workers.length < this.#options.jobs - 1)
        this.#workers.push(new WorkerCodeScanner(this.#options.script, this.#options.grammars));
    const [idlest] = [...this.#workers].sort((a, b) => a.load - b.load);
    // While a text is looked at here nobody is given work, so the others are given enough for that time first.
    if (!idlest || idlest.load > ENOUGH) return this.#local.open(text, kind, path);
    idlest.load += text.length;
    const done = () => {
      idlest.load -= text.length;
    };
    return closing(idlest.open(text, kind, path), done);
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.end()));
  }
}

/** Calls back when the text has been scanned, or could not be opened. */
async function closing(opening: Promise<OpenCode>, done: () => void): Promise<OpenCode> {
  try {
    const { imports, scan } = await opening;
    return { imports, scan: (options) => scan(options).finally(done) };
  } catch (error) {
    done();
    throw error;
  }
}
