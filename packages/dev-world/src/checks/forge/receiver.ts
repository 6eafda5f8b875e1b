import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSignedBy } from '../../builder/push.ts';

/** One webhook, as it came over the wire. */
export interface Delivery {
  /** Milliseconds; when it came. */
  at: number;
  event: string;
  body: Buffer;
  signature: string;
}

/** Stands where the portal would, and keeps what the forge sends. */
export interface Receiver {
  url: string;
  deliveries: Delivery[];
  close(): void;
}

export function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliveries.push({
        at: Date.now(),
        event: String(request.headers['x-gitea-event']),
        signature: String(request.headers['x-gitea-signature'] ?? ''),
        body: Buffer.concat(chunks),
      });
      response.writeHead(204).end();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://localhost:${(server.address() as AddressInfo).port}`,
        deliveries,
        close: () => {
          server.close();
          server.closeAllConnections();
        },
      }),
    );
  });
}

/** What is wrong with the signatures: all must be the secret's, none another's. */
export function judgeSignatures(
  deliveries: Delivery[],
  secret: string,
): string[] {
  return deliveries
    .filter(
      ({ body, signature }) =>
        !isSignedBy(secret, body, signature) ||
        isSignedBy('another secret', body, signature) ||
        isSignedBy(secret, Buffer.concat([body, Buffer.from(' ')]), signature),
    )
    .map(({ event }) => `the signature of ${event} does not fit its bytes`);
}
