import type { Range } from '../../engine/finding.ts';
import type { ConfigMember, ObjectNode, Text } from '../config/config-node.ts';

/** A name with a text: an environment variable, a header. */
export type Setting = { readonly name: string; readonly value: Text; readonly member: ConfigMember };

/** One MCP server as a configuration defines it, whichever tool reads it. */
export type McpServer = {
  readonly name: string;
  readonly nameRange: Range;
  readonly node: ObjectNode;
  /** Where its command or address stands: {@link node} itself, or one level deeper. */
  readonly settings: ObjectNode;
  /** The command and its arguments, a command that holds its arguments taken apart. */
  readonly command: Text | undefined;
  readonly args: readonly Text[];
  readonly env: readonly Setting[];
  readonly headers: readonly Setting[];
  readonly url: Text | undefined;
};
