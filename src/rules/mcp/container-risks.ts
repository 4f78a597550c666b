import type { Range, Severity } from '../../engine/finding.ts';
import type { Text } from '../config/config-node.ts';
import type { Launch } from './launch.ts';

type Risk = { readonly at: Range; readonly does: string; readonly severity: Severity };

/** How a container is started that keeps nothing in: all rights, the machine's disk, the socket that starts other containers. */
export function* containerRisks({ program, args }: Launch): Generator<Risk> {
  if (!/^(?:docker|podman|nerdctl)$/.test(program)) return;
  for (const [at, arg] of args.entries()) {
    if (/^--privileged(?:=true)?$/.test(arg.value))
      yield { at: arg.range, does: 'runs in a privileged container, which is no container at all', severity: 'high' };
    const option = optionAt(args, at, /^(?:-v|--volume|--mount|--cap-add|--security-opt|--pid|--userns|--ipc)$/);
    if (option) yield* optionRisks(option.name, option.value);
  }
}

function* optionRisks(name: string, { value, range }: Text): Generator<Risk> {
  const is = (does: string, severity: Severity = 'high'): Risk => ({ at: range, does, severity });
  if (name === '--cap-add' && /^(?:ALL|(?:CAP_)?SYS_ADMIN|(?:CAP_)?SYS_PTRACE)$/i.test(value))
    yield is(`gets the right \`${value}\` over this machine`);
  if (name === '--security-opt' && /unconfined|label[:=]disable/.test(value))
    yield is('runs in a container without confinement');
  if ((name === '--pid' || name === '--userns' || name === '--ipc') && value === 'host')
    yield is('sees the processes of this machine');
  if (name !== '-v' && name !== '--volume' && name !== '--mount') return;
  const source = name === '--mount' ? (/(?:^|,)(?:source|src)=([^,]*)/.exec(value)?.[1] ?? '') : sourceOf(value);
  if (/docker\.sock|containerd\.sock|podman\.sock/.test(source))
    yield is('gets the socket of Docker, with which it can do everything on this machine', 'critical');
  else if (isWholeDisk(source))
    yield is(`gets \`${source}\` of this machine mounted into its container`, source === '/' ? 'critical' : 'high');
}

const sourceOf = (mount: string): string => /^([a-z]:\\[^:]*|[a-z]:\/[^:]*|[^:]*)(?::|$)/i.exec(mount)?.[1] ?? '';

/** The root of a disk, a home directory, or where the system keeps its own. */
export function isWholeDisk(path: string): boolean {
  const clean = path.trim().replace(/(.)[\\/]+$/, '$1');
  return /^(?:\/|~|\$HOME|\$\{(?:env:)?(?:HOME|userHome|USERPROFILE)\}|\$\{userHome\}|%USERPROFILE%|%HOMEPATH%|%SystemDrive%|[a-z]:\\?|[a-z]:\/?|\/\*{1,2}|\/(?:etc|root|home|Users|var|usr|proc|sys|dev|mnt|Volumes|private)|\/(?:home|Users)\/[\w.-]+|[a-z]:[\\/]+Users(?:[\\/]+[\w. -]+)?|~\/\.(?:ssh|aws|gnupg|kube|config|docker))$/i.test(
    clean,
  );
}

function optionAt(
  args: readonly Text[],
  at: number,
  names: RegExp,
): { readonly name: string; readonly value: Text } | undefined {
  const arg = args[at] as Text; // the caller's own index
  const [, name = '', value] = /^(--?[\w-]+)=([\s\S]*)$/.exec(arg.value) ?? [];
  if (names.test(name) && value !== undefined) return { name, value: { ...arg, value } };
  const next = args[at + 1];
  return names.test(arg.value) && next ? { name: arg.value, value: next } : undefined;
}
