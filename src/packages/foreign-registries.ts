/** What package managers other than npm say about registries, read as text. */
export type ForeignRegistries = { readonly scopes: readonly string[]; readonly registry: string | undefined };

/** Scopes and default registry of a `.yarnrc.yml`. */
export function registriesInYarnrc(yaml: string): ForeignRegistries {
  const lines = yaml.split(/\r?\n/);
  const start = lines.findIndex((line) => /^npmScopes\s*:/.test(line));
  const scopes: string[] = [];
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    if (/^\S/.test(line)) break;
    const scope = /^ {1,4}["']?@?([\w.-]+)["']?\s*:\s*$/.exec(line)?.[1];
    if (scope !== undefined) scopes.push(`@${scope}`);
  }
  return { scopes, registry: /^npmRegistryServer\s*:\s*["']?([^"'\s]+)/m.exec(yaml)?.[1] };
}

/** Scopes and default registry of a `bunfig.toml`. */
export function registriesInBunfig(toml: string): ForeignRegistries {
  const section = /^\[install\.scopes\]\s*$([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(toml)?.[1] ?? '';
  const scopes = [...section.matchAll(/^\s*["']?@?([\w.-]+)["']?\s*=/gm)].map((match) => `@${match[1]}`);
  return { scopes, registry: /^\s*registry\s*=\s*["']([^"']+)/m.exec(toml)?.[1] };
}
