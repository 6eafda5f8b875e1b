import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, screenshot } from './support';

const forge = process.env.FAIRWAY_TEST_GITEA;
test.skip(!forge, 'no forge runs here; npm test says why');

/**
 * Signs in to the forge, in the window that the portal opens for it. The window
 * closes by itself, be it in the midst of a click.
 */
async function signInWithForge(page: Page, login: string, password: string) {
  await page.goto('/');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in with the forge' }).click();
  const popup = await opened;
  const closed = popup.waitForEvent('close', { timeout: 60_000 });
  const click = (name: string) =>
    Promise.any([closed, popup.getByRole('button', { name }).click()]);
  await popup.locator('[name=user_name]').fill(login);
  await popup.locator('[name=password]').fill(password);
  await click('Sign In');
  // Which the forge asks an account only once.
  await click('Authorize Application');
}

test('an account on the forge is a person of the catalog, until they sign out', async ({
  page,
}) => {
  await page.goto('/');
  await expect(
    page.getByRole('button', { name: 'Sign in with the forge' }),
  ).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'sign-in');
  await signInWithForge(page, 'pat', 'fairway-pat');
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();

  // Also after the page is loaded anew.
  await page.goto('/settings');
  await expect(page.getByText('pat@example.com')).toBeVisible();
  const identity = page.getByText('User Entity:').locator('..');
  await expect(identity.getByRole('link')).toHaveAttribute(
    'href',
    '/catalog/default/user/platform',
  );

  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(
    page.getByRole('button', { name: 'Sign in with the forge' }),
  ).toBeVisible();
});

test('an account that nobody in the catalog has is refused, and the page says so', async ({
  page,
}) => {
  const { username, password } = new URL(forge ?? '');
  await signInWithForge(page, username, password);
  await expect(page.getByRole('alert')).toContainText(/unable to resolve/i);
});
