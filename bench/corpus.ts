import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LanguageId, languageOf } from '../src/engine/engine.ts';

export type Sample = {
  readonly path: string;
  readonly text: string;
  readonly language: LanguageId;
  readonly lines: number;
};

const PACKAGES = ['express', 'fastify', 'zod', 'axios', 'undici', 'got'];

/** Bundles and generated code: nobody edits them, and they are not the package's own sources twice over. */
const LEFT_OUT =
  /(^|\/)(node_modules|test|tests|bench|benchmarks|dist\/(?!source)|docs|umd|esm\/|browser\/)|\.min\.|llhttp.*wasm|\.d\.[cm]?ts$|\.cjs$/;

/** The sources of the packages that bench/package.json installs. `got` ships its sources compiled, under dist/source. */
export function readCorpus(root: string): Sample[] {
  const samples = PACKAGES.flatMap((name) => readPackage(join(root, 'bench/node_modules', name), name));
  if (samples.length < 100)
    throw new Error('The packages of bench/package.json are not installed: run `npm ci` in bench/.');
  return samples;
}

function readPackage(folder: string, name: string): Sample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => languageOf(file) && !LEFT_OUT.test(file) && statSync(join(folder, file)).isFile())
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return {
        path: `${name}/${file}`,
        text,
        language: languageOf(file) ?? 'javascript',
        lines: text.split('\n').length,
      };
    });
}

/** Real code of about so many lines: whole files of JavaScript, put together. */
export function textOfLines(samples: readonly Sample[], lines: number): string {
  const parts: string[] = [];
  let count = 0;
  for (const sample of samples.filter(
    ({ language, path }) => language === 'javascript' && /^(express|fastify|undici)/.test(path),
  )) {
    if (count + sample.lines > lines * 1.02) continue;
    parts.push(sample.text);
    count += sample.lines;
  }
  return parts.join('\n');
}
