import { expect, test } from '@playwright/test';
import {
  administrator,
  expectAccessible,
  leaveByKeyboard,
  namespace,
  openWorkloads,
  row,
  screenshot,
  signIn,
} from './support';

test.describe('what is wrong is said in words', () => {
  test.beforeEach(({ page }) => signIn(page, 'Pat'));

  const troubles: [component: string, ns: string, said: RegExp][] = [
    ['fraud-check', 'payments-staging', /CrashLoopBackOff/],
    ['ledger', 'payments-staging', /ImagePullBackOff|ErrImagePull/],
    ['search', 'shop-staging', /paused/i],
    ['load-generator', 'shop-loadtest', /exceeded quota/],
    ['product-catalog', 'shop-production', /Argo CD/],
    ['storefront', 'shop-production', /2.{1,3}8/],
  ];
  for (const [component, ns, said] of troubles) {
    test(`${component} in ${ns}`, async ({ page }) => {
      await openWorkloads(page, component);
      await expect(row(page, ns, component)).toContainText(said);
    });
  }

  test('a suspended CronJob, and one whose last run succeeded', async ({
    page,
  }) => {
    await openWorkloads(page, 'payouts');
    await expect(row(page, 'payments-staging', 'payouts')).toContainText(
      /Suspended/,
    );
    // The Job that somebody started by hand belongs to the CronJob.
    await expect(row(page, 'payments-production', 'payouts')).toContainText(
      'The last run succeeded',
    );
  });

  test('pods and events of a workload, opened', async ({ page }) => {
    await openWorkloads(page, 'ledger');
    await page
      .getByRole('region', { name: 'payments-staging in dev' })
      .getByRole('button', { name: 'Details of ledger' })
      .click();
    const part = namespace(page, 'payments-staging');
    await expect(part.getByText('ledger-1').first()).toBeVisible();
    await expect(part.getByText(/Events/).first()).toBeVisible();
    await screenshot(page, 'details');
  });
});

test('an entity without annotations is told which to add', async ({ page }) => {
  await signIn(page, 'Bob');
  await page.goto('/catalog/default/component/design-system/workloads');
  await expect(
    page.getByText('backstage.io/kubernetes-id').first(),
  ).toBeVisible();
});

test.describe('without the rights that its team has', () => {
  const path =
    '/apis/rbac.authorization.k8s.io/v1/namespaces/payments-staging/rolebindings';
  let taken: Array<{ metadata: { name: string } }> = [];

  // Also after a test that ran out of time, so that there is something to take
  // at the next try.
  test.afterEach(async () => {
    for (const { metadata, ...binding } of taken) {
      if (!(await administrator().exists(`${path}/${metadata.name}`))) {
        await administrator().json('POST', path, {
          body: { ...binding, metadata: { name: metadata.name } },
        });
      }
    }
    taken = [];
  });

  test('what the cluster refuses is shown in its words', async ({ page }) => {
    const api = administrator();
    // Either of them lets the team change Deployments.
    taken = await Promise.all(
      ['payments-operator', 'payments-golden-path-user'].map(name =>
        api.get<{ metadata: { name: string } }>(`${path}/${name}`),
      ),
    );
    for (const { metadata } of taken) {
      await api.text('DELETE', `${path}/${metadata.name}`);
    }
    await signIn(page, 'Alice');
    await openWorkloads(page, 'payments-api');
    await row(page, 'payments-staging', 'payments-api')
      .getByRole('button', { name: 'Restart payments-api' })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Restart payments-api' });
    await expect(dialog).toContainText(/backstage:default\/alice/);
    await expect(dialog).toContainText(/forbidden|cannot/);
    await expect(
      dialog.getByRole('button', { name: 'Restart', exact: true }),
    ).toHaveCount(0);
  });
});

test('somebody else’s change after the review is not overwritten', async ({
  page,
}) => {
  const path = '/apis/apps/v1/namespaces/shop-dev/deployments/cart/scale';
  const replicas = async () =>
    (await administrator().get<{ spec: { replicas: number } }>(path)).spec
      .replicas;
  // What is there already would be no change; a former try may have made it.
  const theirs = (await replicas()) === 2 ? 3 : 2;
  await signIn(page, 'Bob');
  await openWorkloads(page, 'cart');
  await row(page, 'shop-dev', 'cart')
    .getByRole('button', { name: 'Scale cart' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Scale cart' });
  await dialog.getByLabel('Replicas').fill('4');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByLabel('Reason').fill('A sale begins');
  await administrator().json('PATCH', path, {
    body: { spec: { replicas: theirs } },
    contentType: 'application/merge-patch+json',
  });
  await dialog.getByRole('button', { name: 'Scale', exact: true }).click();
  await expect(dialog).toContainText(/changed since you reviewed/i);
  expect(await replicas()).toBe(theirs);
});

test('replicas that are no number are refused before anything is sent', async ({
  page,
}) => {
  await signIn(page, 'Bob');
  await openWorkloads(page, 'cart');
  await row(page, 'shop-dev', 'cart')
    .getByRole('button', { name: 'Scale cart' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Scale cart' });
  for (const replicas of ['-1', '1000000', '']) {
    await dialog.getByLabel('Replicas').fill(replicas);
    await expect(dialog.getByRole('button', { name: 'Review' })).toBeDisabled();
  }
});

test('by keyboard: open, leave, and be back where one was', async ({
  page,
}) => {
  await signIn(page, 'Bob');
  await openWorkloads(page, 'cart');
  const button = row(page, 'shop-dev', 'cart').getByRole('button', {
    name: 'Scale cart',
  });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Scale cart' });
  await expect(dialog).toBeVisible();
  await leaveByKeyboard(page, dialog);
  await expect(button).toBeFocused();
});

for (const theme of ['light', 'dark']) {
  test(`accessible in the ${theme} theme`, async ({ page }) => {
    await page.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    await signIn(page, 'Alice');
    await openWorkloads(page, 'fraud-check');
    await namespace(page, 'payments-staging')
      .getByRole('button', { name: 'Details of fraud-check' })
      .click();
    await screenshot(page, `workloads-${theme}`);
    await expectAccessible(page);
    await row(page, 'payments-staging', 'fraud-check')
      .getByRole('button', { name: 'Roll back fraud-check' })
      .click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('radio').first()).toBeVisible();
    await screenshot(page, `rollback-${theme}`);
    await expectAccessible(page, '[role=dialog]');
  });
}
