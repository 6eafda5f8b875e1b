import type { EnvironmentTier } from '@fairway-idp/backstage-plugin-fairway-common';

/** What an environment of a tier may use in all. @public */
export interface Tier {
  requests: { cpu: string; memory: string };
  limits: { cpu: string; memory: string };
  /** Of all PersistentVolumeClaims together. */
  storage: string;
  pods: number;
}

/** Unless the configuration says otherwise. @public */
export const DEFAULT_TIERS: Record<EnvironmentTier, Tier> = {
  s: {
    requests: { cpu: '1', memory: '2Gi' },
    limits: { cpu: '4', memory: '4Gi' },
    storage: '10Gi',
    pods: 15,
  },
  m: {
    requests: { cpu: '2', memory: '4Gi' },
    limits: { cpu: '8', memory: '8Gi' },
    storage: '20Gi',
    pods: 30,
  },
  l: {
    requests: { cpu: '4', memory: '8Gi' },
    limits: { cpu: '16', memory: '16Gi' },
    storage: '50Gi',
    pods: 60,
  },
};

/**
 * What a container asks for and may use if it does not say: small, so that a
 * few of them fit into the smallest tier.
 *
 * @public
 */
export const CONTAINER_DEFAULTS = {
  requests: { cpu: '50m', memory: '64Mi' },
  limits: { cpu: '250m', memory: '256Mi' },
};
