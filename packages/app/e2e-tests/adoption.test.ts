import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectAccessible, screenshot, signIn } from './support';

/** By range, and by the title of the path: rows of the table of versions. */
type Truth = Record<
  string,
  Record<string, Array<{ version: string; cells: string[] }>>
>;

const file = process.env.FAIRWAY_ADOPTION_TRUTH;
const RANGES = { '30d': '30 days', '90d': '90 days', '365d': 'a year' };

async function open(page: Page, query = '') {
  await page.goto(`/golden-paths${query}`);
  await expect(page.getByRole('tabpanel')).toBeVisible();
}

test.describe('adoption', () => {
  test.skip(!file, 'the evidence command `adoption` brings a year to compare');
  test.setTimeout(180_000);

  for (const [range, title] of Object.entries(RANGES)) {
    test(`the tables tell the truth of ${title}`, async ({ page }) => {
      const truth = JSON.parse(readFileSync(file!, 'utf8')) as Truth;
      await signIn(page, 'Alice');
      await page
        .getByRole('link', { name: 'Golden paths', exact: true })
        .click();
      await page.getByRole('button', { name: title, exact: true }).click();
      for (const [path, rows] of Object.entries(truth[range])) {
        const table = page.getByRole('table', { name: `Versions of ${path}` });
        await expect(table.getByRole('row')).toHaveCount(rows.length + 1, {
          timeout: 60_000,
        });
        for (const { version, cells } of rows) {
          const row = table.getByRole('row').filter({
            has: page.getByRole('cell', { name: version, exact: true }),
          });
          expect(await row.getByRole('cell').allTextContents()).toEqual([
            version,
            ...cells,
          ]);
        }
      }
    });
  }

  test('has charts with tables behind them, and a file for spreadsheets', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await open(page, '?range=365d');
    const path = page.getByRole('region', { name: 'Web service', exact: true });
    await expect(path.getByRole('img')).toHaveCount(2, { timeout: 60_000 });
    await screenshot(page, 'golden-paths-adoption-light');
    await expectAccessible(page);
    await path.getByRole('button', { name: 'Show as a table' }).first().click();
    await expect(
      path.getByRole('table', { name: 'Runs of Web service', exact: true }),
    ).toBeVisible();
    await page
      .getByRole('region', { name: 'Made without a golden path' })
      .scrollIntoViewIfNeeded();
    await screenshot(page, 'golden-paths-bypassed');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    expect((await download).suggestedFilename()).toBe('golden-paths-365d.csv');
  });

  test('can be read in the dark', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('theme', 'dark'));
    await signIn(page, 'Alice');
    await open(page, '?range=365d');
    await expect(
      page
        .getByRole('region', { name: 'Web service', exact: true })
        .getByRole('img'),
    ).toHaveCount(2, { timeout: 60_000 });
    await screenshot(page, 'golden-paths-adoption-dark');
    await expectAccessible(page);
  });

  test('is not for guests', async ({ page }) => {
    await signIn(page, 'Carol');
    await open(page);
    await expect(page.getByRole('alert')).toContainText(
      'You may not see what came of golden paths',
    );
    await screenshot(page, 'golden-paths-denied');
    await expectAccessible(page);
  });

  test('has campaigns for platform engineers alone', async ({ page }) => {
    await signIn(page, 'Alice');
    await open(page, '?view=campaigns');
    await expect(page.getByRole('alert')).toContainText(
      'You may not see or run campaigns',
    );
    await expectAccessible(page);
  });

  test('says so when the portal does not answer', async ({ page }) => {
    await signIn(page, 'Alice');
    await page.route('**/api/golden-paths/**', route => route.abort());
    await open(page);
    await expect(page.getByRole('alert')).toContainText(
      'What came of golden paths cannot be told',
    );
    await screenshot(page, 'golden-paths-offline');
    await page.unroute('**/api/golden-paths/**');
    await page.getByRole('alert').getByRole('button').click();
    await expect(
      page.getByRole('region', { name: 'Web service', exact: true }),
    ).toBeVisible({ timeout: 60_000 });
  });
});
