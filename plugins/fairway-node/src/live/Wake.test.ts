import { Wake } from './Wake';

const LONG = 60_000;

describe('Wake', () => {
  const never = new AbortController().signal;

  it('wakes who sleeps', async () => {
    const wake = new Wake();
    const slept = wake.sleep({ timeout: LONG, signal: never });
    wake.up();
    await expect(slept).resolves.toBeUndefined();
  });

  it('remembers a call that came while nobody slept, once', async () => {
    const wake = new Wake();
    wake.up();
    await wake.sleep({ timeout: LONG, signal: never });
    const began = Date.now();
    await wake.sleep({ timeout: 30, signal: never });
    expect(Date.now() - began).toBeGreaterThanOrEqual(20);
  });

  it('ends with its signal', async () => {
    const stop = new AbortController();
    const slept = new Wake().sleep({ timeout: LONG, signal: stop.signal });
    stop.abort();
    await expect(slept).resolves.toBeUndefined();
  });
});
