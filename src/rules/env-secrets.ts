import type { Range } from '../engine/finding.ts';
import { assignmentsIn } from './assignments.ts';
import { secretsIn } from './find-secrets.ts';
import { isCommonPassword, looksSecret } from './looks-secret.ts';
import { isSecretName } from './secret-names.ts';

/** Files that say which variables there are, for people who make their own. */
const TEMPLATE = /[._-](?:example|sample|template|dist|defaults?|schema|tpl)(?:[._-]|$)/i;

/** Whether a file is one of those in which programs find their secrets. */
export const isEnvFile = (path: string): boolean => {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return /^\.env(?:\..+)?$/.test(name) && !TEMPLATE.test(name);
};

/** The first name in a file of variables that has a secret for its value; undefined where there is none, or where they are encrypted. */
export function firstSecretIn(text: string): { readonly name: string; readonly range: Range } | undefined {
  if (/^(?:DOTENV_PUBLIC_KEY\w*|sops_\w+)=/m.test(text)) return undefined;
  const known = secretsIn(text).find(({ confidence }) => confidence !== 'possible');
  const named = [...assignmentsIn(text)].find(
    ({ name, value }) => isSecretName(name) && looksSecret(value, name) && !isCommonPassword(value),
  );
  const first = Math.min(
    known?.range.start ?? Number.POSITIVE_INFINITY,
    named?.range.start ?? Number.POSITIVE_INFINITY,
  );
  if (!Number.isFinite(first)) return undefined;
  const start = text.lastIndexOf('\n', first - 1) + 1;
  const name = /^(?:export[ \t]+)?([\w.-]{1,100})/.exec(text.slice(start, first))?.[1];
  if (name === undefined) return undefined;
  const at = text.indexOf(name, start);
  return { name, range: { start: at, end: at + name.length } };
}
