import type { TextFile } from '../engine/text/text-rule.ts';

const SAMPLE_FOLDER =
  /^(?:tests?|tests?_\w+|__tests__|specs?|e2e|fixtures?|__fixtures__|mocks?|__mocks__|testdata|test[-_]data|examples?|samples?|demos?|docs?(?:[_-]src)?)$/i;
const SAMPLE_FILE =
  /[._-](?:test|tests|spec|e2e|fixture|mock|stories|sample|example|template|dist)s?(?:\.|$)|^tests?[_-]|^(?:readme|changelog|contributing|history|changes|security)(?:[._-].*)?\.(?:md|markdown|txt|rst)$|\.mdx$/i;

/** Only the nearest folders count: those above a project say nothing about it. */
const NEAREST = 2;

/** Whether a file is one that holds keys and tokens which open nothing: a test, a fixture, an example, a document for readers. */
export function isSamplePlace({ path }: Pick<TextFile, 'path'>): boolean {
  const parts = path.split(/[\\/]/);
  const name = parts.pop() ?? '';
  return SAMPLE_FILE.test(name) || parts.slice(-NEAREST).some((folder) => SAMPLE_FOLDER.test(folder));
}
