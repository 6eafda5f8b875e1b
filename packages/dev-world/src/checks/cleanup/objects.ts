/** Objects that a rule finds, or nearly so. Nothing runs: no node is there for them. */
const SPEC = {
  containers: [
    {
      name: 'c',
      image: 'example.com/none:1',
      // As sandboxes ask for: Pod Security `restricted`.
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
    },
  ],
  securityContext: {
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  nodeSelector: { 'fairway.dev/check': 'nowhere' },
};

/** An object to be made, with the path of its collection. */
export interface Made {
  collection: string;
  object: {
    apiVersion: string;
    kind: string;
    metadata: { name: string; [field: string]: unknown };
    [field: string]: unknown;
  };
}

const make = (
  [root, plural]: [string, string],
  namespace: string,
  object: { kind: string; metadata: { name: string }; spec: object },
): Made => ({
  collection: `${
    root.includes('/') ? `/apis/${root}` : `/api/${root}`
  }/namespaces/${namespace}/${plural}`,
  object: { apiVersion: root, ...object },
});

/** Never bound, as there is no such class. */
export const claim = (namespace: string, name: string, spec: object = {}) =>
  make(['v1', 'persistentvolumeclaims'], namespace, {
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'check',
      resources: { requests: { storage: '1Gi' } },
      ...spec,
    },
  });

/** A volume that one claim is to get. */
export const volume = (namespace: string, claimName: string): Made => ({
  collection: '/api/v1/persistentvolumes',
  object: {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${namespace}-${claimName}` },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
      storageClassName: 'check',
      persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: '/nowhere' },
      claimRef: { namespace, name: claimName },
    },
  },
});

export const pod = (namespace: string, name: string) =>
  make(['v1', 'pods'], namespace, {
    kind: 'Pod',
    metadata: { name },
    spec: SPEC,
  });

export const deployment = (
  namespace: string,
  name: string,
  options: { replicas: number; claim?: string },
) =>
  make(['apps/v1', 'deployments'], namespace, {
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: options.replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          ...SPEC,
          ...(options.claim && {
            volumes: [
              {
                name: 'v',
                persistentVolumeClaim: { claimName: options.claim },
              },
            ],
          }),
        },
      },
    },
  });

export const statefulSet = (namespace: string, name: string) =>
  make(['apps/v1', 'statefulsets'], namespace, {
    kind: 'StatefulSet',
    metadata: { name },
    spec: {
      serviceName: name,
      replicas: 0,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: SPEC },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: claim(namespace, 'x').object.spec,
        },
      ],
    },
  });

export const cronJob = (namespace: string, name: string) =>
  make(['batch/v1', 'cronjobs'], namespace, {
    kind: 'CronJob',
    metadata: { name },
    spec: {
      schedule: '0 0 1 1 *',
      jobTemplate: {
        spec: { template: { spec: { ...SPEC, restartPolicy: 'Never' } } },
      },
    },
  });

export const job = (namespace: string, name: string, spec: object = {}) =>
  make(['batch/v1', 'jobs'], namespace, {
    kind: 'Job',
    metadata: { name },
    spec: {
      suspend: true,
      template: { spec: { ...SPEC, restartPolicy: 'Never' } },
      ...spec,
    },
  });

/** How the job controller says that a job has ended. */
export function ended(how: 'Complete' | 'Failed'): object {
  const at = new Date(Date.now() - 5_000).toISOString();
  return {
    status: {
      startTime: at,
      ...(how === 'Complete' && { completionTime: at, succeeded: 1 }),
      conditions: [
        {
          type: how === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget',
          status: 'True',
          lastTransitionTime: at,
        },
        { type: how, status: 'True', lastTransitionTime: at },
      ],
    },
  };
}
