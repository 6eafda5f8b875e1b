import {
  awakeShare,
  quantityToNumber,
  type Cost,
  type Schedule,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { CONTAINER_DEFAULTS } from './tiers';
import type { PodRequests } from './podRequests';

/** What an hour of each costs. A resource without a price is unknown, not free. @public */
export interface Prices {
  currency: string;
  /** By resource of a pod, per core or byte: `cpu`, `memory`, `nvidia.com/gpu`, … */
  perHour: Readonly<Record<string, number>>;
  storageGiBHour: number;
}

const GIB = 2 ** 30;

/**
 * The constants that OpenCost uses where no cloud bill is connected
 * (`configs/default.json`), in US dollars.
 *
 * @public
 */
export const DEFAULT_PRICES: Prices = {
  currency: 'USD',
  perHour: {
    cpu: 0.031611,
    memory: 0.004237 / GIB,
    'nvidia.com/gpu': 0.95,
  },
  storageGiBHour: 0.00005479452,
};

/** As cloud bills count. */
const HOURS_A_MONTH = 730;

/** Replicas as they are when awake, and what each asks for. @public */
export interface Load {
  replicas: number;
  requests: PodRequests;
}

/**
 * What an environment costs a month if it goes on as it is: requests while it is
 * awake, storage always.
 *
 * @public
 */
export function estimateCost(
  use: { loads: readonly Load[]; storage: readonly string[] },
  schedule: Schedule | undefined,
  prices: Prices,
): Cost {
  const unknown = new Set<string>();
  const perHour = use.loads.reduce(
    (sum, { replicas, requests }) =>
      sum + replicas * podPrice(requests, prices, unknown),
    0,
  );
  const gibibytes = use.storage.reduce((sum, quantity) => {
    const bytes = quantityToNumber(quantity);
    if (bytes === undefined) {
      unknown.add(`storage of '${quantity}' cannot be read`);
    }
    return sum + (bytes ?? 0) / GIB;
  }, 0);
  const always = perHour * HOURS_A_MONTH;
  const compute = always * awakeShare(schedule);
  const storage = gibibytes * prices.storageGiBHour * HOURS_A_MONTH;
  return {
    currency: prices.currency,
    unknown: [...unknown].sort(),
    ...(unknown.size === 0 && { perMonth: cents(compute + storage) }),
    parts: {
      compute: cents(compute),
      storage: cents(storage),
      savedBySleep: cents(always - compute),
    },
  };
}

function podPrice(
  { amounts, unstated }: PodRequests,
  { perHour }: Prices,
  unknown: Set<string>,
): number {
  const defaults: Record<string, string> = CONTAINER_DEFAULTS.requests;
  let price = 0;
  for (const [resource, amount] of Object.entries(amounts)) {
    // What a container does not say, the LimitRange says for it.
    const filled = quantityToNumber(defaults[resource] ?? '0') ?? 0;
    const asked = amount + (unstated[resource] ?? 0) * filled;
    if (asked > 0 && perHour[resource] === undefined) {
      unknown.add(`${resource} has no price`);
    }
    price += asked * (perHour[resource] ?? 0);
  }
  return price;
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
