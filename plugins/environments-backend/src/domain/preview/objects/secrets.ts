import { PREVIEW_DATABASE_SECRET } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  entriesOf,
  fieldsOf,
  textOf,
  type Fields,
  type Manifest,
  containersOf,
  podTemplateOf,
  volumesOf,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';

/** Names of the Secrets without which a workload's pods do not start. */
export function secretsNeeded(object: Manifest): Set<string> {
  return new Set(
    references(object)
      .filter(({ optional }) => optional !== true)
      .flatMap(({ name }) => textOf(name) ?? []),
  );
}

/** Whether a workload's pods name the Secret of the database, needed or not. */
export function namesDatabase(object: Manifest): boolean {
  return references(object).some(
    ({ name }) => name === PREVIEW_DATABASE_SECRET,
  );
}

/** `{name, optional}` of every reference to a Secret, except to pull images. */
function references(object: Manifest): Fields[] {
  const pods = podTemplateOf(object);
  if (!pods) {
    return [];
  }
  const inContainers = containersOf(pods).flatMap(({ container }) => [
    ...entriesOf(container.env).map(({ valueFrom }) =>
      fieldsOf(fieldsOf(valueFrom).secretKeyRef),
    ),
    ...entriesOf(container.envFrom).map(({ secretRef }) => fieldsOf(secretRef)),
  ]);
  const inVolumes = volumesOf(pods).flatMap(({ volume }) => {
    const { secretName, optional } = fieldsOf(volume.secret);
    return [
      { name: secretName, optional },
      ...entriesOf(fieldsOf(volume.projected).sources).map(({ secret }) =>
        fieldsOf(secret),
      ),
    ];
  });
  return [...inContainers, ...inVolumes];
}
