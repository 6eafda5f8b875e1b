import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import type { KubernetesObject } from '@kubernetes/client-node';
import { finding } from '../../plan/finding';
import {
  placeOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { withImage } from './images';
import { orderOf } from './kinds';
import { previewMetadata } from './metadata';
import { placePods } from './placePods';
import { imageFindings, podFindings } from './podFindings';
import { certificatesOf, isRoute, routeAt, routeFor } from './routes';
import { namesDatabase } from './secrets';
import { selectObjects } from './selectObjects';
import type { PreparedObjects, PrepareOptions } from './types';

/**
 * Makes the objects of a branch fit for a preview: its namespace, its labels,
 * the image of the commit and its host.
 *
 * @throws InputError naming file, kind, name and field of all that is refused;
 *   nothing may be applied then
 */
export function prepareObjects(
  rendered: readonly KubernetesObject[],
  options: PrepareOptions,
): PreparedObjects {
  const { allowed, findings } = selectObjects(rendered as readonly Manifest[]);
  const workloads = allowed.filter(object => !isRoute(object));
  const routed = routesFor(allowed, options);
  const prepared = [...workloads, ...routed.routes].map(object =>
    prepare(object, options),
  );
  return {
    objects: prepared
      .map(({ object }) => object)
      .sort((one, other) => orderOf(one) - orderOf(other)),
    findings: [
      ...findings,
      ...routed.findings,
      ...prepared.flatMap(one => one.findings),
      ...workloads.flatMap(podFindings),
      ...imageFindings(workloads, options.image),
    ],
    host: routed.routes.length > 0 ? options.host : undefined,
    usesDatabase: workloads.some(namesDatabase),
  };
}

function prepare(
  object: Manifest,
  options: PrepareOptions,
): { object: Manifest; findings: Finding[] } {
  const { metadata, leftOut } = previewMetadata(object, options.name);
  const { status: _, ...fields } = object;
  const placed = placePods(
    { ...fields, metadata } as Manifest,
    options.podTemplate,
  );
  const imaged = options.image ? withImage(placed, options.image) : placed;
  return {
    object:
      imaged.kind === 'ServiceAccount'
        ? { automountServiceAccountToken: false, ...imaged }
        : imaged,
    findings: leftOutFinding(object, 'labels and annotations', leftOut),
  };
}

function leftOutFinding(
  object: Manifest,
  what: string,
  names: readonly string[],
): Finding[] {
  return names.length > 0
    ? [
        finding(
          'left-out',
          `${placeOf(
            object,
          )}: ${what} for others than this preview are left out: ${names.join(
            ', ',
          )}`,
        ),
      ]
    : [];
}

/** Those of the branch at the preview's host, or one of our own. */
function routesFor(
  allowed: readonly Manifest[],
  options: PrepareOptions,
): { routes: Manifest[]; findings: Finding[] } {
  const { host, gateway } = options;
  const brought = allowed.filter(isRoute);
  const usable = host
    ? brought.filter(({ kind }) => kind === 'Ingress' || gateway)
    : [];
  const findings = brought
    .filter(object => !usable.includes(object))
    .map(object =>
      finding(
        'left-out',
        `${placeOf(
          object,
        )} is left out: the portal knows no gateway for previews`,
      ),
    );
  if (!host || !gateway || usable.length > 0) {
    const routes = usable.map(object => routeAt(object, host ?? '', options));
    const certificates = usable.flatMap(object =>
      leftOutFinding(object, 'certificates', certificatesOf(object)),
    );
    return { routes, findings: [...findings, ...certificates] };
  }
  const services = allowed.filter(({ kind }) => kind === 'Service');
  const own = routeFor(services, host, options);
  return typeof own === 'string'
    ? {
        routes: [],
        findings: [...findings, finding('no-route', own, 'confirm')],
      }
    : { routes: [own], findings };
}
