import type { Confidence, Fix, Severity } from '../engine/finding.ts';
import { replaceWith, setProperty } from '../engine/fix.ts';
import type { Expression } from '../engine/names/expression.ts';
import { type Check, check, type Problem } from '../engine/rule.ts';
import { shortText } from '../engine/short-text.ts';
import { objectIn, type Property, propertiesAt, propertiesOf, wordOf } from './cloud-property.ts';
import { type CloudResource, isCdkFile, nameOf } from './cloud-resource.ts';
import { laterAssignments } from './later-assignments.ts';

/** A property of some sorts of resource, and the values of it that leave a door open. */
export type CloudSetting = {
  readonly on: readonly CloudResource[];
  /** Paths of properties: see {@link propertiesAt}. Several that say the same thing are told together. */
  readonly at: readonly (readonly string[])[];
  /** The wrong values, as {@link wordOf} says them. */
  readonly wrong?: readonly string[] | RegExp;
  /** How sure it is that leaving them all out is as bad: only where the service's own default is. The first is named. */
  readonly absent?: Confidence;
  /** Paths of properties that decide it instead: where one is there, nothing is told; nothing is missing where one may be. */
  readonly unless?: readonly (readonly string[])[];
  /** What else makes it harmless. */
  readonly isHarmless?: (properties: Expression, made: Expression) => boolean;
  /** What makes it doubtful: then it is only `possible`. */
  readonly isDoubtful?: (properties: Expression, made: Expression) => boolean;
  /** What happens with it, `%` being the resource: "the snapshots of % can be read". */
  readonly harm: string;
  /** The right value: `true`, `false` or a member of the enumeration. */
  readonly right?: string;
  /** The right value where it is written as text. */
  readonly rightText?: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
};

type Wrong = Omit<CloudSetting, 'on'>;
type MethodPlace = Pick<CloudResource, 'properties' | 'id'>;

/** Tells wrong settings where resources are made, also by `super(...)` in a class that extends one, and where they are assigned later. */
export function checkSettings(settings: readonly CloudSetting[]): Check {
  const resources = settings.flatMap(({ on }) => on);
  const known = new Map<string, { resource: CloudResource; settings: CloudSetting[] }>();
  for (const setting of settings)
    for (const resource of setting.on)
      for (const name of resource.names) {
        const entry = known.get(name) ?? { resource, settings: [] };
        entry.settings.push(setting);
        known.set(name, entry);
      }
  return check({
    patterns: { javascript: [...new Set(resources.flatMap(({ patterns }) => patterns))] },
    nodes: { javascript: ['super'] },
    problem: ({ MATCH }) => {
      const isSuper = MATCH.is('super');
      const made = isSuper ? MATCH.parent : MATCH;
      if (!made.is('new_expression', 'call_expression')) return undefined;
      const entry = known.get((isSuper ? extendedBy(MATCH) : made.callee.name) ?? '');
      if (!entry) return undefined;
      const properties = propertiesOf(made, entry.resource.properties);
      if (properties === undefined) return undefined;
      return entry.settings.flatMap((setting) => problemsOf(setting, properties, made, entry.resource));
    },
  });
}

/** Tells wrong settings among the arguments of a method of a CDK construct, such as `addListener`. */
export function checkMethod(
  method: string,
  place: MethodPlace,
  settings: readonly Wrong[],
  isMeant: (call: Expression) => boolean,
): Check {
  return check({
    patterns: { javascript: [`$_.${method}(...)`] },
    problem: ({ MATCH }) => {
      if (!isCdkFile(MATCH) || !isMeant(MATCH)) return undefined;
      const properties = propertiesOf(MATCH, place.properties);
      if (properties === undefined) return undefined;
      return settings.flatMap((setting) => problemsOf(setting, properties, MATCH, place));
    },
  });
}

function problemsOf(
  setting: Wrong,
  properties: Expression | 'none',
  made: Expression,
  place: MethodPlace,
): readonly Problem[] {
  const isHarmless = properties !== 'none' && setting.isHarmless?.(properties, made);
  if (isHarmless || isSettled(setting, properties, ['written'])) return [];
  const found = setting.at.flatMap((path) => read(path, properties, made));
  const isDoubtful = properties !== 'none' && setting.isDoubtful?.(properties, made);
  const confidence = isDoubtful ? 'possible' : setting.confidence;
  const rest = { ...(setting.severity && { severity: setting.severity }), ...(confidence && { confidence }) };
  const harm = setting.harm.replace('%', () => nameOf(made, place));
  const wrong = found.filter(isWritten).filter(({ value }) => isWrong(value, setting));
  if (wrong.length > 0) return wrongProblems(setting, wrong, harm).map((problem) => ({ ...problem, ...rest }));
  const [first] = found;
  const isAbsent = first?.state === 'absent' && found.every(({ state }) => state === 'absent');
  if (!setting.absent || !isAbsent || isSettled(setting, properties, ['unknown']) || isSetLater(made, setting, place))
    return [];
  return [
    {
      at: first.at?.range ?? made.callee.range,
      message: `Without \`${setting.at[0]?.join('.')}\` ${harm}.`,
      ...rest,
      confidence: isDoubtful ? 'possible' : setting.absent,
      fixes: first.at ? [] : added(setting, properties, made, place),
    },
  ];
}

type Written = Property & { readonly state: 'written' };

const isWritten = (property: Property): property is Written => property.state === 'written';

/** One problem for the wrong settings of each object. */
function wrongProblems(setting: Wrong, wrong: readonly Written[], harm: string): readonly Problem[] {
  const objects = new Map<number, Written[]>();
  for (const each of wrong) {
    const together = objects.get(each.at.parent.node) ?? [];
    together.push(each);
    objects.set(each.at.parent.node, together);
  }
  return [...objects.values()].flatMap((together) => {
    const [first] = together;
    if (!first) return [];
    const said = listed(together.map(({ at, value }) => `\`${shortText(textOf(at, value))}\``));
    const at = {
      start: Math.min(...together.map(({ at: { start } }) => start)),
      end: Math.max(...together.map(({ at: { end } }) => end)),
    };
    return [
      { at, message: `With ${said} ${harm}.`, fixes: together.length === 1 ? rightValue(first.value, setting) : [] },
    ];
  });
}

/** `a`, `b` and `c`. */
const listed = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');

/** A setting as it is written, of an enumeration and of a long ARN only the last part. */
function textOf(at: Expression, value: Expression): string {
  const isLong = value.text.length > 30 && value.constant?.includes('/');
  const last = value.is('member_expression') ? value.lastName : isLong ? `…/${value.constant?.split('/').at(-1)}` : '';
  if (last === '') return at.text;
  return at.is('pair') ? `${at.key}: ${last}` : last;
}

/** Whether another property decides it, or may, as far as the file says. */
const isSettled = ({ unless = [] }: Wrong, properties: Expression | 'none', states: readonly string[]): boolean =>
  properties !== 'none' &&
  unless.some((path) => propertiesAt(properties, path).some(({ state }) => states.includes(state)));

const isWrong = (value: Expression, { wrong = [] }: Wrong): boolean => {
  const word = wordOf(value);
  return word !== undefined && (wrong instanceof RegExp ? wrong.test(word) : wrong.includes(word));
};

/** A property as the constructor got it, or as it is assigned later: `db.publiclyAccessible = true`. */
function read(path: readonly string[], properties: Expression | 'none', made: Expression): readonly Property[] {
  const [name = '', ...rest] = path;
  const later = assignedLater(made, name);
  if (later.length > 1) return [{ state: 'unknown' }];
  const [assignment] = later;
  if (assignment) {
    const value = assignment.field('right');
    if (rest.length === 0) return [{ state: 'written', value, at: assignment }];
    const object = objectIn(value);
    return object ? propertiesAt(object, rest) : [{ state: 'unknown' }];
  }
  return properties === 'none' ? [{ state: 'absent', at: undefined }] : propertiesAt(properties, path);
}

/** Assignments to a property of the variable that a resource is kept in. */
function assignedLater(made: Expression, property: string): readonly Expression[] {
  const later = laterAssignments(made);
  if (!later.members.has(property)) return [];
  const { targetNode } = made;
  return targetNode.parent.is('pair') ? [] : (later.to.get(`${targetNode.text}.${property}`) ?? []);
}

/** Whether the file sets it in a way that is not followed: on some other object, or in the template behind the resource. */
function isSetLater(made: Expression, { at }: Wrong, place: MethodPlace): boolean {
  const { members, merged, overridden } = laterAssignments(made);
  if (merged.has(made.argument(place.properties).text)) return true;
  return at.some((path) => {
    const [first = '', last = first] = [path[0], path.at(-1)];
    const inTemplate = first.charAt(0).toUpperCase() + first.slice(1);
    return members.has(first) || members.has(last) || overridden.has(inTemplate);
  });
}

function rightValue(value: Expression, { right, rightText }: Wrong): readonly Fix[] {
  if (value.is('true', 'false')) {
    const other = value.is('true') ? 'false' : 'true';
    return [replaceWith(value, other, `Set ${other}`, 'review')];
  }
  if (value.is('string') && rightText !== undefined)
    return [replaceWith(value, `'${rightText}'`, `Set ${rightText}`, 'review')];
  // Libraries write the members of their enumerations in different ways: PRIVATE, Private.
  const isInStyle = right !== undefined && isCapitals(right) === isCapitals(value.lastName);
  if (!value.is('member_expression') || !isInStyle) return [];
  return [{ title: `Set ${right}`, safety: 'review', edits: [value.field('property').replacedBy(right)] }];
}

const isCapitals = (name: string): boolean => /^[A-Z0-9_]+$/.test(name);

/** The fix that adds what is left out, where the properties stand in place and hold one level. */
function added(
  { at, right }: Wrong,
  properties: Expression | 'none',
  made: Expression,
  place: MethodPlace,
): readonly Fix[] {
  const [path = []] = at;
  const [name] = path;
  if (path.length !== 1 || name === undefined || right !== 'true') return [];
  const title = `Set ${name} to true`;
  const argument = made.argument(place.properties);
  if (properties === 'none') {
    const last = made.arguments[place.properties - 1];
    if (argument.exists || !last) return [];
    return [{ title, safety: 'review', edits: [{ start: last.end, end: last.end, text: `, { ${name}: true }` }] }];
  }
  return argument.is('object') ? [setProperty(argument, name, 'true', title, 'review')] : [];
}

/** What the class around a `super` extends. */
function extendedBy(at: Expression): string | undefined {
  const heritage = at
    .enclosing('class_declaration', 'class', 'abstract_class_declaration')
    .children.find((child) => child.is('class_heritage'));
  const [clause] = heritage?.children ?? [];
  const value = clause?.is('extends_clause') ? clause.field('value') : clause;
  return value?.name;
}
