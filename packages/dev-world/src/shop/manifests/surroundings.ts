import { labelsOf, selectorOf, type Identity } from './pod.ts';
import type { KubeObject } from './types.ts';

interface InNamespace extends Identity {
  namespace: string;
}

const metadata = (who: InNamespace) => ({
  name: who.name,
  namespace: who.namespace,
  labels: labelsOf(who),
});

/** A Service on port 80; `headless` for the stable names of a StatefulSet's pods. */
export const service = (
  who: InNamespace,
  { headless = false } = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata(who),
  spec: {
    selector: selectorOf(who),
    ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
    ...(headless ? { clusterIP: 'None' } : {}),
  },
});

export const disruptionBudget = (
  who: InNamespace,
  limit: { minAvailable: number } | { maxUnavailable: number },
): KubeObject => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: metadata(who),
  spec: { selector: { matchLabels: selectorOf(who) }, ...limit },
});

export const autoscaler = (
  who: InNamespace,
  { min, max }: { min: number; max: number },
): KubeObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: metadata(who),
  spec: {
    scaleTargetRef: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: who.name,
    },
    minReplicas: min,
    maxReplicas: max,
    metrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: { type: 'Utilization', averageUtilization: 70 },
        },
      },
    ],
  },
});
