import {
  ForgeError,
  type ForgeErrorCause,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { MemoryForge } from '../../__testUtils__/MemoryForge';
import { GuardedForge } from './GuardedForge';

describe('GuardedForge', () => {
  let time = 0;
  let inner: MemoryForge;
  let forge: GuardedForge;
  let calls: jest.SpyInstance;

  beforeEach(() => {
    time = 0;
    inner = new MemoryForge();
    calls = jest.spyOn(inner, 'getRepository');
    forge = GuardedForge.create(inner, () => time);
  });

  const attempt = async (fault?: ForgeErrorCause) => {
    inner.fault = fault;
    try {
      await forge.getRepository('shop/storefront');
      return 'ok';
    } catch (error) {
      return (error as ForgeError).reason;
    }
  };

  it.each(['unreachable', 'unauthorized', 'rate-limited'] as const)(
    'leaves one alone for a while that is %s',
    async reason => {
      expect(await attempt(reason)).toBe(reason);
      expect(await attempt()).toBe(reason);
      expect(calls).toHaveBeenCalledTimes(1);
      time += 2_000;
      expect(await attempt(reason)).toBe(reason);
      // Twice as long.
      time += 2_000;
      expect(await attempt()).toBe(reason);
      expect(calls).toHaveBeenCalledTimes(2);
      time += 2_000;
      expect(await attempt()).toBe('ok');
    },
  );

  it('asks on where only one thing is not to be had', async () => {
    expect(await attempt('not-found')).toBe('not-found');
    expect(await attempt()).toBe('ok');
  });

  it('waits as long as it is asked to', async () => {
    calls.mockRejectedValueOnce(
      new ForgeError('Too many', 'rate-limited', { retryAfter: 60_000 }),
    );
    expect(await attempt()).toBe('rate-limited');
    time += 59_000;
    expect(await attempt()).toBe('rate-limited');
    time += 1_000;
    expect(await attempt()).toBe('ok');
  });

  it('takes a webhook as a sign of life', async () => {
    expect(await attempt('unreachable')).toBe('unreachable');
    const { body, headers } = inner.webhook({
      repositoryId: '7',
      fullName: 'shop/storefront',
    });
    forge.readWebhook({ headers, rawBody: Buffer.from(body) });
    expect(await attempt()).toBe('ok');
  });
});
