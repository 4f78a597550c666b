import { join } from 'node:path';
import type { Confidence } from '../engine/finding.ts';
import { readGrammarsFrom } from '../project/grammars.ts';
import { ProjectScanner } from '../project/project-scanner.ts';

/** A scanner with every rule, the grammars beside the bundle, and npm's own configuration. */
export function loadScanner(options: {
  readonly offline: boolean;
  readonly minimumConfidence: Confidence | undefined;
}): Promise<ProjectScanner> {
  return ProjectScanner.load({
    readGrammar: readGrammarsFrom(join(__dirname, '..', 'grammars')),
    offline: options.offline,
    minimumConfidence: options.minimumConfidence,
  });
}
