import { formatOverride } from '../schedule/override';
import { formatSchedule } from '../schedule/schedule';
import type { Environment } from './environment';
import { ENVIRONMENT_ANNOTATIONS as A, ENVIRONMENT_LABELS as L } from './keys';

/** Labels and annotations, as a namespace's metadata has them. @public */
export interface EnvironmentMetadata {
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/**
 * Writes the contract: `readEnvironment` of it gives the environment back.
 *
 * @public
 */
export function environmentMetadata(
  environment: Environment,
): EnvironmentMetadata {
  const { protection, schedule, override } = environment;
  return {
    labels: present({
      [L.managed]: 'true',
      [L.instance]: environment.instance,
      [L.kind]: environment.kind,
      [L.tier]: environment.tier,
      [L.stage]: 'dev',
      [L.protected]: protection && 'true',
      [L.asleep]: environment.asleep,
    }),
    annotations: present({
      [A.owner]: environment.owner,
      [A.createdBy]: environment.createdBy,
      [A.entity]: environment.entity,
      [A.expiresAt]: environment.expiresAt,
      [A.schedule]: schedule && formatSchedule(schedule),
      [A.override]: override && formatOverride(override),
      [A.protection]: protection && JSON.stringify(protection),
      [A.guardRails]: environment.guardRails,
      ...(environment.kind === 'preview'
        ? { [A.source]: JSON.stringify(environment.source) }
        : { [A.title]: environment.title }),
    }),
  };
}

/**
 * The merge patch that turns one contract into the other: what is gone is null.
 *
 * @public
 */
export function environmentPatch(
  before: Environment,
  after: Environment,
): {
  labels?: Record<string, string | null>;
  annotations?: Record<string, string | null>;
} {
  const from = environmentMetadata(before);
  const to = environmentMetadata(after);
  const labels = difference(from.labels, to.labels);
  const annotations = difference(from.annotations, to.annotations);
  return {
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

function difference(
  from: Record<string, string>,
  to: Record<string, string>,
): Record<string, string | null> {
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return Object.fromEntries(
    [...keys]
      .filter(key => from[key] !== to[key])
      .map(key => [key, to[key] ?? null]),
  );
}

function present(
  values: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
