/**
 * Options of package managers that take the next word as their value, as their documentation lists them (npm 10, pnpm 9, yarn 1 and 4, bun 1). `-w` is a
 * workspace's name for npm and a switch for pnpm, so the manager is asked too.
 */
const WITH_VALUE = new Set(
  `--access --arch --auth-type --backend --before --cache --cache-dir --cache-folder --cache-min --ca --cafile --child-concurrency --config --concurrency --cpu --cwd --depth
  --dir --elide-lines --fetch-retries --fetch-timeout --filter --filter-prod --https-proxy --include --init-author-name --install-strategy --jobs --libc --link-folder
  --location --lockfile-dir --loglevel --maxsockets --modules-dir --modules-folder --mutex --network-concurrency --network-timeout --node-linker --node-options --omit --only
  --os --otp --package-import-method --platform --preferred-cache-folder --prefix --proxy --public-hoist-pattern --hoist-pattern --reporter --resolution-mode --save-prefix
  --scope --script-shell --shell --store-dir --tag --target --target_arch --userconfig --globalconfig --global-folder --global-dir --use-yarnrc --virtual-store-dir
  --workspace --workspace-concurrency --variant --mode --node-arg --verify --registry --template --python --msvs_version --dist-url --disturl --runtime`.split(
    /\s+/,
  ),
);

const SWITCHES = new Set(
  `--all --allow-root --audit --bin-links --bun --cached --caret --check-files --dev --development --dry-run --exact --engine-strict --fix-bin-links --flat --focus --force
  --force-local --foreground-scripts --frozen-lockfile --frozen --fund --global --global-style --har --help --if-present --ignore-engines --ignore-existing --ignore-optional
  --ignore-platform --ignore-scripts --ignore-workspace --ignore-workspace-root-check --immutable --include-workspace-root --inline-builds --install-links --interactive --json
  --latest --legacy-bundling --legacy-peer-deps --lockfile-only --native --non-interactive --offline --optional --only-allow-trusted --package-lock --package-lock-only --peer
  --prefer-dedupe --prefer-dev --prefer-offline --prefer-online --prefer-workspace-packages --prod --production --progress --pure-lockfile --quiet --recursive
  --refresh-lockfile --save --save-bundle --save-catalog --save-dev --save-exact --save-optional --save-peer --save-prod --save-workspace-protocol --shallow --shamefully-hoist
  --side-effects-cache --silent --skip-integrity-check --stream --strict-peer-deps --strict-peer-dependencies --tilde --trust --unsafe-perm --use-stderr --verbose --version
  --workspace-root --workspaces --yes --color --timing --no --use-nightly`.split(/\s+/),
);

export type OptionKind = 'switch' | 'value' | 'unknown';

/** How many words an option takes: itself, or also the next. A long option that no manager knows may be either. */
export function optionKind(option: string, manager: string): OptionKind {
  if (option.includes('=')) return 'switch';
  if (option.startsWith('--')) {
    if (option.startsWith('--no-') || SWITCHES.has(option)) return 'switch';
    return WITH_VALUE.has(option) ? 'value' : 'unknown';
  }
  if (option === '-w') return manager === 'npm' || manager === 'npx' ? 'value' : 'switch';
  if (option === '-C') return manager === 'pnpm' || manager === 'npm' ? 'value' : 'switch';
  if (option === '-F') return manager === 'pnpm' ? 'value' : 'switch';
  if (option === '-n') return manager === 'npx' ? 'value' : 'switch';
  return 'switch';
}
