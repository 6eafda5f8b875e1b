import path from 'node:path';
import { until } from '../../world/bootstrap.ts';
import { look } from './browser.ts';
import {
  PAYMENTS,
  STOREFRONT,
  act,
  sayOnPage,
  shown,
  type Stage,
} from './stage.ts';
import type { PortalApi } from '../../portal/api.ts';
import { seconds } from './report.ts';
import type { Change } from './witness.ts';

const AMOUNT = 4_711;

/** From its opening to its merge: a page that is rendered by Kustomize. */
export async function storefrontLife(stage: Stage): Promise<void> {
  const { report, witness, bob, portal } = stage;
  report.title('A pull request on the storefront (Kustomize)');
  const begun = Date.now();
  const first = await sayOnPage(stage, 'sale', 'Everything on sale');
  const number = await bob.open(STOREFRONT, 'sale', 'Put everything on sale');
  const change: Change = { repository: STOREFRONT, number };
  await report.step('its image is built', () =>
    witness.untilBuilt(STOREFRONT, first),
  );
  const name = await applied(stage, change, first);
  await report.step('its address shows the page of the branch', () =>
    witness.untilAnswers(name, '/', 'Everything on sale'),
  );
  report.note(
    `opened to shown, with the build: ${seconds(Date.now() - begun)}`,
  );
  await report.step('and runs the commit', () =>
    witness.untilAnswers(name, '/version', first.slice(0, 12)),
  );
  const told = await report.step('one comment says so, with the address', () =>
    witness.untilTold(
      change,
      /is ready/,
      new RegExp(first.slice(0, 12)),
      new RegExp(`${name}\\.localhost:${witness.gateway.port}`),
    ),
  );
  await report.step('so does the status of the commit', () =>
    witness.untilStatus(
      STOREFRONT,
      first,
      new RegExp(`^success: .* -> ${witness.urlOf(name)}`),
    ),
  );
  await browse(stage, change, name);

  const second = await sayOnPage(stage, 'sale', 'Half of it on sale', false);
  await report.step('after a push, it shows the new page', async () => {
    await witness.untilApplied(change, second);
    await witness.untilAnswers(name, '/', 'Half of it on sale');
  });
  const again = await report.step('the same comment says so', () =>
    witness.untilTold(change, /is ready/, new RegExp(second.slice(0, 12))),
  );
  report.expect('it is the comment of before', again?.id === told?.id);
  await report.step('the new commit has a status', () =>
    witness.untilStatus(STOREFRONT, second, /^success/),
  );
  const view = await shown(portal.bob, 'storefront', change);
  report.expect(
    'the portal shows it as ready, at that address',
    view?.state === 'ready' &&
      Boolean(view.url?.startsWith(witness.urlOf(name))),
    view,
  );

  const target = { cluster: view?.cluster ?? 'dev', namespace: name };
  await sleepAndWake(stage, change, {
    target,
    owner: portal.bob,
    other: portal.alice,
    shows: ['/', 'Half of it on sale'],
  });
  await deleteAndRedeploy(stage, change, target);
  await merge(stage, change, name);
}

/** @throws Error if it never is: nothing else can be seen then */
export async function applied(
  { report, witness }: Stage,
  change: Change,
  commit: string,
): Promise<string> {
  const name = await report.step('its objects are applied', () =>
    witness.untilApplied(change, commit),
  );
  if (name === undefined) {
    throw new Error(`${change.repository}#${change.number} has no preview`);
  }
  return name;
}

async function browse(
  { report, witness, images }: Stage,
  change: Change,
  name: string,
): Promise<void> {
  await report.step('Chromium shows it', async () => {
    const page = await look(
      witness.urlOf(name),
      path.join(images, 'preview-page.png'),
      480,
    );
    if (!page.includes('<h1>Everything on sale</h1>')) {
      throw new Error(page.slice(0, 500));
    }
  });
  await report.step('Chromium shows the comment on the forge', async () => {
    const page = await look(
      `${witness.forge.url}/${change.repository}/pulls/${change.number}`,
      path.join(images, 'preview-comment.png'),
      1_000,
    );
    const link = `href="${witness.urlOf(name)}`;
    if (!page.includes(link) || !page.includes('is ready')) {
      throw new Error(`no ${link} on the page`);
    }
  });
}

interface Sleeper {
  target: { cluster: string; namespace: string };
  owner: PortalApi;
  /** Of another team. */
  other: PortalApi;
  /** Path, and what it says while it is awake. */
  shows: [path: string, text: string];
}

export async function sleepAndWake(
  { report, witness }: Stage,
  change: Change,
  { target, owner, other, shows }: Sleeper,
): Promise<void> {
  const { namespace: name } = target;
  report.note(await act(owner, 'sleep', target));
  await report.step('asleep, nothing answers', () =>
    until('no page', async () => /^5\d\d /.test(await witness.page(name)), {
      timeoutMs: 60_000,
    }),
  );
  await report.step('the comment says that it sleeps', () =>
    witness.untilTold(change, /is asleep/),
  );
  report.note(await act(owner, 'wake', target));
  await report.step('woken, it shows its page', () =>
    witness.untilAnswers(name, ...shows),
  );
  await report.step('the comment says that it is ready', () =>
    witness.untilTold(change, /is ready/),
  );
  await report.step('somebody of another team cannot delete it', async () => {
    try {
      await act(other, 'delete', target);
    } catch (error) {
      report.note((error as Error).message);
      return;
    }
    throw new Error('they could');
  });
}

async function deleteAndRedeploy(
  { report, witness, portal }: Stage,
  change: Change,
  target: { cluster: string; namespace: string },
): Promise<void> {
  const { namespace: name } = target;
  const before = (await witness.namespaceOf(change))?.uid;
  report.note(await act(portal.bob, 'delete', target));
  await report.step('deleted by hand, it is gone', () =>
    witness.untilGone(name),
  );
  await report.step('the comment says so, and by whom', () =>
    witness.untilTold(change, /was deleted/, /bob/i),
  );
  await report.step('it stays away, as nothing was pushed', async () => {
    await new Promise(resolve => setTimeout(resolve, 5_000));
    if (await witness.namespaceOf(change)) {
      throw new Error('it came back by itself');
    }
  });
  report.note(await act(portal.bob, 'redeploy', target));
  await report.step('deployed again, it shows its page', () =>
    witness.untilAnswers(name, '/', 'Half of it on sale'),
  );
  const after = (await witness.namespaceOf(change))?.uid;
  report.expect('it is a new one', Boolean(after) && after !== before);
  await report.step('the comment says that it is ready', () =>
    witness.untilTold(change, /is ready/),
  );
}

export async function merge(
  { report, witness, alice, bob }: Stage,
  change: Change,
  name: string,
): Promise<void> {
  const { repository, number } = change;
  const who = repository.startsWith('payments/') ? alice : bob;
  await until('the merge', () => who.merge(repository, number));
  await report.step(
    'merged, its namespace, route, schema and role are gone',
    () => witness.untilGone(name),
  );
  await report.step('the comment says so', () =>
    witness.untilTold(change, /was removed/),
  );
}

/** A service that keeps what it is given in a schema of its own. */
export async function paymentsLife(stage: Stage): Promise<void> {
  const { report, witness, alice, portal } = stage;
  report.title('A pull request on payments-api (with a database)');
  const main = await alice.read(PAYMENTS, 'main.go');
  const commit = await alice.commit(
    PAYMENTS,
    'till',
    { 'main.go': main.replace('payments are kept in', 'the till is in') },
    'main',
  );
  const number = await alice.open(PAYMENTS, 'till');
  const change: Change = { repository: PAYMENTS, number };
  await report.step('its image is built', () =>
    witness.untilBuilt(PAYMENTS, commit),
  );
  const name = await applied(stage, change, commit);
  const schema = name.replaceAll('-', '_');
  await report.step(
    'it runs the code of the branch, on a schema of its own',
    () =>
      witness.untilAnswers(name, '/', `the till is in the schema ${schema}`),
  );
  const view = await shown(portal.alice, 'payments-api', change);
  report.expect(
    'the portal names the schema',
    view?.database?.schema === schema,
    view,
  );
  const answer = await witness.page(name, '/payments', {
    amount: AMOUNT,
    currency: 'EUR',
  });
  report.expect('it takes a payment', answer.startsWith('201 '), answer);
  await rowsOf(stage, schema);
  await merge(stage, change, name);
}

/** The payment is in this schema and in no other, of which there is at least one. */
async function rowsOf(
  { report, witness }: Stage,
  schema: string,
): Promise<void> {
  const found: Record<string, number> = {};
  for (const one of await witness.schemas()) {
    const has = await witness.sql(
      `SELECT to_regclass('${one}.payments') IS NOT NULL;`,
    );
    const [rows] =
      has[0] === 't'
        ? await witness.sql(
            `SELECT count(*) FROM ${one}.payments WHERE amount = ${AMOUNT};`,
          )
        : ['0'];
    found[one] = Number(rows);
  }
  const { [schema]: own, ...others } = found;
  report.expect('the payment is in its schema', own === 1, found);
  report.expect(
    'and in that of no other preview',
    Object.keys(others).length > 0 &&
      Object.values(others).every(count => count === 0),
    found,
  );
}
