import type { Range, Severity } from '../../engine/finding.ts';
import {
  asText,
  type ConfigNode,
  isTrue,
  itemsOf,
  memberOf,
  type Text,
  textOf,
  textsOf,
  valueAt,
} from '../config/config-node.ts';
import { containerRisks, isWholeDisk } from '../mcp/container-risks.ts';

/** A way out of a development container: to the machine's disk, its keys, or all its rights. */
export type Opening = { readonly at: Range; readonly does: string; readonly severity: Severity };

/** Variables that the editor fills in with the home folder; both are often named one behind the other. */
const HOME = /\$\{localEnv:(?:HOME|USERPROFILE)\}(?:\$\{localEnv:(?:HOME|USERPROFILE)\})?/g;
const KEYS = /^~\/\.(?:ssh|aws|gnupg|kube|azure|netrc|config(?:\/(?:gcloud|gh))?)\/?$/;

/** What takes the walls from a container; debuggers' `SYS_PTRACE` and `seccomp=unconfined` are templates' own and left alone. */
export function openingsOf(root: ConfigNode | undefined): readonly Opening[] {
  const openings: Opening[] = [];
  const privileged = memberOf(root, 'privileged');
  if (privileged && isTrue(privileged.value))
    openings.push({
      at: { start: privileged.start, end: privileged.end },
      does: 'is privileged, and no container at all',
      severity: 'medium',
    });
  for (const capability of textsOf(valueAt(root, 'capAdd')))
    if (/^(?:ALL|(?:CAP_)?SYS_ADMIN)$/i.test(capability.value))
      openings.push({
        at: capability.range,
        does: `has the right \`${capability.value}\` over this machine`,
        severity: 'medium',
      });
  openings.push(...runRisks(valueAt(root, 'runArgs')));
  for (const mount of itemsOf(valueAt(root, 'mounts'))) openings.push(...mountRisks(mount));
  return openings;
}

function runRisks(node: ConfigNode | undefined): Opening[] {
  const args = textsOf(node).map((text) => ({ ...text, value: withHome(text.value) }));
  const [first] = args;
  if (!first) return [];
  return [...containerRisks({ program: 'docker', programText: first, args, raises: undefined })].flatMap((risk) => {
    if (/PTRACE|without confinement|processes of this machine/.test(risk.does)) return [];
    const severity = /privileged|socket/.test(risk.does) ? ('medium' as const) : risk.severity;
    const does = risk.does.startsWith('runs in a privileged') ? 'is privileged, and no container at all' : risk.does;
    return [{ at: risk.at, does: does.replace(' mounted into its container', ' mounted'), severity }];
  });
}

/** `source=…,target=…,type=bind`, or the same as an object. */
function mountRisks(node: ConfigNode): Opening[] {
  const at = { start: node.start, end: node.end };
  const written: Text | undefined = asText(node);
  const source = written
    ? /(?:^|,)\s*(?:source|src)=([^,]*)/.exec(written.value)?.[1]
    : (textOf(valueAt(node, 'source')) ?? textOf(valueAt(node, 'src')));
  const path = withHome(source ?? '').trim();
  if (/docker\.sock$/.test(path))
    return [
      { at, does: 'gets the socket of Docker, with which it can do everything on this machine', severity: 'medium' },
    ];
  if (KEYS.test(path)) return [{ at, does: `gets the keys in \`${path}\` mounted`, severity: 'medium' }];
  return isWholeDisk(path)
    ? [{ at, does: `gets \`${path}\` of this machine mounted, and every key and file in it`, severity: 'high' }]
    : [];
}

const withHome = (path: string): string => path.replace(HOME, '~');
