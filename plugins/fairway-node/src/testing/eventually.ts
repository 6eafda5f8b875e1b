/**
 * Tries until it holds; what it threw last is what the test sees.
 *
 * @public
 */
export async function eventually<T>(
  check: () => Promise<T>,
  timeout = 30_000,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
