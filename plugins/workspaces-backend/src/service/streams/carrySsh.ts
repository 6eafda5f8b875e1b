import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toError } from '@backstage/errors';
import { createWebSocketStream, type WebSocket } from 'ws';
import type { Connection } from '../Connections';
import { keepAlive } from './keepAlive';

/**
 * Carries the bytes of one SSH connection, of which the portal understands
 * nothing.
 *
 * @returns how it ended, in words
 */
export async function carrySsh(
  client: WebSocket,
  server: Duplex,
  { connection }: { connection: Connection },
): Promise<string> {
  const stopPings = keepAlive(client);
  const socket = createWebSocketStream(client, { allowHalfOpen: false });
  socket.on('data', () => connection.heard());
  try {
    await pipeline(socket, server, socket);
    return 'It was closed';
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ERR_STREAM_PREMATURE_CLOSE'
      ? 'It was closed'
      : `It broke: ${toError(error).message}`;
  } finally {
    stopPings();
    connection.closed();
    server.destroy();
    client.close();
  }
}
