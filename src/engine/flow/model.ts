import type { HarmKind } from './data.ts';

/**
 * What is known of a library, as data. Names are written as `Names` writes them: `pg.Pool().query`, `express().get`; an object that a
 * library hands out has a type of its own, `express.Request`, and what it offers is written below it: `express.Request.body`.
 */
export type Model = {
  /** What reading a name gives. `()` at the end: what calling it gives. */
  readonly reads?: Readonly<Record<string, ReadSpec>>;
  /** The types of the parameters of functions that are handed to a call, by the name of the call. */
  readonly handlers?: Readonly<Record<string, readonly ParameterSpec[]>>;
  /** Calls whose result carries what their arguments or their receiver carry. */
  readonly passes?: Readonly<Record<string, PassSpec>>;
  /** Calls whose result can no longer do these harms. */
  readonly cleans?: Readonly<Record<string, readonly HarmKind[] | 'all'>>;
  readonly sinks?: readonly SinkSpec[];
  /** What a name stands for that the file does not declare, by what everybody calls it: a snippet whose imports are not written yet, a script that another one comes before. */
  readonly undeclared?: Readonly<Record<string, string>>;
  /** Names that mean the same thing as another: two packages with one interface. */
  readonly same?: Readonly<Record<string, string>>;
  /** Ends of names that say what something is, whatever it is taken from: a client that another file makes, `openai.chat.completions.create`. */
  readonly tails?: Readonly<Record<string, string>>;
  /** Only of use in files that speak to a language model; see `speaks-of-models.ts`. */
  readonly isOfModels?: boolean;
};

/** Data that enters, or the type of an object. */
export type ReadSpec =
  | {
      readonly data: number;
      readonly what: string;
      /** Only in files that say this: elsewhere it is the library's own, as are types whose name ends in `.Own`. */
      readonly says?: RegExp;
      /** Harms that it cannot do, for the library has seen to it. */
      readonly without?: readonly HarmKind[];
    }
  | string;

export type ParameterSpec = ReadSpec | undefined;

export type PassSpec = {
  /** Which arguments; all unless said. `receiver` is the object of the method. */
  readonly from?: readonly (number | 'receiver')[];
  /** Kinds of data and harms that the call adds: parsing makes text into objects again. */
  readonly adds?: readonly HarmKind[];
  readonly removes?: readonly HarmKind[];
  /** Joins paths: what was made absolute first, `join('/', name)`, has no `..` left that leads out of the folder it is joined to. */
  readonly joinsPaths?: boolean;
  /** The result has the members of the argument: a copy, not text made from it. */
  readonly keeps?: boolean;
  /** The result is an object that holds the argument in `value`, and that templates stand for it: `ref` of Vue. */
  readonly holds?: boolean;
  /** Of a function that it is given, or of its `get`, what this gives back: `computed(() => x)`. */
  readonly calls?: boolean;
  /** Of a function that it is given, which parameter gets the result: one at the end of the arguments, or any other; whichever it is unless said. */
  readonly hands?: { readonly parameter: number; readonly to?: 'last' | 'others' };
  /** What a member of the result is more than what it was taken from, or `*` for any: the query of an address. Each by the words of a message. */
  readonly parts?: Readonly<Record<string, { readonly of: string; readonly is: string }>>;
  /** The member of the result in which it lies: `data` of `useAsyncData(() => x)`. */
  readonly under?: string;
};

export type SinkSpec = {
  /** What arrives here does this harm. */
  readonly harm: HarmKind;
  /** The full name of a call or `new`, or `*.method` for a method of something that is not known; for assignments `=name` or `=*.property`; for JSX `<attribute`; for text put together `+`; for a computed name `[]` where it is called and `=[]` where it is written. */
  readonly at: string;
  /** Which argument: its index, the property of an options object (`0.url`), `all`, `last`, or `receiver`, what the method is called on. The first unless said. */
  readonly argument?: number | string;
  /** For `*.method`: what the receiver's text must look like; for `+` the text itself. */
  readonly receiver?: RegExp;
  /** Also harmful when it is only somewhere within the argument. */
  readonly inside?: boolean;
  /** The argument is a conversation, of which only what is said in this role is meant. */
  readonly role?: Role;
};

/** Who speaks in a conversation with a model: those who made the program, or everybody else. */
export type Role = 'system' | 'user';

/** Several sinks of one harm. An argument stands behind `:`: `pg.Pool().query:0`, `axios:0.url`, `winston.info:all`. */
export function sinks(
  harm: HarmKind,
  names: readonly string[],
  more: Pick<SinkSpec, 'receiver' | 'inside' | 'role'> = {},
): SinkSpec[] {
  return names.map((name) => {
    const colon = name.lastIndexOf(':');
    if (colon < 0) return { harm, at: name, ...more };
    const argument = name.slice(colon + 1);
    return { harm, at: name.slice(0, colon), argument: /^\d+$/.test(argument) ? Number(argument) : argument, ...more };
  });
}

/** Data a request carries, in the words of a message. */
export const data = (
  bits: number,
  what: string,
  more: Pick<Exclude<ReadSpec, string>, 'says' | 'without'> = {},
): Exclude<ReadSpec, string> => ({ data: bits, what, ...more });
