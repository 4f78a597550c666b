import { basename } from 'node:path';
import type { Finding } from '../engine/finding.ts';
import { toFinding } from '../engine/to-finding.ts';
import { firstSecretIn, isEnvFile } from '../rules/env-secrets.ts';
import ENV_FILE_TRACKED from '../rules/secret/env-file-tracked.ts';
import { isTracked } from './git-index.ts';
import { isGitIgnored } from './source-files.ts';
import { nearestWith } from './workspace-root.ts';

/** What the place of a file of variables says about the secrets in it. */
export type EnvFile = {
  /** It stays on this machine: its secrets are where they belong. */
  readonly isPrivate: boolean;
  readonly findings: readonly Finding[];
};

const NO_ENV_FILE: EnvFile = { isPrivate: false, findings: [] };
const PRIVATE: EnvFile = { isPrivate: true, findings: [] };

/** Whether git keeps a `.env` file, or would. Of other files, and of those in no repository, nothing is said. Never rejects. */
export async function judgeEnvFile(path: string, text: string): Promise<EnvFile> {
  if (!isEnvFile(path)) return NO_ENV_FILE;
  const top = await nearestWith(path, ['.git']);
  if (top === undefined) return NO_ENV_FILE;
  const isKept = await isTracked(path, top);
  if (!isKept && (await isGitIgnored(path, top))) return PRIVATE;
  const secret = firstSecretIn(text);
  if (!secret) return NO_ENV_FILE;
  const name = basename(path);
  const message = isKept
    ? `Git keeps \`${name}\`, so \`${secret.name}\` is in every clone of the repository.`
    : `Nothing keeps \`${name}\` out of git, so the next \`git add\` takes \`${secret.name}\` along.`;
  return {
    isPrivate: false,
    findings: [toFinding(ENV_FILE_TRACKED, { at: secret.range, message, ...(!isKept && { severity: 'medium' }) })],
  };
}

/** What is left to tell of a file whose secrets may stand there. */
export const withoutSecretsOf = (findings: readonly Finding[], { isPrivate }: EnvFile): readonly Finding[] =>
  isPrivate
    ? findings.filter(({ rule }) => !rule.startsWith('secret/') || rule === 'secret/client-exposed-env')
    : findings;
