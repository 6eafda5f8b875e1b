import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { KubernetesObject, V1Node } from '@kubernetes/client-node';
import {
  describeWithCluster,
  eventually,
  isRequired,
  openStream,
  type RealCluster,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { WebSocket } from 'ws';
import { serveRepository } from './__testUtils__/gitServer';
import {
  component,
  startWorld,
  type TestWorld,
} from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(180_000);

const image = process.env.FAIRWAY_TEST_WORKSPACE_IMAGE;
const run = promisify(execFile);
const FAIRWAY = resolve(__dirname, '../bin/fairway.mjs');
const entityRef = 'component:default/orders';
const reason = 'Test it';

if (!image) {
  if (isRequired('workspaces')) {
    throw new Error(
      'FAIRWAY_REQUIRE asks for workspaces, but FAIRWAY_TEST_WORKSPACE_IMAGE is not set',
    );
  }
  // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- it says why it is not run
  it.skip('skipped: no workspace image (FAIRWAY_TEST_WORKSPACE_IMAGE is not set); run `npm test`', () => {});
} else {
  describeWithCluster('a workspace that really runs', testWorkspace);
}

/** From the click to the deletion, on a node where pods really run. */
function testWorkspace(cluster: () => RealCluster) {
  let world: TestWorld;
  let repository: Awaited<ReturnType<typeof serveRepository>>;
  let ref: { cluster: string; namespace: string; name: string };
  let home: string;

  beforeAll(async () => {
    const [node] = await cluster().client.list<V1Node>(
      { group: '', version: 'v1', plural: 'nodes', kind: 'Node' },
      { labelSelector: 'fairway.dev/node=real' },
    );
    const ip = node.status?.addresses?.find(
      ({ type }) => type === 'InternalIP',
    )?.address;
    repository = await serveRepository({
      address: ip!.replace(/\d+$/, '1'),
      name: 'shop/orders',
      branches: { main: 'the main line', 'feature/it-works': 'the feature' },
    });
    world = await startWorld(cluster(), {
      entities: [
        component('orders', {
          annotations: {
            'backstage.io/source-location': `url:${repository.url}/shop/orders/src/branch/main/`,
          },
        }),
      ],
      workspaces: {
        image: image!,
        storageClass: process.env.FAIRWAY_TEST_STORAGE_CLASS!,
        podTemplate: {
          nodeSelector: { 'fairway.dev/node': 'real' },
          tolerations: [{ key: 'fairway.dev/real', operator: 'Exists' }],
        },
        images: [
          { id: 'gone', title: 'Gone', image: 'localhost/fairway-none:1' },
        ],
        forges: [{ url: repository.url }],
      },
    });
    home = mkdtempSync(join(tmpdir(), 'fairway-home-'));
  }, 120_000);

  afterAll(async () => {
    await world?.stop();
    await repository?.stop();
    if (home) {
      await rm(home, { recursive: true, force: true });
    }
  });

  const socket = (who: string, more: Record<string, string> = {}) => {
    const { port } = world.portal.server.address() as AddressInfo;
    const query = new URLSearchParams({ ...ref, ...more });
    return new WebSocket(
      `ws://localhost:${port}/api/workspaces/v1/workspace/terminal?${query}`,
      ['fairway.workspace.v1'],
      { headers: { authorization: world.portal.as(who) } },
    );
  };

  /** Types a line into a terminal and waits for an answer. */
  const type = async (line: string, expected: RegExp): Promise<string> => {
    const terminal = socket('alice', { cols: '120', rows: '30' });
    let output = '';
    terminal.on('message', (data, isBinary) => {
      output += isBinary ? String(data) : '';
    });
    terminal.once('open', () => {
      terminal.send(JSON.stringify({ type: 'input', data: `${line}\n` }));
    });
    try {
      await eventually(async () => expect(output).toMatch(expected));
      return output;
    } finally {
      terminal.close();
    }
  };

  /** As ssh calls it, with the portal's own configuration. */
  const ssh = async (command: string) => {
    const { port } = world.portal.server.address() as AddressInfo;
    const { body } = await world.portal.get('/workspace/connect', ref);
    const bin = join(home, 'fairway');
    writeFileSync(
      bin,
      `#!/bin/sh\nexec ${process.execPath} ${FAIRWAY} "$@"\n`,
      { mode: 0o755 },
    );
    const config = join(home, 'config');
    writeFileSync(
      config,
      body.ssh.config
        .replaceAll('http://localhost:7007', `http://localhost:${port}`)
        .replaceAll('~/.fairway', join(home, '.fairway')),
    );
    return run('ssh', ['-F', config, ref.name, command], {
      timeout: 60_000,
      env: {
        ...process.env,
        HOME: home,
        PATH: `${home}:${process.env.PATH}`,
        FAIRWAY_TOKEN: world.portal.as('alice').replace('Bearer ', ''),
      },
    });
  };

  it('is ready with the branch that was asked for', async () => {
    const { body } = await world.portal.post('/workspace/create', {
      entityRef,
      branch: 'feature/it-works',
      innerLoopTool: 'devfile',
      reason,
    });
    expect(body).toMatchObject({ outcome: 'applied', problems: [] });
    ref = {
      cluster: body.cluster,
      namespace: body.namespace,
      name: body.name,
    };
    const view = await world.in(ref.name, 'running', 120_000);
    expect(view.branch).toBe('feature/it-works');
    expect(view.cost?.perMonth).toBeGreaterThan(5);
    await world.portal.pass();
  });

  it('answers in the web terminal', async () => {
    const output = await type(
      'cat README.md; git branch --show-current; echo $((6*7))',
      /42/,
    );
    expect(output).toContain('the feature');
    expect(output).toContain('feature/it-works');
  });

  it('has the files of its tool, and says what became of them', async () => {
    const file = async () => {
      const { body } = await world.portal.get('/inner-loop', {
        entityRef,
        tool: 'devfile',
        cluster: ref.cluster,
        namespace: ref.namespace,
        workspace: ref.name,
      });
      expect(body).toMatchObject({ seenIn: 'workspace' });
      return body.files[0] as { content: string };
    };
    const written = await file();
    expect(written).toMatchObject({ path: 'devfile.yaml', state: 'current' });
    await type('cat devfile.yaml; echo all-$((4+4))', /schemaVersion[^]*all-8/);
    await type('echo "# mine" >>devfile.yaml; echo own-$((4+5))', /own-9/);
    expect(await file()).toMatchObject({
      state: 'current',
      content: `${written.content}# mine\n`,
    });
    await type(
      "sed -i 's/name: tools/name: mine/' devfile.yaml; echo ed-$((5+5))",
      /ed-10/,
    );
    expect(await file()).toMatchObject({
      state: 'kept',
      why: expect.stringContaining('changed by hand'),
      content: written.content,
    });
  });

  it('answers over SSH, with a key of a few minutes', async () => {
    const { stdout } = await ssh('cd ~/orders && git log --format=%s -1');
    expect(stdout).toContain('On feature/it-works');
  });

  it('refuses somebody else', async () => {
    world.portal.deny.add('workspace.connect bob');
    const refused = await new Promise<number>(done => {
      const terminal = socket('bob');
      terminal.on('unexpected-response', (_, response) =>
        done(response.statusCode ?? 0),
      );
      terminal.on('open', () => done(101));
      terminal.on('error', () => {});
    });
    world.portal.deny.clear();
    expect(refused).toBe(403);
  });

  it('says which work would be lost', async () => {
    await type('echo change >> README.md; echo done-$((1+1))', /done-2/);
    const { body } = await world.portal.post('/workspace/delete/plan', ref);
    expect(body.findings).toEqual([
      expect.objectContaining({ id: 'data', severity: 'confirm' }),
      expect.objectContaining({
        id: 'unpushed',
        severity: 'confirm',
        message: expect.stringContaining(
          '2 changed files that are not committed',
        ),
      }),
    ]);
    const hasty = await world.portal.post('/workspace/delete', {
      ...ref,
      reason,
    });
    expect(hasty.status).toBe(400);
  });

  it('keeps its files over a stop', async () => {
    const stopped = await world.portal.post('/workspace/stop', {
      ...ref,
      reason,
    });
    expect(stopped.body).toMatchObject({ outcome: 'applied' });
    await world.in(ref.name, 'stopped', 60_000);
    const started = await world.portal.post('/workspace/start', {
      ...ref,
      reason,
    });
    expect(started.body).toMatchObject({ outcome: 'applied' });
    await world.in(ref.name, 'running', 90_000);
    await type('tail -1 README.md', /change/);
  });

  const longAgo = (minutes: number) =>
    new Date(Date.now() - minutes * 60_000).toISOString();
  const shift = () =>
    cluster().client.patch(
      {
        type: TYPES.Deployment,
        namespace: ref.namespace,
        name: ref.name,
      },
      {
        type: 'application/merge-patch+json',
        body: {
          metadata: {
            annotations: {
              'fairway.dev/started-at': longAgo(300),
              'fairway.dev/last-signal': JSON.stringify({
                at: longAgo(120),
                what: 'somebody typed in a terminal',
              }),
            },
          },
        },
      },
    );

  it('is kept while something runs in it, and says what', async () => {
    await world.portal.pass();
    await type('(setsid tail -f /dev/null &) ; echo ok-$((2+3))', /ok-5/);
    await shift();
    await eventually(async () => {
      await world.portal.pass();
      const view = await world.view(ref.name);
      expect(view).toMatchObject({
        state: 'running',
        idle: {
          lastSignal: { what: expect.stringContaining('tail ran in it') },
        },
      });
    });
  });

  it('stops when nobody uses it, and says why', async () => {
    await type('pkill tail; echo gone-$((3+4))', /gone-7/);
    await shift();
    const view = await eventually(async () => {
      await world.portal.pass();
      const one = await world.view(ref.name);
      expect(one).toMatchObject({ state: 'stopped' });
      return one!;
    }, 60_000);
    expect(view.stopped).toMatchObject({
      by: 'the portal',
      reason: expect.stringContaining('No sign of life for 60 minutes'),
    });
    expect(view.unpushed).toMatchObject({ changes: 2 });
    await eventually(async () => {
      await world.portal.pass();
      expect(world.portal.sent).toHaveLength(1);
    });
    expect(world.portal.sent[0]).toMatchObject({
      recipients: { entityRef: ['user:default/alice'] },
      payload: {
        title: 'Your workspace of orders (feature/it-works) was stopped',
        description: expect.stringMatching(
          /No sign of life for 60 minutes.*2 changed files that are not committed/,
        ),
      },
    });
  });

  it.each([
    [
      'whose image cannot be had',
      { image: 'gone' },
      'ImagePull',
      /localhost\/fairway-none:1 cannot be pulled/,
    ],
    [
      'whose branch is not there',
      { branch: 'nowhere' },
      'Clone',
      /Remote branch nowhere not found/,
    ],
  ])(
    'says live why one does not start %s, and gives it up cleanly',
    async (_, more, problem, words) => {
      const { port } = world.portal.server.address() as AddressInfo;
      const stream = await openStream(
        `http://localhost:${port}/api/workspaces/v1/workspaces/watch?scope=mine`,
        { Authorization: world.portal.as('alice') },
      );
      const { body } = await world.portal.post('/workspace/create', {
        entityRef,
        reason,
        ...more,
      });
      expect(body).toMatchObject({ outcome: 'applied' });
      const { namespace, name } = body as typeof ref;
      // Nobody asks: what the cluster says comes by itself.
      await eventually(async () => {
        expect(stream.last()).toContain(`"reason":"${problem}"`);
        expect(stream.last()).toMatch(words);
      }, 90_000);
      stream.close();
      await stream.ended;

      const at = (kind: keyof typeof TYPES) => ({
        type: TYPES[kind],
        namespace,
        name,
      });
      const view = await eventually(async () => {
        await cluster().client.patch(at('Deployment'), {
          type: 'application/merge-patch+json',
          body: {
            metadata: { annotations: { 'fairway.dev/started-at': longAgo(6) } },
          },
        });
        await world.portal.pass();
        const one = await world.view(name);
        expect(one).toMatchObject({ state: 'failed' });
        return one!;
      }, 30_000);
      expect(view.problem).toMatchObject({
        reason: problem,
        message: expect.stringMatching(words),
        hint: expect.any(String),
      });
      // Nothing runs, and nothing is left of a volume that nobody ever worked on.
      await eventually(async () => {
        const pods = await cluster().client.list<KubernetesObject>(TYPES.Pod, {
          namespace,
          labelSelector: `fairway.dev/workspace=${name}`,
        });
        expect(pods).toEqual([]);
        await expect(
          cluster().client.get(at('PersistentVolumeClaim')),
        ).rejects.toThrow('not found');
      }, 60_000);
      const gone = await world.portal.post('/workspace/delete', {
        ...{ cluster: ref.cluster, namespace, name, reason },
        acknowledged: ['data'],
      });
      expect(gone.body).toMatchObject({ outcome: 'applied' });
    },
  );

  it('leaves nothing when it is deleted', async () => {
    const { body } = await world.portal.post('/workspace/delete', {
      ...ref,
      reason,
      acknowledged: ['data', 'unpushed'],
    });
    expect(body).toMatchObject({ outcome: 'applied' });
    await eventually(async () => {
      for (const one of Object.values(TYPES).filter(
        ({ kind }) => kind !== 'Namespace',
      )) {
        const left = await cluster().client.list<KubernetesObject>(one, {
          namespace: ref.namespace,
          labelSelector: `fairway.dev/workspace=${ref.name}`,
        });
        expect(left).toEqual([]);
      }
    }, 60_000);
  });
}
