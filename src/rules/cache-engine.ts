import type { Expression } from '../engine/names/expression.ts';
import { propertyAt, wordOf } from './cloud-property.ts';

/** Whether a cache of ElastiCache is, or may be, one of Valkey, which encrypts unless told not to. Redis is what it is when nothing is said. */
export function mayBeValkey(properties: Expression): boolean {
  const engine = propertyAt(properties, ['engine']);
  return engine.state === 'unknown' || (engine.state === 'written' && wordOf(engine.value) !== 'redis');
}
