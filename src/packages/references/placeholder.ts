/** Names that documents put where the reader's own is meant, and words that a sentence goes on with. */
const WORDS = new Set(
  `package packages package-name packagename package_name package1 package2 pkg pkgs pkg-name pkgname name names module modules module-name
  modulename library library-name lib libs dep deps dependency dependencies dependency-name foo bar baz qux quux foobar foo-bar foo_bar example examples
  example-package sample sample-package test-package demo-package dummy dummy-package something anything whatever xyz xxx abc plugin plugin-name
  plugins name-of-package name-of-the-package nonexistent non-existent fake-package made-up-package repo org username user project project-name
  app-name template template-name command-name tool-name mypackage mypkg mymodule mylib mylibrary myapp myproject yourpackage yourapp
  yourmodule yourlib yourproject`.split(/\s+/),
);

const OPEN = /[-_]here$|[<>[\]{}$%*…]|\.\.\.|^x+$/;

/** What a sentence calls something: in a file that is run it is as good a name as any. */
const SPOKEN = /^(?:create-)?(?:my|your|our|some|any|another|this|that|the)[-_](?!json-)/;

/** `package-a`, `pkg1`, `internal-package`, `create-my-app`. */
const NUMBERED = /^(?:package|pkg|module|lib|library|plugin|dep|dependency|app)[-_]?[a-z0-9]$/;
const DESCRIBED =
  /^(?:awesome|bad|big|compromised|cool|deprecated|different|evil|existing|external|fake|good|great|hypothetical|internal|legacy|local|malicious|missing|new|old|optional|outdated|popular|private|random|sample|scoped|second|shared|simple|specific|suspicious|target|test|third|third-party|trusted|unknown|unused|untrusted|vulnerable)-(?:package|pkg|module|library|lib|dependency|dep|tool|plugin)(?:-name|s)?$|^(?:my|your|our|some|any|another|this|that|the)-(?:package|pkg|module|library|lib|dependency|dep)(?:-name|s)?$/;

const SCOPES = new Set(
  `@package @scope @scopes @scopename @scope-name @org @orgname @org-name @organization @organisation @company @company-name @acme @example @examples @username
  @user @usr @owner @namespace @ns @foo @bar @myorg @mycompany @myscope @yourorg @yourcompany @yourscope @someone @somescope @team @vendor
  @repo @workspace @monorepo @private @internal @x @y @xxx`.split(/\s+/),
);

/**
 * Whether a name in a command or an address is one that is written where the reader's own is meant: `package-name`, `@scope/name`, `<name>`. Some are
 * packages all the same; to leave them alone costs nothing.
 */
export function isPlaceholder(name: string): boolean {
  const lower = name.toLowerCase();
  if (OPEN.test(lower)) return true;
  if (!lower.startsWith('@')) return isUnscoped(lower);
  const [scope = '', rest = ''] = lower.split('/');
  return SCOPES.has(scope) || SPOKEN.test(scope.slice(1)) || OPEN.test(scope.slice(1)) || isUnscoped(rest);
}

/** The same of names such as `my-tool` and `some-server`, which are placeholders in a document only: where they are run, somebody may publish them. */
export const isPlaceholderInProse = (name: string): boolean => SPOKEN.test(name.toLowerCase().replace(/^@[^/]*\//, ''));

const isUnscoped = (name: string): boolean => WORDS.has(name) || NUMBERED.test(name) || DESCRIBED.test(name);
