import { expect, test } from '@playwright/test';
import {
  expectAccessible,
  quotaButton,
  screenshot,
  signIn,
  tryAgain,
} from './support';

test.describe('what is in the way is said in words', () => {
  test('a guest may see no environment', async ({ page }) => {
    await signIn(page, 'Carol');
    await page.goto('/environments?scope=all');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('You may not see environments');
    await expect(alert).toContainText('environment.read');
    await screenshot(page, 'environments-denied');
    await expectAccessible(page);
    await page.goto('/catalog/default/component/storefront/previews');
    await expect(page.getByRole('alert')).toContainText('environment.read');
  });

  test('the portal is not reached: what was read stays, then it is live again', async ({
    page,
    context,
  }) => {
    await signIn(page, 'Pat');
    await page.goto('/environments?scope=all');
    const live = page.getByText('Live', { exact: true }).first();
    await expect(live).toBeVisible();
    await context.setOffline(true);
    // Another question, which nobody answers.
    await page.getByRole('button', { name: 'My team’s' }).click();
    const alert = page.getByRole('alert').filter({
      hasText: 'The environments could not be read',
    });
    await expect(alert).toBeVisible();
    await screenshot(page, 'environments-offline');
    await expectAccessible(page);
    await context.setOffline(false);
    await tryAgain(alert);
    await expect(live).toBeVisible();
  });
});

test('what is asked for stands in the address, and survives a reload', async ({
  page,
}) => {
  await signIn(page, 'Pat');
  await page.goto('/environments');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await quotaButton(page).click();
  await expect(page).toHaveURL(/scope=all&view=quota/);
  await page.reload();
  await expect(
    page.getByRole('button', { name: 'All', exact: true }),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect(quotaButton(page)).toHaveAttribute('aria-pressed', 'true');
});

test.describe('one cluster of two is down', () => {
  const apiServer = Number(process.env.FAIRWAY_SECOND_API_SERVER);
  test.skip(
    !apiServer,
    'there is one cluster only; npm run check -- environments-ui has two',
  );

  test('it says so, and the other one is shown', async ({ page }) => {
    await signIn(page, 'Pat');
    await page.goto('/environments?scope=all');
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    // The whole API server, as a crash would have it.
    process.kill(apiServer, 'SIGKILL');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(
      /Cluster .*-2 (does not answer|has gone)/,
      {
        timeout: 90_000,
      },
    );
    await expect(
      page.getByRole('button', { name: /^Details of/ }).first(),
    ).toBeVisible();
    await screenshot(page, 'environments-cluster-down');
    await expectAccessible(page);
  });
});
