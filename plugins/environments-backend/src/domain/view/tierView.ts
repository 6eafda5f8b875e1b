import {
  quantityToNumber,
  type EnvironmentTier,
  type SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { estimateCost } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Settings } from '../settings/settings';

/** A tier as a form offers it, with what it costs if all of it is used. */
export function tierView(
  tier: EnvironmentTier,
  { tiers, prices }: Pick<Settings, 'tiers' | 'prices'>,
): Omit<SandboxOptions['tiers'][0], 'create'> {
  const { requests, limits, storage, pods } = tiers[tier];
  const amounts = Object.fromEntries(
    Object.entries(requests).map(([key, text]) => [
      key,
      quantityToNumber(text) ?? 0,
    ]),
  );
  const cost = estimateCost(
    {
      loads: [{ replicas: 1, requests: { amounts, unstated: {} } }],
      storage: [storage],
    },
    undefined,
    prices,
  );
  return { tier, requests, limits, storage, pods, cost };
}
