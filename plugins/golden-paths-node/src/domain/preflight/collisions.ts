import {
  GOLDEN_PATH_ANNOTATIONS,
  GOLDEN_PATH_FIELD_MANAGER,
  type GoldenPathFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { placeOf } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Candidate, Origin } from './facts';
import { finding } from './finding';

/** Whose an object is that has the name of one that is to be made. */
export type Belongs = 'this-run' | 'an-earlier-run-of-theirs' | 'others';

/**
 * Only what a golden path applied can be ours: by its field manager, and by the
 * run and person that it bears.
 *
 * @param manager - field manager of the run
 */
export function belongsTo(
  existing: KubernetesObject,
  origin: Origin,
  manager: string = GOLDEN_PATH_FIELD_MANAGER,
): Belongs {
  const { annotations = {}, managedFields = [] } = existing.metadata ?? {};
  const isOurs = managedFields.some(
    entry => entry.manager === manager && entry.operation === 'Apply',
  );
  if (!isOurs) {
    return 'others';
  }
  const run = annotations[GOLDEN_PATH_ANNOTATIONS.run];
  if (origin.run !== undefined && run === origin.run) {
    return 'this-run';
  }
  return annotations[GOLDEN_PATH_ANNOTATIONS.createdBy] === origin.person
    ? 'an-earlier-run-of-theirs'
    : 'others';
}

/** Names that are taken already. */
export function collisionFindings(
  candidates: readonly Candidate[],
  origin: Origin,
): GoldenPathFinding[] {
  return candidates.flatMap(({ object, existing }) => {
    const belongs = existing && belongsTo(existing, origin);
    if (!belongs || belongs === 'this-run') {
      return [];
    }
    const place = placeOf(object);
    const isTheirs = belongs === 'an-earlier-run-of-theirs';
    return [
      finding('name-taken', isTheirs ? 'confirm' : 'block', {
        message: isTheirs
          ? `${place} is there already, from an earlier run of yours; it would be changed`
          : `${place} is there already and ${ownerWords(
              existing,
            )}; choose another name`,
        object: place,
        field: 'name',
      }),
    ];
  });
}

/** Who manages an object, as far as it says. */
export function ownerWords({ metadata }: KubernetesObject): string {
  const by = metadata?.annotations?.[GOLDEN_PATH_ANNOTATIONS.createdBy];
  if (by) {
    return `belongs to ${by}`;
  }
  const managers = (metadata?.managedFields ?? [])
    .filter(({ subresource }) => !subresource)
    .map(({ manager }) => manager ?? '')
    .filter(Boolean);
  return managers.length > 0
    ? `is managed by ${[...new Set(managers)].join(', ')}`
    : 'belongs to somebody else';
}
