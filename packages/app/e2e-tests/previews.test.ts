import { expect, test, type Page } from '@playwright/test';
import { ForgeClient } from '@fairway-idp/dev-world';
import { expectAccessible, figure, screenshot, signIn } from './support';

const forge = process.env.FAIRWAY_TEST_GITEA;
const REPOSITORY = '/repos/shop/storefront';
const PAGE = 'page.html';
const TITLE = 'Say “quay” <b>instead</b>';
const TEXT = 'Everything for the quay';

/** Bob's account on the forge. */
function bob(): ForgeClient {
  return new ForgeClient(new URL(forge ?? '').origin, {
    login: 'bob',
    password: 'fairway-bob',
  });
}

interface Content {
  sha: string;
  content: string;
}

/** Commits a change of the page; on a new branch if `from` names the one it comes from. */
async function commit(branch: string, text: string, from?: string) {
  const { sha, content } = await bob().get<Content>(
    `${REPOSITORY}/contents/${PAGE}?ref=${from ?? branch}`,
  );
  const before = Buffer.from(content, 'base64').toString();
  await bob().json('PUT', `${REPOSITORY}/contents/${PAGE}`, {
    branch: from ?? branch,
    ...(from && { new_branch: branch }),
    message: text,
    sha,
    content: Buffer.from(
      before.replace(/<h1>[^<]*<\/h1>/, `<h1>${text}</h1>`),
    ).toString('base64'),
  });
}

async function openTab(page: Page, component: string) {
  await page.goto(`/catalog/default/component/${component}`);
  await page.getByRole('link', { name: 'Previews', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Previews' })).toBeVisible();
}

test('a component without annotation is told which to add', async ({
  page,
}) => {
  await signIn(page, 'Bob');
  await openTab(page, 'search');
  await expect(
    page.getByText('fairway.dev/preview-path: deploy'),
  ).toBeVisible();
  await screenshot(page, 'previews-guide');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New sandbox' }).click();
  await expect(page.getByLabel('Component (optional)')).toHaveValue(
    'component:default/search',
  );
});

test.describe.serial('a pull request', () => {
  test.skip(!forge, 'no forge runs here; npm test says why');
  test.setTimeout(240_000);
  const branch = `quay-${Date.now()}`;
  let number = 0;

  // Those of a former try would have their previews beside this one.
  test.beforeAll(async () => {
    const open = await bob().get<
      Array<{ number: number; head: { ref: string } }>
    >(`${REPOSITORY}/pulls?state=open`);
    for (const pull of open.filter(one => one.head.ref.startsWith('quay-'))) {
      await bob().json('PATCH', `${REPOSITORY}/pulls/${pull.number}`, {
        state: 'closed',
      });
    }
  });

  const card = (page: Page) =>
    page.getByRole('region', { name: new RegExp(`^Preview #${number}:`) });

  test('without one, the tab says how to get a preview', async ({ page }) => {
    await signIn(page, 'Bob');
    await openTab(page, 'cart');
    await expect(page.getByText('No open pull request')).toBeVisible();
    await expect(page.getByText('git push --set-upstream')).toBeVisible();
    await screenshot(page, 'previews-empty');
    await expectAccessible(page);
  });

  test('appears by itself when it is opened, and answers', async ({ page }) => {
    await signIn(page, 'Bob');
    await openTab(page, 'storefront');
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
    await commit(branch, TEXT, 'main');
    const opened = Date.now();
    ({ number } = await bob().json<{ number: number }>(
      'POST',
      `${REPOSITORY}/pulls`,
      { title: TITLE, head: branch, base: 'main' },
    ));
    await expect(card(page)).toBeVisible({ timeout: 60_000 });
    figure('opened to shown', Date.now() - opened);
    await expect(card(page)).toContainText(TITLE);
    await expect(card(page)).toContainText(branch);
    const ready = card(page).getByText('Ready', { exact: true });
    const onItsWay = card(page).getByText(/^(Waiting|Deploying)/);
    // A quick machine may be through before one looks.
    await expect(onItsWay.or(ready).first()).toBeVisible();
    if (await onItsWay.first().isVisible()) {
      await screenshot(page, 'previews-deploying');
    }
    await expect(ready).toBeVisible({ timeout: 120_000 });
    figure('opened to ready', Date.now() - opened);
    await screenshot(page, 'previews');
    await expectAccessible(page);

    const address = card(page).getByRole('link', { name: /\.localhost:/ });
    const shown = await page.context().newPage();
    const url = (await address.getAttribute('href')) ?? '';
    // A gateway takes a route, and serves it a moment later.
    await expect(async () => {
      await shown.goto(url);
      await expect(shown.getByRole('heading', { name: TEXT })).toBeVisible({
        timeout: 1_000,
      });
    }).toPass({ timeout: 20_000 });
    await shown.close();
  });

  test('sleeps, and wakes by a click', async ({ page }) => {
    await signIn(page, 'Bob');
    await openTab(page, 'storefront');
    await card(page)
      .getByRole('button', { name: `Put #${number} to sleep` })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Review' }).click();
    await dialog.getByLabel('Reason').fill('Nobody looks at it');
    await dialog.getByRole('button', { name: 'Sleep', exact: true }).click();
    await expect(card(page).getByText('Asleep', { exact: true })).toBeVisible({
      timeout: 60_000,
    });
    await card(page)
      .getByRole('button', { name: `Wake #${number}` })
      .click();
    await dialog.getByRole('button', { name: 'Review' }).click();
    await dialog.getByLabel('Reason').fill('Somebody looks at it');
    const clicked = Date.now();
    await dialog.getByRole('button', { name: 'Wake', exact: true }).click();
    await expect(card(page).getByText('Ready', { exact: true })).toBeVisible({
      timeout: 60_000,
    });
    figure('preview woken', Date.now() - clicked);
  });

  test('is deployed again on request', async ({ page }) => {
    await signIn(page, 'Bob');
    await openTab(page, 'storefront');
    await card(page)
      .getByRole('button', { name: `Redeploy #${number}` })
      .click();
    const dialog = page.getByRole('dialog', { name: `Redeploy #${number}` });
    await dialog.getByLabel('Reason').fill('To be sure');
    await screenshot(page, 'previews-redeploy');
    await dialog.getByRole('button', { name: 'Redeploy', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(card(page).getByText('Ready', { exact: true })).toBeVisible({
      timeout: 120_000,
    });
  });

  test('is counted on the overview, and found from there', async ({ page }) => {
    await signIn(page, 'Bob');
    await page.goto('/catalog/default/component/storefront');
    const link = page.getByRole('link', { name: /^\d+ previews?$/ });
    await expect(link).toBeVisible({ timeout: 40_000 });
    await link.click();
    await expect(page).toHaveURL(/environments\?.*kind=preview/);
    await expect(
      page.getByRole('button', { name: `Details of storefront #${number}` }),
    ).toBeVisible();
  });

  test('is accessible in the dark theme, with its details', async ({
    page,
  }) => {
    await page.addInitScript(() => localStorage.setItem('theme', 'dark'));
    await signIn(page, 'Bob');
    await openTab(page, 'storefront');
    await card(page)
      .getByRole('button', { name: `Details of #${number}` })
      .click();
    await screenshot(page, 'previews-dark');
    await expectAccessible(page);
  });

  test('is for its owners only', async ({ page }) => {
    await signIn(page, 'Alice');
    await openTab(page, 'storefront');
    const redeploy = card(page).getByRole('button', {
      name: `Redeploy #${number}`,
    });
    await expect(redeploy).toBeDisabled();
    await expect(redeploy).toHaveAccessibleDescription(/environment.redeploy/);
  });

  test('takes its preview with it when it is closed', async ({ page }) => {
    await signIn(page, 'Bob');
    await openTab(page, 'storefront');
    await expect(card(page)).toBeVisible();
    await bob().json('PATCH', `${REPOSITORY}/pulls/${number}`, {
      state: 'closed',
    });
    const closed = Date.now();
    await expect(card(page)).toBeHidden({ timeout: 120_000 });
    figure('closed to gone', Date.now() - closed);
  });
});

test.describe('the forge does not answer', () => {
  const pid = Number(process.env.FAIRWAY_FORGE_PROCESS);
  test.skip(
    !pid,
    'the forge is not ours to stop; npm run check -- environments-ui does it',
  );
  test.setTimeout(300_000);

  test('the tab says since when, and that nothing is deleted', async ({
    page,
  }) => {
    await signIn(page, 'Bob');
    await openTab(page, 'storefront');
    const previews = page.getByRole('region', { name: /^Preview #/ });
    await expect(previews.first()).toBeVisible();
    const before = await previews.count();
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(
        page.getByText('No preview is deleted meanwhile.'),
      ).toBeVisible({ timeout: 240_000 });
      await expect(previews).toHaveCount(before);
      await screenshot(page, 'previews-forge-down');
      await expectAccessible(page);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await expect(page.getByText('No preview is deleted meanwhile.')).toBeHidden(
      { timeout: 240_000 },
    );
  });
});
