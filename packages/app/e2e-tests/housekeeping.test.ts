import { expect, test, type Locator, type Page } from '@playwright/test';
import {
  callAs,
  clearSandboxes,
  jobExists,
  leaveJob,
  makeSandbox,
} from './leftovers';
import {
  expectAccessible,
  figure,
  leaveByKeyboard,
  openMenuByKeyboard,
  screenshot,
  signIn,
  tryAgain,
} from './support';

const TITLE = 'Monthly import';
const FAILED = 'Job nightly-report';
const SECOND = 'Job import-2026-10';
/** It did not fail, and for those the demo's rule has a few days. */
const YOUNG = 'Job import-2026-11';

/** What opens to the details of something in a list. */
function opener(page: Page, name: string): Locator {
  return page.getByRole('button', { name: `Details of ${name}`, exact: true });
}

function row(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: opener(page, name) });
}

async function openFromMenu(page: Page, name: string, action: string) {
  await row(page, name)
    .getByRole('button', { name: `More for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
  return page.getByRole('dialog');
}

/** Gives a reason, does it, and is back at the page. */
async function confirm(dialog: Locator, apply: string, reason: string) {
  await fillIn(dialog, reason);
  await dialog.getByRole('button', { name: apply, exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function fillIn(dialog: Locator, reason: string) {
  await dialog.getByLabel('Reason').fill(reason);
  for (const tick of await dialog.getByRole('checkbox').all()) {
    await tick.check();
  }
}

/**
 * Has a reviewed pass run. The loop runs passes of its own: there may be nothing
 * left to do, or other things than were reviewed.
 */
async function runReviewed(dialog: Locator, reason: string) {
  const run = dialog.getByRole('button', { name: 'Run now' });
  const again = dialog.getByRole('button', { name: 'Review again' });
  const close = dialog.getByRole('button', { name: 'Close' });
  await expect(async () => {
    if (await dialog.isHidden()) {
      return;
    }
    await expect(run.or(again).or(close).first()).toBeVisible();
    if (await again.isVisible()) {
      await again.click();
      await expect(run.or(close).first()).toBeVisible();
    }
    if (await close.isVisible()) {
      await close.click();
    } else {
      await fillIn(dialog, reason);
      await run.click();
    }
    await expect(dialog).toBeHidden({ timeout: 10_000 });
  }).toPass({ timeout: 120_000 });
}

async function openPart(page: Page, part: string, query = 'scope=all') {
  await page.goto(`/housekeeping?view=${part}&${query}`);
  await expect(page.getByRole('tabpanel')).toBeVisible();
}

/** Turns the page to a theme before it is opened. */
async function chooseTheme(page: Page, theme: string) {
  await page.addInitScript(name => localStorage.setItem('theme', name), theme);
}

test('nobody left anything: the page says what it looks for', async ({
  page,
}) => {
  await signIn(page, 'Bob');
  await page.getByRole('link', { name: 'Housekeeping', exact: true }).click();
  await expect(page.getByText('Nothing of yours is left over')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('Rules that are on:')).toBeVisible();
  await screenshot(page, 'housekeeping-empty');
  await expectAccessible(page);
});

test.describe.serial('what is left over', () => {
  test.setTimeout(180_000);
  let namespace = '';
  const here = () => `scope=all&q=${namespace}`;

  test.beforeAll(() => clearSandboxes('alice', ({ title }) => title === TITLE));

  test('is found, and its owner is warned in the next pass', async ({
    page,
  }) => {
    await signIn(page, 'Pat');
    namespace = await makeSandbox(page, 'alice', TITLE);
    await leaveJob(namespace, 'nightly-report', 'Failed');
    await leaveJob(namespace, 'import-2026-10', 'Failed');
    await leaveJob(namespace, 'import-2026-11', 'Complete');
    const left = Date.now();
    await openPart(page, 'findings', here());
    await expect(row(page, FAILED)).toContainText(/Found|Owner warned/, {
      timeout: 60_000,
    });
    figure('left to found', Date.now() - left);
    await expect(row(page, SECOND)).toContainText('Failed jobs');
    await expect(opener(page, YOUNG)).toHaveCount(0);

    await page.getByRole('button', { name: 'Run now' }).click();
    const dialog = page.getByRole('dialog', { name: /^Run a cleanup pass/ });
    const review = dialog.getByRole('button', { name: 'Review' });
    const plan = dialog.getByText('What will be done');
    await expect(review.or(plan).first()).toBeVisible();
    if (await review.isVisible()) {
      await review.click();
    }
    await expect(plan).toBeVisible();
    await screenshot(page, 'housekeeping-run');
    await expectAccessible(page, '[role=dialog]');
    await runReviewed(dialog, 'Not to wait for the next pass');
    await expect(row(page, FAILED)).toContainText('Owner warned', {
      timeout: 60_000,
    });
    await expect(row(page, SECOND)).toContainText('Owner warned');
    await expect(row(page, FAILED)).toContainText('not before');
  });

  test('is told to its owner, with the evidence', async ({ page }) => {
    await signIn(page, 'Alice');
    await page.goto('/housekeeping');
    await expect(row(page, FAILED)).toContainText('Owner warned');
    await opener(page, FAILED).click();
    await expect(
      page.getByRole('region', { name: /^What the rule goes by/ }),
    ).toContainText('It is failed');
    await screenshot(page, 'housekeeping-details');
    await expectAccessible(page);
    const { status, body } = await callAs(page, 'alice', {
      method: 'GET',
      path: 'notifications/notifications?search=nightly-report',
    });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('nightly-report');
  });

  test('is not for others to decide about, and says so', async ({ page }) => {
    await signIn(page, 'Bob');
    await openPart(page, 'findings', here());
    const renew = page.getByRole('button', { name: `Renew ${FAILED}` });
    await expect(renew).toBeDisabled();
    await expect(renew).toHaveAccessibleDescription(/housekeeping.renew/);
    const { status } = await callAs(page, 'bob', {
      method: 'POST',
      path: 'housekeeping/v1/object/delete',
      body: {
        cluster: 'dev',
        namespace,
        kind: 'Job',
        name: 'nightly-report',
        reason: 'because I can',
      },
    });
    expect(status).toBe(403);
    expect(await jobExists(namespace, 'nightly-report')).toBe(true);
  });

  test('is renewed with one click, and for some days', async ({ page }) => {
    await signIn(page, 'Alice');
    await page.goto('/housekeeping');
    const clicked = Date.now();
    await page.getByRole('button', { name: `Renew ${FAILED}` }).click();
    await expect(row(page, FAILED)).toContainText('Renewed');
    figure('click to renewed', Date.now() - clicked);
    await expect(row(page, FAILED)).toContainText('kept until');

    const dialog = await openFromMenu(page, SECOND, 'Renew for some days');
    await dialog.getByRole('button', { name: '30 d' }).click();
    await dialog.getByRole('button', { name: 'Review' }).click();
    await dialog.getByLabel('Reason').fill('Compared with November’s');
    await screenshot(page, 'housekeeping-renew');
    await confirm(dialog, 'Renew', 'Compared with November’s');
    await expect(row(page, SECOND)).toContainText('in 30 days');
    await screenshot(page, 'housekeeping-renewed');
  });

  test('is protected, and that is ended again', async ({ page }) => {
    await signIn(page, 'Alice');
    await page.goto('/housekeeping');
    await confirm(
      await openFromMenu(page, FAILED, 'Protect'),
      'Protect',
      'Evidence for the audit',
    );
    await expect(row(page, FAILED)).toContainText('Never: it is protected');
    await confirm(
      await openFromMenu(page, FAILED, 'End protection'),
      'End protection',
      'The audit is over',
    );
    await expect(row(page, FAILED)).not.toContainText('protected');
  });

  test('is looked at in a dry run, which says why all else stays', async ({
    page,
  }) => {
    await signIn(page, 'Pat');
    await openPart(page, 'findings', here());
    await page.getByRole('button', { name: 'Dry run' }).click();
    const dialog = page.getByRole('dialog', { name: /^Dry run/ });
    await dialog.getByRole('button', { name: 'Try it' }).click();
    const stays = dialog.getByRole('table', { name: 'Would stay, and why' });
    await expect(stays).toContainText('Not old enough');
    await expect(stays).toContainText('Renewed');
    await dialog.getByLabel('Rule').selectOption({ label: 'Finished jobs' });
    await dialog.getByLabel('When').selectOption('In 30 days');
    await dialog.getByRole('button', { name: 'Try again' }).click();
    const goes = dialog.getByRole('table', { name: 'Would be deleted' });
    await expect(goes).toContainText(YOUNG);
    await screenshot(page, 'housekeeping-dry-run');
    await expectAccessible(page, '[role=dialog]');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: /^Download all/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.jsonl$/);
  });

  test('is deleted at once where a person wants it', async ({ page }) => {
    await signIn(page, 'Alice');
    await page.goto('/housekeeping');
    const dialog = await openFromMenu(page, SECOND, 'Delete now');
    await expect(dialog.getByLabel('Reason')).toBeVisible();
    await screenshot(page, 'housekeeping-delete');
    await expectAccessible(page, '[role=dialog]');
    const clicked = Date.now();
    await confirm(dialog, 'Delete', 'It was compared');
    await expect(opener(page, SECOND)).toHaveCount(0, { timeout: 60_000 });
    figure('click to deleted', Date.now() - clicked);
    await expect.poll(() => jobExists(namespace, 'import-2026-10')).toBe(false);
  });

  test('stands in the ledger for good, and not for everybody', async ({
    page,
  }) => {
    await signIn(page, 'Pat');
    await openPart(page, 'ledger', `q=${namespace}`);
    const entry = page
      .getByRole('row')
      .filter({ hasText: 'import-2026-10' })
      .filter({ has: page.getByText('Deleted', { exact: true }) });
    await expect(entry).toContainText('Alice');
    await entry.getByRole('button', { name: /^Details of/ }).click();
    await expect(page.getByRole('region', { name: /^Evidence/ })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await screenshot(page, 'housekeeping-ledger');
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the ledger' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.jsonl$/);

    const other = await page.context().browser()?.newPage();
    if (other) {
      await signIn(other, 'Bob');
      await openPart(other, 'ledger');
      await expect(other.getByRole('alert')).toContainText(
        'housekeeping.ledger.read',
      );
      await screenshot(other, 'housekeeping-ledger-denied');
      await other.close();
    }
  });

  for (const theme of ['light', 'dark']) {
    test(`is accessible in the ${theme} theme, wide and narrow`, async ({
      page,
    }) => {
      await chooseTheme(page, theme);
      await signIn(page, 'Pat');
      await openPart(page, 'findings');
      await expect(row(page, FAILED)).toContainText('Alice');
      await screenshot(page, `housekeeping-${theme}`);
      await expectAccessible(page);
      await page.setViewportSize({ width: 640, height: 900 });
      await expect(page.getByRole('list', { name: 'Findings' })).toContainText(
        'nightly-report',
      );
      await screenshot(page, `housekeeping-narrow-${theme}`);
      await expectAccessible(page);
    });
  }

  test('by keyboard: from tab to tab, and out of a dialog', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await page.goto('/housekeeping');
    await page.getByRole('tab', { name: 'Findings' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Health' })).toBeFocused();
    await expect(page).toHaveURL(/view=health/);
    await page.keyboard.press('ArrowLeft');
    const menu = row(page, FAILED).getByRole('button', {
      name: `More for ${FAILED}`,
    });
    await openMenuByKeyboard(page, menu);
    await page.keyboard.press('End');
    await expect(
      page.getByRole('menuitem', { name: 'Delete now' }),
    ).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Delete ${FAILED} now` });
    await expect(dialog).toBeVisible();
    await leaveByKeyboard(page, dialog);
    await expect(menu).toBeFocused();
  });
});

test.describe('what workloads lack', () => {
  for (const theme of ['light', 'dark']) {
    test(`is shown with the smallest fix in the ${theme} theme`, async ({
      page,
    }) => {
      await chooseTheme(page, theme);
      await signIn(page, 'Pat');
      await openPart(page, 'health');
      const openers = page.getByRole('button', { name: /^Details of/ });
      await expect(openers.first()).toBeVisible({ timeout: 60_000 });
      await page
        .getByLabel('What is missing')
        .selectOption('no-disruption-budget');
      await expect(page).toHaveURL(/fact=no-disruption-budget/);
      await openers.first().click();
      await expect(
        page.getByRole('region', { name: /^The object to add/ }),
      ).toContainText('PodDisruptionBudget');
      await screenshot(page, `housekeeping-health-${theme}`);
      await expectAccessible(page);
    });
  }

  test('is found from the page of a component', async ({ page }) => {
    await signIn(page, 'Bob');
    await page.goto('/catalog/default/component/storefront');
    const link = page.getByRole('link', { name: 'Show housekeeping' });
    await expect(link).toBeVisible({ timeout: 40_000 });
    await link.scrollIntoViewIfNeeded();
    await expect(
      page.getByRole('region', { name: 'Missing in its workloads' }),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: /^No disruption budget: / }),
    ).toBeVisible();
    await screenshot(page, 'housekeeping-card');
    await link.click();
    await expect(page.getByText('Only of component')).toBeVisible();
    await expect(page).toHaveURL(/entity=component/);
  });
});

test.describe('capacity', () => {
  test.setTimeout(300_000);

  for (const theme of ['light', 'dark']) {
    test(`has bars, a chart and a table behind it in the ${theme} theme`, async ({
      page,
    }) => {
      await chooseTheme(page, theme);
      await signIn(page, 'Pat');
      await openPart(page, 'capacity', 'range=1h');
      const pool = page.getByRole('region', { name: /^Node pool/ }).first();
      await expect(
        pool.getByRole('meter', { name: 'CPU requested' }),
      ).toBeVisible({ timeout: 60_000 });
      await expect(pool).toContainText(/more previews? of tier S/);
      // Measured or not: it is said.
      await expect(pool.getByText('CPU used')).toBeVisible();
      // The line begins with the second sample.
      const chart = pool.getByRole('img', { name: /^CPU, cores of/ });
      await expect(chart).toBeVisible({ timeout: 200_000 });
      await screenshot(page, `housekeeping-capacity-${theme}`);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Memory', exact: true }).click();
      await expect(page).toHaveURL(/resource=memory/);
      await pool.getByRole('button', { name: 'Show as a table' }).click();
      await expect(pool.getByRole('table')).toContainText('GiB');
      await expectAccessible(page);
    });
  }
});

test.describe('what is in the way is said in words', () => {
  test('a guest may see none of it', async ({ page }) => {
    await signIn(page, 'Carol');
    for (const [part, permission] of [
      ['findings', 'housekeeping.read'],
      ['health', 'housekeeping.read'],
      ['capacity', 'housekeeping.capacity.read'],
      ['ledger', 'housekeeping.ledger.read'],
    ]) {
      await openPart(page, part);
      await expect(page.getByRole('alert')).toContainText(permission);
      await expectAccessible(page);
    }
    await openPart(page, 'findings');
    await expect(page.getByRole('alert')).toBeVisible();
    await screenshot(page, 'housekeeping-denied');
  });

  test('the portal is not reached: what was read stays, then it is live again', async ({
    page,
    context,
  }) => {
    await signIn(page, 'Pat');
    await openPart(page, 'findings');
    const live = page.getByText('Live', { exact: true }).first();
    await expect(live).toBeVisible();
    await context.setOffline(true);
    // Another question, which nobody answers.
    await page.getByRole('button', { name: 'My team’s' }).click();
    const alert = page.getByRole('alert').filter({
      hasText: 'The findings could not be read',
    });
    await expect(alert).toBeVisible();
    await screenshot(page, 'housekeeping-offline');
    await expectAccessible(page);
    await context.setOffline(false);
    await tryAgain(alert);
    await expect(live).toBeVisible();
  });
});
