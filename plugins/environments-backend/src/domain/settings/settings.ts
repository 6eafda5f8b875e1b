import type { EnvironmentTier } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  BlastCap,
  Prices,
  Tier,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Network } from '../guardRails/networkPolicies';
import type { Desired } from '../plan/types';
import type { PreviewSettings } from '../preview/settings';

/** What the configuration says, in the units of the domain. */
export interface Settings {
  /** Tells this portal's environments from another's in the same cluster. */
  instance: string;
  /** Names of the clusters that may hold environments; all if absent. */
  clusters?: readonly string[];
  clusterRole: string;
  network: Network;
  tiers: Record<EnvironmentTier, Tier>;
  sandbox: {
    defaultTier: EnvironmentTier;
    defaultDays: number;
    maxDays: number;
    /** Sandboxes that one user or group may own at a time. */
    perOwner: number;
    defaultSchedule?: string;
  };
  /** How long a person's wake lasts if they do not say. */
  wakeHours: number;
  lifetime: Desired['lifetime'];
  stuckAfter: number;
  cap: BlastCap;
  /** Warned where an owner is no longer in the catalog. */
  fallbackOwner?: string;
  prices: Prices;
  /** See `trustedSourceOf`. */
  trustedLocations: readonly string[];
  /** Absent: there are no previews. */
  previews?: PreviewSettings;
}
