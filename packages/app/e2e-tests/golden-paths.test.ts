import { expect, test, type Page } from '@playwright/test';
import { clusterOf } from './sandbox';
import { expectAccessible, figure, row, screenshot, signIn } from './support';

const NAMESPACE = 'payments-dev';
const NAME = `hello-${Date.now().toString(36)}`;
/** Where the dev world's gateway is. */
const GATEWAY = { namespace: 'fairway-gateway', name: 'fairway' };

const forge = () => new URL(process.env.FAIRWAY_TEST_GITEA ?? '').host;

/** A field of the form by its path, e.g. `gateway_name`. */
const field = (page: Page, path: string) => page.locator(`#root_${path}`);

/** Opens a list of Material UI and takes one of its options. */
async function choose(page: Page, label: string, option: string) {
  await page.getByLabel(label).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The value of an option holds the cluster's name as well. */
async function chooseNamespace(page: Page) {
  const target = field(page, 'target');
  const option = target.locator('option', { hasText: `${NAMESPACE} in` });
  await target.selectOption((await option.getAttribute('value')) ?? '');
}

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

    await field(page, 'name').fill(NAME);
    await field(page, 'description').fill('Says hello');
    await page.getByLabel('Owner').fill('payments');
    await page.getByRole('option', { name: 'payments' }).first().click();
    await choose(page, 'Language', 'Go');
    await page.getByRole('button', { name: 'Next' }).click();

    // Only where she may create workloads.
    const target = field(page, 'target');
    await expect(target).toContainText('payments-staging');
    await expect(target).not.toContainText('production');
    await chooseNamespace(page);
    await field(page, 'gateway_namespace').fill(GATEWAY.namespace);
    await field(page, 'gateway_name').fill(GATEWAY.name);
    await field(page, 'host').fill(`${NAME}.localhost`);
    await screenshot(page, 'golden-paths-target');
    await page.getByRole('button', { name: 'Next' }).click();

    await field(page, 'image').fill(`localhost/payments/${NAME}:main`);
    await field(page, 'replicas_min').fill('9');
    await field(page, 'replicas_max').fill('10');
    await page.locator('#root_resources-requests-cpu').fill('600m');
    await page.locator('#root_resources-limits-cpu').fill('800m');
    await expect(page.getByText(/too much: needs/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    const refusal = page.getByText(
      /^To start it needs 5400m of requests.cpu, but .* of 4 are left in quota 'team'$/,
    );
    await expect(refusal.first()).toBeVisible();
    await page.locator('#root_resources').scrollIntoViewIfNeeded();
    await screenshot(page, 'golden-paths-quota');

    await field(page, 'replicas_min').fill('2');
    await field(page, 'replicas_max').fill('3');
    await page.locator('#root_resources-requests-cpu').fill('50m');
    // The form keeps its own words until it is asked to go on.
    await expect(page.getByText(/too much: needs/)).toHaveCount(0);
    await page.getByRole('button', { name: 'Next' }).click();

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
    const said = await clusterOf(NAMESPACE).get<{ service: string }>(
      '/api/v1',
      `services/${NAME}:80/proxy/`,
    );
    expect(said.service).toBe(NAME);
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
    await field(page, 'name').fill(`${NAME}-more`);
    await field(page, 'description').fill('Is only checked');
    await page.getByLabel('Owner').fill('payments');
    await page.getByRole('option', { name: 'payments' }).first().click();
    await page.getByRole('button', { name: 'Next' }).click();
    await chooseNamespace(page);
    await field(page, 'host').fill(`${NAME}-more.localhost`);
    await page.getByRole('button', { name: 'Next' }).click();
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
