import type { WebSocket } from 'ws';

/** Milliseconds: below the 60 s after which many proxies cut what is silent. */
const PING_EVERY = 25_000;

/**
 * Pings the client, and cuts it off when it did not answer the last: a laptop
 * that sleeps says no goodbye.
 *
 * @returns its stop
 */
export function keepAlive(client: WebSocket): () => void {
  let answered = true;
  client.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) {
      client.terminate();
      return;
    }
    answered = false;
    client.ping();
  }, PING_EVERY);
  timer.unref();
  const stop = () => clearInterval(timer);
  client.once('close', stop);
  return stop;
}
