import { backoffMs } from './backoff';
import { keepLive, type Visibility } from './keepLive';
import { foldLive, initialLiveState, LiveEvent } from './liveState';
import { FatalStreamError, LiveListener, LiveSource } from './types';

const fold = foldLive<number, number>((sum, n) => sum + n);

describe('foldLive', () => {
  const run = (events: LiveEvent<number>[]) =>
    events.reduce(fold, initialLiveState(0, 0));

  it('keeps the value and the time of the last message while reconnecting', () => {
    expect(
      run([
        { type: 'connecting', at: 1 },
        { type: 'open', at: 2 },
        { type: 'messages', messages: [4, 5], at: 3, ended: false },
        { type: 'lost', error: new Error('gone'), at: 8 },
        { type: 'connecting', at: 9 },
      ]),
    ).toEqual({
      value: 9,
      connection: {
        state: 'reconnecting',
        error: new Error('gone'),
        lastMessageAt: 3,
        since: 8,
      },
    });
  });

  it('is live again, without the error, as soon as it is open', () => {
    const { connection } = run([
      { type: 'lost', error: new Error('gone'), at: 1 },
      { type: 'open', at: 5 },
    ]);
    expect(connection).toEqual({ state: 'live', since: 5 });
  });

  it('says why it failed', () => {
    const { connection } = run([
      { type: 'failed', error: new Error('not allowed'), at: 1 },
    ]);
    expect(connection).toMatchObject({
      state: 'failed',
      error: { message: 'not allowed' },
    });
  });
});

describe('backoffMs', () => {
  it('doubles up to a limit, and spreads over the upper half', () => {
    const at = (n: number, random: number) =>
      backoffMs(n, { firstMs: 500, maxMs: 4000, random: () => random });
    expect([0, 1, 2, 3, 4, 99].map(n => at(n, 0))).toEqual([
      250, 500, 1000, 2000, 2000, 2000,
    ]);
    expect(at(3, 0.5)).toBe(3000);
  });
});

/** A tab that can be hidden. */
class Tab extends EventTarget implements Visibility {
  hidden = false;
  setHidden(hidden: boolean) {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

/** A stream whose other side the test plays. */
class Script implements LiveSource<number> {
  readonly key = 'script';
  readonly connections: Array<{
    listener: LiveListener<number>;
    signal: AbortSignal;
    close(): void;
    fail(error: Error): void;
  }> = [];

  connect(listener: LiveListener<number>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => resolve());
      this.connections.push({ listener, signal, close: resolve, fail: reject });
    });
  }
}

async function settle() {
  for (let i = 0; i < 10; i += 1) {
    await new Promise(resolve => setTimeout(resolve, 1));
  }
}

describe('keepLive', () => {
  const setUp = () => {
    const source = new Script();
    const tab = new Tab();
    const stop = new AbortController();
    const events: LiveEvent<number>[] = [];
    const done = keepLive({
      source,
      visibility: tab as unknown as Visibility,
      signal: stop.signal,
      onEvent: event => events.push(event),
      isEnd: n => n === 0,
      backoff: { firstMs: 0, random: () => 0 },
      now: () => 0,
    });
    const types = () => events.map(event => event.type);
    return { source, tab, stop, events, done, types };
  };

  it('connects again after a loss', async () => {
    const { source, stop, done, types } = setUp();
    await settle();
    source.connections[0].listener.onOpen();
    source.connections[0].listener.onMessage(1);
    source.connections[0].fail(new Error('gone'));
    await settle();
    source.connections[1].close();
    await settle();
    expect(types()).toEqual([
      'connecting',
      'open',
      'messages',
      'lost',
      'connecting',
      'lost',
      'connecting',
    ]);
    stop.abort();
    await done;
    expect(source.connections[2].signal.aborted).toBe(true);
  });

  it('gives up when told that it is in vain', async () => {
    const { source, done, events } = setUp();
    await settle();
    source.connections[0].fail(new FatalStreamError(new Error('forbidden')));
    await done;
    expect(events[1]).toMatchObject({
      type: 'failed',
      error: { message: 'forbidden' },
    });
    expect(source.connections).toHaveLength(1);
  });

  it('lets go of the stream while the tab is hidden', async () => {
    const { source, tab, stop, done, types } = setUp();
    await settle();
    tab.setHidden(true);
    await settle();
    expect(source.connections[0].signal.aborted).toBe(true);
    expect(source.connections).toHaveLength(1);
    tab.setHidden(false);
    await settle();
    expect(source.connections).toHaveLength(2);
    expect(types()).toEqual(['connecting', 'connecting']);
    stop.abort();
    await done;
  });

  it('does not connect again after the last message', async () => {
    const { source, done, events } = setUp();
    await settle();
    source.connections[0].listener.onMessage(0);
    await done;
    expect(events[events.length - 1]).toMatchObject({
      type: 'messages',
      ended: true,
    });
    expect(source.connections).toHaveLength(1);
  });
});
