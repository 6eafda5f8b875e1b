import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { Api, shownPictures } from '@fairway-idp/dev-world';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Signs in as one of the demo people; their titles are on the sign-in page. */
export async function signIn(
  page: Page,
  title: 'Alice' | 'Bob' | 'Carol' | 'Pat',
) {
  await page.goto('/');
  await page.getByRole('button', { name: `Sign in as ${title}` }).click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
}

/** Opens the Workloads tab of a component. */
export async function openWorkloads(page: Page, component: string) {
  await page.goto(`/catalog/default/component/${component}/workloads`);
  await expect(
    page.getByRole('heading', { name: 'Workloads', exact: true }),
  ).toBeVisible();
}

/** The part of the tab that shows one namespace. */
export function namespace(page: Page, name: string, cluster = 'dev'): Locator {
  return page.getByRole('region', { name: `${name} in ${cluster}` });
}

/** The row of a workload in a namespace. */
export function row(page: Page, ns: string, workload: string): Locator {
  return namespace(page, ns)
    .getByRole('row')
    .filter({
      has: page.getByRole('button', { name: `Details of ${workload}` }),
    });
}

/** Switches the page Environments to its quota view. */
export function quotaButton(page: Page): Locator {
  return page
    .getByRole('group', { name: 'View' })
    .getByRole('button', { name: 'Quota' });
}

/**
 * Asks again where a page says that the portal was not reached. The page asks by
 * itself too, as soon as it can: its message may be gone before it is clicked.
 */
export async function tryAgain(alert: Locator) {
  const gone = alert.waitFor({ state: 'hidden' });
  const asked = alert.getByRole('button', { name: 'Try again' }).click();
  await Promise.any([asked, gone]);
  await gone;
}

/** Opens a menu by its button. A key that comes before the menu has the focus is lost. */
export async function openMenuByKeyboard(page: Page, button: Locator) {
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[role=menuitem]:focus')).toBeVisible();
}

/** Leaves a dialog by Escape, as soon as it has the focus. */
export async function leaveByKeyboard(page: Page, dialog: Locator) {
  await expect
    .poll(() =>
      dialog.evaluate(one =>
        (one.closest('[role=presentation]') ?? one).contains(
          document.activeElement,
        ),
      ),
    )
    .toBe(true);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

const ROOT = path.join(__dirname, '..', '..', '..');
const SHOWN = shownPictures(ROOT);

/**
 * Keeps a picture where the evidence command asks for them, if the documentation
 * shows it.
 */
export async function screenshot(page: Page, name: string) {
  const folder = process.env.FAIRWAY_SCREENSHOTS;
  if (folder && SHOWN.has(name)) {
    mkdirSync(folder, { recursive: true });
    // Labels and panels are still on their way.
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  }
}

/** Notes a duration in milliseconds for the evidence command, if one asks. */
export function figure(what: string, ms: number) {
  const file = process.env.FAIRWAY_FIGURES;
  if (file) {
    const known = existsSync(file)
      ? JSON.parse(readFileSync(file, 'utf8'))
      : {};
    writeFileSync(file, JSON.stringify({ ...known, [what]: ms }));
  }
}

/** The cluster past the portal, as its administrator. */
export function administrator(): Api {
  const kubeconfig = process.env.FAIRWAY_TEST_KUBECONFIG;
  if (!kubeconfig) {
    throw new Error('FAIRWAY_TEST_KUBECONFIG is not set; run npm test');
  }
  return Api.fromKubeconfig(kubeconfig);
}

/** Colours on their way to others are not those that people read. */
async function untilAtRest(page: Page) {
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(one => one.effect?.getComputedTiming().endTime !== Infinity);
    // One that is paused would never finish.
    await Promise.race([
      Promise.allSettled(passing.map(one => one.finished)),
      new Promise(resolve => setTimeout(resolve, 3_000)),
    ]);
  });
}

/** Nobody is kept out by how the page is built: WCAG 2.1 A and AA. */
export async function expectAccessible(page: Page, within?: string) {
  await untilAtRest(page);
  const builder = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
  ]);
  const { violations } = await (within
    ? builder.include(within)
    : builder
  ).analyze();
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      where: nodes.map(node => node.target.join(' ')).slice(0, 5),
    })),
  ).toEqual([]);
}
