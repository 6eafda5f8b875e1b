import { quotaAnswer } from './quota';
import { autoscaler, candidate, deployment, quota } from './testdata';

const ask = (
  objects: ReturnType<typeof deployment>[],
  hard: Record<string, string>,
  used: Record<string, string> = {},
) =>
  quotaAnswer(objects.map(candidate), {
    quotas: [quota(hard, used)],
    limitRanges: [],
  });

describe('quotaAnswer', () => {
  it('finds nothing where all fits, and tells what is left', () => {
    expect(
      ask(
        [deployment({ replicas: 2 })],
        { 'requests.cpu': '4' },
        {
          'requests.cpu': '2500m',
        },
      ),
    ).toEqual({
      findings: [],
      room: [
        {
          quota: 'team',
          resource: 'requests.cpu',
          hard: '4',
          used: '2500m',
          left: '1500m',
          // Two pods, and one more while a new version is rolled out.
          asked: '1500m',
        },
      ],
    });
  });

  it('blocks what cannot start', () => {
    const { findings } = ask(
      [deployment({ replicas: 4 })],
      { 'requests.cpu': '4' },
      { 'requests.cpu': '2500m' },
    );
    expect(findings).toEqual([
      {
        id: 'quota',
        severity: 'block',
        field: 'resources',
        message:
          "To start it needs 2 of requests.cpu, but 1500m of 4 are left in quota 'team'",
        evidence: [
          { label: 'quota', value: 'team' },
          { label: 'resource', value: 'requests.cpu' },
          { label: 'hard', value: '4' },
          { label: 'used', value: '2500m' },
          { label: 'left', value: '1500m' },
          { label: 'asked', value: '2' },
        ],
      },
    ]);
  });

  it.each<[string, object | undefined, string[]]>([
    ['25 % by default, rounded up', undefined, ['quota-rollout']],
    ['none', { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }, []],
    ['none of Recreate', { type: 'Recreate' }, []],
    ['half', { rollingUpdate: { maxSurge: '50%' } }, ['quota-rollout']],
  ])('counts the surge: %s', (_, strategy, ids) => {
    const { findings } = ask([deployment({ replicas: 4, strategy })], {
      'requests.cpu': '2',
    });
    expect(findings.map(({ id }) => id)).toEqual(ids);
  });

  it('counts up to the maximum of the autoscaler', () => {
    const { findings, room } = ask(
      [deployment({ replicas: 1 }), autoscaler(2, 8)],
      { cpu: '2' },
    );
    expect(findings).toMatchObject([
      {
        id: 'quota-autoscaler',
        severity: 'confirm',
        field: 'replicas',
        message:
          "At the autoscaler's maximum it needs 5 of cpu, but 2 of 2 are left in quota 'team'",
      },
    ]);
    expect(room).toMatchObject([{ asked: '1500m', atMost: '5' }]);
  });

  it('blocks containers that do not state what a quota counts', () => {
    const { findings } = ask([deployment()], { 'limits.memory': '1Gi' });
    expect(findings).toMatchObject([
      {
        id: 'quota',
        severity: 'block',
        message:
          "Deployment 'web': quota 'team' asks every container to state limits.memory, and one does not: its pods would be refused",
      },
    ]);
  });

  it('takes what a LimitRange gives for stated', () => {
    const { findings } = quotaAnswer([candidate(deployment())], {
      quotas: [quota({ 'limits.memory': '1Gi' })],
      limitRanges: [
        {
          spec: {
            limits: [{ type: 'Container', _default: { memory: '64Mi' } }],
          },
        },
      ],
    });
    expect(findings).toEqual([]);
  });

  it('does not count twice what runs already and is replaced', () => {
    const existing = {
      ...deployment({ replicas: 2 }),
      status: { replicas: 2 },
    };
    const { findings, room } = quotaAnswer(
      [{ ...candidate(deployment({ replicas: 3 })), existing }],
      {
        quotas: [quota({ 'requests.cpu': '2' }, { 'requests.cpu': '1' })],
        limitRanges: [],
      },
    );
    expect(findings).toEqual([]);
    expect(room).toMatchObject([{ asked: '1' }]);
  });

  it('adds up all workloads', () => {
    const { findings } = ask(
      [deployment({ name: 'a' }), deployment({ name: 'b' })],
      { 'requests.cpu': '900m' },
    );
    expect(findings).toMatchObject([
      {
        message: expect.stringMatching(/^To start it needs 1 of requests.cpu/),
      },
    ]);
  });

  it('counts objects and storage', () => {
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { resources: { requests: { storage: '20Gi' } } },
    };
    const { findings } = ask([claim, deployment()], {
      persistentvolumeclaims: '0',
      'requests.storage': '10Gi',
      'count/deployments.apps': '1',
      pods: '1',
    });
    expect(findings.map(({ message }) => message)).toEqual([
      "To start it needs 1 of persistentvolumeclaims, but 0 of 0 are left in quota 'team'",
      "To start it needs 20Gi of requests.storage, but 10Gi of 10Gi are left in quota 'team'",
      "While a new version is rolled out it needs 2 of pods, but 1 of 1 are left in quota 'team'",
    ]);
  });

  it('leaves out quotas whose scope does not select the pods', () => {
    const { findings } = quotaAnswer([candidate(deployment())], {
      quotas: [
        {
          ...quota({ 'requests.cpu': '0' }),
          spec: { scopes: ['Terminating'] },
        },
      ],
      limitRanges: [],
    });
    expect(findings).toEqual([]);
  });
});
