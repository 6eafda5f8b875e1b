import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '../waitFor';

/** A webhook, as it came over the wire. */
export interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  rawBody: Buffer;
}

/** Stands where the portal would, and keeps what the forge sends. */
export class Receiver {
  readonly deliveries: Delivery[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { headers } = request;
        this.deliveries.push({
          path: request.url ?? '',
          headers,
          rawBody: Buffer.concat(chunks),
        });
        response.writeHead(204).end();
      });
    });
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new Receiver(server);
  }

  /** @param path - tells several webhooks apart */
  url(path: string): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${path}`;
  }

  async until(
    what: string,
    isIt: (delivery: Delivery) => boolean,
  ): Promise<Delivery> {
    await waitFor(what, () => this.deliveries.some(isIt));
    return this.deliveries.find(isIt) as Delivery;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }
}
