/** Commands that are not called like the package they belong to, and that people run with `npx`: from the `bin` of those packages. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@angular/cli': ['ng'],
  '@axe-core/cli': ['axe'],
  '@azure/static-web-apps-cli': ['swa'],
  '@babel/cli': ['babel'],
  '@biomejs/biome': ['biome'],
  '@capacitor/cli': ['cap', 'capacitor'],
  '@changesets/cli': ['changeset'],
  '@commitlint/cli': ['commitlint'],
  '@electron-forge/cli': ['electron-forge'],
  '@electron/rebuild': ['electron-rebuild'],
  '@graphql-inspector/cli': ['graphql-inspector'],
  '@graphql-codegen/cli': ['graphql-codegen', 'graphql-code-generator'],
  '@ionic/cli': ['ionic'],
  '@lhci/cli': ['lhci'],
  '@microsoft/api-extractor': ['api-extractor'],
  '@microsoft/rush': ['rush'],
  '@nestjs/cli': ['nest'],
  '@openapitools/openapi-generator-cli': ['openapi-generator-cli'],
  '@quasar/cli': ['quasar'],
  '@react-native-community/cli': ['rnc-cli'],
  '@redwoodjs/core': ['rw', 'redwood'],
  '@remix-run/dev': ['remix'],
  '@rsbuild/core': ['rsbuild'],
  '@rspack/cli': ['rspack'],
  '@sentry/cli': ['sentry-cli'],
  '@shopify/cli': ['shopify'],
  '@storybook/cli': ['sb'],
  '@stryker-mutator/core': ['stryker'],
  '@sveltejs/kit': ['svelte-kit'],
  '@sveltejs/package': ['svelte-package'],
  '@swc/cli': ['swc'],
  '@tauri-apps/cli': ['tauri'],
  '@vercel/ncc': ['ncc'],
  '@vscode/vsce': ['vsce'],
  '@vue/cli': ['vue'],
  '@vue/cli-service': ['vue-cli-service'],
  '@web/test-runner': ['wtr', 'web-test-runner'],
  '@wordpress/env': ['wp-env'],
  '@wordpress/scripts': ['wp-scripts'],
  'aws-cdk': ['cdk'],
  '@aws-amplify/cli': ['amplify'],
  concurrently: ['conc'],
  'ember-cli': ['ember'],
  'firebase-tools': ['firebase'],
  'http-server': ['hs'],
  'npm-check-updates': ['ncu'],
  'npm-run-all': ['run-s', 'run-p'],
  'npm-run-all2': ['run-s', 'run-p', 'npm-run-all'],
  'postcss-cli': ['postcss'],
  serverless: ['sls', 'slss'],
  'sequelize-cli': ['sequelize'],
  typescript: ['tsc', 'tsserver'],
  typeorm: ['typeorm-ts-node-commonjs', 'typeorm-ts-node-esm'],
  'ts-node': ['ts-node-esm', 'ts-script'],
};

const COMMANDS: ReadonlySet<string> = new Set(Object.values(PACKAGES).flat());

/** Whether a well-known package of another name brings the command. */
export const isKnownCommand = (command: string): boolean => COMMANDS.has(command);

/** The commands that a package may bring, going by its name: `@ladle/react` brings `ladle`, `cowsay-cli` brings `cowsay`. */
export function commandsOf(name: string): readonly string[] {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1;
  const bare = name.slice(slash + 1);
  return [...(slash < 0 ? [] : [name.slice(1, slash)]), bare, ...(bare.endsWith('-cli') ? [bare.slice(0, -4)] : [])];
}
