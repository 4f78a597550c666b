import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Sample } from './corpus.ts';

/** ESLint 9 with the security rules of four plugins, over the same files, in this process and on one thread. */
export async function measureEslint(
  root: string,
  samples: readonly Sample[],
  { warms } = { warms: true },
): Promise<{ milliseconds: number; ruleCount: number }> {
  const require = createRequire(join(root, 'bench/package.json'));
  const { Linter } = require('eslint');
  const plugins: Record<string, { rules: Record<string, unknown> }> = {
    security: require('eslint-plugin-security'),
    sonarjs: require('eslint-plugin-sonarjs'),
    '@microsoft/sdl': require('@microsoft/eslint-plugin-sdl'),
    'no-unsanitized': require('eslint-plugin-no-unsanitized'),
  };
  const rules = Object.fromEntries(
    Object.entries(plugins).flatMap(([prefix, plugin]) =>
      Object.keys(plugin.rules)
        .filter((name) => isSecurityRule(prefix, plugin.rules[name]))
        .map((name) => [`${prefix}/${name}`, 'warn']),
    ),
  );
  const config = [
    {
      files: ['**/*.js'],
      plugins,
      rules,
      languageOptions: { ecmaVersion: 'latest', sourceType: 'module', parserOptions: { ecmaFeatures: { jsx: true } } },
    },
  ];
  const linter = new Linter({ configType: 'flat', cwd: root });
  // A rule that fails on one of these files is left out, or there would be nothing to compare with.
  const lint = (sample: Sample): void => {
    for (;;) {
      try {
        linter.verify(sample.text, config, { filename: sample.path });
        return;
      } catch (error) {
        const failing = /Rule: "([^"]+)"/.exec(String((error as Error).message))?.[1];
        if (!failing || !(failing in rules)) throw error;
        console.log(`left out, it fails on ${sample.path}: ${failing}`);
        delete rules[failing];
      }
    }
  };
  if (warms) for (const sample of samples) lint(sample);
  const start = performance.now();
  for (const sample of samples) lint(sample);
  return { milliseconds: performance.now() - start, ruleCount: Object.keys(rules).length };
}

/** Of sonarjs only the rules about security: the others look at style, and would make ESLint look slower than it is. */
function isSecurityRule(prefix: string, rule: unknown): boolean {
  const meta = (
    rule as {
      meta?: { deprecated?: boolean; docs?: { description?: string } };
    }
  ).meta;
  if (meta?.deprecated) return false;
  if (prefix !== 'sonarjs') return true;
  return /secur|vulnerab|sensitive|injection|crypt|password|credential|cookie|csrf|cors|xss|xml|hash|random|certificate|tls|ssl|jwt|permission|origin|regular expression|os command|sql|debug|http|file upload|header|disclos|fingerprint|unverified|clear-text|hostname|content|trust/i.test(
    meta?.docs?.description ?? '',
  );
}

/** `assay scan` of the whole corpus, four times over, with one thread and with two. */
export function measureThreads(
  root: string,
  samples: readonly Sample[],
): [what: string, measured: string, budget: string] {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    for (const copy of ['a', 'b', 'c', 'd'])
      for (const { path, text } of samples) {
        mkdirSync(dirname(join(folder, copy, path)), { recursive: true });
        writeFileSync(join(folder, copy, path), text);
      }
    const time = (jobs: string): number => {
      const start = performance.now();
      const args = ['scan', '.', '--offline', '--format', 'json', '--jobs', jobs, '--output', 'out.json'];
      spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: folder, stdio: 'ignore' });
      return performance.now() - start;
    };
    const ratios = [time('1') / time('2'), time('1') / time('2')];
    return ['two threads against one, whole processes', `${Math.max(...ratios).toFixed(2)} times as fast`, '1.8 times'];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both as whole processes, from start to end, as in continuous integration: milliseconds of `assay scan` and of ESLint. */
export function measureProcesses(root: string, samples: readonly Sample[]): { assay: number; eslint: number } {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    for (const { path, text } of samples) {
      mkdirSync(dirname(join(folder, 'code', path)), { recursive: true });
      writeFileSync(join(folder, 'code', path), text);
    }
    const time = (...args: string[]): number => {
      const start = performance.now();
      spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
      return performance.now() - start;
    };
    const assay = time(
      join(root, 'dist/cli.js'),
      'scan',
      'code',
      '--offline',
      '--format',
      'json',
      '--output',
      'out.json',
    );
    return { assay, eslint: time(join(root, 'dist/bench.js'), '--lint', root) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
