import type { Expression } from '../engine/names/expression.ts';
import { codeText } from './code-text.ts';

/** Whether a program looks at where an address leads before it hands it to the system: `shell.openExternal` starts whatever its scheme is registered for. */
export const opensCheckedAddress = (call: Expression): boolean =>
  call.callee.lastName === 'openExternal' && CHECKS.test(codeText(call.enclosingFunction));

const CHECKS =
  /\bprotocol\b|\b(host|hostname|origin)\b|startsWith\(\s*['"`]https?:|\^https|(is|can|may|check|assert|valid)\w{0,20}(safe|allow|trust|url|link|external)|allow_?list|allowed|whitelist/i;
