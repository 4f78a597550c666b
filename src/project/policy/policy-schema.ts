import { CATEGORIES, CONFIDENCES, SETTINGS } from './parse-policy.ts';

/** The JSON schema of `assay.json`: completion of rule ids with their titles, and the first word on what is wrong. */
export function policySchema(rules: readonly { readonly id: string; readonly title: string }[]): object {
  const setting = {
    enum: SETTINGS,
    enumDescriptions: ['Not looked for.', 'Told as information.', 'Told as a warning.', 'Told as an error.'],
  };
  const strings = { type: 'array', items: { type: 'string' }, uniqueItems: true };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: "Assay: the team's policy",
    description: 'Holds for everybody alike, in the editor and on the command line.',
    type: 'object',
    additionalProperties: false,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string' },
      extends: {
        description:
          'Policies to start from: a file relative to this one, or an installed package with an assay.json. What stands here wins.',
        anyOf: [{ type: 'string' }, strings],
      },
      rules: {
        description:
          'How loudly a rule is told. The key is a rule, a category or a glob; the most specific wins, then the last.',
        type: 'object',
        properties: Object.fromEntries([
          ...CATEGORIES.map((category) => [
            category,
            { ...setting, description: `Every rule of the category ${category}.` },
          ]),
          ...rules.map(({ id, title }) => [id, { ...setting, description: title }]),
        ]),
        patternProperties: { '\\*': setting },
        additionalProperties: false,
      },
      minimumConfidence: {
        description: 'How sure a finding must be to be told. Wins over the setting of the same name.',
        enum: CONFIDENCES,
        enumDescriptions: ['Nothing else it can be.', 'The default.', 'Also what is only suspicious.'],
      },
      exclude: { ...strings, description: 'Files that are not looked at, written as in .gitignore.' },
      ai: {
        description:
          'Which models may be used, and where they may answer. An empty list says nothing; names may be globs such as "gpt-4o*".',
        type: 'object',
        additionalProperties: false,
        properties: {
          providers: { ...strings, description: 'Such as "azure", "anthropic", "bedrock", "ollama".' },
          models: { ...strings, description: 'Names of models, or globs.' },
          endpoints: { ...strings, description: 'Hosts that may be asked. Models on this machine always may.' },
          regions: { ...strings, description: 'Regions of a cloud, such as "eu-*".' },
          proxy: { type: 'string', description: 'The address through which every client must go.' },
          maxTokens: { type: 'number', description: 'The most tokens that an answer may have.' },
        },
      },
      packages: {
        description: 'Packages that imports and package.json may name.',
        type: 'object',
        additionalProperties: false,
        properties: {
          allow: {
            ...strings,
            description: 'Names, or globs such as "@acme/*", that are never reported and never asked of a registry.',
          },
          privateScopes: {
            ...strings,
            description: 'Scopes such as "@acme" that are never asked at a public registry.',
          },
        },
      },
    },
  };
}
