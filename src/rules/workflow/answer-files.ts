import { textOf } from '../config/config-node.ts';
import { startsAgent } from './agent-step.ts';
import type { Job } from './jobs.ts';

/** Addresses at which models answer. */
const MODEL_ADDRESS =
  /api\.openai\.com|openai\.azure\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|openrouter\.ai|api\.(?:mistral|deepseek|groq|together|x|cohere)\.\w+|models\.github\.ai|\/v1\/(?:chat\/completions|messages|responses)\b|:11434\//;
const WRITES = /(?:(?<![0-9&])>{1,2}|\|\s*tee(?:\s+-a)?|\s-o|--output)\s*["']?([\w./-]{1,120})["']?/g;
const MAX_LENGTH = 20_000;

/** Files of a job that hold what a model answered: its command line writes them. */
export function answerFilesOf(job: Job): ReadonlySet<string> {
  const seen = known.get(job) ?? find(job);
  known.set(job, seen);
  return seen;
}

/** Every step of a job asks. */
const known = new WeakMap<Job, ReadonlySet<string>>();

function find({ steps }: Job): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { run } of steps)
    for (const line of commandsOf(textOf(run?.value) ?? '')) {
      if (!MODEL_ADDRESS.test(line) && !startsAgent(line)) continue;
      for (const [, file = ''] of line.matchAll(WRITES)) if (!file.startsWith('/dev/')) files.add(bare(file));
    }
  return files;
}

/** Where a script runs one of these files: the piece of text that does. */
export function runOf(
  script: string,
  files: ReadonlySet<string>,
): { readonly piece: string; readonly file: string } | undefined {
  if (files.size === 0) return undefined;
  for (const [piece, , run, itself] of script.slice(0, MAX_LENGTH).matchAll(RUNS)) {
    const file = bare(run ?? itself ?? '');
    if (files.has(file)) return { piece: piece.trim(), file };
  }
  return undefined;
}

const RUNS =
  /(?:^|[\s;&|(])(?:((?:ba|z|da)?sh|source|\.|python3?|node|tsx|deno run|eval "?\$\(cat)\s+(?:-[\w-]{1,20}\s+)?["']?([\w./-]{1,120})|(\.\/[\w./-]{1,120}))/gm;

const bare = (file: string): string => file.replace(/^\.\//, '');

/** Lines, with those that go on behind a backslash as one. */
const commandsOf = (script: string): readonly string[] =>
  script
    .slice(0, MAX_LENGTH)
    .replace(/\\\r?\n/g, ' ')
    .split('\n');
