import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Sample } from './corpus.ts';

/** ESLint 9 with the security rules of four plugins, over the same files, in this process and on one thread. */
export async function measureEslint(
  root: string,
  samples: readonly Sample[],
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
  const linter = new Linter({ configType: 'flat' });
  const lint = (sample: Sample) => linter.verify(sample.text, config, { filename: `${sample.path}` });
  for (const sample of samples.slice(0, 20)) lint(sample);
  const start = performance.now();
  for (const sample of samples) lint(sample);
  return { milliseconds: performance.now() - start, ruleCount: Object.keys(rules).length };
}

/** Of sonarjs only the security rules that need no types: the others look at style, and would make ESLint look slower than it is. */
function isSecurityRule(prefix: string, rule: unknown): boolean {
  const meta = (
    rule as {
      meta?: { deprecated?: boolean; docs?: { description?: string; requiresTypeChecking?: boolean; url?: string } };
    }
  ).meta;
  if (meta?.deprecated || meta?.docs?.requiresTypeChecking) return false;
  if (prefix !== 'sonarjs') return true;
  return /secur|vulnerab|sensitive|injection|crypt|password|credential|cookie|csrf|cors|xss|xml|hash|random|certificate|tls|ssl|jwt|permission|origin|regular expression|os command|sql|debug|http|file upload|header|disclos|fingerprint|unverified|clear-text|hostname|content|trust/i.test(
    meta?.docs?.description ?? '',
  );
}
