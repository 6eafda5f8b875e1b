import { expect, test, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { callAs } from './leftovers';
import { expectAccessible, screenshot, signIn } from './support';

const address = process.env.FAIRWAY_TEST_GITEA;
const NAME = `stays-current-${Date.now().toString(36)}`;
const ORGANIZATION = 'shop';
/** The rest of the page is the catalog's. */
const CARD = '[data-testid=golden-path-card]';
const RECORD = '.fairway/golden-path.yaml';

type Files = Record<string, string>;

/** Gitea, as its administrator. */
async function gitea<T>(
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const { origin, username, password } = new URL(address!);
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString(
        'base64',
      )}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return (text ? JSON.parse(text) : undefined) as T;
}

const at = `/repos/${ORGANIZATION}/${NAME}`;

async function commit(files: Files, message: string) {
  const known = async (path: string) =>
    gitea<{ sha: string }>('GET', `${at}/contents/${path}`).then(
      ({ sha }) => sha,
      () => undefined,
    );
  const changes = [];
  for (const [path, text] of Object.entries(files)) {
    const sha = await known(path);
    changes.push({
      ...{ path, operation: sha ? 'update' : 'create' },
      ...(sha && { sha }),
      content: Buffer.from(text).toString('base64'),
    });
  }
  await gitea('POST', `${at}/contents`, {
    ...{ branch: 'main', message, files: changes },
  });
}

/** All that the form of a web service asks for. */
const parametersFor = (host: string) => ({
  ...{ name: NAME, description: 'Stays current', owner: 'user:default/alice' },
  ...{ language: 'node', image: `registry.example.com/shop/${NAME}:1.0.0` },
  target: { cluster: 'dev', namespace: 'shop-dev' },
  resources: {
    requests: { cpu: '50m', memory: '64Mi' },
    limits: { cpu: '500m', memory: '128Mi' },
  },
  ...{ replicas: { min: 2, max: 4 }, port: 8080, route: 'none' },
  host: `${NAME}.example.com`,
  ...{ packaging: 'kustomize', delivery: 'direct', forge: 'gitea' },
  repoUrl: `${host}?owner=${ORGANIZATION}&repo=${NAME}`,
});

/** A repository that an old version of the web service made, long before it had all it has. */
async function makeRepository(page: Page) {
  const { origin, host } = new URL(address!);
  const files: Files = {
    'README.md': `# ${NAME}\n\nMade by an early golden path.\n`,
    'catalog-info.yaml': [
      'apiVersion: backstage.io/v1alpha1',
      'kind: Component',
      'metadata:',
      `  name: ${NAME}`,
      '  annotations:',
      '    fairway.dev/golden-path: template:default/web-service',
      '    fairway.dev/golden-path-version: 0.9.0',
      'spec: { type: service, lifecycle: experimental, owner: user:default/alice }',
      '',
    ].join('\n'),
  };
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) {
    hash.update(`${path.length}:${path}${files[path].length}:${files[path]}`);
  }
  await gitea('POST', `/orgs/${ORGANIZATION}/repos`, {
    ...{ name: NAME, auto_init: true, default_branch: 'main' },
  });
  const record = {
    ...{ apiVersion: 'fairway.dev/v1alpha1', kind: 'GoldenPath' },
    template: { ref: 'template:default/web-service', version: '0.9.0' },
    base: { digest: `sha256:${hash.digest('hex')}` },
    parameters: parametersFor(host),
  };
  await commit({ ...files, [RECORD]: JSON.stringify(record) }, 'Made');
  await commit(
    // Where the golden path has something else to say by now, too.
    { 'README.md': `# ${NAME}\n\nIn our own words.\n` },
    'Say it in our own words',
  );
  const { status } = await callAs(page, 'platform', {
    method: 'POST',
    path: 'catalog/locations',
    body: {
      type: 'url',
      target: `${origin}/${ORGANIZATION}/${NAME}/src/branch/main/catalog-info.yaml`,
    },
  });
  expect(status).toBe(201);
}

async function openCard(page: Page) {
  const path = `/catalog/default/component/${NAME}`;
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByText('Golden path', { exact: true })).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 90_000 });
}

/** A template has one campaign at a time: one of a former try would be in the way. */
async function stopCampaigns(page: Page) {
  const path = 'golden-paths/v1/campaigns';
  const { body } = await callAs(page, 'platform', { method: 'GET', path });
  const { campaigns } = body as {
    campaigns: Array<{ id: string; state: string }>;
  };
  for (const { id } of campaigns.filter(
    ({ state }) => state === 'running' || state === 'paused',
  )) {
    await callAs(page, 'platform', {
      method: 'POST',
      path: `${path}/change`,
      body: { id, to: 'stopped', reason: 'Of a former try' },
    });
  }
}

test.describe.serial('the card of a golden path', () => {
  test.skip(!address, 'there is no forge');
  test.setTimeout(300_000);

  test('tells that a component is behind, and opens its upgrade', async ({
    page,
  }) => {
    await signIn(page, 'Alice');
    await makeRepository(page);
    await openCard(page);
    await expect(page.getByText(/^Behind Web service/)).toBeVisible({
      timeout: 60_000,
    });
    await screenshot(page, 'golden-paths-card-light');
    await expectAccessible(page, CARD);
    await page.getByRole('button', { name: 'Upgrade…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(
      dialog.getByText('To be decided: README.md', { exact: false }),
    ).toBeVisible({ timeout: 60_000 });
    await screenshot(page, 'golden-paths-upgrade');
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByLabel('Reason').fill('All that it lacks');
    await dialog.getByRole('button', { name: 'Open pull request' }).click();
    await expect(dialog).toBeHidden({ timeout: 60_000 });
    await expect(
      page.getByRole('link', { name: /^Pull request #1 brings it to/ }),
    ).toBeVisible({ timeout: 60_000 });
    const [pull, ...more] = await gitea<
      Array<{ body: string; html_url: string }>
    >('GET', `${at}/pulls?state=open`);
    expect(more).toEqual([]);
    expect(pull.body).toContain('### To be decided');
    // As its owners find it, in the forge.
    await page.goto(pull.html_url);
    const decisions = page.getByRole('heading', { name: 'To be decided' });
    await expect(decisions).toBeVisible();
    await decisions.scrollIntoViewIfNeeded();
    await screenshot(page, 'golden-paths-pull-request');
  });

  test('leaves it to its owners, and can be read in the dark', async ({
    page,
  }) => {
    await page.addInitScript(() => localStorage.setItem('theme', 'dark'));
    await signIn(page, 'Bob');
    await openCard(page);
    await expect(
      page.getByRole('button', { name: 'Bring up to date' }),
    ).toBeDisabled({ timeout: 60_000 });
    await screenshot(page, 'golden-paths-card-dark');
    await expectAccessible(page, CARD);
  });

  test('is upgraded with all others by a campaign', async ({ page }) => {
    await signIn(page, 'Pat');
    await stopCampaigns(page);
    await page.goto('/golden-paths?view=campaigns');
    const start = page.getByRole('button', {
      name: 'Upgrade all of Web service',
    });
    await expect(start).toBeVisible({ timeout: 60_000 });
    const all = page.getByRole('region', { name: /Web service to/ });
    // They come together with the button.
    const before = await all.count();
    await start.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('All that they lack');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await expect(all).toHaveCount(before + 1, { timeout: 60_000 });
    const campaign = all.first();
    await expect(campaign).toContainText('Done', { timeout: 120_000 });
    await expect(campaign).toContainText('Pull request open');
    await screenshot(page, 'golden-paths-campaign-light');
    await expectAccessible(page);
  });
});
