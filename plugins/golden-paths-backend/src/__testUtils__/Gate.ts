import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/** A way to a server that can be shut: as if the server were down. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private server?: Server;
  private port = 0;

  private constructor(private readonly to: URL) {}

  static async to(address: string): Promise<Gate> {
    const gate = new Gate(new URL(address));
    await gate.open();
    return gate;
  }

  /** As the server's own, but for the port. */
  get address(): string {
    const through = new URL(this.to);
    through.hostname = '127.0.0.1';
    through.port = String(this.port);
    return through.href;
  }

  async open(): Promise<void> {
    const server = createServer(from => {
      const to = connect(Number(this.to.port), this.to.hostname);
      for (const [one, other] of [
        [from, to],
        [to, from],
      ]) {
        this.sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => this.sockets.delete(one));
      }
    });
    await new Promise<void>(resolve => {
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async shut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    const closed = new Promise(resolve => server?.close(resolve) ?? resolve(0));
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }
}
