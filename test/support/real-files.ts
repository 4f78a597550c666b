import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageId } from '../../src/engine/engine.ts';
import { ROOT } from './engine.ts';

/** Real code of each language, from packages that the project installs anyway. */
export const REAL_FILES: readonly { readonly path: string; readonly language: LanguageId }[] = [
  { path: 'node_modules/commander/lib/option.js', language: 'javascript' },
  { path: 'node_modules/semver/classes/range.js', language: 'javascript' },
  { path: 'node_modules/npm-registry-fetch/lib/index.js', language: 'javascript' },
  { path: 'node_modules/mocha/lib/reporters/base.js', language: 'javascript' },
  { path: 'src/engine/names/names.ts', language: 'typescript' },
  { path: 'src/engine/syntax/flatten.ts', language: 'typescript' },
  { path: 'src/engine/names/expression.ts', language: 'tsx' },
  { path: 'test/fixtures/syntax/orders-page.tsx', language: 'tsx' },
];

export const readRealFile = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
