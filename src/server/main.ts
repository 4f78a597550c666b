import { join } from 'node:path';
import { runCached } from '../project/code-cache.ts';
import { CODE_CACHE } from '../protocol/server-arguments.ts';

// The build keeps the server itself in a bundle of its own, so that it can be run from what was compiled of it before.
const folder = process.argv.find((argument) => argument.startsWith(CODE_CACHE))?.slice(CODE_CACHE.length);
if (folder) runCached(join(__dirname, 'serve.js'), folder);
else require('./serve.ts');
