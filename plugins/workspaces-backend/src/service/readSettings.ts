import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ENVIRONMENT_TIERS,
  quantityToNumber,
  type EnvironmentTier,
  type WorkspaceResources,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  readPrices,
  readTrustedLocations,
  type WorkspaceEgress,
  type WorkspacePodTemplate,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  DEFAULT_TIERS,
  PUBLIC_INTERNET,
  type ForgeSetting,
  type ImageSetting,
  type Settings,
} from '../domain/settings/settings';

/** A certificate lives at most so many minutes, whatever is configured. */
const MAX_CERTIFICATE = 15;
/** The API server gives no shorter token. */
const MIN_TOKEN = 10;

/**
 * Reads `workspaces`, and of `environments` whose sandboxes they are.
 *
 * @throws InputError naming the key and its value
 */
export function readSettings(root: Config): Settings {
  const config = root.getOptionalConfig('workspaces');
  const number = numbers(config);
  const forges = readForges(config);
  return {
    instance: root.getOptionalString('environments.instance') ?? 'default',
    clusters:
      config?.getOptionalStringArray('clusters') ??
      root.getOptionalStringArray('environments.clusters'),
    images: readImages(config),
    forges,
    tiers: readTiers(config),
    defaultTier: readTier(config, 'defaultTier') ?? 's',
    storageClass: config?.getOptionalString('storageClass'),
    podTemplate: config?.getOptional<WorkspacePodTemplate>('podTemplate'),
    egress: [...readEgress(config), ...forges.flatMap(egressTo)],
    limits: {
      perUser: number('limits.perUser', 5),
      runningPerUser: number('limits.runningPerUser', 2),
    },
    idle: {
      defaultMinutes: number('idle.defaultMinutes', 60),
      maxMinutes: number('idle.maxMinutes', 24 * 60),
      maxProcessHours: number('idle.maxProcessHours', 6),
    },
    startDeadlineMinutes: number('startDeadlineMinutes', 5),
    ssh: {
      certificateMinutes: Math.min(
        number('ssh.certificateMinutes', 10),
        MAX_CERTIFICATE,
      ),
      program: config?.getOptionalString('ssh.program') ?? 'ssh-keygen',
    },
    terminalIdleMinutes: number('terminalIdleMinutes', 60),
    kubeconfig: {
      minutes: Math.max(number('kubeconfig.minutes', 60), MIN_TOKEN),
      servers:
        config?.getOptional<Settings['kubeconfig']['servers']>(
          'kubeconfig.servers',
        ) ?? {},
      clusterRole:
        root.getOptionalString('environments.clusterRole') ??
        'fairway-environment-developer',
    },
    prices: readPrices(root.getOptionalConfig('environments.prices')),
    trustedLocations: readTrustedLocations(root),
    sandbox: {
      title: config?.getOptionalString('sandbox.title') ?? 'workspaces',
      tier: readTier(config, 'sandbox.tier'),
    },
  };
}

/** Seconds between two passes of the loop. */
export function readLoopSeconds(root: Config): number {
  return numbers(root.getOptionalConfig('workspaces'))('loop.everySeconds', 20);
}

function numbers(config: Config | undefined) {
  return (key: string, otherwise: number): number => {
    const value = config?.getOptionalNumber(key) ?? otherwise;
    if (!(value > 0)) {
      throw new InputError(
        `workspaces.${key} must be more than 0, but is ${value}`,
      );
    }
    return value;
  };
}

function readTier(
  config: Config | undefined,
  key: string,
): EnvironmentTier | undefined {
  const value = config?.getOptionalString(key);
  const tier = ENVIRONMENT_TIERS.find(one => one === value);
  if (value !== undefined && !tier) {
    throw new InputError(
      `workspaces.${key} '${value}' must be one of ${ENVIRONMENT_TIERS.join(
        ', ',
      )}`,
    );
  }
  return tier;
}

/** `image` is short for one that is called `default`. */
function readImages(config: Config | undefined): ImageSetting[] {
  const single = config?.getOptionalString('image');
  const images = (config?.getOptionalConfigArray('images') ?? []).map(one => ({
    id: one.getString('id'),
    title: one.getOptionalString('title') ?? one.getString('id'),
    description: one.getOptionalString('description'),
    image: one.getString('image'),
  }));
  return [
    ...(single ? [{ id: 'default', title: 'Default', image: single }] : []),
    ...images,
  ];
}

function readForges(config: Config | undefined): ForgeSetting[] {
  return (config?.getOptionalConfigArray('forges') ?? []).map(one => ({
    url: readUrl(one, 'url'),
    ...(one.has('cloneUrl') && { cloneUrl: readUrl(one, 'cloneUrl') }),
    secret: one.getOptionalString('secret'),
  }));
}

function readUrl(config: Config, key: string): string {
  const text = config.getString(key);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new InputError(
      `workspaces.forges[].${key} must be an http or https URL without a name and password; a Secret in the sandbox holds those (workspaces.forges[].secret)`,
    );
  }
  return text.replace(/\/+$/, '');
}

function readTiers(config: Config | undefined): Settings['tiers'] {
  const own =
    config?.getOptional<Partial<Record<EnvironmentTier, WorkspaceResources>>>(
      'tiers',
    );
  for (const [tier, { requests, limits, storage }] of Object.entries(
    own ?? {},
  )) {
    for (const text of [
      ...Object.values(requests),
      ...Object.values(limits),
      storage,
    ]) {
      if (quantityToNumber(String(text)) === undefined) {
        throw new InputError(
          `workspaces.tiers.${tier} has '${text}', which is no quantity`,
        );
      }
    }
  }
  return { ...DEFAULT_TIERS, ...own };
}

function readEgress(config: Config | undefined): WorkspaceEgress[] {
  const own = config?.getOptional<
    Array<{
      cidr?: string;
      except?: string[];
      namespace?: string;
      podLabels?: Record<string, string>;
      ports?: number[];
    }>
  >('egress');
  return (
    own?.map(({ cidr, except, namespace, podLabels = {}, ports }) => ({
      to: cidr
        ? { cidr, ...(except && { except }) }
        : { namespace: namespace ?? 'no-such-namespace', podLabels },
      ...(ports && { ports }),
    })) ?? [PUBLIC_INTERNET]
  );
}

/** An address can be let through; a name cannot, and must be in `egress`. */
function egressTo({ url, cloneUrl = url }: ForgeSetting): WorkspaceEgress[] {
  const { hostname, port, protocol } = new URL(cloneUrl);
  return /^\d+(\.\d+){3}$/.test(hostname)
    ? [
        {
          to: { cidr: `${hostname}/32` },
          ports: [Number(port) || (protocol === 'https:' ? 443 : 80)],
        },
      ]
    : [];
}
