import {
  parseQuantity,
  type GoldenPathResources,
  type QuotaRoom,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** A size that most services do with. */
export interface Tier {
  id: 's' | 'm' | 'l' | 'xl';
  resources: GoldenPathResources;
}

const tier = (id: Tier['id'], cpu: string, memory: string): Tier => ({
  id,
  // Memory that is not guaranteed is taken away in a bad moment; CPU only slows.
  resources: { requests: { cpu, memory }, limits: { memory } },
});

/** From small to large. */
export const TIERS: readonly Tier[] = [
  tier('s', '100m', '128Mi'),
  tier('m', '250m', '256Mi'),
  tier('l', '500m', '512Mi'),
  tier('xl', '1', '1Gi'),
];

/** The steps of the sliders. */
export const STEPS = {
  cpu: ['50m', '100m', '250m', '500m', '750m', '1', '1500m', '2', '3', '4'],
  memory: [
    '32Mi',
    '64Mi',
    '128Mi',
    '256Mi',
    '512Mi',
    '768Mi',
    '1Gi',
    '2Gi',
    '4Gi',
    '8Gi',
  ],
} as const;

/** CPU or memory. */
export type Resource = keyof typeof STEPS;

/** The step that is nearest to a quantity from below; 0 if it is none. */
export function stepOf(
  resource: Resource,
  quantity: string | undefined,
): number {
  const amount = parseQuantity(quantity ?? '');
  if (amount === undefined) {
    return 0;
  }
  const above = STEPS[resource].findIndex(
    step => parseQuantity(step)! > amount,
  );
  return above < 0 ? STEPS[resource].length - 1 : Math.max(0, above - 1);
}

/** The tier whose amounts these are, whatever their spelling. */
export function tierOf(resources: GoldenPathResources): Tier | undefined {
  return TIERS.find(one => sameAmounts(one.resources, resources));
}

function sameAmounts(a: GoldenPathResources, b: GoldenPathResources): boolean {
  return (['requests', 'limits'] as const).every(place =>
    (['cpu', 'memory'] as const).every(
      resource =>
        amountOf(a[place]?.[resource]) === amountOf(b[place]?.[resource]),
    ),
  );
}

function amountOf(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : parseQuantity(text);
}

/** With one amount changed; without text it is not stated any more. */
export function withAmount(
  resources: GoldenPathResources,
  at: { place: 'requests' | 'limits'; resource: Resource },
  text: string,
): GoldenPathResources {
  const { [at.resource]: _, ...rest } = resources[at.place] ?? {};
  return {
    ...resources,
    [at.place]: text === '' ? rest : { ...rest, [at.resource]: text },
  };
}

/** A line of a quota, as it is shown: how much is asked of what is left. */
export interface RoomBar {
  key: string;
  resource: string;
  /** Of a later stage. */
  stage?: string;
  namespace?: string;
  /** Asked of what is left, from 0; undefined if nothing is left. */
  share: number;
  asked: string;
  left: string;
  hard: string;
  fits: boolean;
}

/**
 * The lines of quotas that are about pods and their amounts; of later stages,
 * those that do not fit.
 */
export function roomBars(room: readonly QuotaRoom[]): RoomBar[] {
  return room
    .filter(({ resource }) => /(cpu|memory|pods)$/.test(resource))
    .map(line => {
      const asked = parseQuantity(line.asked ?? '0') ?? 0n;
      const left = parseQuantity(line.left) ?? 0n;
      const { stage = '', namespace } = line;
      return {
        key: `${stage}/${line.quota}/${line.resource}`,
        ...(stage && { stage, namespace }),
        resource: line.resource,
        asked: line.asked ?? '0',
        left: line.left,
        hard: line.hard,
        fits: asked <= left,
        share: shareOf(asked, left),
      };
    })
    .filter(({ stage, fits }) => !stage || !fits);
}

/** Where nothing is left, anything that is asked is too much. */
function shareOf(asked: bigint, left: bigint): number {
  if (left === 0n) {
    return asked > 0n ? 1 : 0;
  }
  return Number((asked * 1000n) / left) / 1000;
}
