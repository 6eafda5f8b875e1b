import assert from 'node:assert/strict';
import { test } from 'node:test';
import client from 'prom-client';
import { createLoop } from '../src/loop.js';

const create = (work, more = {}) => {
  const registry = new client.Registry();
  const loop = createLoop({
    work,
    registry,
    intervalMs: 1,
    hangsAfterMs: 1000,
    ...more,
  });
  return { loop, registry };
};

test('works again and again, also after a failure, until it is told to stop', async () => {
  const stop = new AbortController();
  let passes = 0;
  const { loop, registry } = create(async () => {
    passes += 1;
    if (passes === 2) {
      throw new Error('once');
    }
    if (passes === 4) {
      stop.abort();
    }
  });
  assert.equal(loop.isReady(), false);
  await loop.run(stop.signal);
  assert.equal(passes, 4);
  assert.equal(loop.isReady(), true);
  const text = await registry.metrics();
  assert.match(text, /worker_passes_total\{outcome="ok"\} 3/);
  assert.match(text, /worker_passes_total\{outcome="failed"\} 1/);
  assert.match(text, /worker_pass_duration_seconds_count 4/);
});

test('does not wait for the interval when it is told to stop', async () => {
  const stop = new AbortController();
  const { loop } = create(async () => setTimeout(() => stop.abort(), 5), {
    intervalMs: 60_000,
  });
  const begun = Date.now();
  await loop.run(stop.signal);
  assert.ok(Date.now() - begun < 5_000);
});

test('a pass that hangs is not alive', () => {
  let now = 0;
  const { loop } = create(async () => undefined, { now: () => now });
  assert.equal(loop.isAlive(), true);
  now = 2_000;
  assert.equal(loop.isAlive(), false);
});
