import type { Config } from '@backstage/config';
import { DEFAULT_PRICES, type Prices } from './estimate';

const GIB = 2 ** 30;

/** Reads `environments.prices`; what it does not say is as {@link DEFAULT_PRICES}. @public */
export function readPrices(config: Config | undefined): Prices {
  const { perHour, storageGiBHour, currency } = DEFAULT_PRICES;
  const price = (key: string) => config?.getOptionalNumber(key);
  const memory = price('memoryGiBHour');
  return {
    currency: config?.getOptionalString('currency') ?? currency,
    perHour: {
      ...perHour,
      ...config?.getOptional<Record<string, number>>('perHour'),
      cpu: price('cpuCoreHour') ?? perHour.cpu,
      memory: memory === undefined ? perHour.memory : memory / GIB,
    },
    storageGiBHour: price('storageGiBHour') ?? storageGiBHour,
  };
}
