import { expect, test } from '@playwright/test';
import {
  field,
  fillInAbout,
  fillInPlace,
  forge,
  NAMESPACE,
  next,
} from './goldenPathForm';
import { clusterOf } from './sandbox';
import { expectAccessible, figure, row, screenshot, signIn } from './support';

const NAME = `hello-${Date.now().toString(36)}`;

test.describe('a golden path', () => {
  // It makes repositories and components, which other tests would meet.
  test.skip(
    !process.env.FAIRWAY_FIGURES || !process.env.FAIRWAY_TEST_GITEA,
    'skipped: is run by npm run check -- form-to-pod',
  );

  test('leads from a form to a pod that answers', async ({ page, request }) => {
    test.setTimeout(240_000);
    await signIn(page, 'Alice');
    await page.goto('/create/templates/default/web-service');

    await fillInAbout(page, NAME);
    await next(page);

    // Only where she may create workloads.
    const target = field(page, 'target');
    await expect(target).toContainText('payments-staging');
    await expect(target).not.toContainText('production');
    await fillInPlace(page, `${NAME}.localhost`);
    await screenshot(page, 'golden-paths-target');
    await next(page);

    await field(page, 'image').fill(`localhost/payments/${NAME}:main`);
    // One pod runs first, however many there will be later.
    await page.locator('#root_resources-requests-cpu').fill('5');
    await page.locator('#root_resources-limits-cpu').fill('6');
    await expect(page.getByText(/too much: needs/).first()).toBeVisible();
    await next(page);
    const refusal = page.getByText(
      /^To start it needs 5 of requests.cpu, but .* of 4 are left in quota 'team'$/,
    );
    await expect(refusal.first()).toBeVisible();
    await page.locator('#root_resources').scrollIntoViewIfNeeded();
    await screenshot(page, 'golden-paths-quota');

    await field(page, 'replicas_min').fill('2');
    await field(page, 'replicas_max').fill('3');
    await page.locator('#root_resources-requests-cpu').fill('50m');
    await page.locator('#root_resources-limits-cpu').fill('800m');
    // The form keeps its own words until it is asked to go on.
    await expect(page.getByText(/too much: needs/)).toHaveCount(0);
    await next(page);

    await expect(page.locator('#root_repoUrl-host')).toHaveValue(forge());
    await expect(page.locator('#root_repoUrl-repo')).toHaveValue(NAME);
    await page.locator('#root_repoUrl-owner').fill('payments');
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(page.getByRole('button', { name: 'Create' })).toBeVisible();
    const submitted = Date.now();
    await page.getByRole('button', { name: 'Create' }).click();

    // There is nothing to be asked about until its step has come.
    await expect(() => clusterOf(NAMESPACE).untilReady(NAME, 1)).toPass({
      timeout: 120_000,
      intervals: [250],
    });
    figure('submit to Ready', Date.now() - submitted);
    await expect(page.getByText('Ready after').first()).toBeVisible();
    await screenshot(page, 'golden-paths-task');

    await expect
      .poll(async () =>
        (await request.get(`http://${forge()}/payments/${NAME}`)).status(),
      )
      .toBe(200);
    await expect(async () => {
      await page.goto(`/catalog/default/component/${NAME}/workloads`);
      await expect(row(page, NAMESPACE, NAME)).toContainText(
        '1 of 1 pod ready',
        { timeout: 5000 },
      );
    }).toPass({ timeout: 60_000 });
    await screenshot(page, 'golden-paths-workload');
    // At the host that the form promised, through the gateway.
    const { FAIRWAY_TEST_GATEWAY_PORT: port } = process.env;
    await page.goto(`http://${NAME}.localhost:${port}/`);
    await expect(page.getByText(`"service":"${NAME}"`)).toBeVisible();
  });

  test('is checked within a second and a half', async ({ page }) => {
    test.setTimeout(180_000);
    await signIn(page, 'Alice');
    const times: number[] = [];
    page.on('requestfinished', one => {
      if (one.url().endsWith('/v1/preflight')) {
        times.push(one.timing().responseEnd);
      }
    });
    await page.goto('/create/templates/default/web-service');
    await fillInAbout(page, `${NAME}-more`);
    await next(page);
    await fillInPlace(page, `${NAME}-more.localhost`);
    await next(page);
    const cpu = page.locator('#root_resources-requests-cpu');
    for (let millis = 51; millis <= 70; millis++) {
      const before = times.length;
      await cpu.fill(`${millis}m`);
      await expect.poll(() => times.length).toBeGreaterThan(before);
    }
    await expectAccessible(page, 'form');
    times.sort((a, b) => a - b);
    figure('preflight p95', times[Math.floor(times.length * 0.95)]);
    expect(times.length).toBeGreaterThanOrEqual(20);
  });
});
