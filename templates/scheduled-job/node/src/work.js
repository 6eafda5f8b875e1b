import { log } from './log.js';

/**
 * What the job is for: replace this. A run may come twice, or be broken off and
 * come again, so what it does must bear to be done again.
 * @param {AbortSignal} signal at the deadline, or when the platform says stop
 */
export async function work(signal) {
  signal.throwIfAborted();
  log('info', 'there was nothing to do');
}
