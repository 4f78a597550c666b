/** The user's settings under `assay.`, as the server asks for them per resource. A team's `assay.json` wins where both speak. */
export type Settings = {
  readonly enable: boolean;
  readonly run: 'onType' | 'onSave';
  readonly minimumConfidence: 'certain' | 'likely' | 'possible';
  readonly packages: {
    /** Ask the registry whether packages exist. */
    readonly checkRegistry: boolean;
    /** A line above each name that says what is known of the package. */
    readonly codeLens: boolean;
    readonly privateScopes: readonly string[];
  };
  /** Rule id, category or glob -> off, information, warning, error. */
  readonly rules: Readonly<Record<string, 'off' | 'information' | 'warning' | 'error'>>;
};

export const DEFAULT_SETTINGS: Settings = {
  enable: true,
  run: 'onType',
  minimumConfidence: 'likely',
  packages: { checkRegistry: true, codeLens: false, privateScopes: [] },
  rules: {},
};
