import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { FairwayClusterSettings } from './definitions';

const KEY = 'fairway.clusters';
const WRITE_AS = ['user', 'serviceAccount'] as const;

/**
 * Reads `fairway.clusters`.
 *
 * @internal
 * @throws InputError naming the key and its value, but never a token
 */
export function readSettings(
  config: Config,
): Map<string, FairwayClusterSettings> {
  const settings = new Map<string, FairwayClusterSettings>();
  // The object, not its keys(), as the name of a cluster may hold dots.
  const section = config.getOptional<Record<string, unknown>>(KEY) ?? {};
  for (const [name, value] of Object.entries(section)) {
    settings.set(name, readOne(`${KEY}.${name}`, value));
  }
  return settings;
}

function readOne(key: string, value: unknown): FairwayClusterSettings {
  const fields = asObject(key, value, [
    'writeAs',
    'actorToken',
    'operatorToken',
    'kubeconfig',
  ]);
  return {
    writeAs: readWriteAs(key, fields.writeAs),
    actorToken: asSecret(`${key}.actorToken`, fields.actorToken),
    operatorToken: asSecret(`${key}.operatorToken`, fields.operatorToken),
    kubeconfig: readKubeconfig(`${key}.kubeconfig`, fields.kubeconfig),
  };
}

function readWriteAs(
  key: string,
  value: unknown = 'user',
): FairwayClusterSettings['writeAs'] {
  const found = WRITE_AS.find(known => known === value);
  if (!found) {
    throw new InputError(
      `${key}.writeAs must be one of ${WRITE_AS.join(', ')}, but is ${show(
        value,
      )}`,
    );
  }
  return found;
}

function readKubeconfig(
  key: string,
  value: unknown,
): FairwayClusterSettings['kubeconfig'] {
  if (value === undefined) {
    return undefined;
  }
  const { file, context } = asObject(key, value, ['file', 'context']);
  const path = asText(`${key}.file`, file);
  if (path === undefined) {
    throw new InputError(`${key}.file is missing`);
  }
  return { file: path, context: asText(`${key}.context`, context) };
}

function asObject(
  key: string,
  value: unknown,
  known: readonly string[],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`${key} must be an object, but is ${show(value)}`);
  }
  const stranger = Object.keys(value).find(name => !known.includes(name));
  if (stranger !== undefined) {
    throw new InputError(
      `Unknown key '${key}.${stranger}' in the configuration; known are ${known.join(
        ', ',
      )}`,
    );
  }
  return value as Record<string, unknown>;
}

function asText(key: string, value: unknown): string | undefined {
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    throw new InputError(`${key} must be a text, but is ${show(value)}`);
  }
  return value;
}

/** Like {@link asText}, but what is wrong is not repeated. */
function asSecret(key: string, value: unknown): string | undefined {
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    throw new InputError(`${key} must be a text that is not empty`);
  }
  return value;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
