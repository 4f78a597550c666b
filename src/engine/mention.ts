import type { Range } from './finding.ts';

/** What a file says of models and agents, wrong or not: what an inventory is made of, and what a team's policy is held against. */
export type Mention = {
  readonly is: MentionSort;
  /** The package, model, host, region, file; of a prompt its beginning; of a limit the number; of a hook its command. */
  readonly name: string;
  /** Of an SDK and a model the provider, of an MCP server what it starts or asks, of a client the host it asks, of a hook when it runs, of instructions who reads them. */
  readonly detail: string;
  readonly range: Range;
  /** Of an MCP server the hash of its definition, and what that stands for. */
  readonly definition?: string;
  readonly defined?: string;
};

export const MENTION_SORTS = [
  /** A library that speaks to models. */
  'sdk',
  'model',
  /** A host that models are asked at. */
  'endpoint',
  /** A client made without one: it asks its provider directly. */
  'client',
  'region',
  /** How many tokens an answer may have. */
  'tokens',
  /** A text that tells a model how to behave. */
  'prompt',
  /** An MCP server. */
  'server',
  /** What an agent may do without being asked. */
  'permission',
  /** A command that an AI tool runs by itself. */
  'hook',
  /** A file that tells an agent how to behave. */
  'instructions',
] as const;

export type MentionSort = (typeof MENTION_SORTS)[number];
