const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

function isBytes(resource: string): boolean {
  return /memory|storage/.test(resource) && !resource.startsWith('count/');
}

/**
 * An amount of a resource of Kubernetes with its unit: `0.35`, `1.5 GiB`, `3`.
 *
 * @param resource - E.g. `cpu`, `requests.memory`; those of memory and storage count bytes
 * @param like - The amount whose unit shall be used, so that two can be compared
 *
 * @public
 */
export function formatAmount(
  resource: string,
  amount: number,
  like: number = amount,
): string {
  if (!isBytes(resource)) {
    return short(amount);
  }
  const step = Math.min(
    UNITS.length - 1,
    Math.floor(Math.log2(Math.max(like, 1)) / 10),
  );
  return `${short(amount / 2 ** (10 * step))} ${UNITS[step]}`;
}

function short(amount: number): string {
  return String(Number(amount.toFixed(amount < 10 ? 2 : 1)));
}
