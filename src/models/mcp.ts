import { type Model, sinks } from '../engine/flow/model.ts';
import { TOOL_ARGUMENT } from './kinds.ts';

const GIVEN = [TOOL_ARGUMENT];
const SDK = '@modelcontextprotocol/sdk/client';
const CLIENTS = [`${SDK}/stdio.StdioClientTransport`, `${SDK}/stdio.js.StdioClientTransport`];
const REMOTE_CLIENTS = ['StreamableHTTPClientTransport', 'SSEClientTransport', 'WebSocketClientTransport'].flatMap(
  (name) =>
    ['streamableHttp', 'sse', 'websocket'].flatMap((file) => [`${SDK}/${file}.${name}`, `${SDK}/${file}.js.${name}`]),
);

/** Servers of the Model Context Protocol: what clients' models call. https://modelcontextprotocol.io/docs/develop/build-server, https://github.com/modelcontextprotocol/typescript-sdk */
export default {
  isOfModels: true,
  tails: { 'McpServer()': 'mcp.Server', 'FastMCP()': 'mcp.Fast' },
  reads: {
    'mcp.Request.params.arguments': TOOL_ARGUMENT,
    'mcp.Request.params.uri': TOOL_ARGUMENT,
  },
  handlers: {
    ...Object.fromEntries(
      ['tool', 'registerTool', 'prompt', 'registerPrompt'].flatMap((name) => [
        [`mcp.Server.${name}`, GIVEN],
        [`*.${name}`, GIVEN],
      ]),
    ),
    'mcp tool': GIVEN,
    'mcp.Server.resource': [TOOL_ARGUMENT, TOOL_ARGUMENT],
    'mcp.Server.registerResource': [TOOL_ARGUMENT, TOOL_ARGUMENT],
    '*.registerResource': [TOOL_ARGUMENT, TOOL_ARGUMENT],
    '*.setRequestHandler': ['mcp.Request'],
    'server.setRequestHandler': ['mcp.Request'],
    'mcp.Fast.addTool.execute': GIVEN,
    'mcp.Fast.addResourceTemplate.load': GIVEN,
    'mcp.Fast.addPrompt.load': GIVEN,
    '*.addTool.execute': GIVEN,
    '*.addTool.handler': GIVEN,
    'mcp-framework.MCPTool.execute': GIVEN,
  },
  sinks: [
    // A server that a client starts, and one that it speaks to.
    ...sinks(
      'program',
      CLIENTS.map((name) => `${name}:0.command`),
    ),
    ...sinks(
      'program',
      CLIENTS.map((name) => `${name}:0.args`),
      { inside: true },
    ),
    ...sinks('program', [
      'ai/mcp-stdio.Experimental_StdioMCPTransport:0.command',
      '@ai-sdk/mcp/mcp-stdio.Experimental_StdioMCPTransport:0.command',
    ]),
    ...sinks('request', REMOTE_CLIENTS),
  ],
} satisfies Model;
