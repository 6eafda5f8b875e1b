import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Request } from 'express';

/** Takes over the sockets of one path. */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

/**
 * WebSockets under a plugin's path. Backstage hands plugins a router and no
 * server; the server is learnt from the first request, and every way to a
 * WebSocket begins with an ordinary one.
 */
export class Upgrades {
  private readonly servers = new WeakSet<Server>();

  private constructor(
    private readonly handlers: ReadonlyMap<string, UpgradeHandler>,
  ) {}

  /** @param handlers - by the end of the path, e.g. `/api/workspaces/v1/…` */
  static create(handlers: Record<string, UpgradeHandler>): Upgrades {
    return new Upgrades(new Map(Object.entries(handlers)));
  }

  /** Listens on the server that a request came by; once for each server. */
  learnFrom(request: Request): void {
    const { server } = request.socket as unknown as { server?: Server };
    if (!server || this.servers.has(server)) {
      return;
    }
    this.servers.add(server);
    server.on('upgrade', this.dispatch);
  }

  /** What is not ours is left to other listeners. */
  private readonly dispatch = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void => {
    const [path] = (request.url ?? '').split('?');
    for (const [ending, handler] of this.handlers) {
      if (path.endsWith(ending)) {
        handler(request, socket, head);
        return;
      }
    }
  };
}
