import type { Node } from 'jsonc-parser';
import { readJsonTree } from '../read-json.ts';
import { type Passage, quotedPassage } from './passage.ts';
import type { Word } from './shell-words.ts';

/** The strings of a JSON list as words of a command, at their places in the passage's file; empty when it is no such list. */
export function wordsOfJson(passage: Passage): Word[] {
  const root = readJsonTree(passage.text);
  if (root?.type !== 'array') return [];
  return (root.children ?? []).flatMap((item) => wordOfNode(passage, item) ?? []);
}

/** A string of JSON as a word. */
export function wordOfNode(passage: Passage, node: Node): Word | undefined {
  const value = valuePassage(passage, node);
  return value && { text: value.text, at: value.at, isOpen: /[${}<>[\]*%]/.test(value.text) };
}

/** What a string of JSON says, at its place in the passage's file. */
export function valuePassage({ text, at }: Passage, node: Node): Passage | undefined {
  if (node.type !== 'string') return undefined;
  const value = quotedPassage(text, { start: node.offset + 1, end: node.offset + node.length - 1 });
  return { text: value.text, at: (index) => at(value.at(index)) };
}
