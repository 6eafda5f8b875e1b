import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import {
  describeWithGitea,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TestForge } from './__testUtils__/TestForge';
import {
  FolderStore,
  TestPath,
  type PathStore,
} from './__testUtils__/TestPath';

jest.setTimeout(60_000);

/** Called by a run between two of its steps that fetch. */
let onPause: () => Promise<void> | void = () => undefined;
/** What a run has written when it is about to be published. */
let written: Record<string, string> = {};

const testActions = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'test',
  register(env) {
    env.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint },
      async init({ actions }) {
        actions.addActions(
          createTemplateAction({
            id: 'debug:pause',
            supportsDryRun: true,
            handler: async () => onPause(),
          }),
          createTemplateAction({
            id: 'test:files',
            handler: async ({ workspacePath }) => {
              const read = (file: string) =>
                readFile(join(workspacePath, file), 'utf8');
              written = {
                'a.txt': await read('a.txt'),
                'b.txt': await read('b.txt'),
                record: await read('.fairway/golden-path.yaml'),
              };
            },
          }),
        );
      },
    });
  },
});

/** The real scaffolder, whose catalog knows one template. */
async function startScaffolder(path: TestPath, config: JsonObject = {}) {
  const backend = await startTestBackend({
    features: [
      import('@backstage/plugin-scaffolder-backend'),
      (await import('./module')).scaffolderModuleGoldenPaths,
      testActions,
      catalogServiceMock.factory({ entities: [path.entity] }),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;
  const call = async <T>(way: string, body?: object): Promise<T> => {
    const answer = await fetch(
      `http://127.0.0.1:${port}/api/scaffolder/v2/${way}`,
      {
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
        headers: {
          'content-type': 'application/json',
          authorization: mockCredentials.user.header(),
        },
      },
    );
    if (!answer.ok) {
      throw new Error(`${way}: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()) as T;
  };
  const end = async (id: string) => {
    const status = await eventually(async () => {
      const task = await call<{ status: string }>(`tasks/${id}`);
      expect(['completed', 'failed']).toContain(task.status);
      return task.status;
    });
    const events = await call<
      Array<{ body: { message: string; error?: Error } }>
    >(`tasks/${id}/events`);
    return {
      ...{ id, status },
      log: events.map(({ body }) => body.error?.message ?? body.message),
    };
  };
  return {
    call,
    stop: () => backend.stop(),
    run: async () => {
      written = {};
      const { id } = await call<{ id: string }>('tasks', {
        templateRef: path.ref,
        values: {},
      });
      return end(id);
    },
    retry: async (id: string) => {
      await call(`tasks/${id}/retry`, { secrets: {} });
      return end(id);
    },
  };
}

type Scaffolder = Awaited<ReturnType<typeof startScaffolder>>;

/** What must hold wherever the template is kept. */
function noticesChanges(
  open: () => Promise<{ store: PathStore; config?: JsonObject }>,
) {
  let store: PathStore;
  let path: TestPath;
  let scaffolder: Scaffolder;

  beforeAll(async () => {
    const opened = await open();
    store = opened.store;
    path = await TestPath.create(store);
    scaffolder = await startScaffolder(path, opened.config);
  });

  afterAll(async () => {
    await scaffolder?.stop();
  });

  beforeEach(async () => {
    onPause = () => undefined;
    await store.write('shared/second/b.txt', 'b 1\n');
    await path.say('1.0.0');
  });

  it('and lets a run be that nothing happens to', async () => {
    const { status, log } = await scaffolder.run();
    expect(log.filter(line => /unknown|changed/.test(line))).toEqual([]);
    expect(status).toBe('completed');
    expect(written).toMatchObject({ 'a.txt': 'a 1\n', 'b.txt': 'b 1\n' });
  });

  it('where a file is another than when the run began', async () => {
    onPause = () => store.write('shared/second/b.txt', 'b 2\n');
    const { status, log } = await scaffolder.run();
    expect(status).toBe('failed');
    expect(log.join('\n')).toContain(
      'template:default/tiny has changed: these files are other than when the run began: shared/second/b.txt. What was written here may be some of both, so that it is neither recorded nor published. Nothing was made outside of this run. This run cannot go on. Start over: that takes the template as it is now',
    );
    expect(written).toEqual({});
  });

  it('even if it is taken back later, as what was written stays', async () => {
    onPause = () => store.write('shared/second/b.txt', 'b 2\n');
    const { id } = await scaffolder.run();
    await store.write('shared/second/b.txt', 'b 1\n');
    const { status, log } = await scaffolder.retry(id);
    expect(status).toBe('failed');
    expect(log.at(-1)).toMatch(/template:default\/tiny has changed/);
    // Another run begins with what is there now.
    onPause = () => undefined;
    expect((await scaffolder.run()).status).toBe('completed');
  });

  it('where a file is new, and another gone', async () => {
    onPause = async () => {
      await store.write('tiny/first/new.txt', 'new\n');
      await store.remove('shared/second/b.txt');
      await store.write('shared/second/d.txt', 'd\n');
    };
    const { log } = await scaffolder.run();
    await store.remove('tiny/first/new.txt');
    await store.remove('shared/second/d.txt');
    expect(log.join('\n')).toContain(
      'shared/second/b.txt, shared/second/d.txt, tiny/first/new.txt',
    );
  });

  it('where the catalog has an older version of it', async () => {
    await path.say('1.1.0');
    const { status, log } = await scaffolder.run();
    expect(status).toBe('failed');
    expect(log.join('\n')).toContain(
      'it is at version 1.1.0 now, and this run is of 1.0.0',
    );
  });

  it('but not what it does not read', async () => {
    onPause = () => store.write('elsewhere/c.txt', `c ${Date.now()}\n`);
    expect((await scaffolder.run()).status).toBe('completed');
  });

  it('and says that it is not known where it cannot be read, and goes on', async () => {
    onPause = () => store.remove('tiny.yaml');
    const { status, log } = await scaffolder.run();
    expect(status).toBe('completed');
    expect(log.join('\n')).toContain(
      'Whether template:default/tiny changed during this run is unknown: its file cannot be read',
    );
  });

  it('and has nothing to say of it in a dry run', async () => {
    const { log } = await scaffolder.call<{
      log: Array<{ body: { message: string } }>;
    }>('dry-run', {
      template: path.entity,
      values: {},
      directoryContents: [
        ['tiny/first/a.txt', 'a'],
        ['shared/second/b.txt', 'b'],
      ].map(([file, text]) => ({
        path: file,
        base64Content: Buffer.from(text).toString('base64'),
      })),
    });
    const lines = log.map(({ body }) => body.message).join('\n');
    expect(lines).toContain('Recorded template:default/dry-run 1.0.0');
    expect(lines).not.toMatch(/unknown|has changed/);
  });
}

describe('a run notices that its template changes, on the disk,', () => {
  const store = new FolderStore();
  afterAll(() => store.remove());
  noticesChanges(async () => ({ store }));
});

describeWithGitea(
  'a run notices that its template changes, in a forge,',
  address => {
    let forge: TestForge;
    afterAll(() => forge?.close());
    noticesChanges(async () => {
      forge = await TestForge.open(address);
      await forge.make('paths', { auto_init: true, default_branch: 'main' });
      return {
        store: forge.storeOf('paths'),
        config: { integrations: forge.config },
      };
    });
  },
);
