import type { Range } from '../../engine/finding.ts';

/** A value of a configuration, whatever it is written in, with the UTF-16 offsets where it stands. */
export type ConfigNode = ObjectNode | ArrayNode | ScalarNode;

export type ObjectNode = Range & { readonly is: 'object'; readonly members: readonly ConfigMember[] };
export type ArrayNode = Range & { readonly is: 'array'; readonly items: readonly ConfigNode[] };
export type ScalarNode = Range & { readonly is: 'scalar'; readonly value: string | number | boolean | null };

/** `name: value`; its range goes from the start of the name to the end of the value. */
export type ConfigMember = Range & { readonly key: string; readonly keyRange: Range; readonly value: ConfigNode };

/** Deeper than this no configuration is meant, and readers stop. */
export const MAX_DEPTH = 60;

/** The value of a member; of a name that is written twice the last one counts, as for the programs that read it. */
export function memberOf(node: ConfigNode | undefined, key: string): ConfigMember | undefined {
  return node?.is === 'object' ? node.members.findLast((member) => member.key === key) : undefined;
}

/** The value at a path of names. */
export function valueAt(node: ConfigNode | undefined, ...path: readonly string[]): ConfigNode | undefined {
  let here = node;
  for (const key of path) here = memberOf(here, key)?.value;
  return here;
}

/** The value of a setting that is written nested or with dots: `chat: { tools: … }`, `"chat.tools": …`. */
export function settingAt(node: ConfigNode | undefined, dotted: string): ConfigMember | undefined {
  if (node?.is !== 'object') return undefined;
  const whole = memberOf(node, dotted);
  if (whole) return whole;
  for (let dot = dotted.indexOf('.'); dot > 0; dot = dotted.indexOf('.', dot + 1)) {
    const inner = settingAt(valueAt(node, dotted.slice(0, dot)), dotted.slice(dot + 1));
    if (inner) return inner;
  }
  return undefined;
}

export const membersOf = (node: ConfigNode | undefined): readonly ConfigMember[] =>
  node?.is === 'object' ? node.members : [];

export const itemsOf = (node: ConfigNode | undefined): readonly ConfigNode[] =>
  node?.is === 'array' ? node.items : [];

/** The text of a string, or of what a program would turn into one. */
export const textOf = (node: ConfigNode | undefined): string | undefined =>
  node?.is === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number')
    ? String(node.value)
    : undefined;

export const isTrue = (node: ConfigNode | undefined): boolean => node?.is === 'scalar' && node.value === true;

/** A string of a configuration and where it stands. */
export type Text = { readonly value: string; readonly range: Range };

export function asText(node: ConfigNode | undefined): Text | undefined {
  const value = textOf(node);
  return node && value !== undefined ? { value, range: { start: node.start, end: node.end } } : undefined;
}

/** The strings of a list; a lone string is a list of one. */
export function textsOf(node: ConfigNode | undefined): readonly Text[] {
  const list = node?.is === 'array' ? node.items : node ? [node] : [];
  return list.map(asText).filter((text) => text !== undefined);
}

/** A member, the object that it stands in, and the names above it, outermost first. */
export type PlacedMember = {
  readonly member: ConfigMember;
  readonly holder: ObjectNode;
  readonly above: readonly string[];
};

/** Every member of a tree. */
export function* allMembers(node: ConfigNode | undefined, above: readonly string[] = []): Generator<PlacedMember> {
  if (node?.is === 'array') for (const item of node.items) yield* allMembers(item, above);
  if (node?.is !== 'object') return;
  for (const member of node.members) {
    yield { member, holder: node, above };
    yield* allMembers(member.value, [...above, member.key]);
  }
}
