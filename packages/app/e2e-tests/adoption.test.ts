import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectAccessible, screenshot, signIn } from './support';

interface Truth {
  /** By range, and by the title of the path: rows of the table of versions. */
  tables: Record<
    string,
    Record<string, Array<{ version: string; cells: string[] }>>
  >;
  /** By range, and by the template of the path: lines of the file. */
  sheets: Record<string, Record<string, Sheet>>;
}

interface Sheet {
  figures: string[][];
  failures: string[][];
  periods: string[][];
}

const file = process.env.FAIRWAY_ADOPTION_TRUTH;
const RANGES = { '30d': '30 days', '90d': '90 days', '365d': 'a year' };

const readTruth = () => JSON.parse(readFileSync(file!, 'utf8')) as Truth;

/** Tables of a file for spreadsheets, without their headings. */
function tablesIn(csv: string): string[][][] {
  const cellsOf = (line: string) =>
    [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) =>
      cell.replace(/""/g, '"'),
    );
  return csv
    .split('\r\n\r\n')
    .map(table => table.split('\r\n').slice(1).map(cellsOf));
}

/** Sums are added in another order. */
const digits = (cell: string) =>
  /^\d+\.\d+$/.test(cell) ? Number(cell).toFixed(9) : cell;
const asSet = (lines: string[][]) =>
  lines.map(cells => cells.map(digits).join(' | ')).sort();

async function save(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

async function open(page: Page, query = '') {
  await page.goto(`/golden-paths${query}`);
  await expect(page.getByRole('tabpanel')).toBeVisible();
}

test.describe('adoption', () => {
  test.skip(!file, 'the evidence command `adoption` brings a year to compare');
  test.setTimeout(180_000);

  for (const [range, title] of Object.entries(RANGES)) {
    test(`the tables tell the truth of ${title}`, async ({ page }) => {
      const { tables, sheets } = readTruth();
      await signIn(page, 'Alice');
      await page
        .getByRole('link', { name: 'Golden paths', exact: true })
        .click();
      await page.getByRole('button', { name: title, exact: true }).click();
      for (const [path, rows] of Object.entries(tables[range])) {
        const table = page.getByRole('table', { name: `Versions of ${path}` });
        await expect(table.getByRole('row')).toHaveCount(rows.length + 1, {
          timeout: 60_000,
        });
        for (const { version, cells } of rows) {
          const row = table.getByRole('row').filter({
            has: page.getByRole('cell', { name: version, exact: true }),
          });
          // The figures of another range may stand there until these come.
          await expect(row.getByRole('cell')).toHaveText([version, ...cells]);
        }
      }
      const [, figures, failures, periods] = tablesIn(await save(page));
      for (const [template, sheet] of Object.entries(sheets[range])) {
        const of = (lines: string[][], from: number, to?: number) =>
          lines
            .filter(([path]) => path === template)
            .map(cells => cells.slice(from, to));
        // The title, and what stands beside it, is the last of the columns.
        expect(asSet(of(figures, 1, 15))).toEqual(asSet(sheet.figures));
        expect(asSet(of(failures, 1))).toEqual(asSet(sheet.failures));
        expect(of(periods, 2).map(cells => cells.map(digits))).toEqual(
          sheet.periods.map(cells => cells.map(digits)),
        );
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
