/** Where the makers of tools publish the script that installs them, as their own documentation says. */
const INSTALLERS =
  /^(?:bun\.sh|antigravity\.google|fluxcd\.io|aspire\.dev|run\.linkerd\.io|app\.factory\.ai|istio\.io|get\.jenv\.be|install\.goreleaser\.com|get\.rvm\.io|bootstrap\.pypa\.io|openclaw\.ai|get\.daytona\.io|replit\.com|get\.arduino\.cc|sh\.cloudsmith\.io|get\.acme\.sh|install\.citusdata\.com|netlify\.com|render\.com|heroku\.com|cli-assets\.heroku\.com|stripe\.com|dagger\.io|dl\.dagger\.io|k6\.io|sh\.rustup\.rs|astral\.sh|deno\.land|get\.docker\.com|get\.pnpm\.io|install\.python-poetry\.org|claude\.ai|cursor\.com|opencode\.ai|ollama\.com|ollama\.ai|deb\.nodesource\.com|rpm\.nodesource\.com|fnm\.vercel\.app|get\.volta\.sh|mise\.run|mise\.jdx\.dev|starship\.rs|nixos\.org|install\.determinate\.systems|raw\.githubusercontent\.com\/(?:nvm-sh|creationix|Homebrew|helm|pyenv|golangci|rustwasm|ohmyzsh|anthropics|aquasecurity|anchore|k3d-io)\/.*|get\.helm\.sh|get\.k3s\.io|fly\.io|get\.sdkman\.io|sdk\.cloud\.google\.com|cli\.github\.com|foundry\.paradigm\.xyz|vite\.plus|moonrepo\.dev|proto\.install|dot\.net|dotnetcli\.azureedge\.net|ziglang\.org|get\.haskellup\.org|get-ghcup\.haskell\.org|pixi\.sh|micro\.mamba\.pm|tailscale\.com|supabase\.com|convex\.dev|railway\.com|encore\.dev|railway\.app|get\.pulumi\.com|releases\.hashicorp\.com|install\.duckdb\.org|dl\.google\.com|packages\.microsoft\.com|aka\.ms|gemini\.google\.com|amp\.com|ampcode\.com|get\.jetify\.com|get\.jetpack\.io|devenv\.sh|turso\.tech|get\.tur\.so|install\.meteor\.com|sentry\.io|cli\.sentry\.dev|get\.scoop\.sh|chocolatey\.org|community\.chocolatey\.org|pkg\.cloudflare\.com|wasmtime\.dev|wasmer\.io|bootstrap\.pypa\.io|pdm-project\.org|hatch\.pypa\.io|taskfile\.dev|just\.systems|goreleaser\.com|direnv\.net|zed\.dev|warp\.dev|kiro\.dev|cli\.kiro\.dev)(?:\/|$)/i;

const ADDRESS = /https?:\/\/([\w.-]+(?::\d+)?)(\/[^\s"'`|)]*)?/gi;

/** Whether every address in a command is one of these, without a secure connection left out. */
export function isOfficialInstaller(command: string): boolean {
  const found = [...command.matchAll(ADDRESS)];
  return (
    found.length > 0 &&
    found.every(([address, host = '', path = '']) => address.startsWith('https:') && INSTALLERS.test(`${host}${path}`))
  );
}

/** The host of the first address in a command, with its port. */
export const installerHostIn = (command: string): string | undefined => ADDRESS_ONCE.exec(command)?.[1]?.toLowerCase();

const ADDRESS_ONCE = /(?:https?:\/\/|\/dev\/tcp\/|@)([\w.-]+\.[a-z\d]+(?::\d+)?|localhost(?::\d+)?)/i;
