import { setTimeout as sleep } from 'node:timers/promises';
import client from 'prom-client';
import { log } from './log.js';

/**
 * Does its work again and again, and knows how that goes.
 * @param {{ work: (signal: AbortSignal) => Promise<void>, intervalMs: number, hangsAfterMs: number, registry: client.Registry, now?: () => number }} options
 */
export function createLoop(options) {
  const { work, intervalMs, hangsAfterMs, registry, now = Date.now } = options;
  const passes = new client.Counter({
    name: 'worker_passes_total',
    help: 'Passes, by how they ended',
    labelNames: ['outcome'],
    registers: [registry],
  });
  passes.inc({ outcome: 'ok' }, 0);
  passes.inc({ outcome: 'failed' }, 0);
  const duration = new client.Histogram({
    name: 'worker_pass_duration_seconds',
    help: 'Time of a pass',
    registers: [registry],
  });
  const lastSuccess = new client.Gauge({
    name: 'worker_last_success_timestamp_seconds',
    help: 'When a pass last succeeded',
    registers: [registry],
  });
  let begun = now();
  let passed = false;

  async function pass(signal) {
    begun = now();
    const stop = duration.startTimer();
    try {
      await work(signal);
      passes.inc({ outcome: 'ok' });
      lastSuccess.set(now() / 1000);
    } catch (error) {
      passes.inc({ outcome: 'failed' });
      log('error', 'a pass failed', { error: error.message });
    } finally {
      stop();
      passed = true;
    }
  }

  return {
    /** A pass that takes too long hangs: a restart may help. */
    isAlive: () => now() - begun < intervalMs + hangsAfterMs,
    isReady: () => passed,
    /** Resolves when the pass under way has ended after the signal. */
    async run(signal) {
      while (!signal.aborted) {
        await pass(signal);
        await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}
