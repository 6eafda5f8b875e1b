import {
  describeWithCluster,
  describeWithGitea,
  waitFor,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { configMap } from './__testUtils__/manifests';
import { TestForge } from './__testUtils__/TestForge';
import { grant, startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

const CONFIG_MAPS = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
};

/**
 * The name that Argo CD has for its kind, in a version of our own: no other test
 * finds an Argo CD here.
 */
const APPLICATIONS = {
  group: 'argoproj.io',
  version: 'v1test',
  plural: 'applications',
  kind: 'Application',
};
const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'applications.argoproj.io' },
  spec: {
    group: APPLICATIONS.group,
    scope: 'Namespaced',
    names: {
      plural: 'applications',
      singular: 'application',
      kind: 'Application',
    },
    versions: [
      {
        name: APPLICATIONS.version,
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
};

describeWithCluster('undo of a run that told Argo CD', cluster => {
  let world: TestWorld;
  let argo: string;

  beforeAll(async () => {
    await cluster().applyObjects([DEFINITION]);
    world = await startWorld(cluster());
    argo = await cluster().createNamespace('argo');
    await grant(cluster(), argo, 'ada', {
      apiGroups: [APPLICATIONS.group],
      resources: [APPLICATIONS.plural],
      verbs: ['get', 'list', 'create', 'patch', 'delete'],
    });
    await waitFor('the kind', () =>
      cluster()
        .client.list(APPLICATIONS, { namespace: argo })
        .then(
          () => true,
          () => false,
        ),
    );
  });

  afterAll(async () => {
    await world?.stop();
    const type = {
      group: 'apiextensions.k8s.io',
      version: 'v1',
      plural: 'customresourcedefinitions',
      kind: DEFINITION.kind,
    };
    const { name } = DEFINITION.metadata;
    const { metadata } = await cluster().client.get({ type, name });
    await cluster().client.delete({ type, name }, { uid: metadata!.uid! });
  });

  const application = (name: string) =>
    cluster().client.get({ type: APPLICATIONS, namespace: argo, name });

  it('reports the Application, and takes it with what it delivered', async () => {
    const task = 'run-of-argo';
    await world.run(
      'fairway:kubernetes:apply',
      {
        cluster: 'main',
        namespace: argo,
        objects: ['cart-dev', 'cart-staging'].map(name => ({
          apiVersion: `${APPLICATIONS.group}/${APPLICATIONS.version}`,
          kind: APPLICATIONS.kind,
          metadata: { name },
          spec: {},
        })),
      },
      { task },
    );
    const places = {
      cluster: 'main',
      namespace: world.namespace,
      delivery: 'argo-cd',
      deliveryNamespaces: { 'argo-cd': argo },
    };
    const both = ['cart-dev', 'cart-staging'].map(
      name => `Application '${name}' in ${argo} of cluster main`,
    );
    const report = () => world.run('fairway:run:report', places, { task });
    expect((await report()).outputs.made).toMatchObject(
      both.map(title => ({ title })),
    );

    const { outputs } = await world.run('fairway:run:undo', {
      ...places,
      run: task,
    });
    expect(outputs.removed).toEqual(both);
    // It is Argo CD that takes the finalizer off, when all is gone.
    expect((await application('cart-dev')).metadata).toMatchObject({
      finalizers: [FINALIZER],
      deletionTimestamp: expect.anything(),
    });
    expect((await report()).outputs.made).toEqual([]);
    for (const name of ['cart-dev', 'cart-staging']) {
      await cluster().client.patch(
        { type: APPLICATIONS, namespace: argo, name },
        {
          type: 'application/merge-patch+json',
          body: { metadata: { finalizers: null } },
        },
      );
    }
  });
});

describeWithCluster('undo of a run on GitHub', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster());
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('takes the rest away once the person has looked there', async () => {
    const where = { cluster: 'main', namespace: world.namespace };
    const repoUrl = 'github.com?owner=shop&repo=cart';
    const task = 'run-of-hub';
    await world.run(
      'fairway:kubernetes:apply',
      { ...where, objects: [configMap('hub')] },
      { task },
    );
    const undo = (more: object) =>
      world.run('fairway:run:undo', { ...where, repoUrl, run: task, ...more });
    await expect(undo({})).rejects.toThrow(
      /^Not removed: ConfigMap 'hub' in .*: this portal does not look there\. Look at https:\/\/github\.com\/shop\/cart: .*; repository shop\/cart on github\.com: /,
    );
    const { outputs, log } = await undo({ isUntouched: true });
    const byHand =
      'repository shop/cart on github.com: delete it at https://github.com/shop/cart, and unregister it on its page of the catalog';
    expect(outputs).toEqual({
      removed: [`ConfigMap 'hub' in ${world.namespace} of cluster main`],
      kept: [],
      byHand: [byHand],
    });
    expect(log).toContain(`By hand: ${byHand}`);
  });
});

describeWithCluster('undo of a run with a repository', cluster => {
  describeWithGitea('of a forge', address => {
    let forge: TestForge;
    let world: TestWorld;

    beforeAll(async () => {
      forge = await TestForge.open(address);
      world = await startWorld(cluster(), {
        features: [(await import('@backstage/plugin-catalog-backend')).default],
        config: {
          integrations: forge.config,
          scaffolder: {
            defaultAuthor: { name: 'Fairway', email: 'fairway@example.com' },
          },
        },
      });
      await world.write('README.md', '# Cart\n');
    });

    afterAll(async () => {
      await world?.stop();
      await forge?.close();
    });

    const where = () => ({ cluster: 'main', namespace: world.namespace });

    const make = async (name: string) => {
      const task = `run-of-${name}`;
      await world.run(
        'fairway:repository:publish',
        { repoUrl: forge.repoUrl(name) },
        { task },
      );
      await world.run(
        'fairway:kubernetes:apply',
        { ...where(), objects: [configMap(name)] },
        { task },
      );
    };

    const undo = (name: string) =>
      world.run('fairway:run:undo', {
        ...where(),
        repoUrl: forge.repoUrl(name),
        run: `run-of-${name}`,
      });

    const isThere = (name: string) =>
      cluster()
        .client.get({ type: CONFIG_MAPS, namespace: world.namespace, name })
        .then(
          () => true,
          () => false,
        );

    it('takes both away', async () => {
      await make('short');
      const { outputs } = await undo('short');
      expect(outputs.removed).toHaveLength(2);
      expect(await isThere('short')).toBe(false);
      expect(await forge.exists('short')).toBe(false);
    });

    it('keeps what runs while its repository cannot be told to be of the run', async () => {
      await make('squashed');
      await forge.squash('squashed');
      await expect(undo('squashed')).rejects.toThrow(
        /^Not removed: ConfigMap 'squashed' in .*: repository .*\/squashed on .* is there, and cannot be told to be of this run$/,
      );
      expect(await isThere('squashed')).toBe(true);
      expect(await forge.exists('squashed')).toBe(true);
    });
  });
});
