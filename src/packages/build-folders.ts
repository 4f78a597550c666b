/** Folders in which build tools keep configuration, and the files of it that lie beside package.json. */
const CONFIG =
  /^(?:vite|vitest|webpack|rspack|rsbuild|rslib|rollup|rolldown|esbuild|parcel|astro|svelte|nuxt|next|vue|babel|metro|jest|craco|config-overrides|gatsby|quasar|farm|tsup|tsdown|electron\.vite|electron-vite|karma|cypress|wxt|umi|\.umirc|gulpfile|Gruntfile|ember-cli-build)(?:[\w.-]*)\.[cm]?[jt]s$|^(?:app|snowpack|remix|react-router|stencil|ladle|modern|mako|brunch|wmr|nativescript|taro|rspress|docusaurus|playwright)\.config\.[cm]?[jt]s$|^(?:build|_config)\.[cm]?[jt]s$|^\.babelrc(?:\.json|\.[cm]?js)?$|^babel\.config\.json$|^jest[\w.-]*\.json$|^\.swcrc$|^\.parcelrc$|^aliases?\.[cm]?[jt]s$/i;
const IN_FOLDER =
  /^(?:webpack|vite|rollup|esbuild|jest|babel|main|alias|aliases|base|common|shared|config|paths)[\w.-]*\.(?:[cm]?[jt]s|json)$/i;

export const CONFIG_FOLDERS = [
  '.storybook',
  '.config',
  'config',
  'build',
  'webpack',
  'scripts',
  'tools',
  '.vitepress',
  '.ladle',
];

/** Whether a file beside package.json configures a build. */
export const isBuildConfig = (name: string): boolean => CONFIG.test(name);

/** Whether a file of one of {@link CONFIG_FOLDERS} does. */
export const isNestedBuildConfig = (name: string): boolean => IN_FOLDER.test(name);
