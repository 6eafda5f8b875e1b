import { podKind } from './pods';

const pod = (status: object) => ({
  metadata: {
    name: 'web-5d9c-x1',
    ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d9c' }],
  },
  spec: { containers: [{ name: 'web', image: 'example.com/shop/web:1' }] },
  status,
});
const container = (more: object) => ({
  containerStatuses: [{ name: 'web', ready: false, restartCount: 0, ...more }],
});
const waiting = (reason: string, message = '') =>
  container({ state: { waiting: { reason, message } } });

describe('podKind', () => {
  it.each([
    ['runs', container({ ready: true, state: { running: {} } }), undefined],
    ['is being created', waiting('ContainerCreating'), undefined],
    [
      'has no image',
      waiting('ErrImagePull', 'at 12:00:01: not found'),
      /^The image example.com\/shop\/web:1 of container web cannot be pulled/,
    ],
    ['waits to pull again', waiting('ImagePullBackOff'), /cannot be pulled/],
    ['has a bad image', waiting('InvalidImageName'), /is no name of an image/],
    [
      'lacks a ConfigMap',
      waiting('CreateContainerConfigError', 'configmap "x" not found'),
      /cannot be started: configmap "x" not found/,
    ],
    ['crashes', waiting('CrashLoopBackOff'), /keeps crashing/],
    [
      'crashes, and runs for a moment',
      container({
        restartCount: 3,
        state: { running: {} },
        lastState: { terminated: { exitCode: 1 } },
      }),
      /keeps crashing \(exit code 1\)/,
    ],
    [
      'has too little memory',
      container({
        restartCount: 3,
        lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
      }),
      /more memory than its limit/,
    ],
  ])('knows that one %s', (_, status, problem) => {
    const facts = podKind.project(pod(status));
    expect(facts.problem ?? 'none').toMatch(problem ?? /^none$/);
    expect(facts.isStuck).toBe(problem !== undefined);
    expect(facts.madeBy).toBe('ReplicaSet/web-5d9c');
  });

  it('says the same of one that cannot be pulled, whatever the kubelet just says', () => {
    const words = ['ErrImagePull', 'ImagePullBackOff'].map(
      reason => podKind.project(pod(waiting(reason, reason))).problem,
    );
    expect(new Set(words).size).toBe(1);
  });

  it('knows that a pod that fits nowhere may fit later', () => {
    const conditions = [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/3 nodes are available',
      },
    ];
    expect(podKind.project(pod({ conditions }))).toMatchObject({
      problem: 'No node takes it: 0/3 nodes are available',
      isStuck: false,
    });
  });
});
