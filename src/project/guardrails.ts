import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Finding, Range } from '../engine/finding.ts';
import { shortText } from '../engine/short-text.ts';
import { toFinding } from '../engine/to-finding.ts';
import GUARDRAIL from '../rules/agent/guardrail-file-missing-or-unowned.ts';
import { type AgentFileSort, agentFileOf, isInstructions, isInstructionText } from '../rules/agent-files.ts';
import { hasHeading, headingsOf } from '../rules/headings.ts';
import { CODEOWNERS_FILES, type CodeOwners, isOwned, MOST_CODEOWNERS, readCodeOwners } from './codeowners.ts';
import type { ReadPolicy } from './policy/read-policy.ts';
import { findSourceFiles } from './source-files.ts';
import { readSource, type SourceText } from './source-text.ts';
import { nearestWith } from './workspace-root.ts';

/** What agents obey. Settings of editors, containers and workflows are everybody's. */
const OBEYED: ReadonlySet<AgentFileSort> = new Set(['instructions', 'skill', 'mcp', 'settings', 'hooks', 'plugin']);

/** Of more files nobody reads the names. */
const MOST_NAMED = 3;
const MOST_OF_PATH = 60;
/** Files that an instruction file may take in, as in `@docs/rules.md`. */
const MOST_TAKEN_IN = 10;

/** What of the team's guardrails is not kept, told at its entry in the policy. Never rejects for what others have written. @param text of the policy, as it stands in the editor. */
export async function judgeGuardrails(text: string, { path, policy }: ReadPolicy): Promise<readonly Finding[]> {
  const { guardrails } = policy.agents;
  if (path === undefined || guardrails === undefined) return [];
  const folder = dirname(path);
  const { files = [], sections = [], owners } = guardrails;
  const places = placesIn(text);
  const told = (at: Range, message: string): Finding => toFinding(GUARDRAIL, { at, message });
  const headings = await Promise.all(files.map((file) => headingsIn(join(folder, file), folder)));
  const found: Finding[] = [];
  for (const [index, file] of files.entries())
    if (headings[index] === undefined)
      found.push(
        told(
          places.entry('files', file),
          `The team's agents are to read \`${shortText(file)}\`, and there is no such file.`,
        ),
      );
  for (const section of sections) {
    const without = files.filter((_, index) => headings[index] && !hasHeading(headings[index], section));
    if (without.length > 0)
      found.push(
        told(
          places.entry('sections', section),
          `${listOf(without)} ${without.length > 1 ? 'have' : 'has'} no section \`${shortText(section)}\`.`,
        ),
      );
  }
  if (owners !== true) return found;
  const message = await ownersMissing(path, policy.exclude);
  return message === undefined ? found : [...found, told(places.entry('owners'), message)];
}

/** Where an entry stands; of one that comes from an extended policy, where that is named. */
function placesIn(text: string): { readonly entry: (key: string, value?: string) => Range } {
  const root = treeOf(text);
  const at = (...path: string[]) => root && findNodeAtLocation(root, path);
  const rangeOf = ({ offset, length }: Node): Range => ({ start: offset, end: offset + length });
  return {
    entry: (key, value) => {
      const node = at('agents', 'guardrails', key);
      const item = value === undefined ? node?.parent : node?.children?.find((child) => child.value === value);
      const place = item ?? at('extends');
      return place ? rangeOf(place) : { start: 0, end: 1 };
    },
  };
}

/** Undefined where it cannot be read: what is wrong then is told by the policy's parser. */
function treeOf(text: string): Node | undefined {
  try {
    return parseTree(text, [], { allowTrailingComma: true });
  } catch {
    return undefined;
  }
}

/** The headings of a file and of those that it takes in; undefined where there is no such file. */
async function headingsIn(path: string, folder: string): Promise<readonly string[] | undefined> {
  const text = await textOf(path);
  if (text === undefined) return undefined;
  const taken = [...text.matchAll(/(?:^|\s)@([\w./-]+)/g)]
    .slice(0, MOST_TAKEN_IN)
    .map(([, file = '']) => join(dirname(path), file));
  const inside = taken.filter((file) => !relative(folder, file).startsWith('..'));
  const texts = await Promise.all(inside.map(textOf));
  return [text, ...texts].flatMap((one) => (one === undefined ? [] : headingsOf(one)));
}

/** The text of a file as far as it can be read: empty for one that is too large or no text. Undefined where there is none. */
async function textOf(path: string): Promise<string | undefined> {
  const source = await sourceOf(path);
  return source && ('text' in source ? source.text : '');
}

async function sourceOf(path: string, most?: number): Promise<SourceText | undefined> {
  try {
    return (await stat(path)).isFile() ? await readSource(path, most) : undefined;
  } catch {
    return undefined;
  }
}

async function ownersMissing(policyPath: string, exclude: readonly string[]): Promise<string | undefined> {
  const folder = dirname(policyPath);
  const top = (await nearestWith(folder, ['.git'])) ?? folder;
  const owners = await ownersIn(top);
  if (owners?.problem !== undefined)
    return `\`${owners.file}\` ${owners.problem}, so nobody is asked when what agents obey changes.`;
  const unowned: string[] = [];
  for (const path of [policyPath, ...(await obeyedBelow(folder, exclude))]) {
    const inside = relative(top, path).split(sep).join('/');
    if (owners && isOwned(inside, owners.read)) continue;
    if (!isInstructions(path) || isInstructionText({ path, text: (await textOf(path)) ?? '' })) unowned.push(inside);
  }
  if (unowned.length === 0) return undefined;
  if (!owners)
    return `There is no CODEOWNERS, so nobody is asked when ${listOf(unowned)} ${unowned.length > 1 ? 'change' : 'changes'}.`;
  return `${listOf(unowned)} ${unowned.length > 1 ? 'have' : 'has'} no owner in \`${owners.file}\`.`;
}

type Owners = { readonly file: string; readonly read: CodeOwners; readonly problem?: string };

async function ownersIn(top: string): Promise<Owners | undefined> {
  for (const file of CODEOWNERS_FILES) {
    const source = await sourceOf(join(top, file), MOST_CODEOWNERS);
    if (source === undefined) continue;
    if ('text' in source) return { file, read: readCodeOwners(source.text) };
    const isLarge = source.note.includes('larger');
    return {
      file,
      read: [],
      problem: isLarge ? 'is larger than 3 MB, which GitHub does not load' : 'is no UTF-8 text',
    };
  }
  return undefined;
}

const underWay = new Map<string, Promise<readonly string[]>>();

/** Every file below a folder that agents obey. Those who ask while it is looked for share the answer: a policy is asked of at each keystroke. */
function obeyedBelow(folder: string, exclude: readonly string[]): Promise<readonly string[]> {
  const key = JSON.stringify([folder, exclude]);
  const known = underWay.get(key);
  if (known) return known;
  const found = findObeyed(folder, exclude).finally(() => underWay.delete(key));
  underWay.set(key, found);
  return found;
}

async function findObeyed(folder: string, exclude: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const file of findSourceFiles(folder, folder, exclude)) {
    const sort = agentFileOf(file.path)?.sort;
    if (!('error' in file) && sort !== undefined && OBEYED.has(sort)) found.push(file.path);
  }
  return found;
}

function listOf(paths: readonly string[]): string {
  const named = paths.slice(0, MOST_NAMED).map((path) => `\`${endOf(path.replace(/[\s`]+/g, ' '))}\``);
  const more = paths.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  return all.length === 1 ? `${all[0]}` : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const endOf = (path: string): string => (path.length > MOST_OF_PATH ? `…${path.slice(1 - MOST_OF_PATH)}` : path);
