import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { V1ResourceQuota } from '@kubernetes/client-node';
import type { Candidate, Surroundings } from './facts';
import { preflight, type PreflightQuestion } from './preflight';

/** A namespace without any rule. */
export function around(some: Partial<Surroundings> = {}): Surroundings {
  return {
    cluster: 'dev',
    namespace: 'shop-dev',
    namespaceLabels: {},
    quotas: [],
    limitRanges: [],
    networkPolicies: [],
    routes: [],
    labelsOf: {},
    ...some,
  };
}

/** A quota, of which some is used. */
export function quota(
  hard: Record<string, string>,
  used: Record<string, string> = {},
): V1ResourceQuota {
  return { metadata: { name: 'team' }, status: { hard, used } };
}

/** A Deployment of one container. */
export function deployment(
  some: {
    name?: string;
    replicas?: number;
    strategy?: object;
    resources?: object;
    image?: string;
    spec?: object;
  } = {},
): Manifest {
  const {
    name = 'web',
    replicas = 1,
    strategy,
    image = 'example.com/w:1',
  } = some;
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      ...(strategy && { strategy }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'web',
              image,
              resources: some.resources ?? {
                requests: { cpu: '500m', memory: '128Mi' },
              },
            },
          ],
          ...some.spec,
        },
      },
    },
  };
}

/** An autoscaler of {@link deployment}. */
export function autoscaler(min: number, max: number): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
      },
      minReplicas: min,
      maxReplicas: max,
    },
  };
}

/** What the cluster serves, and has not. */
export function candidate(object: Manifest): Candidate {
  const [group, version] = object.apiVersion!.includes('/')
    ? object.apiVersion!.split('/')
    : ['', object.apiVersion!];
  const plural = `${object.kind!.toLowerCase()}s`;
  return {
    object,
    type: { group, version, plural, kind: object.kind!, namespaced: true },
  };
}

/** Somebody who starts a golden path. */
export const ADA = 'user:default/ada';

/** What the checks say to ADA's run `task-1`. */
export const ask = (
  candidates: Candidate[],
  more: Partial<PreflightQuestion> = {},
) =>
  preflight({
    candidates,
    around: around(),
    origin: { person: ADA, run: 'task-1' },
    ...more,
  });

/** Its findings, each in a line. */
export const said = (...args: Parameters<typeof ask>) =>
  ask(...args).findings.map(
    ({ severity, id, field, message }) =>
      `${severity} ${id} [${field ?? ''}] ${message}`,
  );

/** The same without those that are for information only. */
export const grave = (...args: Parameters<typeof ask>) =>
  said(...args).filter(line => !line.startsWith('info'));

/** An Ingress with one host. */
export const ingress = (host: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web' },
  spec: { rules: [{ host }] },
});
