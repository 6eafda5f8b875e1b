/**
 * A Kubernetes quantity in billionths, as exact as Kubernetes keeps it.
 *
 * @public
 */
export type Nano = bigint;

const GIGA = 1_000_000_000n;

const SUFFIXES: Record<string, [numerator: bigint, denominator: bigint]> = {
  '': [1n, 1n],
  n: [1n, GIGA],
  u: [1n, 1_000_000n],
  m: [1n, 1000n],
  k: [1000n, 1n],
  M: [1000n ** 2n, 1n],
  G: [1000n ** 3n, 1n],
  T: [1000n ** 4n, 1n],
  P: [1000n ** 5n, 1n],
  E: [1000n ** 6n, 1n],
  Ki: [1024n, 1n],
  Mi: [1024n ** 2n, 1n],
  Gi: [1024n ** 3n, 1n],
  Ti: [1024n ** 4n, 1n],
  Pi: [1024n ** 5n, 1n],
  Ei: [1024n ** 6n, 1n],
};

const QUANTITY =
  /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3})|([a-zA-Z]{0,2}))$/;

/**
 * Reads a quantity (`k8s.io/apimachinery`, `pkg/api/resource`): `1000m` is `1`,
 * `1Ki` is `1024`, `1e3` is `1k`. What is smaller than a billionth is rounded
 * away from zero.
 *
 * @returns undefined if the text is not a quantity
 *
 * @public
 */
export function parseQuantity(text: string | number): Nano | undefined {
  const match = QUANTITY.exec(String(text));
  if (!match) {
    return undefined;
  }
  const [, sign, whole, fraction = '', exponent = '0', suffix = ''] = match;
  const factor = SUFFIXES[suffix];
  if (!factor || !(whole + fraction)) {
    return undefined;
  }
  const digits = BigInt(whole + fraction);
  const shift = Number(exponent) - fraction.length;
  const [numerator, denominator] = factor;
  const amount = divideUp(
    digits * GIGA * numerator * 10n ** BigInt(Math.max(shift, 0)),
    denominator * 10n ** BigInt(Math.max(-shift, 0)),
  );
  return sign === '-' ? -amount : amount;
}

/** Of two positive numbers. @public */
export function divideUp(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

const BINARY = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'];

/** Shortest exact text; multiples of 1024 read as memory does. @public */
export function formatQuantity(amount: Nano): string {
  const suffix = BINARY.find(
    unit => amount > 0n && amount % (SUFFIXES[unit][0] * GIGA) === 0n,
  );
  if (suffix) {
    return `${amount / (SUFFIXES[suffix][0] * GIGA)}${suffix}`;
  }
  if (amount % GIGA === 0n) {
    return `${amount / GIGA}`;
  }
  return amount % 1_000_000n === 0n ? `${amount / 1_000_000n}m` : `${amount}n`;
}
