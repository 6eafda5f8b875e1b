import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject } from '@kubernetes/client-node';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { configMap, deployment } from './__testUtils__/manifests';
import {
  startActions,
  startWorld,
  type TestActions,
  type TestWorld,
} from './__testUtils__/testWorld';

jest.setTimeout(120_000);

const HELM = process.env.FAIRWAY_TEST_HELM;
const run = promisify(execFile);

const CONFIG_MAPS = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
};

/** Its pods are told what they suffer from. */
function suffering(name: string, from: string, env: object[] = []): object {
  const made = deployment(name);
  const spec = made.spec as {
    template: { metadata: object; spec: { containers: object[] } };
  };
  return {
    ...made,
    spec: {
      ...spec,
      template: {
        ...spec.template,
        metadata: {
          ...spec.template.metadata,
          annotations: { 'fairway.dev/simulate': from },
        },
        spec: {
          ...spec.template.spec,
          containers: spec.template.spec.containers.map(one => ({
            ...one,
            env,
          })),
        },
      },
    },
  };
}

describeWithCluster('what others deliver after the portal', cluster => {
  let world: TestWorld;
  const where = () => ({ cluster: 'main', namespace: world.namespace });

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      config: {
        goldenPaths: {
          ...(HELM && { helm: HELM }),
          podTemplate: { nodeSelector: { 'fairway.dev/node': 'simulated' } },
        },
      },
    });
  });

  afterAll(async () => {
    await world?.stop();
  });

  const withHelm = HELM ? describe : describe.skip;

  const dataOf = async (name: string) =>
    (
      await cluster().client.get<
        KubernetesObject & { data?: Record<string, string> }
      >({ type: CONFIG_MAPS, namespace: world.namespace, name })
    ).data;

  withHelm('where Helm is there', () => {
    it('applies a chart so that Helm makes a release of it', async () => {
      const { namespace } = world;
      await world.write('chart/Chart.yaml', [
        { apiVersion: 'v2', name: 'cart', version: '0.1.0' },
      ]);
      await world.write('chart/values.yaml', [{ text: 'first' }]);
      await world.write(
        'chart/templates/all.yaml',
        [
          'apiVersion: v1',
          'kind: ConfigMap',
          'metadata: { name: cart }',
          'data: { text: "{{ .Values.text }}" }',
          '',
        ].join('\n'),
      );
      const rendered = await world.run('fairway:render', {
        path: 'chart',
        releaseName: 'cart',
        namespace,
      });
      await world.run('fairway:kubernetes:apply', {
        ...where(),
        objects: rendered.outputs.objects,
      });
      expect(await dataOf('cart')).toEqual({ text: 'first' });

      const upgrade = (name: string) =>
        run(HELM!, [
          ...['upgrade', '--install', name, join(world.workspace, 'chart')],
          ...['--kubeconfig', cluster().kubeconfig, '--namespace', namespace],
          ...['--set', 'text=second'],
        ]);
      // It is that release's, and no other's.
      await expect(upgrade('basket')).rejects.toThrow(
        /must equal "basket": current value is "cart"/,
      );
      await upgrade('cart');
      expect(await dataOf('cart')).toEqual({ text: 'second' });
    });
  });

  const ofArgoCd = () => ({
    namespace: world.namespace,
    objects: [
      {
        apiVersion: 'nowhere.example.com/v1',
        kind: 'Application',
        metadata: { name: 'cart-dev' },
      },
    ],
  });

  it.each<[string, () => object, RegExp]>([
    [
      'what reads it runs elsewhere',
      () => ({ ...ofArgoCd(), onMissingKind: 'continue' }),
      /^objects: Application 'cart-dev': cluster 'main' serves no Application \(nowhere\.example\.com\/v1\)$/,
    ],
    [
      'in a namespace of others',
      () => ({
        namespace: 'default',
        objects: [configMap('told')],
        onRefusal: 'continue',
      }),
      /^Nothing was applied, as cluster 'main' refuses 1 of 1 objects: ConfigMap 'told': .*forbidden/,
    ],
  ])('goes on where one may not hand over: %s', async (_, what, refusal) => {
    const input = { cluster: 'main', ...what() };
    const { outputs, log } = await world.run('fairway:kubernetes:apply', input);
    expect(outputs).toEqual({
      applied: [],
      refusal: expect.stringMatching(refusal),
    });
    expect(log).toEqual([outputs.refusal]);
    await expect(
      world.run('fairway:kubernetes:apply', {
        ...input,
        onRefusal: 'fail',
        onMissingKind: 'fail',
      }),
    ).rejects.toThrow();
  });

  it.each<[string, () => object, RegExp]>([
    [
      'no cluster could take',
      () => ({
        ...where(),
        objects: [{ ...configMap('odd'), data: { 'no key': 'x' } }],
      }),
      /^delivery: Nothing was applied, as cluster 'main' refuses 1 of 1/,
    ],
    [
      'the cluster does not know',
      ofArgoCd,
      /^delivery: objects: Application 'cart-dev': .*serves no Application/,
    ],
    [
      'others made',
      () => ({ ...where(), objects: [configMap('theirs')] }),
      /^name: Nothing was applied, as this is there already: ConfigMap 'theirs'/,
    ],
  ])('ends before anything is made of what %s', async (_, what, message) => {
    const theirs = {
      ...configMap('theirs'),
      metadata: { name: 'theirs', namespace: world.namespace },
    };
    const made = await cluster().client.create(
      CONFIG_MAPS,
      theirs as KubernetesObject,
      { namespace: world.namespace },
    );
    try {
      await expect(
        world.run('fairway:kubernetes:apply', {
          cluster: 'main',
          ...what(),
          rehearse: true,
          onRefusal: 'continue',
          fields: { name: 'name', objects: 'delivery' },
        }),
      ).rejects.toThrow(message);
    } finally {
      await cluster().client.delete(
        { type: CONFIG_MAPS, namespace: world.namespace, name: 'theirs' },
        { uid: made.metadata!.uid! },
      );
    }
  });

  /** Applies objects; what it returns waits for them, without much patience. */
  const applied = async (objects: object[]) => {
    await world.run('fairway:kubernetes:apply', { ...where(), objects });
    return (more: object) =>
      world.run('fairway:kubernetes:wait', {
        ...where(),
        objects,
        timeoutSeconds: 60,
        patienceSeconds: 2,
        ...more,
      });
  };

  it('says what would be done, and does not do it', async () => {
    const { outputs, log } = await world.run('fairway:kubernetes:apply', {
      ...where(),
      objects: [configMap('rehearsed')],
      rehearse: true,
    });
    expect(outputs.applied).toMatchObject([{ outcome: 'created' }]);
    expect(log.join()).toContain('would be in place');
    await expect(dataOf('rehearsed')).rejects.toThrow(/not found/);
  });

  it('waits for no image that a pipeline brings', async () => {
    const objects = [suffering('unbuilt', 'image-pull-failure')];
    const wait = await applied(objects);
    const { outputs, log } = await wait({ onMissingImage: 'continue' });
    expect(outputs).toMatchObject({ ready: false, imageMissing: true });
    expect(log.at(-1)).toMatch(
      /^Everything is there but the image after [\d.]+ s: Deployment 'unbuilt': .*cannot pull its image example\.com\/web:1\.0/,
    );
    await expect(wait({})).rejects.toThrow(
      /^Everything is there but the image after/,
    );
  });

  it('waits for no Secret that something else makes', async () => {
    const objects = [
      suffering('secretless', 'secret-missing', [
        {
          name: 'DATABASE_URL',
          valueFrom: { secretKeyRef: { name: 'made-later', key: 'url' } },
        },
      ]),
    ];
    const wait = await applied(objects);
    const { outputs, log } = await wait({ onMissingSecret: 'continue' });
    expect(outputs).toMatchObject({
      ready: false,
      imageMissing: false,
      secretsMissing: ['made-later'],
    });
    expect(log.at(-1)).toMatch(
      /^Everything is there but what Secret 'made-later' holds after [\d.]+ s: Deployment 'secretless': .*secret "made-later" not found.*\. The pods start once it is made$/,
    );
    await expect(wait({ onMissingImage: 'continue' })).rejects.toThrow(
      /^Everything is there but what Secret 'made-later' holds after/,
    );
  });
});

describe('where repositories cannot be published', () => {
  let world: TestActions;
  const mine = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'cart',
      annotations: {
        'backstage.io/managed-by-origin-location':
          'url:https://github.com/shop/cart/blob/main/catalog-info.yaml',
      },
    },
  };

  beforeAll(async () => {
    world = await startActions({
      features: [
        (await import('@backstage/plugin-scaffolder-backend')).default,
        (
          await import('@backstage/plugin-catalog-node/testUtils')
        ).catalogServiceMock.factory({ entities: [mine] }),
      ],
      config: {},
    });
  });

  afterAll(async () => {
    await world?.stop();
  });

  it.each(['github', 'gitlab'])(
    'names the field of the forge: %s',
    async forge => {
      const check = (more: object) =>
        world.run('fairway:names:check', {
          repoUrl: `${forge}.com?owner=shop&repo=cart`,
          ...more,
        });
      await expect(check({ forge })).rejects.toThrow(
        new RegExp(
          `^forge: This portal cannot publish to Git\\w+: its scaffolder has no action publish:${forge}\\.`,
        ),
      );
      // A template of somebody else says nothing of the forge.
      await check({});
    },
  );

  it('says that GitHub was not asked, and knows its own component', async () => {
    const check = (repo: string) =>
      world.run('fairway:names:check', {
        repoUrl: `github.com?owner=shop&repo=${repo}`,
        entities: ['component:default/cart'],
      });
    const { outputs } = await check('cart');
    expect(outputs.findings).toMatchObject([
      { id: 'forge-not-asked', severity: 'info', field: 'repoUrl' },
    ]);
    await expect(check('cart-2')).rejects.toThrow(
      /component:default\/cart is in the catalog already/,
    );
  });
});
