import { log } from './log.js';

/**
 * One pass: replace this by what the worker is for. It should end soon after
 * the signal says so, and may throw: the next pass comes all the same.
 * @param {AbortSignal} signal
 */
export async function work(signal) {
  if (!signal.aborted) {
    log('debug', 'there was nothing to do');
  }
}
