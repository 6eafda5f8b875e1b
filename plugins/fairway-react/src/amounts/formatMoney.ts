/**
 * An amount of money as the reader writes it: `$12.30`.
 *
 * @public
 */
export function formatMoney(
  amount: number,
  currency: string,
  locale?: string,
): string {
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
    }).format(amount);
  } catch {
    // What a portal calls its currency need not be one: "credits".
    return `${amount.toFixed(2)} ${currency}`;
  }
}
