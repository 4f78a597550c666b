import { relative } from 'node:path';

/** How this program was called, for hints that a person can type: `assay`, `npx assay`, `node dist/cli.js`. */
export function calledAs(script = process.argv[1] ?? '', isOfNpx = process.env.npm_command === 'exec'): string {
  if (!/\.[cm]?js$/.test(script)) return isOfNpx ? 'npx assay' : 'assay';
  const path = relative(process.cwd(), script);
  return path.startsWith('..') ? 'assay' : `node ${path}`;
}
