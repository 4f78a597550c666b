import { createRequire } from 'node:module';
import { join } from 'node:path';
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
