import {
  parseQuantity,
  type GoldenPathFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  containersOf,
  fieldsOf,
  placeOf,
  podTemplateOf,
  textOf,
  type Fields,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { V1LimitRangeItem } from '@kubernetes/client-node';
import { isTried, type Candidate, type Surroundings } from './facts';
import { finding } from './finding';

/**
 * Containers outside the bounds of a LimitRange, which admission refuses when
 * the pod is made and not earlier.
 */
export function limitRangeFindings(
  candidates: readonly Candidate[],
  { limitRanges }: Pick<Surroundings, 'limitRanges'>,
): GoldenPathFinding[] {
  const bounds = limitRanges.flatMap(range =>
    (range.spec?.limits ?? [])
      .filter(({ type }) => type === 'Container')
      .map(item => ({ name: range.metadata?.name ?? '', item })),
  );
  return candidates
    .filter(({ podAnswer }) => !isTried(podAnswer))
    .flatMap(({ object }) =>
      bounds.flatMap(bound => containerFindings(object, bound)),
    );
}

interface Bound {
  /** Of the LimitRange. */
  name: string;
  item: V1LimitRangeItem;
}

function containerFindings(
  object: Manifest,
  bound: Bound,
): GoldenPathFinding[] {
  const pods = podTemplateOf(object);
  const containers = pods ? containersOf(pods) : [];
  return containers.flatMap(({ container }) =>
    breaches(fieldsOf(container.resources), bound.item).map(breach =>
      finding('limit-range', 'block', {
        message: `${placeOf(object)}: container '${String(
          container.name,
        )}' ${breach} of LimitRange '${bound.name}'`,
        object: placeOf(object),
        field: 'resources',
      }),
    ),
  );
}

function breaches(resources: Fields, { max, min }: V1LimitRangeItem): string[] {
  const requests = fieldsOf(resources.requests);
  const limits = fieldsOf(resources.limits);
  const above = Object.entries(max ?? {}).flatMap(([resource, most]) =>
    [limits, requests].some(stated => isMore(stated[resource], most))
      ? `asks for more than the ${most} of ${resource}`
      : [],
  );
  const below = Object.entries(min ?? {}).flatMap(([resource, least]) =>
    [requests, limits].some(
      stated =>
        stated[resource] !== undefined && isMore(least, stated[resource]),
    )
      ? `asks for less than the ${least} of ${resource}`
      : [],
  );
  return [...above, ...below];
}

function isMore(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map(value =>
    parseQuantity(textOf(value) ?? (typeof value === 'number' ? value : '')),
  );
  return a !== undefined && b !== undefined && a > b;
}
