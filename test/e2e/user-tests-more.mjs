import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PATIENCE = 30_000;

/** Files that are made when the tests run: nothing that looks like a token is committed. */
export function writeMore(folder) {
  writeFileSync(join(folder, 'widget.ts'), "import { quux } from 'quuxify';\n\nexport const widget = quux('a');\n");
  const token = ['ghp', `_${'aB3dE5fG7h'.repeat(3)}aB3dE51zYbQE`].join('');
  writeFileSync(
    join(folder, 'deploy.ts'),
    `const token = '${token}';\n\nexport const header = \`Bearer \${token}\`;\n`,
  );
  writeFileSync(
    join(folder, 'Note.vue'),
    '<template>\n  <p v-html="note"></p>\n</template>\n\n<script setup lang="ts">\nconst note = location.hash;\n</script>\n',
  );
}

/** Packages, secrets and components, as {@link userTests} has the rest. */
export const MORE = [
  [
    'shows the card of a package',
    async (user) => {
      await user.open('orders.ts');
      await user.goTo(2, 25);
      await user.command('Show or Focus Hover');
      const hover = user.page.locator('.monaco-hover:visible').first();
      await hover.waitFor({ timeout: PATIENCE });
      await user.until(async () => /latest 1\.0\.0/.test(await hover.textContent()));
      assert.match(await hover.textContent(), /express.*MIT.*well known/s);
      await user.shot('card');
      await user.page.keyboard.press('Escape');
    },
  ],
  [
    'searches the registry for an invented package, and writes what is chosen',
    async (user) => {
      await user.open('widget.ts');
      await user.page.waitForSelector('.squiggly-error', { timeout: PATIENCE });
      await user.goTo(1, 26);
      await user.page.keyboard.press('Control+.');
      const menu = user.page.locator('.action-widget:visible');
      await menu.waitFor({ timeout: PATIENCE });
      await menu.getByText('Search the registry').first().click();
      const list = user.page.locator('.quick-input-widget:visible');
      await user.until(async () => (await list.textContent()).includes('quuxify-core'));
      await user.shot('search');
      await user.page.keyboard.press('Enter');
      await user.page.waitForTimeout(500);
      await user.page.keyboard.press('Control+s');
      await user.until(() => user.read('widget.ts').includes("from 'quuxify-core'"));
    },
  ],
  [
    'checks the packages before an install',
    async (user) => {
      await user.command('Assay: Check packages before installing');
      const list = user.page.locator('.quick-input-widget:visible');
      await user.until(async () => /Look at these before you install/.test((await list.innerHTML()) ?? ''));
      await user.until(async () => (await list.textContent()).includes('colors-of-the-wind-kit'));
      await user.shot('check-packages');
      await user.page.keyboard.press('Enter');
      await user.page.locator('.tab.active', { hasText: 'package.json' }).waitFor({ timeout: PATIENCE });
    },
  ],
  [
    'moves a secret into a variable, and offers to keep its file out of git',
    async (user) => {
      await user.open('deploy.ts');
      await user.page.waitForSelector('.squiggly-error', { timeout: PATIENCE });
      await user.goTo(1, 24);
      await user.page.keyboard.press('Control+.');
      const menu = user.page.locator('.action-widget:visible');
      await menu.waitFor({ timeout: PATIENCE });
      await user.until(async () => (await menu.textContent()).includes('.gitignore'));
      assert.match(await menu.textContent(), /process\.env\./);
      await user.shot('secret');
      await menu.getByText('to .gitignore').first().click();
      await user.page.waitForTimeout(500);
      await user.command('File: Save All Files');
      await user.until(() => /^\.env$/m.test(user.read('.gitignore')));
    },
  ],
  [
    'underlines what the template of a component writes as HTML',
    async (user) => {
      await user.open('Note.vue');
      await user.page.waitForSelector('.squiggly-error, .squiggly-warning', { timeout: PATIENCE });
      await user.shot('component');
    },
  ],
  [
    'shows what is known of each package above its name, once that is asked for',
    async (user) => {
      await user.open('package.json');
      assert.equal(await user.page.locator('.codelens-decoration:visible').count(), 0);
      mkdirSync(join(user.folder, '.vscode'), { recursive: true });
      writeFileSync(join(user.folder, '.vscode/settings.json'), '{ "assay.packages.codeLens": true }\n');
      await user.open('widget.ts');
      const lens = user.page.locator('.editor-group-container.active .codelens-decoration').first();
      await user.until(async () => /latest 1\.0\.0/.test((await lens.textContent().catch(() => '')) ?? ''));
      await user.shot('code-lens');
    },
  ],
];
