import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/**
 * Passes bytes on to a server, and can do what networks do: cut connections,
 * refuse them, or go silent.
 *
 * @public
 */
export class TcpProxy {
  private readonly pairs = new Set<[Socket, Socket]>();
  private accepted = 0;
  private isStalled = false;
  private isRefusing = false;

  private constructor(
    private readonly server: Server,
    private readonly target: { host: string; port: number },
  ) {
    server.on('connection', socket => this.accept(socket));
  }

  /** In front of the server with this URL. */
  static async before(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new TcpProxy(server, {
      host: hostname.replace(/[[\]]/g, ''),
      port: Number(port || 443),
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections that there ever were. */
  get connections(): number {
    return this.accepted;
  }

  get openConnections(): number {
    return this.pairs.size;
  }

  /** Ends all connections, as a restarted load balancer does. */
  cut(): void {
    for (const [client, upstream] of this.pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    this.pairs.clear();
  }

  /** From now on connections are taken and cut at once; or no longer. */
  refuse(on: boolean): void {
    this.isRefusing = on;
    if (on) {
      this.cut();
    }
  }

  /** Keeps connections open and says nothing on them, also not on new ones. */
  stall(on: boolean): void {
    this.isStalled = on;
    for (const [client, upstream] of this.pairs) {
      if (on) {
        client.unpipe(upstream);
        upstream.unpipe(client);
      } else {
        client.pipe(upstream).pipe(client);
      }
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  private accept(client: Socket): void {
    this.accepted++;
    if (this.isRefusing) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(this.target);
    const pair: [Socket, Socket] = [client, upstream];
    this.pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => {});
      socket.on('close', () => {
        this.pairs.delete(pair);
        client.destroy();
        upstream.destroy();
      });
    }
    if (!this.isStalled) {
      client.pipe(upstream).pipe(client);
    }
  }
}
