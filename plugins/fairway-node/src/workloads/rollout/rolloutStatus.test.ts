import { daemonSetKind } from '../kinds/daemonSet';
import { deploymentKind } from '../kinds/deployment';
import { statefulSetKind } from '../kinds/statefulSet';
import { rolloutStatus } from './rolloutStatus';

const meta = (generation: number) => ({
  metadata: { name: 'web', generation },
});

describe('rolloutStatus of a Deployment', () => {
  const TO_FINISH = 'Waiting for deployment "web" rollout to finish:';

  it.each<[object, object, string, boolean]>([
    [
      { replicas: 1 },
      { observedGeneration: 0 },
      'Waiting for deployment spec update to be observed...',
      false,
    ],
    [
      { replicas: 1 },
      {
        observedGeneration: 1,
        replicas: 1,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      },
      'deployment "web" exceeded its progress deadline',
      false,
    ],
    [
      { replicas: 2 },
      { observedGeneration: 1, updatedReplicas: 1, replicas: 3 },
      `${TO_FINISH} 1 out of 2 new replicas have been updated...`,
      false,
    ],
    [
      { replicas: 2 },
      { observedGeneration: 1, updatedReplicas: 2, replicas: 3 },
      `${TO_FINISH} 1 old replicas are pending termination...`,
      false,
    ],
    [
      { replicas: 2 },
      {
        observedGeneration: 1,
        updatedReplicas: 2,
        replicas: 2,
        availableReplicas: 1,
      },
      `${TO_FINISH} 1 of 2 updated replicas are available...`,
      false,
    ],
    [
      { replicas: 2 },
      {
        observedGeneration: 2,
        updatedReplicas: 2,
        replicas: 2,
        availableReplicas: 2,
      },
      'deployment "web" successfully rolled out',
      true,
    ],
    [
      { replicas: 0 },
      { observedGeneration: 1 },
      'deployment "web" successfully rolled out',
      true,
    ],
  ])('%j %j', (spec, status, message, done) => {
    const facts = deploymentKind.project({ ...meta(1), spec, status });
    expect(rolloutStatus(facts)).toMatchObject({ message, done });
  });
});

describe('rolloutStatus of a DaemonSet', () => {
  const TO_FINISH = 'Waiting for daemon set "web" rollout to finish:';

  it.each<[object, object, string, boolean]>([
    [
      { updateStrategy: { type: 'OnDelete' } },
      { observedGeneration: 1 },
      'rollout status is only available for RollingUpdate strategy type',
      false,
    ],
    [
      {},
      { observedGeneration: 0 },
      'Waiting for daemon set spec update to be observed...',
      false,
    ],
    [
      {},
      {
        observedGeneration: 1,
        desiredNumberScheduled: 2,
        updatedNumberScheduled: 0,
      },
      `${TO_FINISH} 0 out of 2 new pods have been updated...`,
      false,
    ],
    [
      {},
      {
        observedGeneration: 1,
        desiredNumberScheduled: 2,
        updatedNumberScheduled: 2,
        numberAvailable: 1,
      },
      `${TO_FINISH} 1 of 2 updated pods are available...`,
      false,
    ],
    [
      {},
      {
        observedGeneration: 1,
        desiredNumberScheduled: 2,
        updatedNumberScheduled: 2,
        numberAvailable: 2,
      },
      'daemon set "web" successfully rolled out',
      true,
    ],
  ])('%j %j', (spec, status, message, done) => {
    const facts = daemonSetKind.project({ ...meta(1), spec, status });
    expect(rolloutStatus(facts)).toMatchObject({ message, done });
  });
});

describe('rolloutStatus of a StatefulSet', () => {
  const rolling = (partition?: number) => ({
    updateStrategy: {
      type: 'RollingUpdate',
      ...(partition !== undefined && { rollingUpdate: { partition } }),
    },
  });

  it.each<[object, object, string, boolean]>([
    [
      { replicas: 2, updateStrategy: { type: 'OnDelete' } },
      { observedGeneration: 1 },
      'rollout status is only available for RollingUpdate strategy type',
      false,
    ],
    [
      { replicas: 2, ...rolling(0) },
      {},
      'Waiting for statefulset spec update to be observed...',
      false,
    ],
    [
      { replicas: 2, ...rolling(0) },
      { observedGeneration: 1, readyReplicas: 1 },
      'Waiting for 1 pods to be ready...',
      false,
    ],
    [
      { replicas: 4, ...rolling(2) },
      { observedGeneration: 1, readyReplicas: 4, updatedReplicas: 1 },
      'Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...',
      false,
    ],
    [
      { replicas: 4, ...rolling(2) },
      { observedGeneration: 1, readyReplicas: 4, updatedReplicas: 2 },
      'partitioned roll out complete: 2 new pods have been updated...',
      true,
    ],
    [
      { replicas: 2, ...rolling() },
      {
        observedGeneration: 1,
        readyReplicas: 2,
        updatedReplicas: 1,
        currentRevision: 'a',
        updateRevision: 'b',
      },
      'waiting for statefulset rolling update to complete 1 pods at revision b...',
      false,
    ],
    [
      { replicas: 2, ...rolling() },
      {
        observedGeneration: 1,
        readyReplicas: 2,
        replicas: 2,
        currentRevision: 'b',
        updateRevision: 'b',
      },
      'statefulset rolling update complete 2 pods at revision b...',
      true,
    ],
  ])('%j %j', (spec, status, message, done) => {
    const facts = statefulSetKind.project({ ...meta(1), spec, status });
    expect(rolloutStatus(facts)).toMatchObject({ message, done });
  });
});
