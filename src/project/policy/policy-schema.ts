import { IS_DEFINITION } from '../../rules/mcp/definition.ts';
import { FORBIDDEN_DATA } from '../../rules/team-policy.ts';
import { CATEGORIES, CONFIDENCES, SETTINGS } from './parse-policy.ts';

/** The JSON schema of `assay.json`: completion of rule ids with their titles, and the first word on what is wrong. */
export function policySchema(rules: readonly { readonly id: string; readonly title: string }[]): object {
  const setting = {
    enum: SETTINGS,
    enumDescriptions: ['Not looked for.', 'Told as information.', 'Told as a warning.', 'Told as an error.'],
  };
  const strings = { type: 'array', items: { type: 'string' }, uniqueItems: true };
  const definition = { type: 'string', pattern: IS_DEFINITION.source };
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
      packages: {
        description: 'Packages that imports and package.json may name.',
        type: 'object',
        additionalProperties: false,
        properties: {
          allow: {
            ...strings,
            description: 'Names, or globs such as "@acme/*", that are never reported and never asked of a registry.',
          },
          deny: {
            ...strings,
            description:
              'Names, or globs, that nobody may use. What "allow" names is allowed all the same: "deny": ["*"] allows nothing else.',
          },
          minimumAgeDays: {
            type: 'number',
            minimum: 0,
            maximum: 3650,
            description: 'How many days ago a package must first have been published.',
          },
          licences: {
            ...strings,
            description:
              'SPDX names of the licences that are allowed, such as "MIT". A package whose licence the registry does not tell is left alone.',
          },
          privateScopes: {
            ...strings,
            description: 'Scopes such as "@acme" that are never asked at a public registry.',
          },
        },
      },
      ai: {
        description: 'Models that code may use. What is left out is not restricted.',
        type: 'object',
        additionalProperties: false,
        properties: {
          providers: {
            ...strings,
            description: 'Whose models: "anthropic", "openai", "azure", "bedrock", "google", ...',
          },
          models: { ...strings, description: 'Names, or globs such as "claude-*".' },
          endpoints: { ...strings, description: 'Hosts that models may be asked at.' },
          regions: { ...strings, description: 'Regions of cloud providers, or globs such as "eu-*".' },
          proxy: { type: 'string', description: 'The host through which every call must go.' },
          maxTokens: { type: 'number', exclusiveMinimum: 0, description: 'How many tokens an answer may have.' },
          forbiddenData: {
            type: 'array',
            items: { enum: FORBIDDEN_DATA },
            uniqueItems: true,
            description: 'What is told as an error where it is sent to a model.',
          },
        },
      },
      agents: {
        description: 'What configuration of AI tools may say. What is left out is not restricted.',
        type: 'object',
        additionalProperties: false,
        properties: {
          servers: {
            ...strings,
            description:
              'MCP servers: packages, "@acme/server" or "@acme/server@1.*", hosts of remote ones, or names of those that are started otherwise.',
          },
          forbiddenPermissions: { ...strings, description: 'Permissions that no file may give, such as "Bash(*)".' },
          forbiddenHosts: { ...strings, description: 'Hosts that no MCP server may be at.' },
          approved: {
            description:
              'Definitions of MCP servers that the team has read, by name: hashes of what is started or asked and of the names, not the values, of what it is given. `assay approve` writes them. Any other definition is told, and so is a server without one.',
            type: 'object',
            additionalProperties: { anyOf: [definition, { type: 'array', items: definition, uniqueItems: true }] },
          },
          guardrails: {
            description: 'What the repository must have to keep agents within bounds. Told here where it is missing.',
            type: 'object',
            additionalProperties: false,
            properties: {
              files: {
                ...strings,
                description: 'Instructions for agents that must be there, relative to this file: "AGENTS.md".',
              },
              sections: {
                ...strings,
                description:
                  'Headings that each of these files must have, such as "Security"; further words may stand around them.',
              },
              owners: {
                type: 'boolean',
                description:
                  'Whether CODEOWNERS must name somebody for each file that agents obey: instructions, skills, MCP servers, hooks, settings, and this policy.',
              },
            },
          },
        },
      },
    },
  };
}
