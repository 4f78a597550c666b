import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule } from '../../engine/text/text-rule.ts';
import { type Fetched, fetchedBy } from '../mcp/fetched.ts';
import { launchOf } from '../mcp/launch.ts';
import type { McpServer } from '../mcp/server.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';

/** Names that only the makers of the protocol or of the service can publish under: a takeover is rarer, and told more quietly. */
const KNOWN_PUBLISHERS =
  /^@(?:modelcontextprotocol|anthropic-ai|playwright|microsoft|azure|upstash|supabase|sentry|stripe|notionhq|vercel|cloudflare|shopify|figma|hubspot|elastic|heroku|mongodb-js|postman|sanity|contentful|apollo|angular|nx|eslint|storybook|browserbasehq|browserstack|brave|tavily|perplexity-ai|google-cloud|google|aws|awslabs|auth0|twilio-alpha|neondatabase|prisma|launchdarkly|mapbox|algolia)\/|^mcp\/|^(?:mcr\.microsoft\.com|ghcr\.io\/github)\/|^awslabs\.|^mcp-server-(?:fetch|git|time|sqlite|sentry)$|^chrome-devtools-mcp$|^(?:mcp-remote|prisma|nx|next-devtools-mcp|firebase-tools|shadcn|svelte)$/;

const WORDS: Readonly<Record<Fetched['from'], string>> = {
  npm: 'the npm package',
  pypi: 'the Python package',
  image: 'the image',
  git: 'the repository',
};

export default defineTextRule({
  id: 'agent/unpinned-mcp-server',
  title: 'MCP server without a version',
  severity: 'medium',
  confidence: 'certain',
  cwe: [494, 1357],
  owasp: ['LLM03:2025', 'ASI04:2026', 'MCP04:2025'],
  remedy:
    'Name the exact version that you have looked at: `package@1.2.3`, `package==1.2.3`, or an image with its digest.',
  when: mayDefineServers,
  look: (file) => serversOf(file).flatMap((server) => problemsOf(server)),
});

function problemsOf(server: McpServer): Problem[] {
  const launch = launchOf(server);
  const fetched = launch && fetchedBy(launch);
  if (!launch || !fetched || fetched.isPinned || fetched.isOwn || fetched.name.includes('$')) return [];
  return [
    {
      at: fetched.text.range,
      message: `\`${shortText(server.name)}\` runs whatever version of ${WORDS[fetched.from]} \`${shortText(fetched.name)}\` is newest at each start.`,
      ...(KNOWN_PUBLISHERS.test(fetched.name) && { severity: 'low' as const }),
    },
  ];
}
