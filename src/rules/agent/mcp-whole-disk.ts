import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule } from '../../engine/text/text-rule.ts';
import { isWholeDisk } from '../mcp/container-risks.ts';
import { launchOf } from '../mcp/launch.ts';
import type { McpServer } from '../mcp/server.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';

/** Servers whose arguments are the folders that a model may read and write. */
const FILE_SERVER =
  /file-?system|(?:^|[/@_-])(?:files?|fs|disk|desktop-commander|shell|terminal|everything|git)(?:$|[@_-]|-mcp|-server)|server-files/i;
const FOLDER_OPTION =
  /^--?(?:root|roots|dir|directory|path|paths|allow(?:ed)?(?:[-_](?:dir|dirs|directory|directories|path|paths|root|roots))?|workspace|base[-_]?dir|folder|mount)(?:=|$)/i;
const FOLDER_SETTING =
  /(?:^|_)(?:ALLOWED_(?:DIR|DIRS|DIRECTORY|DIRECTORIES|PATHS?|ROOTS?|FOLDERS?)|ROOT(?:_DIR|_PATH)?|BASE_(?:DIR|PATH)|FILESYSTEM_ROOT|FS_ROOT|WORKSPACE_ROOT)$/i;

export default defineTextRule({
  id: 'agent/mcp-whole-disk',
  title: 'MCP server that may reach the whole disk',
  severity: 'high',
  confidence: 'likely',
  cwe: [250, 732],
  owasp: ['LLM06:2025', 'ASI02:2026', 'MCP02:2025'],
  remedy: 'Give the server the folder of the project, and nothing above it.',
  when: mayDefineServers,
  look: (file) => serversOf(file).flatMap((server) => problemsOf(server)),
});

function problemsOf(server: McpServer): Problem[] {
  const { args = [], program = '' } = launchOf(server) ?? {};
  // What a container may reach is what is mounted into it.
  if (/^(?:docker|podman|nerdctl)$/.test(program)) return [];
  const isFileServer = FILE_SERVER.test(server.name) || args.some(({ value }) => FILE_SERVER.test(value));
  const folders = args.filter(({ value }, at) => {
    const option = FOLDER_OPTION.exec(value);
    if (option) return isWholeDisk(value.slice(value.indexOf('=') + 1)) && value.includes('=');
    const isNamed = FOLDER_OPTION.test(args[at - 1]?.value ?? '') && !args[at - 1]?.value.includes('=');
    return (isFileServer || isNamed) && isFolder(value);
  });
  const settings = server.env.filter(
    ({ name, value }) => FOLDER_SETTING.test(name) && value.value.split(/[,:;](?![\\/])/).some(isFolder),
  );
  return [...folders, ...settings.map(({ value }) => value)].map(({ value, range }) => ({
    at: range,
    message: `\`${shortText(server.name)}\` may read and write everything below \`${shortText(value.replace(/^--?[\w-]+=/, ''))}\`.`,
  }));
}

const isFolder = (value: string): boolean => isWholeDisk(value) && !/^[a-z]$/i.test(value);
