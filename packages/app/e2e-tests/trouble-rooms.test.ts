import { expect, test } from '@playwright/test';
import { expectAccessible, screenshot, signIn } from './support';

test.describe('one cluster of two is down', () => {
  const apiServer = Number(process.env.FAIRWAY_SECOND_API_SERVER);
  test.skip(
    !apiServer,
    'there is one cluster only; npm run check -- rooms-ui has two',
  );
  test.setTimeout(180_000);

  test('housekeeping says so in each part, and shows the other one', async ({
    page,
  }) => {
    await signIn(page, 'Pat');
    await page.goto('/housekeeping?view=capacity');
    const pools = page.getByRole('region', { name: /^Node pool/ });
    await expect(pools.first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('alert')).toHaveCount(0);
    // The whole API server, as a crash would have it.
    process.kill(apiServer, 'SIGKILL');
    for (const part of ['capacity', 'findings', 'health']) {
      await page.goto(`/housekeeping?view=${part}&scope=all`);
      await expect(page.getByRole('alert').first()).toContainText(
        /Cluster .*-2 (does not answer|has gone)/,
        { timeout: 90_000 },
      );
      await screenshot(page, `housekeeping-cluster-down-${part}`);
      await expectAccessible(page);
    }
    await page.goto('/housekeeping?view=capacity');
    await expect(pools.first()).toBeVisible();
  });
});
