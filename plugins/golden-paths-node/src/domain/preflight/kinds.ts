import type {
  GoldenPathField,
  GoldenPathFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  placeOf,
  textOf,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Candidate, Surroundings } from './facts';
import { finding } from './finding';

/** What a kind needs that clusters often lack, and what asks for it in a form. */
const COMES_WITH: Record<string, { with: string; field: GoldenPathField }> = {
  'gateway.networking.k8s.io': { with: 'the Gateway API', field: 'route' },
  'monitoring.coreos.com': {
    with: 'the Prometheus operator',
    field: 'monitoring',
  },
  'argoproj.io': { with: 'Argo CD', field: 'target' },
  'kustomize.toolkit.fluxcd.io': { with: 'Flux', field: 'target' },
  'helm.toolkit.fluxcd.io': { with: 'Flux', field: 'target' },
  'external-secrets.io': {
    with: 'the External Secrets operator',
    field: 'secrets',
  },
  'secrets-store.csi.x-k8s.io': {
    with: 'the Secrets Store CSI driver',
    field: 'secrets',
  },
  'keda.sh': { with: 'KEDA', field: 'replicas' },
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
      const origin = Object.hasOwn(COMES_WITH, group)
        ? COMES_WITH[group]
        : undefined;
      const hint = origin ? `, which comes with ${origin.with}` : '';
      return finding('missing-kind', 'block', {
        message: `${place}: cluster ${cluster} serves no ${kind} (${apiVersion})${hint}`,
        object: place,
        field: origin?.field ?? 'target',
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
