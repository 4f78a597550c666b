/**
 * What is known of where a value comes from, as a set of bits. A value may be of several kinds at once: the JSON body of a request is text of the
 * sender's choosing, of a shape of the sender's choosing, and the whole of it.
 */
export const DATA = {
  /** Chosen by whoever sends the request, the message, the event. */
  user: 1 << 0,
  /** The sender chooses its type as well: it may be an object or an array where text is expected. */
  structured: 1 << 1,
  /** A whole body, with members nobody asked for. */
  whole: 1 << 2,
  /** The `Host` header, and what is made from it. */
  host: 1 << 3,
  /** The file name of an upload. */
  uploadName: 1 << 4,
  /** The name of an entry of an archive. */
  entryName: 1 << 5,
  /** From the page's address, its opener or its storage: chosen by whoever made the link. */
  browser: 1 << 6,
  /** Arguments and environment of the program: chosen by who runs it. */
  local: 1 << 7,
  /** A parameter of a function that others call. */
  parameter: 1 << 8,
  /** A parameter whose name or comment says that a user supplies it. */
  userParameter: 1 << 9,
  /** The answer of another server. */
  remote: 1 << 10,
  /** Read from a data base. */
  stored: 1 << 11,
  /** Written by a language model. */
  model: 1 << 12,
  /** A password, a token, a key: told by its name. */
  secret: 1 << 13,
  /** A page, a file, a mail, a document of a store: written by somebody, and looked up for a model to read. */
  retrieved: 1 << 14,
  /** Of a person: told by its name. Only looked for in files that speak to a model. */
  personal: 1 << 15,
  /** An argument of a tool that this program offers to the models of others. */
  tool: 1 << 16,
  /** What a data base gave, going by the names of calls: somebody has put it there. */
  record: 1 << 17,
} as const;

export type DataKind = keyof typeof DATA;

/** Data that somebody outside decides over. */
export const UNTRUSTED =
  DATA.user | DATA.host | DATA.uploadName | DATA.entryName | DATA.browser | DATA.parameter | DATA.userParameter;

/** Data that only comes up where a program speaks to a model. */
export const OF_MODELS = DATA.model | DATA.retrieved | DATA.personal | DATA.tool;

/**
 * What a value can do where it arrives, as a set of bits: what a sanitizer takes away, and what a sink suffers from. Harms that are made
 * harmless by the same means share a bit, and are told apart by the sink.
 */
export const HARM = {
  sql: 1 << 0,
  nosql: 1 << 1,
  shell: 1 << 2,
  /** A program to start, or an argument of it, without a shell. */
  program: 1 << 3,
  code: 1 << 4,
  module: 1 << 5,
  path: 1 << 6,
  /** The scheme or host of a request that the server makes. */
  request: 1 << 7,
  redirect: 1 << 8,
  html: 1 << 9,
  dom: 1 << 10,
  template: 1 << 11,
  locals: 1 << 12,
  regex: 1 << 13,
  log: 1 << 14,
  header: 1 << 15,
  ldap: 1 << 16,
  xpath: 1 << 17,
  xml: 1 << 18,
  deserialize: 1 << 19,
  prototype: 1 << 20,
  /** Members nobody asked for, written to a record. */
  assign: 1 << 21,
  /** How much memory or time is spent. */
  size: 1 << 22,
  format: 1 << 23,
  /** The name of a method to call. */
  dispatch: 1 << 24,
  /** A link in a mail. */
  link: 1 << 25,
  /** Text that a language model is given. */
  prompt: 1 << 26,
  /** Text that tells a language model what it is and what to do: the system message. */
  system: 1 << 26,
  /** A list of messages that a model takes for what was said before. */
  history: 1 << 26,
  /** What a model learns from, or looks up later. */
  learnt: 1 << 26,
  /** Which model answers, and at what length: what an answer costs. */
  spent: 1 << 22,
  /** Text that is parsed and then believed. */
  believed: 1 << 19,
  secret: 1 << 27,
  /** Which record of a data base is taken. */
  record: 1 << 28,
  /** Whose records, documents or memories are taken. */
  owner: 1 << 28,
  /** A part of a path that is put together. */
  join: 1 << 29,
  /** The name of a member that is written. */
  member: 1 << 30,
  /** Searched for a word that decides. */
  verdict: 1 << 31,
  /** Looked at as if it were text. */
  shape: 1 << 31,
} as const;

export type HarmKind = keyof typeof HARM;

/** Every bit. */
export const ANY_HARM = -1;

export const harmsOf = (...kinds: readonly HarmKind[]): number => kinds.reduce((bits, kind) => bits | HARM[kind], 0);
export const dataOf = (...kinds: readonly DataKind[]): number => kinds.reduce((bits, kind) => bits | DATA[kind], 0);
