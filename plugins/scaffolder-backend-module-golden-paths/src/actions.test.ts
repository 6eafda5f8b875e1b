import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configMap, deployment, service } from './__testUtils__/manifests';
import { grant, startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

/** What these tests look at of an object. */
interface Read extends KubernetesObject {
  spec: {
    replicas?: number;
    template: { spec: { nodeSelector?: Record<string, string> } };
  };
  data?: Record<string, string>;
  status?: { hard?: Record<string, string> };
}

const DEPLOYMENTS = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
};
const CONFIG_MAPS = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
};

/** The dev world's gateway, if it has one. */
const withGateway = process.env.FAIRWAY_TEST_GATEWAY_PORT
  ? describe
  : describe.skip;

describeWithCluster('the actions of golden paths', cluster => {
  let world: TestWorld;
  const where = () => ({ cluster: 'main', namespace: world.namespace });

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      config: {
        // Nobody listens there.
        integrations: {
          gitea: [{ host: 'localhost:9', baseUrl: 'http://localhost:9' }],
        },
        goldenPaths: {
          podTemplate: { nodeSelector: { 'fairway.dev/node': 'simulated' } },
        },
      },
    });
  });

  afterAll(async () => {
    await world?.stop();
  });

  const read = (name: string, type = DEPLOYMENTS) =>
    cluster().client.get<Read>({
      type,
      namespace: world.namespace,
      name,
    });

  it('renders, applies and waits, as the person who started the task', async () => {
    await world.write('deploy/all.yaml', [
      deployment('web', { replicas: 2 }),
      service('web'),
      configMap('web'),
    ]);
    const rendered = await world.run('fairway:render', { path: 'deploy' });
    expect(rendered.outputs.count).toBe(3);
    const { objects } = rendered.outputs;

    const applied = await world.run('fairway:kubernetes:apply', {
      ...where(),
      objects,
    });
    expect(applied.log.slice(0, 3)).toEqual([
      'ConfigMap/web created',
      'Service/web created',
      'Deployment/web created',
    ]);
    const waited = await world.run('fairway:kubernetes:wait', {
      ...where(),
      objects: applied.outputs.applied,
    });

    expect(waited.outputs).toMatchObject({
      ready: true,
      workloads: [
        { kind: 'Deployment', health: 'Healthy', message: '2 of 2 pods ready' },
      ],
    });
    const found = await read('web');
    expect(found.metadata?.annotations).toMatchObject({
      'fairway.dev/golden-path-run': 'task-1',
      'fairway.dev/created-by': 'user:default/ada',
    });
    expect(found.spec.template.spec.nodeSelector).toEqual({
      'fairway.dev/node': 'simulated',
    });
    expect(found.metadata?.managedFields).toContainEqual(
      expect.objectContaining({
        manager: 'fairway-golden-path',
        operation: 'Apply',
      }),
    );
  });

  it('changes nothing when it is applied once more', async () => {
    const input = { ...where(), objects: [configMap('again')] };
    await world.run('fairway:kubernetes:apply', input);
    const before = await read('again', CONFIG_MAPS);
    const { outputs } = await world.run('fairway:kubernetes:apply', input);
    expect(outputs.applied).toMatchObject([{ outcome: 'unchanged' }]);
    expect((await read('again', CONFIG_MAPS)).metadata?.resourceVersion).toBe(
      before.metadata?.resourceVersion,
    );
  });

  it('applies nothing if the cluster refuses any of it', async () => {
    const broken = { ...deployment('broken'), spec: { replicas: 'many' } };
    await expect(
      world.run('fairway:kubernetes:apply', {
        ...where(),
        objects: [configMap('half'), broken],
      }),
    ).rejects.toThrow(
      /^Nothing was applied, as cluster 'main' refuses 1 of 2 objects: Deployment 'broken': /,
    );
    await expect(read('half', CONFIG_MAPS)).rejects.toThrow(/not found/);
  });

  it('leaves alone what others made, unless it is told to take it over', async () => {
    await cluster().applyObjects([
      {
        ...configMap('taken', 'Theirs'),
        metadata: { name: 'taken', namespace: world.namespace },
      },
    ]);
    const input = { ...where(), objects: [configMap('taken', 'Ours')] };
    await expect(world.run('fairway:kubernetes:apply', input)).rejects.toThrow(
      "Nothing was applied, as this is there already: ConfigMap 'taken' is managed by fairway-test. Choose another name, or set takeOwnership to take it over",
    );
    expect((await read('taken', CONFIG_MAPS)).data).toEqual({ text: 'Theirs' });

    const { outputs } = await world.run('fairway:kubernetes:apply', {
      ...input,
      takeOwnership: true,
    });
    expect(outputs.applied).toMatchObject([{ outcome: 'configured' }]);
    expect((await read('taken', CONFIG_MAPS)).data).toEqual({ text: 'Ours' });
  });

  it('does nothing in a dry run', async () => {
    const { outputs, log } = await world.run(
      'fairway:kubernetes:apply',
      { ...where(), objects: [configMap('dry')] },
      { isDryRun: true },
    );
    expect(outputs.applied).toMatchObject([
      { name: 'dry', outcome: 'created' },
    ]);
    expect(log).toEqual([
      `1 objects would be in place in ${world.namespace} of cluster main`,
    ]);
    await expect(read('dry', CONFIG_MAPS)).rejects.toThrow(/not found/);
  });

  it('tells why a workload does not become ready', async () => {
    const objects = [deployment('crashing', { image: 'localhost/nowhere:1' })];
    await cluster().applyObjects([
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'tight', namespace: world.namespace },
        spec: { hard: { 'count/pods': '0' } },
      } as KubernetesObject,
    ]);
    await world.run('fairway:kubernetes:apply', { ...where(), objects });
    await expect(
      world.run('fairway:kubernetes:wait', {
        ...where(),
        objects,
        timeoutSeconds: 60,
        patienceSeconds: 1,
      }),
    ).rejects.toThrow(
      /^Not ready after [\d.]+ s: Deployment 'crashing': 0 of 1 pod ready: pods cannot be created: .*exceeded quota: tight/,
    );
    const quota = {
      group: '',
      version: 'v1',
      plural: 'resourcequotas',
      kind: 'ResourceQuota',
    };
    const { metadata } = await read('tight', quota);
    await cluster().client.delete(
      { type: quota, namespace: world.namespace, name: 'tight' },
      { uid: metadata!.uid! },
    );
  });

  it('takes away the objects of a run, and only of that', async () => {
    const run = (task: string, name: string) =>
      world.run(
        'fairway:kubernetes:apply',
        { ...where(), objects: [configMap(name)] },
        { task },
      );
    await run('run-a', 'first');
    await run('run-b', 'second');
    const { outputs } = await world.run('fairway:run:report', where(), {
      task: 'run-a',
    });
    expect(outputs.made).toMatchObject([
      {
        title: expect.stringMatching(
          /^ConfigMap 'first' in .* of cluster main/,
        ),
      },
    ]);
    await world.run('fairway:run:undo', { ...where(), run: 'run-a' });
    await expect(read('first', CONFIG_MAPS)).rejects.toThrow(/not found/);
    await expect(read('second', CONFIG_MAPS)).resolves.toBeDefined();
  });

  it('keeps the objects of a run while the forge is down, and names both', async () => {
    await world.run(
      'fairway:kubernetes:apply',
      { ...where(), objects: [configMap('delivered')] },
      { task: 'run-c' },
    );
    const asked = { ...where(), repoUrl: 'localhost:9?owner=shop&repo=cart' };
    const { outputs } = await world.run('fairway:run:report', asked, {
      task: 'run-c',
    });
    expect(outputs.made).toMatchObject([
      { title: expect.stringMatching(/^ConfigMap 'delivered' in/) },
      {
        title: 'what may be at localhost:9?owner=shop&repo=cart',
        keptBecause: expect.stringMatching(/localhost:9 cannot be asked/),
      },
    ]);
    await expect(
      world.run('fairway:run:undo', { ...asked, run: 'run-c' }),
    ).rejects.toThrow(/^Not removed: ConfigMap 'delivered' .*cannot be asked/);
    await expect(read('delivered', CONFIG_MAPS)).resolves.toBeDefined();
  });

  it('stops waiting when the task is cancelled', async () => {
    const objects = [deployment('slow', { image: 'localhost/slow:1' })];
    await cluster().applyObjects([
      {
        ...objects[0],
        metadata: { name: 'slow', namespace: world.namespace },
        spec: { ...(objects[0].spec as object), paused: true },
      } as KubernetesObject,
    ]);
    const controller = new AbortController();
    const started = Date.now();
    const timeoutSeconds = 600;
    const waiting = world.run(
      'fairway:kubernetes:wait',
      {
        ...where(),
        timeoutSeconds,
        objects: [
          { kind: 'Deployment', name: 'web' },
          { kind: 'Deployment', name: 'nowhere' },
        ],
      },
      { signal: controller.signal },
    );
    controller.abort();
    await expect(waiting).rejects.toThrow(/aborted/i);
    expect(Date.now() - started).toBeLessThan(timeoutSeconds * 1000);
  });

  withGateway('where a gateway runs', () => {
    it('waits until a Gateway has taken the route, or says no', async () => {
      const rbac = 'rbac.authorization.k8s.io';
      const { namespace } = world;
      await cluster().applyObjects<KubernetesObject & Record<string, unknown>>([
        {
          apiVersion: `${rbac}/v1`,
          kind: 'Role',
          metadata: { name: 'routes', namespace },
          rules: [
            {
              apiGroups: ['gateway.networking.k8s.io'],
              resources: ['httproutes'],
              verbs: ['get', 'create', 'patch'],
            },
          ],
        },
        {
          apiVersion: `${rbac}/v1`,
          kind: 'RoleBinding',
          metadata: { name: 'routes', namespace },
          roleRef: { apiGroup: rbac, kind: 'Role', name: 'routes' },
          subjects: [
            { apiGroup: rbac, kind: 'User', name: 'backstage:default/ada' },
          ],
        },
      ]);
      const route = (name: string, to: string) => ({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name },
        spec: {
          parentRefs: [{ name: 'fairway', namespace: 'fairway-gateway' }],
          hostnames: [`${name}-${namespace}.localhost`],
          rules: [{ backendRefs: [{ name: to, port: 80 }] }],
        },
      });
      const objects = [
        service('routed'),
        route('routed', 'routed'),
        route('lost', 'nowhere'),
      ];
      await world.run('fairway:kubernetes:apply', { ...where(), objects });
      const waiting = (name: string) =>
        world.run('fairway:kubernetes:wait', {
          ...where(),
          objects: [{ kind: 'HTTPRoute', name }],
          timeoutSeconds: 30,
          patienceSeconds: 1,
        });
      expect((await waiting('routed')).outputs).toMatchObject({
        ready: true,
        workloads: [{ kind: 'HTTPRoute', message: 'taken by its Gateway' }],
      });
      await expect(waiting('lost')).rejects.toThrow(
        /HTTPRoute 'lost': its Gateway says that it is not ResolvedRefs: /,
      );
    });
  });

  it('lets a person do only what they may do themselves', async () => {
    const elsewhere = await cluster().createNamespace('elsewhere');
    const input = {
      cluster: 'main',
      namespace: elsewhere,
      objects: [configMap('intruder')],
    };
    await expect(world.run('fairway:kubernetes:apply', input)).rejects.toThrow(
      /cannot patch resource "configmaps"/,
    );
    await expect(
      world.run('fairway:kubernetes:preflight', input),
    ).rejects.toThrow(
      `You may not create workloads in namespace '${elsewhere}' of cluster 'main'`,
    );
    await expect(
      world.run('fairway:namespace:ensure', {
        cluster: 'main',
        namespace: 'golden-forbidden',
      }),
    ).rejects.toThrow(/cannot create resource "namespaces"/);
  });

  it('makes a namespace once, for somebody who may', async () => {
    await expect(
      world.run('fairway:namespace:ensure', where()),
    ).resolves.toMatchObject({ outputs: { created: false } });
    await expect(
      world.run('fairway:namespace:ensure', {
        cluster: 'main',
        namespace: 'Not A Name',
      }),
    ).rejects.toThrow("namespace 'Not A Name' must consist of");
    await expect(
      world.run('fairway:namespace:ensure', {
        ...where(),
        labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      }),
    ).rejects.toThrow(/is for the platform to set/);
  });

  it('finds what would not work, with the field of the form', async () => {
    await cluster().applyObjects([
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'room', namespace: world.namespace },
        spec: { hard: { 'requests.cpu': '1' } },
      } as KubernetesObject,
    ]);
    await eventually(async () => {
      const quota = await read('room', {
        group: '',
        version: 'v1',
        plural: 'resourcequotas',
        kind: 'ResourceQuota',
      });
      expect(quota.status?.hard).toEqual({ 'requests.cpu': '1' });
    });
    const { outputs } = await world.run('fairway:kubernetes:preflight', {
      ...where(),
      objects: [deployment('big', { replicas: 4, cpu: '500m', image: 'web' })],
      fields: { resources: 'size' },
      failOn: 'never',
    });
    expect(outputs).toMatchObject({
      passed: false,
      findings: [
        {
          id: 'quota',
          severity: 'block',
          field: 'size',
          message: expect.stringMatching(
            /^To start it needs 2 of requests.cpu, but \d+m of 1 are left in quota 'room'$/,
          ),
        },
        { id: 'image-moves', severity: 'confirm', field: 'image' },
      ],
      quota: [
        { quota: 'room', resource: 'requests.cpu', hard: '1', asked: '2500m' },
      ],
    });
    await expect(
      world.run('fairway:kubernetes:preflight', {
        ...where(),
        objects: [deployment('big', { replicas: 4, cpu: '500m' })],
      }),
    ).rejects.toThrow(/The checks against .* found 1: resources: To start/);
  });

  it('asks later stages, too, and what one may not ask is to be confirmed', async () => {
    const later = await cluster().createNamespace('golden-later');
    const closed = await cluster().createNamespace('golden-closed');
    await grant(cluster(), later, 'ada');
    const stage = (name: string, namespace: string, objects: object[]) => ({
      stage: name,
      cluster: 'main',
      namespace,
      objects,
    });
    const run = (objects: object[]) =>
      world.run('fairway:kubernetes:preflight', {
        ...where(),
        objects: [configMap('staged')],
        later: [
          stage('staging', later, objects),
          stage('production', closed, objects),
        ],
      });
    const fine = await run([configMap('staged')]);
    expect(fine.outputs).toMatchObject({
      passed: true,
      findings: [
        {
          id: 'not-asked',
          field: 'production',
          message: expect.stringMatching(/^production: .* You may not create/),
        },
      ],
    });
    expect(fine.log.at(-1)).toBe(
      `Nothing speaks against it in ${world.namespace} of cluster main, ${later} of cluster main`,
    );
    await expect(
      run([
        {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          metadata: { name: 'staged' },
          spec: {
            scaleTargetRef: {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'staged',
            },
            minReplicas: 3,
            maxReplicas: 2,
          },
        },
      ]),
    ).rejects.toThrow(
      /found 1: replicas: staging: at least 3 replicas are more than at most 2$/,
    );
    await expect(
      world.run('fairway:kubernetes:preflight', {
        ...where(),
        objects: [configMap('staged')],
        later: [stage('staging', world.namespace, [configMap('staged')])],
      }),
    ).rejects.toThrow(
      /found 1: staging: it is to be delivered to .*, as where it runs first is/,
    );
  });

  it('looks for what is called where each stage is', async () => {
    const staging = await cluster().createNamespace('golden-calls');
    const production = await cluster().createNamespace('golden-called');
    await grant(cluster(), staging, 'ada');
    await grant(cluster(), production, 'ada');
    const { outputs } = await world.run('fairway:kubernetes:preflight', {
      ...where(),
      objects: [configMap('calls')],
      dependencies: [{ namespace: world.namespace, name: 'cart', port: 80 }],
      later: [
        {
          stage: 'staging',
          cluster: 'main',
          namespace: staging,
          objects: [configMap('calls')],
        },
        {
          stage: 'production',
          cluster: 'main',
          namespace: production,
          objects: [configMap('calls')],
          dependencies: [{ namespace: staging, name: 'basket', port: 80 }],
        },
      ],
    });
    const missing = (name: string, namespace: string) =>
      `there is neither a Service '${name}' nor a pod of that name in ${namespace}`;
    expect(
      (outputs.findings as { message: string }[]).map(({ message }) => message),
    ).toEqual([
      missing('cart', world.namespace),
      `staging: ${missing('cart', staging)}`,
      `production: ${missing('basket', staging)}`,
    ]);
  });

  it('asks nobody for rights where others deliver', async () => {
    const closed = await cluster().createNamespace('golden-theirs');
    const run = (delivery?: string) =>
      world.run('fairway:kubernetes:preflight', {
        cluster: 'main',
        namespace: closed,
        objects: [configMap('delivered')],
        ...(delivery && { delivery }),
      });
    const { outputs, log } = await run('argo-cd');
    expect(outputs).toMatchObject({
      passed: true,
      findings: [{ id: 'not-asked', severity: 'confirm', field: 'target' }],
    });
    expect(log.join()).not.toContain('Nothing speaks against it');
    await expect(run('direct')).rejects.toThrow(/^target: You may not create/);
    await expect(run()).rejects.toThrow(/^target: You may not create/);
  });

  it('shows admission the labels that the pods will have', async () => {
    const name = `golden-labels-${world.namespace}`;
    const made = await cluster().applyObjects<
      KubernetesObject & Record<string, unknown>
    >([
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name },
        spec: {
          failurePolicy: 'Fail',
          matchConstraints: {
            resourceRules: [
              {
                apiGroups: [''],
                apiVersions: ['v1'],
                resources: ['pods'],
                operations: ['CREATE'],
              },
            ],
          },
          validations: [
            {
              expression:
                "has(object.metadata.labels) && 'app' in object.metadata.labels && object.metadata.labels['app'] != 'nameless'",
              message: 'every pod must say its app',
            },
          ],
        },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name },
        spec: {
          policyName: name,
          validationActions: ['Deny'],
          matchResources: {
            namespaceSelector: {
              matchLabels: { 'kubernetes.io/metadata.name': world.namespace },
            },
          },
        },
      },
    ]);
    const findings = async (app: string) =>
      (
        await world.run('fairway:kubernetes:preflight', {
          ...where(),
          objects: [deployment(app, { cpu: '10m' })],
          failOn: 'never',
        })
      ).outputs.findings;
    await eventually(async () => {
      expect(await findings('nameless')).toMatchObject([
        { id: 'refused', message: expect.stringMatching(/must say its app/) },
      ]);
    });
    expect(await findings('labelled')).toEqual([]);
    // They are of no namespace, with which they would go.
    for (const { kind = '', metadata } of made) {
      const type = {
        group: 'admissionregistration.k8s.io',
        version: 'v1',
        plural: `${kind.toLowerCase()}s`.replace('policys', 'policies'),
        kind,
      };
      await cluster().client.delete({ type, name }, { uid: metadata!.uid! });
    }
  });

  it('writes down how a repository was made, but no secret', async () => {
    const { outputs } = await world.run('fairway:golden-path:record', {
      version: '1.0.0',
      parameters: { name: 'web', note: 'a: "b"\n# ${{ c }}' },
    });
    const text = await readFile(
      join(world.workspace, '.fairway/golden-path.yaml'),
      'utf8',
    );
    expect(parse(text)).toEqual({
      apiVersion: 'fairway.dev/v1alpha1',
      kind: 'GoldenPath',
      template: { ref: 'template:default/web', version: '1.0.0' },
      base: { digest: outputs.digest },
      parameters: { name: 'web', note: 'a: "b"\n# ${{ c }}' },
    });
    await expect(
      world.run(
        'fairway:golden-path:record',
        {
          version: '1.0.0',
          path: '.fairway/golden-path.yaml',
          parameters: { env: [{ value: 'hunter2' }] },
        },
        { secrets: { password: 'hunter2' } },
      ),
    ).rejects.toThrow('parameters.env[0].value holds a secret');
    await expect(
      world.run('fairway:golden-path:record', {
        version: '1',
        path: '../outside.yaml',
        parameters: {},
      }),
    ).rejects.toThrow();
  });
});
