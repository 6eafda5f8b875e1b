const FACTORS: Record<string, number> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A Kubernetes quantity as a number, near enough for money and bars: `500m` is
 * 0.5.
 *
 * @public
 * @returns undefined if the text is not a quantity
 */
export function quantityToNumber(quantity: string): number | undefined {
  const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]{0,2})$/.exec(
    quantity,
  );
  const factor = FACTORS[match?.[2] ?? '?'];
  const amount = Number(match?.[1]);
  return factor === undefined || Number.isNaN(amount)
    ? undefined
    : amount * factor;
}
