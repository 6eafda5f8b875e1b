import { ServiceUnavailableError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The same answer, or an error if there is none in time: for calls that have no
 * end of their own.
 *
 * @param seconds - how long it may take
 * @param what - for people, e.g. `git push to git.example.com`
 * @throws ServiceUnavailableError naming what took too long
 * @public
 */
export async function inTime<T>(
  asked: Promise<T>,
  { seconds, what }: { seconds: number; what: string },
): Promise<T> {
  const end = new AbortController();
  const late = async () => {
    await sleep(seconds * 1000, undefined, { signal: end.signal });
    throw new ServiceUnavailableError(`${what}: no answer within ${seconds} s`);
  };
  try {
    return await Promise.race([asked, late()]);
  } finally {
    end.abort();
  }
}
