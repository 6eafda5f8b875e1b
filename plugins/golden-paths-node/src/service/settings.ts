import type { Config } from '@backstage/config';
import type { PodPlacement } from '@fairway-idp/backstage-plugin-fairway-node/manifests';

/** What `goldenPaths` of the configuration says. @public */
export interface GoldenPathSettings {
  /** Program that renders folders with a kustomization. */
  kustomize: string;
  /** Program that renders charts. */
  helm: string;
  /** Where pods run. */
  podTemplate?: PodPlacement;
}

/**
 * Reads `goldenPaths`; all of it has defaults.
 *
 * @public
 */
export function readGoldenPathSettings(root: Config): GoldenPathSettings {
  const config = root.getOptionalConfig('goldenPaths');
  return {
    kustomize: config?.getOptionalString('kustomize') ?? 'kustomize',
    helm: config?.getOptionalString('helm') ?? 'helm',
    podTemplate: config?.getOptional<PodPlacement>('podTemplate'),
  };
}
