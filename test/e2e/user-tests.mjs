import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { E2E } from './places.mjs';
import { MORE, writeMore } from './user-tests-more.mjs';

const PATIENCE = 30_000;

/** What a person does with the packaged extension, and what they must see. */
export async function userTests({ chromium, registry, scratch, startCodeServer }) {
  const folder = join(scratch, 'shop');
  cpSync(join(E2E, 'workspace'), folder, { recursive: true });
  mkdirSync(join(folder, '.git'), { recursive: true });
  writeMore(folder);
  const results = [];
  for (const trusts of [true, false]) {
    const server = await startCodeServer({
      scratch,
      name: trusts ? 'user' : 'restricted',
      folder,
      registry,
      installs: true,
      trusts,
    });
    const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
    const page = await context.newPage();
    const user = new User(page, folder);
    try {
      await page.goto(server.url);
      for (const [name, test] of trusts ? [...TRUSTED, ...MORE] : RESTRICTED)
        results.push(await outcome(name, () => test(user), user));
    } finally {
      await context.close();
      await server.close();
    }
  }
  return results;
}

async function outcome(name, test, user) {
  try {
    await test();
    return { name };
  } catch (error) {
    await user.shot(`failed-${name.replace(/\W+/g, '-').slice(0, 60)}`);
    return { name, error };
  }
}

const TRUSTED = [
  [
    'underlines weak code in a file that is opened',
    async (user) => {
      await user.open('orders.ts');
      await user.page.waitForSelector('.squiggly-error, .squiggly-warning', { timeout: PATIENCE });
      await user.shot('squiggle');
    },
  ],
  [
    'says in the hover what, why and what to do',
    async (user) => {
      await user.goTo(7, 51);
      await user.command('Show or Focus Hover');
      const hover = user.page.locator('.monaco-hover:visible').first();
      await hover.waitFor({ timeout: PATIENCE });
      await user.until(async () => /Use SHA-256/.test(await hover.textContent()));
      const text = await hover.textContent();
      assert.match(text, /anyone can build two different inputs/);
      assert.match(text, /Use SHA-256/);
      assert.match(text, /Explain/);
      await user.shot('hover');
      await user.page.keyboard.press('Escape');
    },
  ],
  [
    'flags the package that does not exist, and no package that does',
    async (user) => {
      await user.command('Problems: Focus on Problems View');
      const problems = user.page.locator('.markers-panel');
      await user.until(async () => (await problems.textContent()).includes('express-order-sanitizer'));
      assert.ok(!(await problems.textContent()).includes('`lodash`'));
      await user.shot('problems');
    },
  ],
  [
    'offers the repairs, the best first, and applies it',
    async (user) => {
      await user.open('orders.ts');
      await user.goTo(7, 51);
      await user.page.keyboard.press('Control+.');
      const menu = user.page.locator('.action-widget:visible');
      await menu.waitFor({ timeout: PATIENCE });
      await user.until(async () => (await menu.textContent()).includes('Use SHA-256'));
      const text = await menu.textContent();
      for (const title of ['Ignore on this line', 'in this file', 'in this workspace', 'Explain: Broken hash function'])
        assert.ok(text.includes(title), `${title} in:\n${text}`);
      await user.shot('fixes');
      await menu.getByText('Use SHA-256', { exact: true }).click();
      await user.page.waitForTimeout(300);
      await user.page.keyboard.press('Control+s');
      await user.until(() => user.read('orders.ts').includes("createHash('sha256')"));
    },
  ],
  [
    'lets the finding go when it is repaired',
    async (user) => {
      const problems = user.page.locator('.markers-panel');
      await user.command('Problems: Focus on Problems View');
      await user.until(async () => !/md5.*is broken/.test(await problems.textContent()));
    },
  ],
  [
    'ignores a line with a reason',
    async (user) => {
      await user.open('tokens.ts');
      await user.goTo(4, 58);
      await user.page.keyboard.press('Control+.');
      const menu = user.page.locator('.action-widget:visible');
      await menu.waitFor({ timeout: PATIENCE });
      await menu.getByText('Ignore on this line').first().click();
      await user.page.locator('.quick-input-widget input:visible').waitFor();
      await user.page.keyboard.type('the protocol demands it');
      await user.page.keyboard.press('Enter');
      await user.page.waitForTimeout(500);
      await user.page.keyboard.press('Control+s');
      await user.until(() =>
        user.read('tokens.ts').includes('// assay-ignore-next-line code/weak-hash -- the protocol demands it'),
      );
    },
  ],
  [
    'opens the page of a rule',
    async (user) => {
      await user.open('tokens.ts');
      await user.goTo(8, 48);
      await user.page.keyboard.press('Control+.');
      const menu = user.page.locator('.action-widget:visible');
      await menu.waitFor({ timeout: PATIENCE });
      await menu.getByText('Explain: Broken hash function').first().click();
      const frame = user.page.frameLocator('iframe.webview').frameLocator('#active-frame');
      await frame.locator('h1').waitFor({ timeout: PATIENCE });
      assert.equal(await frame.locator('h1').textContent(), 'Broken hash function');
      assert.match(await frame.locator('.finding').textContent(), /sha1/);
      assert.match(await frame.locator('main').textContent(), /Why assistants write it/);
      assert.ok((await frame.locator('.bad pre').count()) > 0, 'what is caught is marked as bad');
      await user.page.waitForTimeout(500);
      await user.shot('page');
      await frame.locator('nav a[data-rule]').last().click();
      await user.until(async () => (await frame.locator('h1').textContent()) !== 'Broken hash function');
    },
  ],
  [
    'says what is wrong in assay.json',
    async (user) => {
      await user.open('assay.json');
      await user.until(async () => (await user.page.locator('.squiggly-error, .squiggly-warning').count()) > 0);
      await user.command('Problems: Focus on Problems View');
      const problems = user.page.locator('.markers-panel');
      await user.until(async () => (await problems.textContent()).includes('Did you mean `code/weak-hash`?'));
      await user.shot('policy');
    },
  ],
  [
    'tells the way of data from where it enters to where it hurts',
    async (user) => {
      await user.open('search.ts');
      await user.goTo(11, 70);
      await user.command('Problems: Focus on Problems View');
      const problems = user.page.locator('.markers-panel');
      await user.until(async () => /`where` is written into the SQL/.test(await problems.textContent()));
      await user.goTo(11, 70);
      await user.page.keyboard.press('Control+.');
      const menu = user.page.locator('.action-widget:visible');
      await menu.waitFor({ timeout: PATIENCE });
      await menu.getByText('Explain: SQL built from text').first().click();
      const frame = user.page.frameLocator('iframe.webview').frameLocator('#active-frame');
      await user.until(async () => /enters here/.test(await frame.locator('ol').first().textContent()));
      const way = await frame.locator('ol').first().textContent();
      assert.match(
        way,
        /The query of the request enters here[\s\S]*passes through `?condition[\s\S]*It is part of the SQL here/,
      );
      await user.shot('flow-page');
    },
  ],
  [
    'shows what was found by category and file, in a view of its own',
    async (user) => {
      await user.command('View: Show Assay');
      const view = user.page.locator('.sidebar .pane-body').first();
      await user.until(async () => /Code/.test(await view.textContent()));
      const text = await view.textContent();
      assert.match(text, /search\.ts/);
      assert.match(text, /is written into the SQL/);
      await user.shot('view');
      await user.command('View: Show Explorer');
    },
  ],
];

const RESTRICTED = [
  [
    'underlines weak code in Restricted Mode',
    async (user) => {
      await user.open('tokens.ts');
      await user.page.waitForSelector('.squiggly-error, .squiggly-warning, .squiggly-info', { timeout: PATIENCE });
      assert.ok((await user.page.getByText('Restricted Mode').count()) > 0, 'the workspace is restricted');
      await user.shot('restricted');
    },
  ],
];

/** The hands and eyes of a person at the workbench. */
class User {
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
  }

  /** A view that has just been shown may take the keys that were meant for the list of files: then once more. */
  async open(file) {
    await this.page.waitForSelector('.monaco-workbench .explorer-folders-view', { timeout: 60_000 });
    const opened = this.page.locator('.tab.active', { hasText: file });
    for (let attempt = 0; attempt < 3; attempt++) {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+p');
      await this.#input().fill(file);
      // The list of files is gathered once after start.
      const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: file }).first();
      await row.waitFor({ timeout: PATIENCE });
      // Enter takes the row that is first while the list is still being narrowed.
      await row.click();
      const isOpen = await opened.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (isOpen) break;
    }
    await opened.waitFor({ timeout: PATIENCE });
    await this.page.waitForTimeout(500);
  }

  /** 1-based line and column. */
  async goTo(line, column) {
    await this.page.locator('.editor-group-container.active .view-lines').first().click();
    await this.quick('Control+g', `:${line}:${column}`);
    await this.page.waitForTimeout(300);
  }

  command(name) {
    return this.quick('F1', `>${name}`);
  }

  /** Opens quick input with a key, fills it and takes the first answer. */
  async quick(key, text) {
    await this.page.keyboard.press(key);
    await this.#input().fill(text);
    await this.page.waitForTimeout(700);
    await this.page.keyboard.press('Enter');
    await this.page.waitForTimeout(300);
  }

  #input() {
    return this.page
      .locator('.quick-input-widget input[type="text"]:visible, .quick-input-widget .quick-input-box input:visible')
      .first();
  }

  async until(condition) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      if (await condition()) return;
      if (Date.now() > end) throw new Error(`Did not become true: ${condition}`);
      await this.page.waitForTimeout(200);
    }
  }

  read(file) {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  shot(name) {
    return this.page.screenshot({ path: join(E2E, 'shots', `${name}.png`) });
  }
}
