import { demoImage, labelsOf, podTemplate, selectorOf } from './pod.ts';
import type { KubeObject } from './types.ts';

/** A campaign that is over; nobody tidied up after it. */
const CAMPAIGN = 'shop-summer-sale';
/** Where nothing is alive any more. */
const EMPTY = 'shop-hackweek';

/** For namespaces that are no environments, an administrator says that rules may clean there. */
const namespace = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'fairway.dev/team': 'shop',
      'fairway.dev/housekeeping': 'true',
      'pod-security.kubernetes.io/enforce': 'restricted',
    },
  },
});

const sale = {
  name: 'summer-sale',
  kubernetesId: 'summer-sale',
  partOf: 'shop',
} as const;
/** The catalog says whose the campaign was: the owner is asked. */
const of = (name: string, more: object = {}) => ({
  name,
  namespace: CAMPAIGN,
  labels: labelsOf({ ...sale, name }),
  ...more,
});

const SHAPE = {
  image: demoImage('1.0'),
  cpu: '10m',
  memory: '16Mi',
};

function job(name: string, trouble?: 'crash-loop'): KubeObject {
  const template = podTemplate({ ...sale, name }, { ...SHAPE, trouble });
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: of(name),
    spec: {
      backoffLimit: 0,
      template: {
        ...template,
        spec: { ...template.spec, restartPolicy: 'Never' },
      },
    },
  };
}

/** Nobody asks for it, so it stays as it is with any storage, or none. */
const claim = (name: string, storage: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: of(name, more),
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'retired-array',
    resources: { requests: { storage } },
  },
});

/** A volume of a machine that only the demonstration has, bound to one claim. */
const volume = (claimName: string, storage: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: `${CAMPAIGN}-${claimName}` },
  spec: {
    accessModes: ['ReadWriteOnce'],
    capacity: { storage },
    storageClassName: 'retired-array',
    persistentVolumeReclaimPolicy: 'Retain',
    csi: { driver: 'retired-array.example.com', volumeHandle: claimName },
    claimRef: { namespace: CAMPAIGN, name: claimName },
  },
});

/** As somebody made it in a hurry: all that `Health` looks for is missing. */
function banner(): KubeObject {
  const who = { ...sale, name: 'sale-banner' };
  const { metadata, spec } = podTemplate(who, SHAPE);
  const [container] = spec.containers;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: of(who.name),
    spec: {
      replicas: 2,
      selector: { matchLabels: selectorOf(who) },
      template: {
        metadata: {
          labels: metadata.labels,
        },
        spec: {
          ...spec,
          containers: [
            {
              name: who.name,
              image: 'fairway-shop/sale-banner:latest',
              imagePullPolicy: 'IfNotPresent',
              ports: [{ name: 'http', containerPort: 8080 }],
              securityContext: container.securityContext,
            },
          ],
        },
      },
    },
  };
}

export const leftoverNamespaces: KubeObject[] = [
  namespace(CAMPAIGN),
  namespace(EMPTY),
];

/** What the page "Housekeeping" shows in a demonstration that is a minute old. */
export const leftovers: KubeObject[] = [
  job('import-sale-prices'),
  job('send-vouchers', 'crash-loop'),
  claim('sale-exports', '20Gi'),
  volume('sale-photos', '200Gi'),
  claim('sale-photos', '200Gi'),
  volume('sale-orders', '50Gi'),
  claim('sale-orders', '50Gi', {
    labels: {
      ...labelsOf(sale),
      'fairway.dev/protected': 'true',
    },
    annotations: {
      'fairway.dev/protection': JSON.stringify({
        by: 'group:default/shop',
        reason: 'Kept for the tax office',
      }),
    },
  }),
  banner(),
];
