import assert from 'node:assert/strict';
import { referencesIn } from '../../../src/packages/references/references-in.ts';

/** What is read of a text: `name`, `name@version`, or `name=shown@version` where another text stands in its place. */
function read(path: string, text: string): string[] {
  return referencesIn(path, text).map(({ name, range, version, versionRange }) => {
    const shown = text.slice(range.start, range.end);
    if (versionRange) assert.equal(text.slice(versionRange.start, versionRange.end), version);
    else assert.equal(version, undefined);
    return `${name}${shown === name ? '' : `=${shown}`}${version === undefined ? '' : `@${version}`}`;
  });
}

const check = (path: string, text: string, wanted: readonly string[]) =>
  assert.deepEqual(read(path, text), wanted, `${path}: ${text}`);

describe('references in commands', () => {
  const shell = (text: string, ...wanted: string[]) => check('/x/setup.sh', text, wanted);

  it('are what each package manager fetches', () => {
    for (const manager of [
      'npm install',
      'npm i',
      'npm add',
      'pnpm add',
      'pnpm install',
      'yarn add',
      'bun add',
      'bun i',
    ])
      shell(
        `${manager} left-pad @acme-ui/button@^2.1.0 chalk@latest`,
        'left-pad',
        '@acme-ui/button@^2.1.0',
        'chalk@latest',
      );
    shell('yarn global add serve', 'serve');
    shell('yarn workspace web add react', 'react');
    shell('pnpm --filter web add react', 'react');
    shell('npm --prefix web install react', 'react');
    shell('npm install-test tape', 'tape');
  });

  it('are what is run without being installed', () => {
    for (const runner of [
      'npx',
      'npx -y',
      'npx --yes',
      'bunx',
      'bunx --bun',
      'pnpm dlx',
      'pnpx',
      'yarn dlx',
      'npm exec',
      'npm exec --',
      'npm x',
      'bun x',
    ])
      shell(`${runner} cowsay@1.6 hello world`, 'cowsay@1.6');
    shell('npx -p typescript -p @types/node tsc --init', 'typescript', '@types/node');
    shell('npx --package=typescript@5 tsc', 'typescript@5');
    shell('pnpm --package=typescript dlx tsc', 'typescript');
    shell('yarn dlx -p typescript -p ts-node ts-node x.ts', 'typescript', 'ts-node');
    shell('npx -p yo -p generator-code -c "yo code"', 'yo', 'generator-code');
  });

  it('are what is installed already nowhere', () => {
    for (const text of [
      'npx --no-install eslint .',
      'pnpm exec tsc',
      'yarn exec tsc',
      'yarn tsc',
      'npm run build',
      'npm test',
      'npm ci',
      'npm uninstall left-pad',
      'pnpm remove x1',
      'yarn',
      'bun run dev',
      'npm install',
      'npm config set x y',
      'echo npm install left-pad',
      'grep "npm install left-pad" README.md',
      'pip install flask',
      'gem install rails',
      'cargo install ripgrep',
      'go install x',
      'brew install node',
      'apt-get install -y nodejs npm',
      'pip3 install npm',
      '# npm install left-pad',
      'git commit -m "npm install left-pad"',
    ])
      shell(text);
  });

  it('name what create and init make of a name', () => {
    shell('npm create vite@latest my-app -- --template react', 'create-vite=vite@latest');
    shell('npm init vite my-app', 'create-vite=vite');
    shell('npm init @eslint/config@latest', '@eslint/create-config=@eslint/config@latest');
    shell('npm create @shopify/app', '@shopify/create-app=@shopify/app');
    shell('npm init @vitejs@1', '@vitejs/create=@vitejs@1');
    shell('yarn create next-app', 'create-next-app=next-app');
    shell('pnpm create astro --template x', 'create-astro=astro');
    shell('bun create react-app', 'create-react-app=react-app');
    for (const text of [
      'npm init',
      'npm init -y',
      'npm init --scope=@acme',
      'npm create github:user/repo',
      'bun create user/repo',
      'bun create ./Card.tsx',
      'npm init ./local',
    ])
      shell(text);
  });

  it('leave out options and their values', () => {
    shell('npm i -g -D --save-dev --legacy-peer-deps --loglevel error --prefix ./web serve', 'serve');
    shell('npm i --omit dev --cache /tmp/x --foreground-scripts serve', 'serve');
    shell('npm i -w web react', 'react');
    shell('pnpm add -w react', 'react');
    shell('pnpm -C web add react', 'react');
    shell('yarn add --dev -W --cwd web react', 'react');
    shell('npm install --some-new-option maybe-value serve', 'serve');
    shell('npm install --some-new-option=value serve', 'serve');
    shell('npm install serve --no-save --no-audit', 'serve');
  });

  it('say nothing of another registry', () => {
    shell('npm install --registry https://npm.example.com/ acme-thing');
    shell('npm install acme-thing --registry=https://npm.example.com/');
    shell('npm_config_registry=https://npm.example.com/ npm install acme-thing');
    shell('npx --registry https://npm.example.com/ acme-thing');
  });

  it('leave out what comes from elsewhere', () => {
    for (const spec of [
      '.',
      './x',
      '../x',
      '/x',
      '~/x',
      'x.tgz',
      './x.tgz',
      'file:../x',
      'https://example.com/x.tgz',
      'git+https://example.com/x.git',
      'git@example.com:x/y.git',
      'github:user/repo',
      'user/repo',
      'user/repo#main',
      'gitlab:user/repo',
      'jsr:@std/path',
      'x@file:../x',
      'x@git+ssh://y/z',
      'x@workspace:*',
      'link:../x',
      'portal:../x',
    ])
      shell(`npm install ${spec}`);
    shell('npm install lodash4@npm:lodash@4', 'lodash@4');
    shell('yarn add react-18@npm:react', 'react');
    shell('yarn add @my/alias@npm:@scope-of/real@^1', '@scope-of/real@^1');
  });

  it('name what is run, however a document would be understood', () => {
    for (const name of ['some-server', 'my-tool', 'your-mcp-server', '@tools-of/my-server']) {
      shell(`npx -y ${name}`, name);
      check('/x/Dockerfile', `RUN npm install -g ${name}\n`, [name]);
      check('/x/.mcp.json', JSON.stringify({ mcpServers: { a: { command: 'npx', args: ['-y', name] } } }), [name]);
      check('/x/README.md', `Run \`npx -y ${name}\`.\n\n\`\`\`sh\nnpm install ${name}\n\`\`\`\n`, []);
    }
    check('/x/README.md', '`npm create my-app`', []);
  });

  it('leave out variables and placeholders', () => {
    for (const spec of [
      '$PKG',
      '${PKG}',
      '"$PKG"',
      '@acme/$PKG',
      '${{ matrix.pkg }}',
      '<name>',
      '<package name>',
      '[name]',
      '[package...]',
      'your-package',
      'my-package',
      'package-name',
      'package-a',
      'pkg2',
      'internal-package',
      '@package/server-name',
      'malicious-package',
      '@repo/ui',
      '@types/your-package',
      '%PKG%',
      '@scope/name',
      '@your-org/utils',
      'foo',
      'example',
      '@babel/{core,cli}',
      '*',
      '...',
      '$(cat list)',
      '`cat list`',
      'PACKAGE',
      'MyPackage',
    ])
      shell(`npm install ${spec}`);
    shell('npm install react@$VERSION react-dom@${VERSION} vue@<version>', 'react', 'react-dom', 'vue');
    shell('npm i $FLAGS left-pad "$X"', 'left-pad');
  });

  it('are told apart in chains, groups, pipes, conditions and substitutions', () => {
    shell('cd web && npm i a1 || yarn add b1; pnpm add c1 | tee log & bun add d1', 'a1', 'b1', 'c1', 'd1');
    shell('(npm i a1); { npm i b1; }', 'a1', 'b1');
    shell('if ! command -v serve; then npm i -g serve; fi', 'serve');
    shell('sudo -E npm i -g serve', 'serve');
    shell('CI=1 NODE_ENV=production npm i serve', 'serve');
    shell('cross-env CI=1 npx serve', 'serve');
    shell('npm i serve > log.txt 2>&1', 'serve');
    shell('npm i serve >/dev/null', 'serve');
    shell('npm i serve # and more', 'serve');
    shell('npm i \\\n  serve \\\n  chalk', 'serve', 'chalk');
    shell('npm i \'serve@^1\' "chalk@~2"', 'serve@^1', 'chalk@~2');
    shell('bash -lc "npm i serve && npx chalk"', 'serve', 'chalk');
    shell('/usr/local/bin/npx serve', 'serve');
    shell('npx.cmd serve', 'serve');
    shell('echo $(npx serve)');
  });

  it('are less sure of what may be a command of something that is installed beside it', () => {
    const guarded = (text: string) => referencesIn('/x/README.md', text).map((reference) => reference.guarded);
    assert.deepEqual(guarded('`npm i -D @acme-ui/cli` and `npx acme`'), [false, true]);
    assert.deepEqual(guarded('`npm i -D @ladle/react cow-cli` and `npx ladle`, `npx cow`'), [false, false]);
    assert.deepEqual(guarded('`npm i -D serve` and `npx serve`'), [false, false]);
    assert.deepEqual(guarded('`npx serve`'), [false]);
  });

  it('are not read out of sentences', () => {
    for (const text of [
      'npm install failed with an error',
      'npm install to get started',
      'npm install foo2, bar2',
      'yarn add v1.22.19',
      'npm install completed successfully.',
      'npx command to run',
    ])
      shell(text);
  });

  it('are found in scripts without an ending by their first line', () => {
    check('/x/bin/setup', '#!/usr/bin/env bash\nnpm i serve\n', ['serve']);
    check('/x/bin/setup', 'npm i serve\n', []);
    check('/x/.husky/pre-commit', 'npx lint-staged\n', ['lint-staged']);
  });
});

describe('references in Markdown', () => {
  const markdown = (text: string, ...wanted: string[]) => check('/x/README.md', text, wanted);

  it('are in blocks of shell and in inline code, not in the text around them', () => {
    markdown('```bash\nnpm i serve\n```\n', 'serve');
    markdown('~~~\n$ npm i serve\nadded 1 package\n> npx chalk\n~~~\n', 'serve', 'chalk');
    markdown(
      '1. Do\n\n   ```console\n   PS C:\\work> npm i serve\n   user@host:~/x$ npx chalk\n   ```\n',
      'serve',
      'chalk',
    );
    markdown('> ```sh\n> npm i serve\n> ```\n', 'serve');
    markdown('Run `npm i serve` or ``npx chalk``, then npm install nothing-here.', 'serve', 'chalk');
    markdown('Use `npm` to install `serve`, `npm install`, `npm i <name>`.');
    markdown('Text\n\n    npm i serve\n\nText', 'serve');
    markdown('````md\n```bash\nnpm i serve\n```\n````\n');
    markdown('```js\n// npm i serve\nimport x from "y";\n```\n');
    markdown('```\nnpm i \\\n  serve\n```', 'serve');
    markdown('```typescript\nnpm install -g serve\nconst npm = install;\n// npm i chalk\n```', 'serve');
    markdown('```text\n    ```js\n    x\n    ```\n```\nRun `npm i serve`.', 'serve');
    markdown('- ```sh\n  npm i serve\n  ```\n- `npx chalk`', 'serve', 'chalk');
    markdown('`npx @google/design.md lint x` and `npx notes.md`', '@google/design.md');
    markdown('```html\n<script src="https://unpkg.com/serve"></script>\n```', 'serve');
    for (const language of ['constructor', 'toString', '__proto__'])
      markdown(`\`\`\`${language}\nnpm i serve\n\`\`\``, 'serve');
    markdown('`constructor call serve`, `toString x npm i serve`');
    markdown('```diff\n- npm i serve\n```');
  });

  it('are in the configurations and container files that it shows', () => {
    markdown(
      '```json\n{ "mcpServers": { "x": { "command": "npx", "args": ["-y", "@acme-ai/mcp@1.0"] } } }\n```',
      '@acme-ai/mcp@1.0',
    );
    markdown('```dockerfile\nRUN npm i -g serve\n```', 'serve');
    markdown('```yaml\njobs:\n  x:\n    steps:\n      - run: npm i -g serve\n```', 'serve');
    markdown('```toml\n[mcp_servers.x]\ncommand = "npx"\nargs = ["-y", "mcp-thing"]\n```', 'mcp-thing');
  });

  it('survive what is not closed', () => {
    markdown('```bash\nnpm i serve', 'serve');
    markdown('`npm i serve');
    markdown('```');
    markdown('');
  });
});

describe('references in container files and workflows', () => {
  it('are what RUN, CMD and ENTRYPOINT fetch', () => {
    const text = `FROM node:22
# RUN npm i -g nothing
RUN --mount=type=cache,target=/root/.npm npm i -g serve@14 \\
    # the second
    chalk-cli \\
 && npx playwright install
RUN ["npm", "install", "-g", "pm2@5"]
CMD ["npx", "http-server", "."]
RUN <<EOF
npm i -g tsx
EOF
ENTRYPOINT npx -y @acme-ai/server
`;
    check('/x/Dockerfile', text, [
      'serve@14',
      'chalk-cli',
      'playwright',
      'pm2@5',
      'http-server',
      'tsx',
      '@acme-ai/server',
    ]);
    for (const path of ['/x/web.Dockerfile', '/x/Dockerfile.dev', '/x/Containerfile', 'C:\\x\\Dockerfile'])
      check(path, 'RUN npm i serve', ['serve']);
  });

  it('are what run: runs', () => {
    const text = `jobs:
  build:
    steps:
      - uses: actions/setup-node@v4
        with: { run: no }
      - run: npm i -g serve
      - name: x
        run: |
          npm ci
          npx playwright install \\
            --with-deps
          # npm i nothing
          npm i -g \${{ matrix.tool }} pnpm@9
      - run: >-
          npx
          lint-it
      - run: "yarn dlx chalk-cli"
      - run: pnpm dlx 'degit@2'
    after: npm i nothing
`;
    check('/x/.github/workflows/ci.yml', text, ['serve', 'playwright', 'pnpm@9', 'lint-it', 'chalk-cli', 'degit@2']);
    check('/x/.github/actions/setup/action.yaml', 'runs:\r\n  steps:\r\n    - run: npx serve\r\n', ['serve']);
    check('/x/docker-compose.yml', 'run: npm i serve', []);
  });
});

describe('references in configurations of tools', () => {
  it('are the servers of MCP', () => {
    const text = `{ // servers
      "mcpServers": {
        "files": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@1.0", "/tmp"] },
        "bun": { "command": "bunx", "args": ["thing-mcp"] },
        "shell": { "command": "sh", "args": ["-c", "npx -y other-mcp --x"] },
        "windows": { "command": "cmd", "args": ["/c", "npx", "-y", "third-mcp"] },
        "python": { "command": "uvx", "args": ["mcp-server-fetch"] },
        "docker": { "command": "docker", "args": ["run", "npx"] },
      },
      "list": { "type": "local", "command": ["npx", "-y", "fourth-mcp"] },
      "zed": { "command": { "path": "npx", "args": ["fifth-mcp"] } },
      "hooks": [{ "type": "command", "command": "npx prettier --write ." }],
      "postCreateCommand": "npm i -g sixth"
    }`;
    check('/x/.mcp.json', text, [
      '@modelcontextprotocol/server-filesystem@1.0',
      'thing-mcp',
      'other-mcp',
      'third-mcp',
      'fourth-mcp',
      'fifth-mcp',
      'prettier',
      'sixth',
    ]);
    check('/x/.mcp.json', '{"a":{"command":"npx","args":["-y","\\u0063halk"]}}', ['chalk=\\u0063halk']);
    check('/x/.mcp.json', '{"a":{"command":"npx","args":["-y","chalk"', ['chalk']);
    check('/x/.mcp.json', '{"a":{"command":"C:\\\\Program Files\\\\nodejs\\\\npx.cmd","args":["chalk"]}}', ['chalk']);
    check('/x/package-lock.json', text, []);
  });

  it('are the servers of MCP in TOML', () => {
    const text = `model = "x" # command = "npx"
[mcp_servers.a]
args = [
  "-y", # yes
  'one-mcp@2',
]
command = "npx"
[mcp_servers.b]
command = "uvx"
args = ["two-mcp"]
[mcp_servers]
c = { command = "bunx", args = ["three-mcp"] }
d = { command = "npx -y four-mcp" }
`;
    check('/x/.codex/config.toml', text, ['one-mcp@2', 'three-mcp', 'four-mcp']);
    check('/x/.codex/config.toml', '[a]\ncommand = "npx\nargs = ["x1"', []);
  });
});

describe('references in pages', () => {
  const page = (text: string, ...wanted: string[]) => check('/x/index.html', text, wanted);

  it('are scripts and style sheets of a CDN', () => {
    page('<script src="https://unpkg.com/react@18/umd/react.js"></script>', 'react@18');
    page(
      "<SCRIPT defer crossorigin src='//cdn.jsdelivr.net/npm/@acme-ui/vue@^3.2/dist/x.js'></SCRIPT>",
      '@acme-ui/vue@^3.2',
    );
    page('<link rel="stylesheet" href=https://unpkg.com/normalize.css>', 'normalize.css');
    page(
      '<script src="https://cdn.jsdelivr.net/combine/npm/jquery@3,npm/@popperjs/core"></script>',
      'jquery@3',
      '@popperjs/core',
    );
    page(
      '<script type="module">import x from "https://esm.sh/preact@10/hooks"; import("https://cdn.skypack.dev/three");import"https://esm.run/d3"</script>',
      'preact@10',
      'three',
      'd3',
    );
    page(
      '<script type="importmap">{ "imports": { "a": "https://esm.sh/*react@18", "b": "./b.js", "c": "https://ga.jspm.io/npm:vue@3/x.js" }, "scopes": { "/x": { "d": "https://unpkg.com/d3" } } }</script>',
      'react@18',
      'vue@3',
      'd3',
    );
    page('<script\n  async\n  src="\n https://unpkg.com/htmx.org@2 "></script>', 'htmx.org@2');
  });

  it('are no other addresses', () => {
    for (const url of [
      'https://cdnjs.cloudflare.com/ajax/libs/jquery/3.7/jquery.js',
      'https://cdn.jsdelivr.net/gh/user/repo@1/x.js',
      'https://unpkg.com/',
      'https://unpkg.com/${name}@1',
      'https://unpkg.com/{{x}}',
      'https://example.com/npm/react',
      'https://esm.sh/gh/user/repo',
      'https://esm.sh/jsr/@std/path',
      'https://cdn.skypack.dev/-/x@v1',
      '/react.js',
      'https://unpkg.com/:package@:version',
      'https://notunpkg.com/react',
      'https://unpkg.com/react${x}',
    ])
      page(`<script src="${url}"></script>`);
    page('<a href="https://unpkg.com/react">x</a>');
    page('<!-- <script src="https://unpkg.com/react"></script> -->');
    page('<script src="https://unpkg.com/react');
    page('<!-- <script src="https://unpkg.com/react"></script>');
  });

  it('are in import maps and in deno.json', () => {
    check(
      '/x/deno.json',
      '{"imports":{"chalk":"npm:chalk@5","a/":"npm:/@acme-ui/a@1.2/","std":"jsr:@std/path","r":"https://esm.sh/react"},"tasks":{}}',
      ['chalk@5', '@acme-ui/a@1.2', 'react'],
    );
    check('/x/import_map.json', '{"imports":{"x":"https://unpkg.com/x1@2/y.js"}}', ['x1@2']);
  });
});

describe('references in a manifest beyond dependencies', () => {
  const manifest = (text: string, ...wanted: string[]) => check('/x/package.json', text, wanted);

  it('are overrides of npm, yarn and pnpm', () => {
    manifest(
      '{"overrides":{"a1":"1.0.0","b1@^2":{".":"2.1.0","c1":"3.0.0"},"d1":"$e1","f1":"npm:@acme-ui/f@1","g1@>=1 <2":"1.5.0"}}',
      'a1@1.0.0',
      'b1',
      'c1@3.0.0',
      '@acme-ui/f@1',
      'g1@1.5.0',
    );
    manifest(
      '{"resolutions":{"a1":"1","**/b1":"2","c1/**/@s1/d1":"3","@s1/e1/f1":"4","g1@npm:^1":"npm:^1.5","h1":"patch:h1@1"}}',
      'a1@1',
      'b1@2',
      '@s1/d1@3',
      'f1@4',
      'g1@^1.5',
    );
    manifest(
      '{"pnpm":{"overrides":{"a1>b1":"1","c1@<2>d1":"2","e1@<2":"-","f1@>=2":"2.5"},"peerDependencyRules":{"x":"1"}}}',
      'b1@1',
      'd1@2',
      'f1@2.5',
    );
  });

  it('are bundled packages, catalogs, the package manager and what scripts fetch', () => {
    manifest('{"bundleDependencies":["a1"],"bundledDependencies":["b1"]}', 'a1', 'b1');
    manifest('{"bundleDependencies":true}');
    manifest(
      '{"workspaces":{"packages":["x/*"],"catalog":{"a1":"^1"},"catalogs":{"old":{"b1":"^2"}}}}',
      'a1@^1',
      'b1@^2',
    );
    manifest('{"packageManager":"pnpm@9.1.0+sha512.abc"}', 'pnpm@9.1.0');
    manifest('{"packageManager":"yarn@1.22.0"}', 'yarn@1.22.0');
    manifest('{"packageManager":"yarn@4.1.0"}', 'yarn');
    manifest(
      '{"scripts":{"a":"tsc && npx \\"serve\\" .","b":"npm-run-all x","c":"npm run a","d":"npm i -D \\u0061bc-x"}}',
      'serve',
      'abc-x=\\u0061bc-x',
    );
  });

  it('have versions with their places', () => {
    manifest(
      '{"dependencies":{"a1":"^1","b1":"npm:c1@~2","d1":"npm:@s1/e1","f1":"","g1":"npm:^3"},"peerDependenciesMeta":{"x":{"optional":true}}}',
      'a1@^1',
      'c1@~2',
      '@s1/e1',
      'f1',
      'g1@^3',
    );
  });

  it('are in the catalogs of Yarn and of Bun', () => {
    check('/x/.yarnrc.yml', 'nodeLinker: node-modules\ncatalog:\n  react: "npm:^18"\n  vue: ^3\n', ['vue@^3']);
    manifest('{"catalog":{"a1":"^1"},"catalogs":{"old":{"b1":"^2"}}}', 'a1@^1', 'b1@^2');
  });

  it('are in the catalogs of pnpm', () =>
    check(
      '/x/pnpm-workspace.yaml',
      `packages:
  - 'packages/*'
catalog:
  react: ^18.2.0 # the old one
  "@types/react": '^18'
  linked: 'link:../x'
catalogs:
  next:
    vue: ">=3 <4"
onlyBuiltDependencies:
  - esbuild
overrides:
  lodash: 4.17.21
  gone: '-'
`,
      ['react@^18.2.0', '@types/react@^18', 'vue@>=3 <4', 'lodash@4.17.21'],
    ));
});
