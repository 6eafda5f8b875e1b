import { expect, test } from '@playwright/test';
import {
  choose,
  field,
  fillInAbout,
  fillInNamespace,
  fillInPlace,
  forge,
  NAMESPACE,
  next,
  send,
} from './goldenPathForm';
import { clusterOf } from './sandbox';
import { expectAccessible, figure, row, screenshot, signIn } from './support';

const NAME = `hello-${Date.now().toString(36)}`;

/** Of a user of the forge. */
const ALICE = {
  authorization: `Basic ${Buffer.from('alice:fairway-alice').toString(
    'base64',
  )}`,
};

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
    await choose(page, 'Inner loop', 'Skaffold');
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(page.getByRole('button', { name: 'Create' })).toBeVisible();
    // Two values under one name would be one.
    await expect(page.getByRole('cell', { name: NAME }).first()).toBeVisible();
    await expect(page.getByRole('cell', { name: '50m' })).toBeVisible();
    await screenshot(page, 'golden-paths-review');
    const submitted = Date.now();
    await page.getByRole('button', { name: 'Create' }).click();

    // There is nothing to be asked about until its step has come.
    await expect(() => clusterOf(NAMESPACE).untilReady(NAME, 1)).toPass({
      timeout: 120_000,
      intervals: [250],
    });
    figure('submit to Ready', Date.now() - submitted);
    await expect(page.getByText('Ready after').first()).toBeVisible();
    await expect(page.getByText('Not handed over yet')).toHaveCount(0);
    const { FAIRWAY_TEST_GATEWAY_PORT: port } = process.env;
    const url = `http://${NAME}.localhost:${port}/`;
    await expect(
      page.getByRole('link', { name: 'The service' }),
    ).toHaveAttribute('href', url);
    await screenshot(page, 'golden-paths-task');

    const repository = `http://${forge()}/api/v1/repos/payments/${NAME}`;
    await expect
      .poll(async () =>
        (await request.get(repository, { headers: ALICE })).status(),
      )
      .toBe(200);
    // Who is not signed in does not see that it is there.
    expect((await request.get(repository)).status()).toBe(404);
    await expect(async () => {
      await page.goto(`/catalog/default/component/${NAME}/workloads`);
      await expect(row(page, NAMESPACE, NAME)).toContainText(
        '1 of 1 pod ready',
        { timeout: 5000 },
      );
    }).toPass({ timeout: 60_000 });
    await screenshot(page, 'golden-paths-workload');
    await page.goto(`/catalog/default/component/${NAME}/workspace`);
    const innerLoop = page.getByRole('region', { name: 'Inner loop' });
    await innerLoop.getByRole('radio', { name: /^Skaffold/ }).check();
    await expect(
      innerLoop.getByText('Compared with what is in the repository.'),
    ).toBeVisible();
    // It is there already; whoever opens the page has a sandbox of their own.
    await expect(innerLoop.getByText('Will be updated')).toBeVisible();
    await expect(innerLoop.getByText(/kustomize:/)).toBeVisible();

    // At the host that the form promised, through the gateway.
    await page.goto(url);
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

  test('takes away again what a run has made', async ({ page, browser }) => {
    // A workload may be in trouble for two minutes before it is given up.
    test.setTimeout(300_000);
    const name = `${NAME}-bad`;
    await signIn(page, 'Alice');
    await page.goto('/create/templates/default/worker');
    await fillInAbout(page, name);
    await next(page);
    await fillInNamespace(page);
    await next(page);
    await field(page, 'image').fill(`localhost/payments/${name}:main`);
    await page.getByRole('button', { name: 'Add a variable' }).click();
    // No program of Go begins with such a limit.
    await field(page, 'env-0-name').fill('GOMEMLIMIT');
    await field(page, 'env-0-value').fill('much');
    await next(page);
    await page.locator('#root_repoUrl-owner').fill('payments');
    await send(page);
    await expect(page.getByText(/^Error: Not ready after/)).toBeVisible({
      timeout: 200_000,
    });
    await expect(page.getByText(/This run has made, and left/)).toBeVisible();
    const link = page.getByRole('link', { name: /undo-run/ });
    const undo = (await link.getAttribute('href')) ?? '';
    // Only what it says itself; the button has no name.
    const search = page.getByPlaceholder('Search');
    await search.fill('warn');
    await search.locator('xpath=following::button[1]').click();
    await search.scrollIntoViewIfNeeded();
    await screenshot(page, 'golden-paths-failed');

    // Somebody else may not.
    const other = await browser.newPage();
    await signIn(other, 'Bob');
    await other.goto(undo);
    await send(other);
    await expect(other.getByText(/^Error: run: there is no run/)).toBeVisible();
    await other.close();

    await page.goto(undo);
    await expect(
      field(page, 'run').locator('option:checked', { hasText: name }),
    ).toHaveText(new RegExp(`^Worker ${name}, failed`));
    await expectAccessible(page, 'form');
    await screenshot(page, 'golden-paths-undo');
    await send(page);
    await expect(
      page.getByRole('listitem').filter({ hasText: `payments/${name} on` }),
    ).toBeVisible();
    await expect(
      page.getByRole('listitem').filter({ hasText: `Deployment '${name}'` }),
    ).toBeVisible();
    const gone = await page.request.get(
      `http://${forge()}/api/v1/repos/payments/${name}`,
      { headers: ALICE },
    );
    expect(gone.status()).toBe(404);
    await expect(clusterOf(NAMESPACE).deployment(name)).rejects.toThrow();

    await page.goto(undo);
    await send(page);
    await expect(page.getByText(/^Nothing: of this run/)).toBeVisible();
  });

  test('leaves what somebody has worked in', async ({ page, request }) => {
    const pushed = await request.post(
      `http://${forge()}/api/v1/repos/payments/${NAME}/contents/NOTES.md`,
      {
        headers: ALICE,
        data: { message: 'Note', content: Buffer.from('x').toString('base64') },
      },
    );
    expect(pushed.status()).toBe(201);
    await signIn(page, 'Alice');
    await page.goto('/create/templates/default/undo-run');
    const run = field(page, 'run');
    const option = run.locator('option', { hasText: `${NAME}, completed` });
    await run.selectOption((await option.getAttribute('value')) ?? '');
    await send(page);
    await expect(
      page.getByText(/^Error: Not removed: .*somebody has worked in it since/),
    ).toBeVisible();
    await expect(clusterOf(NAMESPACE).deployment(NAME)).resolves.toBeDefined();
  });
});
