/** What a team says of models: whose, which, where. What is left out is not restricted. Names may hold `*`. */
export type AiPolicy = {
  readonly providers?: readonly string[] | undefined;
  readonly models?: readonly string[] | undefined;
  /** Hosts that may be asked. */
  readonly endpoints?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  /** The host through which every call must go. */
  readonly proxy?: string | undefined;
  /** How many tokens an answer may have at most. */
  readonly maxTokens?: number | undefined;
  /** What must not be sent to a model: told as an error. */
  readonly forbiddenData?: readonly ForbiddenData[] | undefined;
};

/** What a team says of agents. */
export type AgentPolicy = {
  /** MCP servers that may be used: their packages, with a version where only that one may, `@acme/server@1.*`, or the hosts of remote ones. */
  readonly servers?: readonly string[] | undefined;
  /** Permissions that no file may give: `Bash(*)`. */
  readonly forbiddenPermissions?: readonly string[] | undefined;
  readonly forbiddenHosts?: readonly string[] | undefined;
  /** The hashes of the definitions that have been approved, by the name of the server. */
  readonly approved?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly guardrails?: Guardrails | undefined;
};

/** What a repository must have to keep its agents within bounds. */
export type Guardrails = {
  /** Files that must be there, relative to the policy: instructions for agents. */
  readonly files?: readonly string[] | undefined;
  /** Headings that each of these files must have. */
  readonly sections?: readonly string[] | undefined;
  /** Whether files that agents obey must have an owner in CODEOWNERS. */
  readonly owners?: boolean | undefined;
};

export const FORBIDDEN_DATA = ['secret', 'personal'] as const;
export type ForbiddenData = (typeof FORBIDDEN_DATA)[number];

export const NO_TEAM_POLICY: TeamPolicy = { ai: {}, agents: {} };

export type TeamPolicy = { readonly ai: AiPolicy; readonly agents: AgentPolicy };
