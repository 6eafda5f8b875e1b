import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  placeOf,
  textOf,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Candidate, Surroundings } from './facts';
import { finding } from './finding';

/** What a kind needs that clusters often lack. */
const COMES_WITH: Record<string, string> = {
  'gateway.networking.k8s.io': 'the Gateway API',
  'monitoring.coreos.com': 'the Prometheus operator',
  'argoproj.io': 'Argo CD',
  'kustomize.toolkit.fluxcd.io': 'Flux',
  'helm.toolkit.fluxcd.io': 'Flux',
  'external-secrets.io': 'the External Secrets operator',
  'secrets-store.csi.x-k8s.io': 'the Secrets Store CSI driver',
  'keda.sh': 'KEDA',
};

/** Kinds that the cluster does not serve, and objects for another namespace. */
export function kindFindings(
  candidates: readonly Candidate[],
  { cluster, namespace }: Surroundings,
): GoldenPathFinding[] {
  return candidates.flatMap(({ object, type }) => {
    const place = placeOf(object);
    if (!type) {
      const { apiVersion = '', kind } = object;
      const group = apiVersion.split('/')[0];
      const with_ = Object.hasOwn(COMES_WITH, group)
        ? `, which comes with ${COMES_WITH[group]}`
        : '';
      return finding('missing-kind', 'block', {
        message: `${place}: cluster ${cluster} serves no ${kind} (${apiVersion})${with_}`,
        object: place,
        field: 'target',
      });
    }
    const stated = textOf(object.metadata?.namespace);
    return type.namespaced && stated && stated !== namespace
      ? finding('other-namespace', 'block', {
          message: `${place} is for namespace '${stated}', not for '${namespace}'`,
          object: place,
          field: 'target',
        })
      : [];
  });
}
