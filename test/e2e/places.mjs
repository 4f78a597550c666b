import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const E2E = dirname(fileURLToPath(import.meta.url));
export const ROOT = dirname(dirname(E2E));

export const scratchFolder = () => mkdtempSync(join(tmpdir(), 'assay-e2e-'));
