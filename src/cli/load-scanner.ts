import { join } from 'node:path';
import type { Confidence } from '../engine/finding.ts';
import { ProjectScanner } from '../project/project-scanner.ts';

/** A scanner with every rule, the grammars beside the bundle, and npm's own configuration. */
export function loadScanner(options: {
  readonly offline: boolean;
  readonly minimumConfidence: Confidence | undefined;
  readonly jobs: number;
  readonly onlyPackages?: boolean;
}): Promise<ProjectScanner> {
  return ProjectScanner.load({
    // This bundle is its own worker: see main.ts.
    threads: { jobs: options.jobs, script: __filename, grammars: join(__dirname, '..', 'grammars') },
    offline: options.offline,
    minimumConfidence: options.minimumConfidence,
    onlyPackages: options.onlyPackages ?? false,
  });
}
