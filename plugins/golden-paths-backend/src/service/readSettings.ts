import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** Of adoption. */
export interface AdoptionSettings {
  /** Namespaces that belong to nobody's component. */
  exclude: string[];
  /** What golden paths offer, of what workloads may use. */
  offered: string[];
}

/** What the plugin is told of upgrades and adoption. */
export interface UpgradeSettings {
  fallbackOwner?: string;
  /** Repositories that a campaign begins in a minute. */
  perMinute: number;
  /** How often templates, scaffolder and clusters are looked at. */
  everySeconds: number;
  adoption: AdoptionSettings;
}

const SYSTEM = [
  ...['kube-*', 'fairway-system', 'gateways', 'monitoring'],
  // What delivers and provisions is there for services, and is none.
  ...['argocd', 'flux-system', 'crossplane-system'],
];

/** @throws InputError naming key and value of what cannot be used */
export function readSettings(config: RootConfigService): UpgradeSettings {
  const root = config.getOptionalConfig('goldenPaths');
  const adoption = root?.getOptionalConfig('adoption');
  return {
    fallbackOwner: root?.getOptionalString('fallbackOwner'),
    perMinute: positive(
      root?.getOptionalNumber('campaigns.perMinute') ?? 6,
      'goldenPaths.campaigns.perMinute',
    ),
    everySeconds: positive(
      root?.getOptionalNumber('everySeconds') ?? 300,
      'goldenPaths.everySeconds',
    ),
    adoption: {
      exclude: adoption?.getOptionalStringArray('excludeNamespaces') ?? SYSTEM,
      offered: adoption?.getOptionalStringArray('offered') ?? [],
    },
  };
}

function positive(value: number, key: string): number {
  if (!(value >= 1)) {
    throw new InputError(`${key} must be 1 or more, not ${value}`);
  }
  return value;
}
