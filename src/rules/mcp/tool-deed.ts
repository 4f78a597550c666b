import { wordsOf } from '../secret-names.ts';

/** What the words of a tool's name say it does beyond reading. */
const DEEDS: readonly (readonly [does: string, words: ReadonlySet<string>])[] = [
  [
    'executes commands',
    new Set([
      'execute',
      'exec',
      'run',
      'shell',
      'command',
      'bash',
      'terminal',
      'eval',
      'evaluate',
      'script',
      'sql',
      'spawn',
      'process',
      'kill',
    ]),
  ],
  ['deletes', new Set(['delete', 'remove', 'drop', 'destroy', 'truncate', 'purge', 'wipe', 'rm', 'reset', 'revoke'])],
  [
    'sends',
    new Set([
      'send',
      'post',
      'publish',
      'email',
      'message',
      'upload',
      'push',
      'share',
      'invite',
      'tweet',
      'comment',
      'reply',
      'notify',
    ]),
  ],
  ['pays', new Set(['pay', 'charge', 'refund', 'transfer', 'purchase', 'order', 'buy'])],
  [
    'changes things',
    new Set([
      'write',
      'create',
      'update',
      'edit',
      'modify',
      'insert',
      'set',
      'put',
      'patch',
      'move',
      'rename',
      'merge',
      'commit',
      'deploy',
      'install',
      'apply',
      'grant',
      'approve',
      'add',
      'assign',
      'upsert',
      'replace',
      'save',
      'import',
      'migrate',
      'restart',
      'stop',
      'start',
      'enable',
      'disable',
      'fork',
    ]),
  ],
];

/** Names that begin so only look: `get_commands`, `list_messages`. */
const READS = new Set([
  'get',
  'list',
  'read',
  'search',
  'find',
  'show',
  'describe',
  'view',
  'fetch',
  'query',
  'lookup',
  'resolve',
  'check',
  'count',
  'explain',
  'validate',
  'preview',
  'status',
  'diff',
  'browse',
  'inspect',
  'analyze',
  'summarize',
  'download',
  'screenshot',
  'think',
  'sequentialthinking',
]);

/** What a tool does that a person should be asked about, by its name; undefined for one that reads, or whose name says nothing. */
export function toolDeed(tool: string): string | undefined {
  const words = wordsOf(tool.replace(/^.*(?:__|\/)/, ''));
  const says = DEEDS.find(([, deeds]) => words.some((word) => deeds.has(word)));
  if (!says) return undefined;
  const first = words.findIndex((word) => READS.has(word) || DEEDS.some(([, deeds]) => deeds.has(word)));
  return READS.has(words[first] ?? '') && !/sql/.test(tool) ? undefined : says[0];
}
