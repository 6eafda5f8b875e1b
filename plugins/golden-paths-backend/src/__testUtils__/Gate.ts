import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { Transform } from 'node:stream';

/** A way to a server that can be shut: as if the server were down. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private server?: Server;
  private port = 0;
  private met?: { request: RegExp; then: () => Promise<void> };

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

  /** Does something before the next such request is passed on, e.g. `/^POST \/x/`. */
  before(request: RegExp, then: () => Promise<void>): void {
    this.met = { request, then };
  }

  async open(): Promise<void> {
    const server = createServer(from => {
      const to = connect(Number(this.to.port), this.to.hostname);
      for (const [one, other] of [
        [from, to],
        [to, from],
      ]) {
        this.sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => this.sockets.delete(one));
      }
      const watch = new Transform({
        transform: (chunk: Buffer, _, done) => {
          this.meet(chunk).then(() => done(null, chunk), done);
        },
      });
      watch.on('error', () => to.destroy());
      from.pipe(watch).pipe(to).pipe(from);
    });
    await new Promise<void>(resolve => {
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private async meet(chunk: Buffer): Promise<void> {
    const { met } = this;
    if (met?.request.test(chunk.toString('latin1'))) {
      this.met = undefined;
      await met.then();
    }
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
