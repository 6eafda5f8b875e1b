import type { Page } from '@playwright/test';

/** Where Alice may create workloads, with a quota. */
export const NAMESPACE = 'payments-dev';
/** Where the dev world's gateway is. */
const GATEWAY = { namespace: 'fairway-gateway', name: 'fairway' };

/** Host and port of the forge. */
export const forge = () => new URL(process.env.FAIRWAY_TEST_GITEA ?? '').host;

/** A field of the form by its path, e.g. `gateway_name`. */
export const field = (page: Page, path: string) =>
  page.locator(`#root_${path}`);

/** Opens a list of Material UI and takes one of its options. */
export async function choose(page: Page, label: string, option: string) {
  await page.getByLabel(label).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

export const next = (page: Page) =>
  page.getByRole('button', { name: 'Next' }).click();

/** The first page of the form of a web service. */
export async function fillInAbout(page: Page, name: string) {
  await field(page, 'name').fill(name);
  await field(page, 'description').fill('Says hello');
  await page.getByLabel('Owner').fill('payments');
  await page.getByRole('option', { name: 'payments' }).first().click();
  await choose(page, 'Language', 'Go');
}

/** Where it runs. */
export async function fillInNamespace(page: Page) {
  const target = field(page, 'target');
  // The value of an option holds the cluster's name as well.
  const option = target.locator('option', { hasText: `${NAMESPACE} in` });
  await target.selectOption((await option.getAttribute('value')) ?? '');
}

/** From the last page of a form to its task. */
export async function send(page: Page) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page.waitForURL('**/create/tasks/**');
}

/**
 * The second page, but for the button.
 *
 * @param host - without one it is not reached from outside
 */
export async function fillInPlace(page: Page, host?: string) {
  await fillInNamespace(page);
  if (host === undefined) {
    await choose(page, 'Reached from outside', 'Not at all');
    return;
  }
  await field(page, 'gateway_namespace').fill(GATEWAY.namespace);
  await field(page, 'gateway_name').fill(GATEWAY.name);
  await field(page, 'host').fill(host);
}
