import { ANY_HARM, harmsOf } from './data.ts';
import type { Model, ParameterSpec, PassSpec, ReadSpec, SinkSpec } from './model.ts';

export type Sink = SinkSpec & {
  /** The name without its last part, or `*`. */
  readonly on: string;
};

/** All models, put together for looking up. */
export class ModelIndex {
  readonly reads = new Map<string, ReadSpec>();
  readonly handlers = new Map<string, readonly ParameterSpec[]>();
  readonly passes = new Map<string, PassSpec>();
  readonly cleans = new Map<string, number>();
  readonly same = new Map<string, string>();
  readonly undeclared = new Map<string, string>();
  /** By the last part of their name. */
  readonly calls = new Map<string, readonly Sink[]>();
  readonly assignments = new Map<string, readonly Sink[]>();
  readonly attributes = new Map<string, readonly Sink[]>();
  /** Of text, and of computed names: `+`, `[]`, `=[]`. */
  readonly shapes = new Map<string, readonly Sink[]>();

  /** Whether the models of language models are among them. */
  readonly isOfModels: boolean;
  readonly #tails = new Map<string, string>();
  readonly #tail: RegExp | undefined;
  /** The last names of the ends of names. */
  readonly tailEnds: ReadonlySet<string>;

  constructor(models: readonly Model[]) {
    this.isOfModels = models.some(({ isOfModels }) => isOfModels);
    for (const model of models) {
      addAll(this.#tails, model.tails);
      addAll(this.reads, model.reads);
      addAll(this.handlers, model.handlers);
      addAll(this.passes, model.passes);
      addAll(this.same, model.same);
      addAll(this.undeclared, model.undeclared);
      for (const [name, harms] of Object.entries(model.cleans ?? {}))
        this.cleans.set(name, harms === 'all' ? ANY_HARM : harmsOf(...harms));
      for (const sink of model.sinks ?? []) this.#addSink(sink);
    }
    const tails = [...this.#tails.keys()].map((tail) => tail.replace(/[.()]/g, '\\$&'));
    // Longer ones first: `chat.completions.create` is more than `completions.create`.
    tails.sort((a, b) => b.length - a.length);
    this.#tail = tails.length === 0 ? undefined : new RegExp(`(?:^|[./])(${tails.join('|')})(?=$|[.(])`);
    this.tailEnds = new Set([...this.#tails.keys()].map((tail) => tail.slice(tail.lastIndexOf('.') + 1)));
  }

  #addSink(sink: SinkSpec): void {
    if (sink.at === '+' || sink.at === '[]' || sink.at === '=[]') {
      this.shapes.set(sink.at, [...(this.shapes.get(sink.at) ?? []), { ...sink, on: '*' }]);
      return;
    }
    const [table, name] = sink.at.startsWith('=')
      ? [this.assignments, sink.at.slice(1)]
      : sink.at.startsWith('<')
        ? [this.attributes, sink.at.slice(1)]
        : [this.calls, sink.at];
    const dot = name.lastIndexOf('.');
    const last = name.slice(dot + 1);
    table.set(last, [...(table.get(last) ?? []), { ...sink, on: dot < 0 ? '' : name.slice(0, dot) }]);
  }

  /** Whether a call of something whose last part is called so can be a sink. */
  mayBeCalled(last: string): boolean {
    return this.calls.has(last) || this.tailEnds.has(last);
  }

  /** What a name means by an end in it that is known, whatever stands before. */
  byTail(name: string): string | undefined {
    const tail = this.#tail?.exec(name);
    return tail ? (this.#tails.get(tail[1] ?? '') ?? '') + name.slice(tail.index + tail[0].length) : undefined;
  }

  /** The name by which a library is modelled, where another has its interface. */
  canonical(name: string): string {
    const known = this.byTail(name);
    if (known !== undefined) return known;
    if (this.same.size === 0) return name;
    const offset = name.startsWith('@') ? name.indexOf('/') + 1 : 0;
    const end = /[.(]/.exec(name.slice(offset));
    const library = end ? name.slice(0, offset + end.index) : name;
    const other = this.same.get(library);
    return other === undefined ? name : other + name.slice(library.length);
  }
}

function addAll<Value>(map: Map<string, Value>, entries: Readonly<Record<string, Value>> | undefined): void {
  for (const [name, value] of Object.entries(entries ?? {})) map.set(name, value);
}
