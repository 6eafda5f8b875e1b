import type { ResourceType } from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';

/**
 * What is taken away first: who would make it again, then what leads to what
 * runs, then what runs. What is not named here goes after it.
 */
const FIRST = [
  'applications.argoproj.io',
  'kustomizations.kustomize.toolkit.fluxcd.io',
  'helmreleases.helm.toolkit.fluxcd.io',
  'httproutes.gateway.networking.k8s.io',
  'ingresses.networking.k8s.io',
  'horizontalpodautoscalers.autoscaling',
  'cronjobs.batch',
  'jobs.batch',
  'deployments.apps',
  'poddisruptionbudgets.policy',
];

/** Made by the cluster, never by a golden path; Secrets are never read. */
const NEVER_MADE = [
  'secrets',
  'events',
  'events.events.k8s.io',
  'pods',
  'pods.metrics.k8s.io',
  'endpoints',
  'endpointslices.discovery.k8s.io',
  'leases.coordination.k8s.io',
  'replicasets.apps',
  'controllerrevisions.apps',
];

/** As `kubectl api-resources -o name` has it. */
const nameOf = ({ group, plural }: ResourceType): string =>
  group ? `${plural}.${group}` : plural;

/** The kinds of which a run may have made something, in the order of removal. */
export function inOrderOfRemoval(types: ResourceType[]): ResourceType[] {
  const rank = (type: ResourceType) => {
    const at = FIRST.indexOf(nameOf(type));
    return at < 0 ? FIRST.length : at;
  };
  return types
    .filter(type => !NEVER_MADE.includes(nameOf(type)))
    .sort((a, b) => rank(a) - rank(b));
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
const CASCADE = 'resources-finalizer.argocd.argoproj.io';

/**
 * A merge patch after which an Application takes with it what it delivered, as
 * `argocd app delete` has it; undefined where that is so by itself, as it is with
 * Flux.
 */
export function cascadeOf(
  type: ResourceType,
  { metadata = {} }: KubernetesObject,
): object | undefined {
  const { finalizers = [], resourceVersion } = metadata;
  const cascades = finalizers.some(one => one.startsWith(CASCADE));
  return nameOf(type) !== 'applications.argoproj.io' || cascades
    ? undefined
    : { metadata: { resourceVersion, finalizers: [...finalizers, CASCADE] } };
}
