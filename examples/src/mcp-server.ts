import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import { z } from 'zod';

const server = new McpServer({ name: 'shop', version: '1.0.0' });

server.tool('history', 'Shows what was changed', { folder: z.string() }, async ({ folder }) => {
  const { stdout } = await promisify(exec)(`git -C ${folder} log --oneline`);
  return { content: [{ type: 'text', text: stdout }] };
});

const app = express();
app.use(express.json({ limit: '100kb' }));
app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3001, '0.0.0.0');
