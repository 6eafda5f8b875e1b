import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  CLEANUP_TARGETS,
  type CleanupTarget,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DEFAULT_TIERS,
  readPrices,
  type Tier,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { createRule, type Rule } from '../domain/rules/rule';
import type { Settings } from '../domain/settings/settings';

const HOUR = 3_600_000;

/** How the loop goes about its work. */
export interface LoopSettings {
  everySeconds: number;
  /** A pass ends after this; another replica takes over from one that died in it. */
  passTimeoutSeconds: number;
  writesPerSecond: number;
  sampleEverySeconds: number;
}

/** Labels by which clouds and Karpenter name the pool of a node. */
const POOL_LABELS = [
  'karpenter.sh/nodepool',
  'cloud.google.com/gke-nodepool',
  'eks.amazonaws.com/nodegroup',
  'kubernetes.azure.com/agentpool',
];

/**
 * Reads `housekeeping`, and of `environments` what tells environments and prices.
 *
 * @throws InputError naming the key and its value
 */
export function readSettings(root: Config): Settings {
  const config = root.getOptionalConfig('housekeeping');
  const environments = root.getOptionalConfig('environments');
  const number = numbers(config);
  const tier = environments?.getOptional<Tier>('tiers.s') ?? DEFAULT_TIERS.s;
  return {
    instance: environments?.getOptionalString('instance') ?? 'default',
    clusters: config?.getOptionalStringArray('clusters'),
    systemNamespaces: config?.getOptionalStringArray('systemNamespaces') ?? [],
    rules: readRules(config),
    cap: {
      maxCount: number('cap.maxCount', 20),
      maxPercent: number('cap.maxPercent', 10),
    },
    warningLapses: number('warningLapsesHours', 168) * HOUR,
    sightingGap: number('sightingGapHours', 24) * HOUR,
    renewDays: number('renewDays', 14),
    maxRenewDays: number('maxRenewDays', 90),
    ignoredKinds: config?.getOptionalStringArray('ignoredKinds') ?? [],
    fallbackOwner:
      config?.getOptionalString('fallbackOwner') ??
      environments?.getOptionalString('fallbackOwner'),
    prices: readPrices(environments?.getOptionalConfig('prices')),
    capacity: {
      poolLabels:
        config?.getOptionalStringArray('capacity.poolLabels') ?? POOL_LABELS,
      preview: { requests: tier.requests, pods: tier.pods },
      fullShare: number('capacity.fullPercent', 90) / 100,
      warnAhead: number('capacity.warnDays', 7) * 24 * HOUR,
    },
  };
}

/** Reads `housekeeping.loop`. */
export function readLoopSettings(root: Config): LoopSettings {
  const number = numbers(root.getOptionalConfig('housekeeping'));
  return {
    everySeconds: number('loop.everySeconds', 300),
    passTimeoutSeconds: number('loop.passTimeoutSeconds', 600),
    writesPerSecond: number('loop.writesPerSecond', 5),
    sampleEverySeconds: number('capacity.sampleEverySeconds', 60),
  };
}

function numbers(config: Config | undefined) {
  return (key: string, otherwise: number): number => {
    const value = config?.getOptionalNumber(key) ?? otherwise;
    if (!(value >= 0)) {
      throw new InputError(
        `housekeeping.${key} must not be negative, but is ${value}`,
      );
    }
    return value;
  };
}

/** One of each target, unless the configuration lists its own. */
function readRules(config: Config | undefined): Rule[] {
  const listed = config?.getOptionalConfigArray('rules');
  if (!listed) {
    return CLEANUP_TARGETS.map(target => createRule({ id: target, target }));
  }
  const rules = listed.map((one, i) =>
    readRule(one, `housekeeping.rules[${i}]`),
  );
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) {
    throw new InputError(
      `housekeeping.rules: the id '${twice}' is there twice`,
    );
  }
  return rules;
}

function readRule(config: Config, where: string): Rule {
  const target = readTarget(config.getString('target'), where);
  const id = config.getOptionalString('id') ?? target;
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(id)) {
    throw new InputError(
      `${where}.id '${id}' must be up to 63 lower-case letters, digits and '-'`,
    );
  }
  const hours = (key: string) => {
    const value = config.getOptionalNumber(key);
    if (value !== undefined && !(value >= 0)) {
      throw new InputError(
        `${where}.${key} must not be negative, but is ${value}`,
      );
    }
    return value;
  };
  return createRule({
    id,
    target,
    title: config.getOptionalString('title'),
    enabled: config.getOptionalBoolean('enabled'),
    olderThanHours: hours('olderThanHours'),
    noticeHours: hours('noticeHours'),
    namespaces: config.getOptionalStringArray('namespaces'),
    environments: config.getOptionalBoolean('environments'),
  });
}

function readTarget(text: string, where: string): CleanupTarget {
  const target = CLEANUP_TARGETS.find(one => one === text);
  if (!target) {
    throw new InputError(
      `${where}.target '${text}' must be one of ${CLEANUP_TARGETS.join(', ')}`,
    );
  }
  return target;
}
