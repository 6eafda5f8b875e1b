/** What a person typed as a whole number. @public */
export type NumberInput =
  | { ok: true; value?: number }
  | { ok: false; value?: undefined };

/**
 * Reads a whole number from 1 up to `most`. Nothing is fine, too: the backend
 * has a default.
 *
 * @public
 */
export function parseWhole(text: string, most: number): NumberInput {
  const trimmed = text.trim();
  if (trimmed === '') {
    return { ok: true };
  }
  const value = Number(trimmed);
  return /^\d+$/.test(trimmed) && value >= 1 && value <= most
    ? { ok: true, value }
    : { ok: false };
}
