import {
  CAPACITY_RESOURCES,
  type CapacityResource,
  type CapacitySample,
  type CapacityUse,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * Joins the samples of each stretch of time into one: means, and the time of the
 * last. What was not measured in all of them counts by those in which it was.
 *
 * @param samples - oldest first
 * @param seconds - of a stretch; stretches begin at whole multiples
 */
export function join(
  samples: readonly CapacitySample[],
  seconds: number,
): CapacitySample[] {
  const stretches = new Map<number, CapacitySample[]>();
  for (const sample of samples) {
    const key = stretchOf(sample.at, seconds);
    const stretch = stretches.get(key);
    if (stretch) {
      stretch.push(sample);
    } else {
      stretches.set(key, [sample]);
    }
  }
  return [...stretches.values()].map(mean);
}

/** Which stretch a time falls into. */
export function stretchOf(at: string, seconds: number): number {
  return Math.floor(Date.parse(at) / 1000 / seconds);
}

function mean(samples: readonly CapacitySample[]): CapacitySample {
  const last = samples[samples.length - 1];
  if (samples.length === 1) {
    return last;
  }
  const uses = Object.fromEntries(
    CAPACITY_RESOURCES.map(resource => [
      resource,
      meanUse(samples.map(sample => sample[resource])),
    ]),
  ) as Record<CapacityResource, CapacityUse>;
  return {
    at: last.at,
    nodes: Math.round(average(samples.map(({ nodes }) => nodes))),
    ...uses,
  };
}

function meanUse(uses: readonly CapacityUse[]): CapacityUse {
  const used = uses.flatMap(use => use.used ?? []);
  return {
    allocatable: average(uses.map(({ allocatable }) => allocatable)),
    requested: average(uses.map(({ requested }) => requested)),
    ...(used.length > 0 && { used: average(used) }),
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
