import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ENVIRONMENT_TIERS,
  parseSchedule,
  type EnvironmentTier,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  readPrices,
  readTrustedLocations,
  DEFAULT_TIERS,
  type Tier,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Dependency } from '../domain/guardRails/networkPolicies';
import type { Settings } from '../domain/settings/settings';
import { readPreviewSettings } from './readPreviewSettings';

const HOUR = 3_600_000;

/** How the loop goes about its work. */
export interface LoopSettings {
  everySeconds: number;
  /** A pass ends after this; another replica takes over from one that died in it. */
  passTimeoutSeconds: number;
  writesPerSecond: number;
  /** Namespaces that may be in deletion at a time, in one cluster. */
  maxDeleting: number;
}

/**
 * Reads `environments`.
 *
 * @throws InputError naming the key and its value
 */
export function readSettings(root: Config): Settings {
  const config = root.getOptionalConfig('environments');
  const number = numbers(config);
  return {
    instance: readInstance(config?.getOptionalString('instance')),
    clusters: config?.getOptionalStringArray('clusters'),
    clusterRole:
      config?.getOptionalString('clusterRole') ??
      'fairway-environment-developer',
    network: {
      dependencies:
        config?.getOptional<Dependency[]>('network.dependencies') ?? [],
      ingressFrom: config?.getOptionalStringArray('network.ingressFrom') ?? [],
      ingressFromCidrs: config?.getOptionalStringArray(
        'network.ingressFromCidrs',
      ),
    },
    tiers: readTiers(config),
    sandbox: {
      defaultTier: readTier(config?.getOptionalString('sandbox.defaultTier')),
      defaultDays: number('sandbox.defaultDays', 14),
      maxDays: number('sandbox.maxDays', 60),
      perOwner: number('sandbox.perOwner', 3),
      defaultSchedule: readSchedule(
        config?.getOptionalString('sandbox.defaultSchedule'),
      ),
    },
    wakeHours: number('wakeHours', 4),
    lifetime: {
      warnBefore: number('lifetime.warnBeforeHours', 72) * HOUR,
      minimumNotice: number('lifetime.minimumNoticeHours', 48) * HOUR,
      warningLapses: number('lifetime.warningLapsesHours', 168) * HOUR,
    },
    stuckAfter: number('lifetime.stuckAfterMinutes', 15) * 60_000,
    cap: {
      maxCount: number('cleanup.maxCount', 10),
      maxPercent: number('cleanup.maxPercent', 25),
    },
    fallbackOwner: config?.getOptionalString('fallbackOwner'),
    prices: readPrices(config?.getOptionalConfig('prices')),
    trustedLocations: readTrustedLocations(root),
    previews: readPreviewSettings(root),
  };
}

/** Reads `environments.loop`. */
export function readLoopSettings(root: Config): LoopSettings {
  const number = numbers(root.getOptionalConfig('environments'));
  return {
    everySeconds: number('loop.everySeconds', 30),
    passTimeoutSeconds: number('loop.passTimeoutSeconds', 600),
    writesPerSecond: number('loop.writesPerSecond', 5),
    maxDeleting: number('loop.maxDeleting', 10),
  };
}

function numbers(config: Config | undefined) {
  return (key: string, otherwise: number): number => {
    const value = config?.getOptionalNumber(key) ?? otherwise;
    if (!(value >= 0)) {
      throw new InputError(
        `environments.${key} must not be negative, but is ${value}`,
      );
    }
    return value;
  };
}

/** It becomes a label's value. */
function readInstance(value = 'default'): string {
  if (!/^[a-zA-Z0-9]([-_.a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(value)) {
    throw new InputError(
      `environments.instance '${value}' must be a label's value: up to 63 letters, digits, '-', '_' and '.'`,
    );
  }
  return value;
}

function readTier(value = 's'): EnvironmentTier {
  const tier = ENVIRONMENT_TIERS.find(one => one === value);
  if (!tier) {
    throw new InputError(
      `environments.sandbox.defaultTier '${value}' must be one of ${ENVIRONMENT_TIERS.join(
        ', ',
      )}`,
    );
  }
  return tier;
}

function readSchedule(text: string | undefined): string | undefined {
  if (text !== undefined) {
    parseSchedule(text);
  }
  return text;
}

function readTiers(config: Config | undefined): Settings['tiers'] {
  const own =
    config?.getOptional<Partial<Record<EnvironmentTier, Tier>>>('tiers');
  return { ...DEFAULT_TIERS, ...own };
}
