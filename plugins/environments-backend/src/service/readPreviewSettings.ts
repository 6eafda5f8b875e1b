import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ENVIRONMENT_TIERS,
  parseSchedule,
  type EnvironmentTier,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { PreviewSettings } from '../domain/preview/settings';

const KEY = 'environments.previews';
/** Previews that are worked on at a time. */
const CONCURRENCY = 6;

/**
 * Reads `environments.previews`; undefined if there is none: then there are no
 * previews.
 *
 * @throws InputError naming the key and its value
 */
export function readPreviewSettings(root: Config): PreviewSettings | undefined {
  const config = root.getOptionalConfig(KEY);
  if (!config) {
    return undefined;
  }
  const clusters =
    config.getOptionalStringArray('clusters') ??
    root.getOptionalStringArray('environments.clusters') ??
    [];
  const gateway = config.getOptionalConfig('gateway');
  return {
    every: positive(config, 'everySeconds', 30) * 1000,
    concurrency: CONCURRENCY,
    clusters,
    ...(gateway && readGateway(gateway)),
    ingressClass: config.getOptionalString('ingressClass'),
    image: readImage(config.getOptionalString('image')),
    podTemplate:
      config.getOptional<PreviewSettings['podTemplate']>('podTemplate'),
    waitForStatus: config.getOptionalString('waitForStatus'),
    defaults: {
      tier: readTier(config.getOptionalString('defaults.tier')),
      days: positive(config, 'defaults.days', 7),
      schedule: readSchedule(config.getOptionalString('defaults.schedule')),
    },
  };
}

/** Program that renders folders with a kustomization. */
export function readKustomizeProgram(root: Config): string {
  return root.getOptionalString(`${KEY}.kustomize`) ?? 'kustomize';
}

/** Program that renders charts. */
export function readHelmProgram(root: Config): string {
  return root.getOptionalString(`${KEY}.helm`) ?? 'helm';
}

function readGateway(
  config: Config,
): Pick<PreviewSettings, 'gateway' | 'address'> {
  const scheme = config.getOptionalString('scheme') ?? 'https';
  if (scheme !== 'http' && scheme !== 'https') {
    throw new InputError(
      `${KEY}.gateway.scheme '${scheme}' must be http or https`,
    );
  }
  const host = config.getString('host');
  // A host that all previews share would show one of them, nobody knows which.
  if (!/^[^{}/:]*\{name\}[^{}/:]*$/.test(host)) {
    throw new InputError(
      `${KEY}.gateway.host '${host}' must be a host with {name} in it and without a port, e.g. {name}.preview.example.com`,
    );
  }
  const listener = config.getOptionalString('listener');
  return {
    gateway: {
      namespace: config.getString('namespace'),
      name: config.getString('name'),
      ...(listener && { listener }),
    },
    address: { host, scheme, port: config.getOptionalNumber('port') },
  };
}

function readImage(image: string | undefined): string | undefined {
  if (image !== undefined && !/\{sha(12)?\}/.test(image)) {
    throw new InputError(
      `${KEY}.image '${image}' must hold {sha} or {sha12}: every commit has an image of its own`,
    );
  }
  return image;
}

function readTier(value = 's'): EnvironmentTier {
  const tier = ENVIRONMENT_TIERS.find(one => one === value);
  if (!tier) {
    throw new InputError(
      `${KEY}.defaults.tier '${value}' must be one of ${ENVIRONMENT_TIERS.join(
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

function positive(config: Config, key: string, otherwise: number): number {
  const value = config.getOptionalNumber(key) ?? otherwise;
  if (!(value > 0)) {
    throw new InputError(`${KEY}.${key} must be more than 0, but is ${value}`);
  }
  return value;
}
