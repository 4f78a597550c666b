import type { Expression } from '../engine/names/expression.ts';
import { propertyAt } from './cloud-property.ts';
import { wordsOf } from './secret-names.ts';

/** What policies stand in is looked for this many resources up. */
const MAX_CONTAINERS = 4;

/** Policies of these say the most that somebody may be given, or what a network may ask for: they give nothing themselves. */
const CAPS = /\.organizations\.|aws-organizations\.|aws_organizations\.|(Vpc|VPC)Endpoint(Policy)?$/;

const SEARCH_DOMAINS =
  /(opensearch|elasticsearch)(service)?\.(Cfn)?Domain(Policy)?$|\.(Opensearch|Elasticsearch)Domain$/;

/** Whether a statement caps what others give: the policy of an organization or of a VPC endpoint, a permissions boundary. */
export function isCap(statement: Expression): boolean {
  if (statement.parent.parent.callee.lastName === 'addToPolicy' && endpointIn(statement)) return true;
  return containersOf(statement).some(
    (made) => CAPS.test(made.callee.name ?? '') || namesOf(made).some((name) => wordsOf(name).includes('boundary')),
  );
}

/** Whether it belongs to a search domain within a VPC, whose security group says who reaches it. */
export const isWithinNetwork = (statement: Expression): boolean =>
  containersOf(statement).some((made) => {
    if (!SEARCH_DOMAINS.test(made.callee.name ?? '')) return false;
    const properties = made.arguments.find((argument) => argument.origin.is('object'))?.origin;
    return (
      properties !== undefined &&
      ['vpc', 'vpcOptions'].some((name) => propertyAt(properties, [name]).state !== 'absent')
    );
  });

/** The resources that something is written in, from the inside out. */
function containersOf(inner: Expression): readonly Expression[] {
  const containers: Expression[] = [];
  let at = inner.is('new_expression') ? inner : inner.enclosing('new_expression');
  for (let count = 0; at.exists && count < MAX_CONTAINERS; count++) {
    containers.push(at);
    at = at.enclosing('new_expression');
  }
  return containers;
}

const namesOf = (made: Expression): readonly string[] => [
  made.target,
  made.argument(0).constant ?? '',
  made.argument(1).constant ?? '',
];

/** The policy of a VPC endpoint is added to where other constructs take one of a role, which names nobody. */
const endpointIn = (statement: Expression): boolean => statement.argument(0).property('principals').exists;
