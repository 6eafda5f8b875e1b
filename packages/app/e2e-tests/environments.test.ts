import { expect, test, type Locator, type Page } from '@playwright/test';
import { callAs, clearSandboxes } from './leftovers';
import { clusterOf } from './sandbox';
import {
  expectAccessible,
  figure,
  leaveByKeyboard,
  openMenuByKeyboard,
  quotaButton,
  screenshot,
  signIn,
} from './support';

const TITLE = 'Try Kafka';
const BY_TEMPLATE = 'By template';
/** A namespace goes when all that is in it has gone. */
const UNTIL_GONE = { timeout: 120_000 };

/** The row of an environment. */
function row(page: Page, name: string): Locator {
  return page.getByRole('row').filter({
    has: page.getByRole('button', { name: `Details of ${name}` }),
  });
}

/** Opens a dialog from the menu of a row. */
async function openFromMenu(page: Page, name: string, action: string) {
  await row(page, name)
    .getByRole('button', { name: `More for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
  return page.getByRole('dialog');
}

/** The hour of the day in a time zone. */
function hourIn(timeZone: string): number {
  const format = { hour: 'numeric', hourCycle: 'h23', timeZone } as const;
  return Number(new Intl.DateTimeFormat('en', format).format());
}

/** From the form, if there is one, to the change. */
async function confirm(dialog: Locator, apply: string, reason?: string) {
  const review = dialog.getByRole('button', { name: 'Review' });
  await expect(review.or(dialog.getByLabel('Reason')).first()).toBeVisible();
  if (await review.isVisible()) {
    await review.click();
  }
  if (reason !== undefined) {
    await dialog.getByLabel('Reason').fill(reason);
  }
  await dialog.getByRole('button', { name: apply, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test.describe.serial('a sandbox', () => {
  // Real pods start in it, sleep, and wake.
  test.setTimeout(240_000);
  let namespace = '';
  const cluster = () => clusterOf(namespace);

  test.beforeAll(() => clearSandboxes('alice', ({ title }) => title === TITLE));

  test('nobody has one: the page says what it is, and offers one', async ({
    page,
  }) => {
    await signIn(page, 'Pat');
    await page.getByRole('link', { name: 'Environments', exact: true }).click();
    await expect(page.getByText('You have no environment')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'environments-empty');
  });

  test('is made by clicks, with a schedule of its own', async ({ page }) => {
    await signIn(page, 'Alice');
    await page.goto('/environments');
    await page.getByRole('button', { name: 'New sandbox' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New sandbox' });
    await dialog.getByLabel('Title').fill(TITLE);
    await expect(
      dialog.getByText(/environment.create for tier l/),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'At some hours' }).click();
    // Awake all week, so that the test does not depend on when it runs; but for the
    // minute before midnight, which is far off in one of the two.
    const zone =
      hourIn('Europe/Berlin') === 23 ? 'America/New_York' : 'Europe/Berlin';
    await dialog.getByLabel('Time zone').selectOption(zone);
    await dialog.getByLabel('To', { exact: true }).selectOption('Sun');
    await dialog.getByLabel('Wakes at').fill('00:00');
    await dialog.getByLabel('Sleeps at').fill('23:59');
    await dialog
      .getByLabel('Component (optional)')
      .fill('component:default/payments-api');
    await dialog.getByLabel('Title').scrollIntoViewIfNeeded();
    await screenshot(page, 'environments-create');
    await dialog.getByRole('button', { name: 'Review' }).click();
    await expect(dialog.getByText('Apply ResourceQuota fairway')).toBeVisible();
    await screenshot(page, 'environments-plan');
    const clicked = Date.now();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(row(page, TITLE)).toContainText('Awake');
    figure('click to sandbox', Date.now() - clicked);

    // The cluster is named beside it where there are several.
    [namespace] = (
      await row(page, TITLE)
        .getByText(/^sb-alice-/)
        .innerText()
    ).split(' ');
    const { spec } = await cluster().get<{
      spec: { hard: Record<string, string> };
    }>('/api/v1', 'resourcequotas/fairway');
    expect(spec.hard['requests.cpu']).toBe('1');
    await expect(row(page, TITLE)).toContainText('Payments API');
    await expect(row(page, TITLE)).toContainText('in 14 days');
  });

  test('sleeps and wakes: its real pods go and come back as they were', async ({
    page,
  }) => {
    await cluster().deploy('web', { replicas: 2 });
    await cluster().deploy('worker', { replicas: 1 });
    await cluster().untilReady('web', 2);
    await signIn(page, 'Alice');
    await page.goto('/environments');
    await row(page, TITLE)
      .getByRole('button', { name: `Put ${TITLE} to sleep` })
      .click();
    const sleep = page.getByRole('dialog');
    await sleep.getByRole('radio', { name: 'For some hours' }).check();
    await sleep.getByRole('button', { name: '8 h' }).click();
    await sleep.getByRole('button', { name: 'Review' }).click();
    await sleep.getByLabel('Reason').fill('Nobody needs it over lunch');
    await screenshot(page, 'environments-sleep');
    const slept = Date.now();
    await sleep.getByRole('button', { name: 'Sleep', exact: true }).click();
    await expect(row(page, TITLE).getByText('Asleep')).toBeVisible();
    figure('click to asleep', Date.now() - slept);
    await expect
      .poll(async () => (await cluster().deployment('web')).spec.replicas)
      .toBe(0);
    await expect(row(page, TITLE)).toContainText('Wakes in 8 hours');

    await row(page, TITLE)
      .getByRole('button', { name: `Wake ${TITLE}` })
      .click();
    const wake = page.getByRole('dialog');
    const woken = Date.now();
    await confirm(wake, 'Wake', 'Back from lunch');
    await expect(row(page, TITLE).getByText('Awake')).toBeVisible();
    await cluster().untilReady('web', 2);
    await expect(row(page, TITLE)).not.toContainText('workloads ready');
    figure('click to ready pods', Date.now() - woken);
    const { spec } = await cluster().deployment('worker');
    expect(spec.replicas).toBe(1);
  });

  test('is renewed and protected, and then cannot be deleted', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await page.goto('/environments');
    const renew = await openFromMenu(page, TITLE, 'Renew');
    await renew.getByRole('button', { name: '30 d' }).click();
    await confirm(renew, 'Renew', 'Takes longer than planned');
    await expect(row(page, TITLE)).toContainText('in 30 days');

    await confirm(
      await openFromMenu(page, TITLE, 'Protect'),
      'Protect',
      'Shown to the board next month',
    );
    await expect(row(page, TITLE)).toContainText('Protected');
    await row(page, TITLE)
      .getByRole('button', { name: `More for ${TITLE}` })
      .click();
    const remove = page.getByRole('menuitem', { name: /^Delete/ });
    await expect(remove).toHaveAttribute('aria-disabled', 'true');
    await expect(remove).toContainText('It is protected');
    await screenshot(page, 'environments-menu');
    await page.getByRole('menuitem', { name: 'End protection' }).click();
    await confirm(page.getByRole('dialog'), 'End protection', 'It was shown');
    await expect(row(page, TITLE)).not.toContainText('Protected');
  });

  test('says what its quota blocks, and why', async ({ page }) => {
    await cluster().claim('data', '2Gi');
    await cluster().deploy('load', {
      replicas: 3,
      cpu: '400m',
      memory: '256Mi',
    });
    await signIn(page, 'Alice');
    await page.goto('/environments');
    await expect(row(page, TITLE)).toContainText('1 blocked by quota');
    await row(page, TITLE)
      .getByRole('button', { name: `Details of ${TITLE}` })
      .click();
    await expect(
      page.getByRole('region', { name: /^Blocked by the quota now/ }),
    ).toContainText(/Deployment load.*exceeded quota: fairway/);
    await screenshot(page, 'environments-details');
    await expectAccessible(page);
    await quotaButton(page).click();
    const team = page.getByRole('region', { name: 'group:default/payments' });
    await expect(team).toContainText('Blocked now');
    await expect(team).toContainText('exceeded quota: fairway');
    await expect(page).toHaveURL(/view=quota/);
    await screenshot(page, 'environments-quota');
    await expectAccessible(page);
  });

  test('is not for others, and says so', async ({ page }) => {
    await signIn(page, 'Bob');
    await page.goto('/environments?scope=all&kind=sandbox');
    const sleep = row(page, TITLE).getByRole('button', {
      name: `Put ${TITLE} to sleep`,
    });
    await expect(sleep).toBeDisabled();
    await expect(sleep).toHaveAccessibleDescription(/environment.sleep/);
    // The button is a courtesy; the server refuses as well.
    const { status } = await callAs(page, 'bob', {
      method: 'POST',
      path: 'environments/v1/environment/sleep',
      body: { cluster: 'dev', namespace, reason: 'because I can' },
    });
    expect(status).toBe(403);
  });

  test('by keyboard: open, leave, and be back where one was', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await page.goto('/environments');
    const menu = row(page, TITLE).getByRole('button', {
      name: `More for ${TITLE}`,
    });
    await openMenuByKeyboard(page, menu);
    await page.keyboard.press('End');
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Delete ${TITLE}` });
    await expect(dialog).toBeVisible();
    await leaveByKeyboard(page, dialog);
    await expect(menu).toBeFocused();
  });

  for (const theme of ['light', 'dark']) {
    test(`is accessible in the ${theme} theme, wide and narrow`, async ({
      page,
    }) => {
      await page.addInitScript(
        name => localStorage.setItem('theme', name),
        theme,
      );
      await signIn(page, 'Pat');
      await page.goto('/environments?scope=all');
      await expect(row(page, TITLE)).toContainText('Alice');
      await screenshot(page, `environments-${theme}`);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'New sandbox' }).click();
      await page.getByRole('button', { name: 'At some hours' }).click();
      await expectAccessible(page, '[role=dialog]');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.setViewportSize({ width: 640, height: 900 });
      const card = page.getByRole('listitem').filter({ hasText: TITLE });
      await expect(card.getByRole('meter', { name: 'CPU' })).toBeVisible();
      await screenshot(page, `environments-narrow-${theme}`);
      await expectAccessible(page);
    });
  }

  test('is deleted once it is acknowledged that its data goes', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await page.goto('/environments');
    const dialog = await openFromMenu(page, TITLE, 'Delete');
    await expect(dialog).toContainText('The data of a volume is lost: data');
    await dialog.getByLabel('Reason').fill('Kafka was tried');
    const button = dialog.getByRole('button', { name: 'Delete', exact: true });
    await expect(button).toBeDisabled();
    await dialog.getByRole('checkbox').check();
    await screenshot(page, 'environments-delete');
    await expectAccessible(page, '[role=dialog]');
    const clicked = Date.now();
    await button.click();
    await expect(dialog).toBeHidden();
    await expect(row(page, TITLE)).toBeHidden(UNTIL_GONE);
    figure('click to gone', Date.now() - clicked);
    await expect.poll(() => cluster().exists(), UNTIL_GONE).toBe(false);
  });
});

test('a template makes a sandbox as one of its steps', async ({ page }) => {
  test.setTimeout(240_000);
  await clearSandboxes('bob', ({ title }) => title === BY_TEMPLATE);
  await signIn(page, 'Bob');
  await page.goto('/create/templates/default/sandbox');
  await page.getByLabel('Title').fill(BY_TEMPLATE);
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const made = page.getByText(/^sb-bob-by-template-/);
  await expect(made).toBeVisible();
  await screenshot(page, 'environments-template');
  const sandbox = clusterOf(await made.innerText());
  const { spec } = await sandbox.get<{
    spec: { hard: Record<string, string> };
  }>('/api/v1', 'resourcequotas/fairway');
  expect(spec.hard['requests.cpu']).toBe('1');

  await page.getByRole('link', { name: 'Environments' }).last().click();
  await expect(row(page, BY_TEMPLATE)).toContainText('in 14 days');
  const dialog = await openFromMenu(page, BY_TEMPLATE, 'Delete');
  await confirm(dialog, 'Delete', 'Only to see');
  await expect(row(page, BY_TEMPLATE)).toBeHidden(UNTIL_GONE);
});
