import { expect, test, type Locator, type Page } from '@playwright/test';
import { clearWorkspaces } from './leftovers';
import {
  expectAccessible,
  figure,
  screenshot,
  signIn,
  tryAgain,
} from './support';

const COMPONENT = 'payments-api';
/** A pod starts, clones and answers, on machines that do much else. */
const PATIENCE = { timeout: 120_000 };

async function openTab(page: Page, component = COMPONENT) {
  await page.goto(`/catalog/default/component/${component}/workspace`);
  await expect(
    page.getByRole('heading', { name: 'Workspace', exact: true }),
  ).toBeVisible();
}

/** The card of the viewer's workspace of the component. */
function card(page: Page): Locator {
  return page.getByRole('region', { name: /^Workspace / });
}

/** The row of Alice's workspace on the page. */
function row(page: Page): Locator {
  return page.getByRole('row').filter({
    has: page.getByRole('button', { name: `Details of ${COMPONENT}` }),
  });
}

async function useTheme(page: Page, theme: string) {
  await page.addInitScript(name => localStorage.setItem('theme', name), theme);
}

/** What a terminal shows; it draws its text in rows. */
function shown(page: Page): Locator {
  return page.locator('.xterm-rows');
}

test('nobody has one: the page says what it is, and where one comes from', async ({
  page,
}) => {
  await signIn(page, 'Pat');
  await page.getByRole('link', { name: 'Workspaces', exact: true }).click();
  await expect(page.getByText('You have no workspace')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'workspaces-empty');
  await page.getByRole('link', { name: 'Go to the catalog' }).click();
  // Which adds to its address what it asks for.
  await expect(page).toHaveURL(/^\w+:\/\/[^/?]+\/(\?|$)/);
});

test('a guest may see none, on the page and on the tab', async ({ page }) => {
  await signIn(page, 'Carol');
  await page.goto('/workspaces?scope=all');
  const alert = page.getByRole('alert').filter({
    hasText: 'You may not see workspaces',
  });
  await expect(alert).toContainText('workspace.read');
  await screenshot(page, 'workspaces-denied');
  await expectAccessible(page);
  await openTab(page);
  await expect(alert).toContainText('workspace.read');
});

test('the portal is not reached: it says so, then it is live again', async ({
  page,
  context,
}) => {
  await signIn(page, 'Pat');
  await page.goto('/workspaces');
  const live = page.getByText('Live', { exact: true }).first();
  await expect(live).toBeVisible();
  await context.setOffline(true);
  // Another question, which nobody answers.
  await page.getByRole('button', { name: 'All', exact: true }).click();
  const alert = page.getByRole('alert').filter({
    hasText: 'The workspaces could not be read',
  });
  await expect(alert).toBeVisible();
  await screenshot(page, 'workspaces-offline');
  await expectAccessible(page);
  await context.setOffline(false);
  await tryAgain(alert);
  await expect(live).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole('button', { name: 'All', exact: true }),
  ).toHaveAttribute('aria-pressed', 'true');
});

test.describe('before there is one', () => {
  for (const theme of ['light', 'dark']) {
    test(`the tab says what a click would open, in the ${theme} theme`, async ({
      page,
    }) => {
      await useTheme(page, theme);
      await signIn(page, 'Bob');
      await openTab(page, 'storefront');
      await expect(
        page.getByRole('button', { name: 'Open a workspace' }),
      ).toBeVisible();
      const innerLoop = page.getByRole('region', { name: 'Inner loop' });
      await expect(innerLoop.getByRole('radio').first()).toBeVisible();
      await screenshot(page, `workspace-offer-${theme}`);
      await innerLoop.scrollIntoViewIfNeeded();
      await screenshot(page, `workspace-inner-loop-${theme}`);
      await expectAccessible(page);

      await page.getByRole('button', { name: 'Choose…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Open a workspace' });
      await dialog.getByLabel('Branch or tag').fill('a..b');
      await expect(dialog.getByText(/^branch must be/)).toBeVisible();
      await expect(
        dialog.getByRole('button', { name: 'Review' }),
      ).toBeDisabled();
      await dialog.getByLabel('Branch or tag').fill('');
      await screenshot(page, `workspace-choose-${theme}`);
      await expectAccessible(page, '[role=dialog]');
    });
  }

  test('files of an inner-loop tool are saved, one and all', async ({
    page,
  }) => {
    await signIn(page, 'Bob');
    await openTab(page, 'storefront');
    const innerLoop = page.getByRole('region', { name: 'Inner loop' });
    // Which one suits best is up to the component.
    const all = innerLoop.getByRole('button', { name: /^Download all files/ });
    await expect(all).toBeVisible();
    const [zip] = await Promise.all([
      page.waitForEvent('download'),
      all.click(),
    ]);
    expect(zip.suggestedFilename()).toMatch(/\.zip$/);
    const one = innerLoop.getByRole('button', { name: /^Download \S+\.\S+$/ });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      one.first().click(),
    ]);
    expect(file.suggestedFilename()).not.toBe('');
    await innerLoop.getByRole('radio', { name: /^Garden/ }).check();
    await expect(
      innerLoop.getByText(/^(Files for Garden|There is no file to write\.)$/),
    ).toBeVisible();
  });
});

test.describe.serial('a workspace', () => {
  test.skip(
    !process.env.FAIRWAY_TEST_WORKSPACE_IMAGE,
    'skipped: there is no workspace image in this world',
  );
  // The first one waits for an image, a volume and a clone.
  test.describe.configure({ timeout: 240_000 });

  test.beforeAll(() => clearWorkspaces('alice', COMPONENT));

  test('is opened by one click, and tells each step', async ({ page }) => {
    await signIn(page, 'Alice');
    await openTab(page);
    const open = page.getByRole('button', { name: 'Open a workspace' });
    await expect(open).toBeEnabled();
    const clicked = Date.now();
    await open.click();
    await expect(card(page)).toBeVisible(PATIENCE);
    const steps = card(page).getByRole('list', { name: 'Steps of the start' });
    const running = card(page).getByText('Running', { exact: true });
    // A quick machine may be through with the steps before one looks.
    await expect(steps.or(running).first()).toBeVisible(PATIENCE);
    if (await steps.isVisible()) {
      await screenshot(page, 'workspace-starting');
    }
    await expect(running).toBeVisible(PATIENCE);
    figure('click to workspace', Date.now() - clicked);
  });

  test('answers in the web terminal, and lets the keyboard out', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await openTab(page);
    const clicked = Date.now();
    await card(page)
      .getByRole('button', { name: /^Open a terminal/ })
      .click();
    await expect(
      page.getByRole('textbox', { name: /^Terminal in/ }),
    ).toBeFocused();
    await expect(shown(page)).toContainText('$', PATIENCE);
    figure('click to prompt', Date.now() - clicked);
    // What is typed must not itself be what is waited for.
    await page.keyboard.type('echo "fair""way" $((6 * 7))\n');
    await expect(shown(page)).toContainText('fairway 42');
    await page.keyboard.type('clear; git status --short --branch\n');
    await expect(shown(page)).toContainText('##');
    await screenshot(page, 'workspace-terminal');
    await expectAccessible(page);
    await page.keyboard.press('Control+Shift+Enter');
    const close = page.getByRole('button', { name: /^Close the terminal/ });
    await expect(close).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(shown(page)).toBeHidden();
  });

  test('the size of the terminal follows the window', async ({ page }) => {
    await signIn(page, 'Alice');
    await openTab(page);
    await card(page)
      .getByRole('button', { name: /^Open a terminal/ })
      .click();
    await expect(shown(page)).toContainText('$', PATIENCE);
    const columns = async () => {
      await page.keyboard.type('clear; echo columns=$(tput cols)\n');
      await expect(shown(page)).toContainText(/columns=\d+/);
      const [, count] =
        /columns=(\d+)/.exec(await shown(page).innerText()) ?? [];
      return Number(count);
    };
    const wide = await columns();
    await page.setViewportSize({ width: 800, height: 900 });
    // The shell hears of it a moment later.
    await expect.poll(columns).toBeLessThan(wide);
  });

  test('says how to connect, and gives a kubeconfig that ends soon', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await openTab(page);
    const editors = card(page).getByRole('group', {
      name: 'Open in an editor',
    });
    const links = editors.getByRole('link');
    await expect(links.first()).toBeVisible();
    for (const href of await links.evaluateAll(all =>
      all.map(link => link.getAttribute('href') ?? ''),
    )) {
      expect(href).not.toMatch(/token|^https?:|^javascript:/i);
    }
    await expect(
      card(page).getByRole('group', { name: 'SSH command' }),
    ).toContainText(/^ssh ws-/);
    await card(page).locator('summary').click();
    const [program] = await Promise.all([
      page.waitForEvent('download'),
      card(page)
        .getByRole('button', { name: /program for SSH/ })
        .click(),
    ]);
    expect(program.suggestedFilename()).not.toBe('');
    await editors.scrollIntoViewIfNeeded();
    await screenshot(page, 'workspace-connect');
    await expectAccessible(page);
    await Promise.all([
      page.waitForEvent('download'),
      card(page)
        .getByRole('button', { name: /^Download the kubeconfig/ })
        .click(),
    ]);
    await expect(card(page).getByText(/its credentials end/)).toBeVisible();
  });

  test('is what files of the inner loop are compared with', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await openTab(page);
    const innerLoop = page.getByRole('region', { name: 'Inner loop' });
    await innerLoop.getByRole('radio', { name: /^Devfile/i }).check();
    // The files of another tool stand there until these come.
    await expect(innerLoop.getByText('Files for devfile')).toBeVisible();
    await expect(
      innerLoop.getByText('Compared with what is in your workspace.'),
    ).toBeVisible();
    // Nobody wrote one yet.
    await expect(innerLoop.getByText('New', { exact: true })).toBeVisible();
    await expect(
      innerLoop.getByText('There is no such file yet'),
    ).toBeVisible();
    await innerLoop
      .getByText('Compared with what is in your workspace.')
      .scrollIntoViewIfNeeded();
    await screenshot(page, 'workspace-inner-loop-files');
    await expectAccessible(page);
  });

  test('is kept awake, and the page says until when', async ({ page }) => {
    await signIn(page, 'Alice');
    await page.goto('/workspaces');
    await row(page)
      .getByRole('button', { name: /^More for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Keep awake' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '8 h' }).click();
    await dialog.getByRole('button', { name: 'Review' }).click();
    await dialog.getByLabel('Reason').fill('A long test runs');
    await screenshot(page, 'workspaces-keep-awake');
    await dialog.getByRole('button', { name: 'Keep awake' }).click();
    await expect(dialog).toBeHidden();
    await expect(row(page)).toContainText('Kept awake until');
  });

  for (const theme of ['light', 'dark']) {
    test(`is accessible in the ${theme} theme, wide and narrow`, async ({
      page,
    }) => {
      await useTheme(page, theme);
      await signIn(page, 'Pat');
      await page.goto('/workspaces?scope=all');
      await expect(row(page)).toContainText('Alice');
      await screenshot(page, `workspaces-${theme}`);
      await row(page)
        .getByRole('button', { name: /^Details of/ })
        .click();
      await expectAccessible(page);
      await page.setViewportSize({ width: 640, height: 900 });
      await expect(
        page.getByRole('listitem').filter({ hasText: COMPONENT }),
      ).toBeVisible();
      await screenshot(page, `workspaces-narrow-${theme}`);
      await expectAccessible(page);
    });

    test(`its tab is accessible in the ${theme} theme`, async ({ page }) => {
      await useTheme(page, theme);
      await signIn(page, 'Alice');
      await openTab(page);
      await expect(
        card(page).getByRole('group', { name: 'Open in an editor' }),
      ).toBeVisible();
      await screenshot(page, `workspace-${theme}`);
      await expectAccessible(page);
    });
  }

  test('somebody else may not stop it', async ({ page }) => {
    await signIn(page, 'Bob');
    await page.goto('/workspaces?scope=all');
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
    const stop = row(page).getByRole('button', { name: /^Stop/ });
    // Whether he sees it at all is up to the policy.
    await expect(
      stop.or(page.getByText(/There is no workspace|may not see/)).first(),
    ).toBeVisible();
    expect((await stop.count()) === 0 || (await stop.isDisabled())).toBe(true);
  });

  test('is stopped, keeps its files, and says who stopped it', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await openTab(page);
    await card(page).getByRole('button', { name: /^Stop/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Enough for today');
    await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(card(page).getByText('Stopped', { exact: true })).toBeVisible(
      PATIENCE,
    );
    await expect(card(page)).toContainText('Enough for today');
    await screenshot(page, 'workspace-stopped');
  });

  test('is deleted once it is acknowledged that its data goes', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await openTab(page);
    await card(page)
      .getByRole('button', { name: /^More for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('It was a test');
    const remove = dialog.getByRole('button', { name: 'Delete', exact: true });
    for (const tick of await dialog.getByRole('checkbox').all()) {
      await tick.check();
    }
    await screenshot(page, 'workspace-delete');
    await expectAccessible(page, '[role=dialog]');
    await remove.click();
    await expect(dialog).toBeHidden();
    await expect(
      page.getByRole('button', { name: 'Open a workspace' }),
    ).toBeVisible(PATIENCE);
  });
});
