import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './support/engine.ts';

/** Who may import whom; each part may import itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  models: ['engine'],
  rules: ['engine', 'models'],
  packages: ['engine'],
  report: ['engine'],
  project: ['engine', 'rules', 'models', 'packages'],
  protocol: [],
  server: ['engine', 'rules', 'models', 'packages', 'report', 'project', 'protocol'],
  cli: ['engine', 'rules', 'models', 'packages', 'report', 'project', 'protocol'],
  client: ['protocol'],
};

/** Parts that run in a browser's extension host unchanged. */
const PORTABLE = ['engine', 'rules', 'models', 'report', 'protocol'];

/** The files outside `project` that may touch the disk: the entries, which read the grammars beside them. */
const MAY_READ_DISK = /^(project\/|(server|cli)\/main\.ts$|cli\/|server\/main)/;

type Import = { readonly from: string; readonly specifier: string; readonly to: string | undefined };

const SRC = join(ROOT, 'src');

describe('the architecture', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !file.endsWith('.d.ts'),
  );
  const imports = files.flatMap(importsOf);

  it('is read from files that exist', () => {
    assert.ok(files.length > 60, `${files.length} files`);
    assert.ok(imports.length > 150, `${imports.length} imports`);
    for (const part of new Set(files.map(partOf)))
      assert.ok(part in ALLOWED, `src/${part} is a part that the test knows`);
  });

  it('has only the arrows of design.md', () => {
    const wrong = imports.filter(
      ({ from, to }) => to !== undefined && to !== partOf(from) && !ALLOWED[partOf(from)]?.includes(to),
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps the portable parts free of Node and VS Code', () => {
    const wrong = imports.filter(
      ({ from, specifier }) => PORTABLE.includes(partOf(from)) && /^(node:|vscode)/.test(specifier),
    );
    assert.deepEqual(wrong, []);
  });

  it('reads the disk in one place', () => {
    const wrong = imports.filter(
      ({ from, specifier }) => /^(node:)?fs(\/promises)?$/.test(specifier) && !MAY_READ_DISK.test(from),
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps what a rule remembers of a file by its tree, so that the engine knows that the file was looked at', () => {
    const wrong = files.filter(
      (file) =>
        partOf(file) === 'rules' &&
        /WeakMap<(?:Names|Expression|Binding)\b|\bnames\.(?:flat|outlook)\b|\{[^{}]*\b(?:flat|outlook)\b[^{}]*\} = .*names\b/.test(
          readFileSync(join(SRC, file), 'utf8'),
        ),
    );
    assert.deepEqual(wrong, []);
  });

  it('has no file longer than 400 lines', () => {
    const long = files.filter(
      (file) => !/generated/.test(file) && readFileSync(join(SRC, file), 'utf8').split('\n').length > 401,
    );
    assert.deepEqual(long, []);
  });
});

function partOf(file: string): string {
  return file.split(/[\\/]/)[0] ?? '';
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g)].map(([, specifier = '']) => {
    // The version stands in package.json, and nowhere else.
    const isLocal = specifier.startsWith('.') && !specifier.endsWith('/package.json');
    const target = relative(SRC, resolve(SRC, dirname(file), specifier));
    return { from: file.replaceAll('\\', '/'), specifier, to: isLocal ? partOf(target) : undefined };
  });
}
