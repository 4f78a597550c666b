import { scopeOf } from './package-name.ts';

/** Modules that the program's host or its build tool provides: in no registry, or there only as a placeholder or for types. */
const NAMES = new Set(
  `vscode electron original-fs bun deno atom obsidian k6 meteor pnpapi uno.css windi.css unfonts.css alt-client alt-server alt-shared natives
  lightning photoshop uxp ember htmlbars-inline-precompile`.split(/\s+/),
);

/** Scopes of which the host or the build tool invents modules. */
const SCOPES = new Set(
  '@vite @theme @theme-original @theme-init @site @generated @docusaurus-generated @salesforce @ember @env @app'.split(
    ' ',
  ),
);

/** Modules of Docusaurus are written in camel case and are no packages. */
const DOCUSAURUS = /^@docusaurus\/(?:[A-Z]\w*|constants|isInternalUrl|renderRoutes|router|use[A-Z]\w*)(?:\/|$)/;

/** What Embroider writes for an application of Ember while it builds it. */
const EMBROIDER = /^@embroider\/virtual(?:\/|$)/;

/** A scheme (`virtual:`, `astro:`, `cloudflare:`, `data:`), or a first character that tools use for names of their own. */
const FORMS = /^(?:[a-z][a-z0-9+.-]*:|[\0~$]|@\/|@@|@~)/i;

/** Style sheets, pictures and the like belong to the bundler. */
const ASSETS =
  /^[^/]+\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|json5?|ya?ml|html?|md|txt|wasm|glsl|vue|svelte)$/i;

/** Whether the host or a build tool provides the module, so that no registry needs to know it. */
export function isHostModule(specifier: string): boolean {
  if (specifier.startsWith('npm:')) return false;
  if (FORMS.test(specifier) || DOCUSAURUS.test(specifier) || EMBROIDER.test(specifier)) return true;
  const path = specifier.split('?')[0] ?? specifier;
  if (ASSETS.test(path)) return true;
  const scope = scopeOf(path);
  return scope === undefined ? NAMES.has(path.split('/')[0] ?? '') : SCOPES.has(scope);
}
