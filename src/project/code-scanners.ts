import type { LanguageId, TextKind } from '../engine/engine.ts';
import type { CodeScanner, CodeScanOptions, OpenCode } from './code-scanner.ts';
import { WorkerCodeScanner } from './scan-worker.ts';

/** A thread costs a quarter of a second before it helps. */
const WORTH_A_THREAD = 400_000;

/** Characters that keep a thread busy while this one looks at something small: some 15 milliseconds' work. */
const ENOUGH = 30_000;

/** What a text costs beside its own characters, in characters: it is sent, and answered twice. */
const EACH = 2_000;

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

  /** Those that look at code now, this one included. */
  get threads(): number {
    return 1 + this.#workers.length;
  }

  async open(text: string, kind: LanguageId | TextKind, path: string): Promise<OpenCode> {
    this.#seen += text.length;
    if (this.#seen > WORTH_A_THREAD)
      while (this.#workers.length < this.#options.jobs - 1)
        this.#workers.push(new WorkerCodeScanner(this.#options.script, this.#options.grammars));
    const [idlest] = [...this.#workers].sort((a, b) => a.load - b.load);
    // While a text is looked at here nobody is given work, so the others are given enough for that time first; but no more, or this thread would
    // have nothing to do: what is under way at once is bounded.
    if (!idlest || idlest.load > ENOUGH + text.length) return this.#local.open(text, kind, path);
    return inTurns(idlest, text, kind, path);
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.end()));
  }
}

/** Opens a text in a thread, and has it scanned there. In between the text waits for its packages, and is no load to the thread. */
async function inTurns(worker: WorkerCodeScanner, text: string, kind: LanguageId | TextKind, path: string) {
  const load = (text.length + EACH) / 2;
  const loading = async <Result>(work: Promise<Result>): Promise<Result> => {
    worker.load += load;
    try {
      return await work;
    } finally {
      worker.load -= load;
    }
  };
  const { imports, scan } = await loading(worker.open(text, kind, path));
  return { imports, scan: (options: CodeScanOptions) => loading(scan(options)) };
}
