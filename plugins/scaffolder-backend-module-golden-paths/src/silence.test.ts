import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { deployment } from './__testUtils__/manifests';
import { startActions, type TestActions } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

/** A port at which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

const RETRY =
  'Nothing is lost: retry this run when that is over; it goes on with this step, and makes nothing twice';

describe('a cluster that is down', () => {
  let folder: string;
  let world: TestActions;
  const where = { cluster: 'gone', namespace: 'payments' };
  const objects = [deployment('web')];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fairway-gone-'));
    const file = join(folder, 'kubeconfig');
    const server = `https://127.0.0.1:${await closedPort()}`;
    await writeFile(
      file,
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'gone',
        clusters: [{ name: 'gone', cluster: { server } }],
        users: [{ name: 'gone', user: { token: 'unused' } }],
        contexts: [
          { name: 'gone', context: { cluster: 'gone', user: 'gone' } },
        ],
      }),
    );
    world = await startActions({
      features: [catalogServiceMock.factory({ entities: [] })],
      config: { fairway: { clusters: { gone: { kubeconfig: { file } } } } },
    });
  });

  afterAll(async () => {
    await world?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['preflight', 'apply'])(
    'ends %s by its name, and with what to do',
    async action => {
      const failing = world.run(`fairway:kubernetes:${action}`, {
        ...where,
        objects,
      });
      await expect(failing).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /^Cluster 'gone' cannot be reached: .*\. Nothing is lost/,
        ),
      });
    },
  );

  it('is waited for, as long as there is patience', async () => {
    const log: string[] = [];
    const began = Date.now();
    const failing = world.run(
      'fairway:kubernetes:wait',
      { ...where, objects, patienceSeconds: 2 },
      { onLog: line => log.push(line) },
    );
    await expect(failing).rejects.toThrow(
      /^Whether the workloads are ready is not known: for \d+ s there was no answer\. Cluster 'gone' cannot be reached/,
    );
    await expect(failing).rejects.toThrow(RETRY);
    expect(Date.now() - began).toBeGreaterThanOrEqual(2_000);
    expect(log).toEqual([
      expect.stringMatching(
        /^Cluster 'gone' cannot be reached: .*; waiting for it$/,
      ),
    ]);
  });

  it('is waited for no longer once the task is cancelled', async () => {
    const cancel = new AbortController();
    await expect(
      world.run(
        'fairway:kubernetes:wait',
        { ...where, objects },
        { signal: cancel.signal, onLog: () => cancel.abort() },
      ),
    ).rejects.toThrow(/abort/i);
  });

  it('is told of by the report, which does not fail', async () => {
    const { outputs, log } = await world.run('fairway:run:report', where);
    expect(outputs.made).toEqual([
      {
        what: 'object',
        title: 'what may be in payments of cluster gone',
        keptBecause: expect.stringMatching(/^Cluster 'gone' cannot be reached/),
        unknown: true,
      },
    ]);
    expect(log[0]).toMatch(
      /^Not known is what may be in payments of cluster gone: Cluster 'gone'/,
    );
  });

  it('is undone when it is back, and nothing before', async () => {
    await expect(
      world.run('fairway:run:undo', { run: 'task-1', ...where }),
    ).rejects.toThrow(
      /^Not removed: what may be in payments of cluster gone: Cluster 'gone' cannot be reached/,
    );
  });
});
