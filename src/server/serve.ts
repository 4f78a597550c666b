import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { readGrammarsFrom } from '../project/grammars.ts';
import { createServer } from './create-server.ts';

// The transport (--node-ipc, --stdio, --socket=N) is read from the command line.
createServer(createConnection(ProposedFeatures.all), {
  readGrammar: readGrammarsFrom(join(__dirname, '..', 'grammars')),
});
