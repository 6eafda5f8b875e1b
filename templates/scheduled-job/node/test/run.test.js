import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT, run } from '../src/run.js';

const never = new AbortController().signal;
const start = (work, more = {}) =>
  run({ work, deadlineMs: 5_000, stop: never, ...more });

test('work that ends is ok', async () => {
  assert.equal(await start(async () => undefined), EXIT.ok);
});

test('work that throws has failed', async () => {
  const work = async () => {
    throw new Error('no');
  };
  assert.equal(await start(work), EXIT.failed);
});

test('work that is not done in time is late, and is told so', async () => {
  let told = false;
  const work = signal => {
    signal.addEventListener('abort', () => (told = true));
    return sleep(10_000, undefined, { ref: false });
  };
  assert.equal(await start(work, { deadlineMs: 20 }), EXIT.late);
  assert.equal(told, true);
});

test('work that the platform stops has failed', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('stopped')), 10);
  const work = signal => sleep(10_000, undefined, { signal });
  assert.equal(await start(work, { stop: stop.signal }), EXIT.failed);
});
