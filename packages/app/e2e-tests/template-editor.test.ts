import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  field,
  fillInAbout,
  fillInPlace,
  forge,
  NAMESPACE,
  next,
} from './goldenPathForm';
import { clusterOf } from './sandbox';
import { screenshot, signIn } from './support';

const TEMPLATES = path.join(__dirname, '..', '..', '..', 'templates');
const NAME = `dry-${Date.now().toString(36)}`;

/** The web service's template, as somebody has it in a folder of their own. */
function filesOfTemplate(): [path: string, text: string][] {
  const parts = ['shared', 'web-service'];
  const files = readdirSync(TEMPLATES, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .map(file => [path.relative(TEMPLATES, file), readFileSync(file, 'utf8')])
    .filter(([file]) => parts.includes(file.split(path.sep)[0]));
  return [
    [
      'template.yaml',
      readFileSync(path.join(TEMPLATES, 'web-service.yaml'), 'utf8'),
    ],
    ...(files as [string, string][]),
  ];
}

test.describe('the template editor', () => {
  test.skip(
    !process.env.FAIRWAY_FIGURES || !process.env.FAIRWAY_TEST_GITEA,
    'skipped: is run by npm run check -- form-to-pod',
  );

  test('runs a golden path dry, against the real cluster', async ({
    page,
    request,
  }) => {
    test.setTimeout(240_000);
    // Nobody can choose a folder in a browser without a screen: the page gets
    // one in the browser's own file system instead.
    await page.addInitScript((files: [string, string][]) => {
      const picker = async () => {
        const root = await navigator.storage.getDirectory();
        for (const [file, text] of files) {
          const folders = file.split('/');
          const name = folders.pop() ?? '';
          let folder = root;
          for (const one of folders) {
            folder = await folder.getDirectoryHandle(one, { create: true });
          }
          const handle = await folder.getFileHandle(name, { create: true });
          const writable = await handle.createWritable();
          await writable.write(text);
          await writable.close();
        }
        return root;
      };
      Object.assign(window, { showDirectoryPicker: picker });
    }, filesOfTemplate());
    // Templates are the platform team's.
    await signIn(page, 'Pat');
    await page.goto('/create');
    await page.getByRole('tab', { name: 'Template Editor' }).click();
    await page.getByText('Load Template Directory').click();
    await page.getByText('template.yaml', { exact: true }).click();

    await fillInAbout(page, NAME);
    await next(page);
    await fillInPlace(page);
    await expect(field(page, 'host')).toHaveCount(0);
    await next(page);
    await field(page, 'image').fill(`localhost/payments/${NAME}:main`);
    await next(page);
    await expect(page.locator('#root_repoUrl-host')).toHaveValue(forge());
    await page.locator('#root_repoUrl-owner').fill('payments');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();

    // Its files are shown as soon as it has come, whatever tab was chosen before.
    await expect(page.getByText('Result 1')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('tab', { name: 'Log' }).click();
    // The log is that of the step that is chosen.
    await page.getByText('Apply to the cluster').last().click();
    await expect(
      page.getByText(/objects would be in place in payments-dev/).first(),
    ).toBeVisible({ timeout: 60_000 });
    await page.getByText('Ask the cluster', { exact: true }).last().click();
    await expect(
      page.getByText(/Nothing speaks against it in payments-dev/).first(),
    ).toBeVisible();
    await screenshot(page, 'golden-paths-dry-run');

    // Nothing of it is anywhere.
    const repository = `http://${forge()}/payments/${NAME}`;
    expect((await request.get(repository)).status()).toBe(404);
    await expect(
      clusterOf(NAMESPACE).get('/apis/apps/v1', `deployments/${NAME}`),
    ).rejects.toThrow('404');
  });
});
