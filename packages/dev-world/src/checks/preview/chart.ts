import { ForgeClient } from '../../forge/client.ts';
import { createRepository } from '../../forge/setUp.ts';
import { Renderer, templatesFolder } from '../../goldenPaths/Renderer.ts';
import { findRoot } from '../../world/paths.ts';
import { applied, merge, sleepAndWake } from './life.ts';
import { shown, type Stage } from './stage.ts';
import type { Change } from './witness.ts';

const NAME = 'receipts';
const RECEIPTS = `payments/${NAME}`;
const APP = 'app.go';
const DEPLOYMENT = 'deploy/chart/templates/deployment.yaml';
/** What the skeleton says of a name that is none. */
const SAYS = 'name must be a text of 1 to 200 characters';

const FORM = {
  name: NAME,
  description: 'Who paid what',
  owner: 'group:default/payments',
  language: 'go',
  target: { cluster: 'dev', namespace: 'payments-dev' },
  image: `localhost/${RECEIPTS}:main`,
  port: 8080,
  replicas: { min: 1, max: 2 },
  resources: {
    requests: { cpu: '20m', memory: '32Mi' },
    limits: { cpu: '500m', memory: '128Mi' },
  },
  route: 'http-route',
  gateway: { namespace: 'fairway-gateway', name: 'fairway' },
  host: 'receipts.example.com',
  infrastructure: 'secret',
  databaseSecret: { name: 'fairway-database', key: 'url' },
  forge: 'gitea',
  packaging: 'helm',
  delivery: 'direct',
};

/**
 * What the golden path of a database API makes, as a Helm chart: its pull request
 * gets a schema, in which a Job makes the tables.
 */
export async function chartLife(stage: Stage): Promise<void> {
  const { report, witness, alice, portal } = stage;
  report.title('A pull request on a golden path that is a Helm chart');
  await report.step('the golden path makes the repository', () => start(stage));
  const app = await alice.read(RECEIPTS, APP);
  const first = await alice.commit(
    RECEIPTS,
    'notes',
    {
      [APP]: app.replace(SAYS, 'who is it?'),
      'migrations/0003_notes.sql': 'ALTER TABLE items ADD COLUMN note text;\n',
    },
    'main',
  );
  const number = await alice.open(RECEIPTS, 'notes', 'Keep notes');
  const change: Change = { repository: RECEIPTS, number };
  await report.step('its image is built', () =>
    witness.untilBuilt(RECEIPTS, first),
  );
  const name = await applied(stage, change, first);
  await report.step('it answers, once the Job has made the tables', () =>
    witness.untilAnswers(name, '/items', '[]'),
  );
  await report.step('the code is that of the branch', () =>
    untilSays(stage, name, 'who is it?'),
  );
  const schema = name.replaceAll('-', '_');
  await report.step('so are the tables, in a schema of its own', async () => {
    await witness.page(name, '/items', { name: 'Rent' });
    const rows = await witness.sql(
      `SELECT name, note IS NULL FROM ${schema}.items;`,
    );
    if (rows.join() !== 'Rent|t') {
      throw new Error(rows.join());
    }
  });
  await report.step('one comment says so', () =>
    witness.untilTold(change, /is ready/, new RegExp(first.slice(0, 12))),
  );
  const view = await shown(portal.alice, NAME, change);
  report.expect(
    'the portal shows it as ready, at that address, with that schema',
    view?.state === 'ready' &&
      Boolean(view.url?.startsWith(witness.urlOf(name))) &&
      view.database?.schema === schema,
    view,
  );
  await pushes(stage, change, name);
  const target = { cluster: view?.cluster ?? 'dev', namespace: name };
  await sleepAndWake(stage, change, {
    target,
    owner: portal.alice,
    other: portal.bob,
    shows: ['/items', 'Rent'],
  });
  await merge(stage, change, name);
}

/** By the portal's own scaffolder; then as somebody would push and register it. */
async function start({ portal, witness }: Stage): Promise<void> {
  const renderer = Renderer.create({
    folder: templatesFolder(findRoot()),
    scaffolder: {
      post: async (path, body) => ({
        status: 200,
        body: await portal.alice.post(`scaffolder/${path}`, body),
      }),
    },
  });
  const { tree } = await renderer.render({
    template: 'database-api',
    title: NAME,
    parameters: {
      ...FORM,
      repoUrl: `${new URL(witness.forge.url).host}?owner=payments&repo=${NAME}`,
    },
  });
  const admin = new ForgeClient(witness.forge.url, witness.forge.admin);
  await createRepository(admin, {
    organization: 'payments',
    name: NAME,
    description: FORM.description,
    files: Object.fromEntries(tree),
  });
  await portal.alice.post('catalog/locations', {
    type: 'url',
    target: `${witness.forge.url}/${RECEIPTS}/src/branch/main/catalog-info.yaml`,
  });
}

/** A chart that does not render is said by file and line; what runs goes on. */
async function pushes(
  { report, witness, alice }: Stage,
  change: Change,
  name: string,
): Promise<void> {
  const deployment = await alice.read(RECEIPTS, DEPLOYMENT, 'notes');
  const bad = await alice.commit(RECEIPTS, 'notes', {
    [DEPLOYMENT]: `{{ .Values.nobody.knows }}\n${deployment}`,
  });
  await report.step('a chart that breaks: the comment says where', async () => {
    const { text } = await witness.untilTold(
      change,
      /failed/,
      /deploy\/chart\/templates\/deployment\.yaml:1:10/,
      /nil pointer/,
    );
    report.note(text.split('\n').find(line => line.includes(':1:10')) ?? text);
  });
  await report.step('so does the status', () =>
    witness.untilStatus(RECEIPTS, bad, /^failure: /),
  );
  await report.step('what was there before still answers', () =>
    witness.untilAnswers(name, '/items', 'Rent'),
  );
  const app = await alice.read(RECEIPTS, APP, 'notes');
  const good = await alice.commit(RECEIPTS, 'notes', {
    [DEPLOYMENT]: deployment,
    [APP]: app.replace('who is it?', 'who was it?'),
    'migrations/0004_amount.sql':
      'ALTER TABLE items ADD COLUMN amount bigint NOT NULL DEFAULT 7;\n',
  });
  await report.step('mended by a push, it shows the new code', async () => {
    await witness.untilApplied(change, good);
    await untilSays({ witness }, name, 'who was it?');
  });
  await report.step('the Job ran again, on the same tables', async () => {
    const schema = name.replaceAll('-', '_');
    const rows = await witness.sql(`SELECT name, amount FROM ${schema}.items;`);
    if (rows.join() !== 'Rent|7') {
      throw new Error(rows.join());
    }
  });
  await report.step('the comment says that it is ready', () =>
    witness.untilTold(change, /is ready/, new RegExp(good.slice(0, 12))),
  );
}

function untilSays(
  { witness }: Pick<Stage, 'witness'>,
  name: string,
  text: string,
): Promise<void> {
  return witness.untilAnswers(name, '/items', text, {
    status: 400,
    body: { name: '' },
  });
}
