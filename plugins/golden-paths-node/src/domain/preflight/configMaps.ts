import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  containersOf,
  entriesOf,
  fieldsOf,
  placeOf,
  podTemplateOf,
  textOf,
  type Fields,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Candidate, Surroundings } from './facts';
import { finding } from './finding';

/**
 * ConfigMaps without which pods do not start, and that do not come along with
 * the objects.
 */
export function neededConfigMaps(objects: readonly Manifest[]): string[] {
  const brought = new Set(
    objects
      .filter(({ kind }) => kind === 'ConfigMap')
      .map(({ metadata }) => metadata?.name),
  );
  const named = objects
    .flatMap(configMapsOf)
    .filter(name => !brought.has(name));
  return [...new Set(named)];
}

/** Those that are not there: pods would wait for them. */
export function configMapFindings(
  candidates: readonly Candidate[],
  { configMaps = {}, namespace }: Surroundings,
): GoldenPathFinding[] {
  return candidates.flatMap(({ object }) =>
    [...new Set(configMapsOf(object))]
      .filter(name => configMaps[name] === 'absent')
      .map(name =>
        finding('no-config-map', 'block', {
          message: `${placeOf(
            object,
          )}: there is no ConfigMap '${name}' in ${namespace}; its pods would wait for it`,
          object: placeOf(object),
          field: 'env',
          evidence: { name },
        }),
      ),
  );
}

function configMapsOf(object: Manifest): string[] {
  const pods = podTemplateOf(object);
  if (!pods) {
    return [];
  }
  const references = [
    ...containersOf(pods).flatMap(({ container }) => [
      ...entriesOf(container.env).map(
        ({ valueFrom }) => fieldsOf(valueFrom).configMapKeyRef,
      ),
      ...entriesOf(container.envFrom).map(({ configMapRef }) => configMapRef),
    ]),
    ...entriesOf(pods.spec.volumes).map(({ configMap }) => configMap),
  ];
  return references.map(fieldsOf).flatMap(nameOf);
}

function nameOf({ name, optional }: Fields): string[] {
  const text = textOf(name);
  return text && optional !== true ? [text] : [];
}
