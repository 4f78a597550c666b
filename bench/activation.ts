import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** Milliseconds since the bundle began to be loaded. */
export type Activation = {
  /** `activate` has returned: until then VS Code waits, and with it what stands behind Assay in its queue. */
  readonly activated: number;
  /** The language client is loaded and has asked the server; since `activated` others have had their turn. */
  readonly asked: number;
  /** The server has answered: from here on files are checked. */
  readonly ready: number;
};

/**
 * Activates the built extension in this process, with VS Code's interface stubbed, up to the first answer of the real server.
 * @param cache a folder for compiled code, which VS Code keeps in its way: filled if it is empty, used if it is not.
 */
export function activate(root: string, cache: string | undefined): Promise<Activation> {
  const marks = { activated: 0, asked: 0, ready: 0 };
  const scripts = new Map<string, Script>();
  const vscode = stub(root);
  const own = createRequire(join(root, 'dist/client.js'));
  return new Promise((done) => {
    const start = performance.now();
    const mark = (what: keyof Activation) => {
      marks[what] = performance.now() - start;
    };
    const childProcess = { fork: forkWith(mark, () => done(marks)) };
    const load = (name: string): { activate?: (context: unknown) => unknown } => {
      const file = join(root, 'dist', name);
      const kept = cache === undefined ? undefined : join(cache, name);
      const cachedData = kept !== undefined && existsSync(kept) ? readFileSync(kept) : undefined;
      const code = `(function (exports, require, module) {${readFileSync(file, 'utf8')}})`;
      const script = new Script(code, { filename: file, ...(cachedData && { cachedData }) });
      if (kept !== undefined && !cachedData) scripts.set(kept, script);
      const module = { exports: {} };
      const require = (id: string) => {
        if (id === 'vscode') return vscode;
        if (id === 'node:child_process') return childProcess;
        return id === './language-client.js' ? load('language-client.js') : own(id);
      };
      script.runInThisContext()(module.exports, require, module);
      return module.exports;
    };
    load('client.js').activate?.(vscode);
    mark('activated');
  }).then((marks) => {
    for (const [file, script] of scripts) writeFileSync(file, script.createCachedData());
    return marks as Activation;
  });
}

/** A `fork` whose process tells when it is first asked, and when it has first answered. */
const forkWith =
  (mark: (what: keyof Activation) => void, onAnswer: () => void) =>
  (module: string, args: readonly string[], options: ForkOptions): ChildProcess => {
    const server = fork(module, args, options);
    const send = server.send.bind(server) as (...args: unknown[]) => boolean;
    server.send = (...message: unknown[]) => {
      if ((message[0] as { method?: string }).method === 'initialize') mark('asked');
      return send(...message);
    };
    server.once('message', () => {
      mark('ready');
      onAnswer();
    });
    return server;
  };

/** An interface of VS Code: what is asked of it is a function, a class and an object that does nothing; the few things that are looked at are there. */
function stub(root: string): object {
  const known: Record<string, unknown> = {
    version: '1.100.0',
    asAbsolutePath: (path: string) => join(root, path),
    subscriptions: [],
    getDiagnostics: () => [],
    workspaceFolders: undefined,
    activeTextEditor: undefined,
    textDocuments: [],
    notebookDocuments: [],
    visibleTextEditors: [],
    visibleNotebookEditors: [],
    all: [],
    isTrusted: true,
    get: (_: string, otherwise: unknown) => otherwise,
    toJSON: () => null,
    length: 0,
    CancellationError: Error,
    Disposable: class {
      dispose() {}
    },
    EventEmitter: class {
      readonly #listeners: ((event: unknown) => void)[] = [];
      readonly event = (listener: (event: unknown) => void) => {
        this.#listeners.push(listener);
        return { dispose: () => {} };
      };
      fire(event: unknown) {
        for (const listener of this.#listeners) listener(event);
      }
      dispose() {}
    },
  };
  const symbols: Record<symbol, unknown> = { [Symbol.toPrimitive]: () => '', [Symbol.iterator]: [][Symbol.iterator] };
  const everything: object = new Proxy(class {}, {
    get: (target, key) => {
      if (typeof key === 'symbol') return symbols[key];
      if (key === 'prototype') return target.prototype;
      // Nothing of it is a promise.
      if (key === 'then') return undefined;
      return Object.hasOwn(known, key) ? known[key] : everything;
    },
    apply: () => everything,
    construct: () => ({}),
    set: () => true,
    has: () => true,
  });
  // Bundles copy what a module has under its own names, so those must be there.
  const types = readFileSync(join(root, 'node_modules/@types/vscode/index.d.ts'), 'utf8');
  const names = [...types.matchAll(/export (?:class|namespace|enum|const) (\w+)/g)].map(([, name = '']) => name);
  const named = Object.fromEntries(names.map((name) => [name, Object.hasOwn(known, name) ? known[name] : everything]));
  return Object.assign(named, { asAbsolutePath: known.asAbsolutePath, subscriptions: [], extensionUri: everything });
}
