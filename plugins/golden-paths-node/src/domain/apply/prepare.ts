import { InputError } from '@backstage/errors';
import { GOLDEN_PATH_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  FILE_ANNOTATION,
  fieldsOf,
  placeOf,
  placePods,
  textOf,
  type Manifest,
  type PodPlacement,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Origin } from '../preflight/facts';
import { inApplyOrder } from './order';

/**
 * Objects as they are sent: with what tells whose they are, their pods where the
 * platform wants them, without what only the server writes.
 *
 * @throws InputError naming the object that is none, or that is there twice
 */
export function prepareForApply(
  objects: readonly unknown[],
  options: { origin: Origin; placement?: PodPlacement },
): Manifest[] {
  const manifests = objects.map((object, i) => manifestOf(object, i));
  refuseTwins(manifests);
  return inApplyOrder(manifests).map(object =>
    placePods(marked(object, options.origin), options.placement),
  );
}

function manifestOf(value: unknown, i: number): Manifest {
  const fields = fieldsOf(value);
  const { name } = fieldsOf(fields.metadata);
  const missing = [
    ['apiVersion', fields.apiVersion],
    ['kind', fields.kind],
    ['metadata.name', name],
  ].find(([, stated]) => !textOf(stated));
  if (missing) {
    throw new InputError(
      `objects[${i}] is no object of Kubernetes: ${missing[0]} must be there`,
    );
  }
  return fields as Manifest;
}

function refuseTwins(manifests: readonly Manifest[]): void {
  const seen = new Set<string>();
  for (const manifest of manifests) {
    const { apiVersion = '', kind, metadata } = manifest;
    const key = [apiVersion, kind, metadata?.namespace, metadata?.name].join();
    if (seen.has(key)) {
      throw new InputError(`objects: ${placeOf(manifest)} is there twice`);
    }
    seen.add(key);
  }
}

function marked(object: Manifest, { run, person }: Origin): Manifest {
  const { status: _, ...fields } = object;
  const { managedFields: __, ...metadata } = fieldsOf(fields.metadata);
  const { [FILE_ANNOTATION]: ___, ...annotations } = fieldsOf(
    metadata.annotations,
  );
  return {
    ...fields,
    metadata: {
      ...metadata,
      annotations: {
        ...annotations,
        ...(run && { [GOLDEN_PATH_ANNOTATIONS.run]: run }),
        [GOLDEN_PATH_ANNOTATIONS.createdBy]: person,
      },
    },
  } as Manifest;
}
