import type { TextFile } from '../engine/text/text-rule.ts';

const SAMPLE_FOLDER =
  /^(?:tests?(?:[_-].*)?|__tests__|specs?|e2e|fixtures?|__fixtures__|mocks?|__mocks__|testdata|test[-_]data|examples?|samples?|demos?|docs?(?:[_-]src)?)$/i;
const SAMPLE_FILE =
  /[._-](?:test|tests|spec|e2e|fixture|mock|stories|sample|example|template|dist)s?(?:\.|$)|^tests?[_-]|^(?:readme|changelog|contributing|history|changes|security)\b/i;

/** Whether a file is one that holds keys and tokens which open nothing: a test, a fixture, an example, a document for readers. */
export function isSamplePlace({ path }: Pick<TextFile, 'path'>): boolean {
  const parts = path.split(/[\\/]/);
  const name = parts.pop() ?? '';
  return SAMPLE_FILE.test(name) || parts.slice(-2).some((folder) => SAMPLE_FOLDER.test(folder));
}
