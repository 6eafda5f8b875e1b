import type {
  BlastCap,
  Prices,
  Tier,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Rule } from '../rules/rule';

/** What the configuration says, in the units of the domain. */
export interface Settings {
  /** Tells this portal's environments from another's in the same cluster. */
  instance: string;
  /** Names of the clusters that are looked at; all if absent. */
  clusters: readonly string[] | undefined;
  /** Namespaces that no rule ever touches, beside Kubernetes' own. */
  systemNamespaces: readonly string[];
  rules: readonly Rule[];
  cap: BlastCap;
  /** Milliseconds after its deadline at which a warning counts no more. */
  warningLapses: number;
  /** Milliseconds without a look after which "since then" is not known any more. */
  sightingGap: number;
  renewDays: number;
  maxRenewDays: number;
  /** Kinds, as `widgets.example.com`, that are no sign of life in a namespace. */
  ignoredKinds: readonly string[];
  fallbackOwner: string | undefined;
  prices: Prices;
  capacity: CapacitySettings;
}

/** @see Settings */
export interface CapacitySettings {
  /** Labels of nodes that name their pool, the first that is there decides. */
  poolLabels: readonly string[];
  /** What one preview of tier S asks for. */
  preview: Pick<Tier, 'requests' | 'pods'>;
  /** Share from which a pool is nearly full. */
  fullShare: number;
  /** Milliseconds in advance at which a pool that fills up is warned of. */
  warnAhead: number;
}
