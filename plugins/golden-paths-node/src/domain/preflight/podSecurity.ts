import {
  ENVIRONMENT_LABELS,
  type GoldenPathFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  brokenPodSecurity,
  placeOf,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { isTried, type Candidate, type Surroundings } from './facts';
import { finding } from './finding';

const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

/** How much Pod Security a namespace enforces; without a label, none. */
export type PodSecurityLevel = (typeof LEVELS)[number];

/** By the label `pod-security.kubernetes.io/enforce`. */
export function podSecurityOf(
  labels: Readonly<Record<string, string>> = {},
): PodSecurityLevel {
  const stated = labels['pod-security.kubernetes.io/enforce'];
  return LEVELS.find(level => level === stated) ?? 'privileged';
}

/**
 * Rules of Pod Security that pods break, where the API server was not asked
 * about a pod itself. A namespace that enforces less hears of them as a hint.
 */
export function podSecurityFindings(
  candidates: readonly Candidate[],
  { namespaceLabels, namespace }: Surroundings,
): GoldenPathFinding[] {
  const level = podSecurityOf(namespaceLabels);
  return candidates
    .filter(({ podAnswer }) => level !== 'restricted' || !isTried(podAnswer))
    .flatMap(({ object }) =>
      brokenPodSecurity(object).map(rule =>
        finding('pod-security', level === 'restricted' ? 'block' : 'info', {
          message:
            level === 'restricted'
              ? `${placeOf(
                  object,
                )}: ${rule}; namespace ${namespace} enforces Pod Security 'restricted' and will refuse its pods`
              : `${placeOf(
                  object,
                )}: ${rule} to run where Pod Security 'restricted' is enforced`,
          object: placeOf(object),
        }),
      ),
    );
}

/** The stage of a namespace, as its label says. */
export function stageOf(
  labels: Readonly<Record<string, string>> = {},
): string | undefined {
  return labels[ENVIRONMENT_LABELS.stage];
}
