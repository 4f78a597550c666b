/**
 * What client and server say to each other beyond LSP. Both sides import the method names and shapes from here,
 * and from nowhere else.
 */

/** 0-based line and UTF-16 character, as in LSP. */
export type Place = { readonly line: number; readonly character: number };
export type Span = { readonly start: Place; readonly end: Place };

/** The workspace edit of LSP, restricted to what we send. `create`: files to be made first, empty. */
export type TextChange = {
  readonly uri: string;
  readonly create: boolean;
  readonly edits: readonly { readonly range: Span; readonly newText: string }[];
};

/** Client -> server: the page of a rule, ready to be shown. */
export const PAGE = 'assay/page';
export type PageParams = {
  readonly rule: string /** The finding to show on the page, when the page is opened from one. */;
  readonly at?: { readonly uri: string; readonly range: Span };
};
export type PageResult = {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly severity: string;
  readonly cwe: readonly number[];
  readonly owasp: readonly string[];
  /** The page as HTML: made from Markdown of ours, every foreign text in it escaped. */
  readonly html: string;
  readonly previous?: string;
  readonly next?: string;
  readonly finding?: {
    readonly uri: string;
    readonly span: Span;
    readonly message: string;
    readonly line: string;
    readonly steps: readonly { readonly uri: string; readonly span: Span; readonly message: string }[];
  };
} | null;

/** Client -> server: every rule in the order in which a reader may browse them. */
export const RULES = 'assay/rules';
export type RulesResult = readonly {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly severity: string;
}[];

/** Client -> server: the edit that silences one finding, or changes the team's policy. The client applies it, so it is visible and can be undone. */
export const CHANGE = 'assay/change';
export type ChangeParams =
  | {
      readonly kind: 'ignore-line';
      readonly uri: string;
      readonly line: number;
      readonly rule: string;
      readonly reason: string;
    }
  | { readonly kind: 'ignore-file'; readonly uri: string; readonly rule: string; readonly reason: string }
  | { readonly kind: 'rule-off'; readonly uri: string; readonly rule: string }
  | { readonly kind: 'allow-package'; readonly uri: string; readonly name: string }
  /** `keeps`: what has been approved of the server before holds as well. */
  | {
      readonly kind: 'approve-server';
      readonly uri: string;
      readonly name: string;
      readonly definition: string;
      readonly keeps: boolean;
    };
/** `error` says what to do when the edit cannot be made: no workspace folder, an assay.json that does not parse. */
export type ChangeResult = { readonly change: TextChange } | { readonly error: string };

/** Client -> server: scans every file of the workspace folders. Progress through `workDoneToken`; cancellable. */
export const SCAN_WORKSPACE = 'assay/scanWorkspace';
export type ScanWorkspaceResult = { readonly files: number; readonly findings: number; readonly cancelled: boolean };

/** Client -> server: asks about every dependency of every package.json of the workspace folders, and waits for the answers. */
export const CHECK_PACKAGES = 'assay/checkPackages';
export type CheckPackagesParams = { readonly workDoneToken?: string | number };
export type CheckPackagesResult = {
  readonly manifests: number;
  /** Distinct names. */
  readonly packages: number;
  /** References that no registry has answered for. */
  readonly waiting: number;
  /** Worst first. */
  readonly findings: readonly {
    readonly uri: string;
    readonly span: Span;
    readonly name: string;
    /** What is wrong, in a few words. */
    readonly title: string;
    readonly message: string;
  }[];
  readonly cancelled: boolean;
};

/** Client -> server: packages of the registry that match the words of a name. Null when the registry does not, or may not, say. */
export const SEARCH_REGISTRY = 'assay/searchRegistry';
export type SearchRegistryParams = {
  readonly uri: string;
  readonly name: string;
  /** Where the name stands, to be replaced by what is chosen. */
  readonly span: Span;
};
export type SearchRegistryResult =
  | readonly {
      readonly name: string;
      readonly version: string;
      readonly description: string;
      /** `1,200 downloads a week`, where the registry counts them. */
      readonly popularity?: string;
    }[]
  | null;

/** Client -> server: workspace trust was granted or is absent. Sent once after start and at each change. */
export const TRUST = 'assay/trust';
export type TrustParams = { readonly trusted: boolean };

/** Server -> client: what the status items show. Sent when it changes. */
export const STATUS = 'assay/status';
export type StatusParams = {
  /** `busy` only for work over 300 ms. */
  readonly state: 'ready' | 'busy';
  readonly registry: 'ok' | 'offline' | 'off';
  /** Package checks that wait for the registry. */
  readonly waiting: number;
  /** References answered in this session. */
  readonly checked: number;
  /** Milliseconds of the last scan, and the uri it was of. */
  readonly last?: { readonly uri: string; readonly milliseconds: number; readonly findings: number };
};

/** Commands that code actions name; the client carries them out. Arguments as in {@link ChangeParams} without `reason`, {@link PageParams} or {@link SearchRegistryParams}. */
export const COMMANDS = {
  explain: 'assay.explain',
  ignoreLine: 'assay.ignoreLine',
  ignoreFile: 'assay.ignoreFile',
  ruleOff: 'assay.ruleOff',
  allowPackage: 'assay.allowPackage',
  approveServer: 'assay.approveServer',
  searchRegistry: 'assay.searchRegistry',
} as const;
