import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseAllDocuments, visit } from 'yaml';
import { bracketDepth } from './bracket-depth.ts';
import { type ConfigMember, type ConfigNode, MAX_DEPTH } from './config-node.ts';

/** Nodes that a text may unfold to: aliases within aliases grow without bound. */
const MAX_NODES = 50_000;

/** In UTF-16 units: the parser takes about a second for ten times as much. */
export const LONGEST_YAML = 150_000;

/**
 * Reads the first document of a YAML text; of broken text as much as can be understood.
 * @param shift what to add to each offset: where the YAML begins in the file.
 * @param cut called where it unfolds to more than is read.
 */
export function readYaml(text: string, shift = 0, cut: () => void = () => {}): ConfigNode | undefined {
  if (text.length > LONGEST_YAML || bracketDepth(text) > MAX_DEPTH) return undefined;
  // Pretty errors quote their lines, which takes as long for each error as the text is.
  const options = { logLevel: 'silent', strict: false, uniqueKeys: false, prettyErrors: false } as const;
  const [document] = parseAllDocuments(text, options);
  if (!document || !('contents' in document) || !document.contents) return undefined;
  const reader = new Reader(document, shift);
  const tree = reader.read(document.contents as Node, 0);
  if (reader.isCut) cut();
  return tree;
}

/** What each alias of a document stands for: the last node before it that bears its name. Asking the parser takes a walk for each alias. */
function targetsIn(document: Document): ReadonlyMap<Node, Node> {
  const named = new Map<string, Node>();
  const targets = new Map<Node, Node>();
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) {
        if (node.anchor) named.set(node.anchor, node);
        return;
      }
      const target = named.get(node.source);
      if (target) targets.set(node, target);
    },
  });
  return targets;
}

class Reader {
  readonly #targets: ReadonlyMap<Node, Node>;
  readonly #shift: number;
  #left = MAX_NODES;

  constructor(document: Document, shift: number) {
    this.#targets = targetsIn(document);
    this.#shift = shift;
  }

  /** Whether there was more than it reads. */
  get isCut(): boolean {
    return this.#left < 0;
  }

  read(node: Node, depth: number): ConfigNode | undefined {
    if (depth > MAX_DEPTH || this.#left-- <= 0) return undefined;
    if (isAlias(node)) {
      const target = this.#targets.get(node);
      return target && this.read(target, depth + 1);
    }
    const at = this.#range(node);
    if (isMap(node))
      return {
        ...at,
        is: 'object',
        members: node.items.flatMap((pair) => this.#members(pair as Pair<Node, Node>, depth)),
      };
    if (isSeq(node))
      return {
        ...at,
        is: 'array',
        items: node.items.map((item) => this.read(item as Node, depth + 1)).filter((item) => item !== undefined),
      };
    if (!isScalar(node)) return undefined;
    const { value } = node;
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return { ...at, is: 'scalar', value: isPlain ? value : value === null ? null : String(value) };
  }

  /** `<<: *base` brings the members of another map. */
  #members({ key, value }: Pair<Node, Node>, depth: number): ConfigMember[] {
    if (!isScalar(key)) return [];
    const read = value ? this.read(value, depth + 1) : nothingAt(this.#range(key).end);
    if (!read) return [];
    if (key.value === '<<') return read.is === 'object' ? [...read.members] : [];
    const keyRange = this.#range(key);
    return [
      { key: String(key.value), keyRange, value: read, start: keyRange.start, end: Math.max(keyRange.end, read.end) },
    ];
  }

  #range(node: Node) {
    const [start, end] = node.range ?? [0, 0];
    return { start: start + this.#shift, end: end + this.#shift };
  }
}

/** `name:` without a value. */
const nothingAt = (at: number): ConfigNode => ({ is: 'scalar', value: null, start: at, end: at });
