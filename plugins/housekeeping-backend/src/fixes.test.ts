import {
  describeWithCluster,
  eventually,
  type RealCluster,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type {
  HealthFact,
  HealthFactId,
  MendableKind,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { KubernetesObject, V1Pod } from '@kubernetes/client-node';
import { parse } from 'yaml';
import {
  cronJob,
  daemonSet,
  deployment,
  statefulSet,
} from './__testUtils__/objects';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(60_000);

const SERVING: HealthFactId[] = [
  'latest-tag',
  'no-limits',
  'no-liveness-probe',
  'no-readiness-probe',
  'no-requests',
];
const EXPECTED: Array<[MendableKind, HealthFactId[]]> = [
  ['Deployment', [...SERVING, 'no-disruption-budget']],
  ['StatefulSet', [...SERVING, 'no-disruption-budget']],
  ['DaemonSet', SERVING],
  ['CronJob', ['latest-tag', 'no-limits', 'no-requests']],
];

describeWithCluster('the smallest fixes', cluster => {
  let world: TestWorld;
  let room: string;

  beforeAll(async () => {
    world = await startWorld(cluster());
    room = await world.sandbox('lacking');
    const container = {
      image: 'example.com/shop',
      // The first that speaks TCP is asked.
      ports: [
        { containerPort: 5353, protocol: 'UDP' },
        { containerPort: 8080 },
      ],
    };
    await cluster().applyObjects([
      deployment(room, 'bare', { replicas: 2, container }),
      statefulSet(room, 'bare', 2, container),
      daemonSet(room, 'bare', container),
      cronJob(room, 'bare', { image: container.image }),
      // Has the name that a fix would take, and covers nothing.
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'bare', namespace: room },
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'no' } } },
      } as KubernetesObject,
    ]);
  });

  afterAll(async () => {
    await world?.stop();
  });

  const factsOf = async (name: string): Promise<HealthFact[]> => {
    const { body } = await world.portal.get('/health-facts', {
      scope: 'all',
      namespace: room,
    });
    const facts: HealthFact[] = body.clusters[0].facts;
    return facts.filter(one => one.name === name);
  };

  it('are there for all that is missing, and the API server takes each', async () => {
    await eventually(async () => {
      const facts = await factsOf('bare');
      for (const [kind, expected] of EXPECTED) {
        const found = facts.filter(one => one.kind === kind);
        expect(found.map(({ fact }) => fact).sort()).toEqual(
          [...expected].sort(),
        );
      }
    });
    await untilRuns(cluster(), room, 'bare');
    await eventually(async () => {
      const facts = await factsOf('bare');
      const latest = facts.find(
        ({ kind, fact }) => kind === 'Deployment' && fact === 'latest-tag',
      );
      expect(latest?.fix.how).toBe('patch');
    });
    const facts = await factsOf('bare');
    for (const fact of facts) {
      const answer = await mend(world, fact, { dryRun: true });
      expect(answer).toEqual(
        // No pod of the others runs, so that nobody knows which image it is.
        fact.fact === 'latest-tag' && fact.kind !== 'Deployment'
          ? 'to be looked at'
          : 'taken',
      );
    }
  });

  it('mend what they are for, and nothing else is missing then', async () => {
    for (const fact of await factsOf('bare')) {
      await mend(world, fact, { dryRun: false });
    }
    await eventually(async () => {
      const left = await factsOf('bare');
      expect(left.map(({ kind, fact }) => `${kind} ${fact}`).sort()).toEqual([
        'CronJob latest-tag',
        'DaemonSet latest-tag',
        'StatefulSet latest-tag',
      ]);
    });
  });

  it('give a container that is killed for its memory twice as much', async () => {
    const container = {
      ports: [{ containerPort: 8080 }],
      resources: { limits: { cpu: '100m', memory: '64Mi' } },
    };
    await cluster().applyObjects([deployment(room, 'hungry', { container })]);
    await untilRuns(cluster(), room, 'hungry', {
      ready: false,
      restartCount: 40,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    });
    await eventually(async () => {
      const facts = await factsOf('hungry');
      const crash = facts.find(({ fact }) => fact === 'crash-loop');
      expect(crash?.fix).toMatchObject({ how: 'patch' });
      expect(crash?.fix.document).toContain('memory: 128Mi');
      expect(await mend(world, crash!, { dryRun: true })).toBe('taken');
    });
  });
});

/** Carries a plan out by the document that people copy. */
async function mend(
  { client }: TestWorld,
  { kind, namespace, name, fix }: HealthFact,
  options: { dryRun: boolean },
): Promise<string> {
  const document = parse(fix.document ?? '{}');
  switch (fix.how) {
    case 'create':
      await client.create(TYPES.PodDisruptionBudget, document, {
        ...options,
        namespace,
      });
      return 'taken';
    case 'patch':
      await client.patch(
        { type: TYPES[kind], namespace, name },
        { type: 'application/strategic-merge-patch+json', body: document },
        options,
      );
      return 'taken';
    default:
      return 'to be looked at';
  }
}

/** Says of the pods of a Deployment, which no node takes, what a kubelet would. */
async function untilRuns(
  { client }: RealCluster,
  namespace: string,
  name: string,
  container: object = { ready: true, restartCount: 0 },
): Promise<void> {
  const longAgo = new Date(Date.now() - 4 * 3_600_000).toISOString();
  await eventually(async () => {
    const pods = await client.list<V1Pod>(TYPES.Pod, { namespace });
    const own = pods.filter(
      ({ metadata }) =>
        metadata?.labels?.app === name &&
        metadata.ownerReferences?.[0]?.kind === 'ReplicaSet',
    );
    expect(own.length).toBeGreaterThan(0);
    for (const { metadata, spec } of own) {
      await client.patch(
        {
          type: TYPES.Pod,
          namespace,
          name: metadata!.name!,
          subresource: 'status',
        },
        {
          type: 'application/merge-patch+json',
          body: {
            status: {
              conditions: [
                { type: 'Ready', status: 'False', lastTransitionTime: longAgo },
              ],
              containerStatuses: spec!.containers.map(
                ({ name: of, image }) => ({
                  name: of,
                  image,
                  imageID: `${image}@sha256:${'a'.repeat(64)}`,
                  ...container,
                }),
              ),
            },
          },
        },
      );
    }
  });
}
