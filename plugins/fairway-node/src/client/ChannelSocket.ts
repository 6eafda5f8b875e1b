import { Readable } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

/** How a socket ended. */
export interface SocketEnd {
  code: number;
  reason: string;
}

/** A closed WebSocket that gave no code of its own. */
const ABNORMAL = 1006;

/**
 * Kubernetes' channels on one WebSocket: the first byte of each frame says which
 * channel it belongs to. A reader that is slow slows the sender down; the socket
 * is paused meanwhile, so that nothing piles up here.
 *
 * @internal
 */
export class ChannelSocket {
  /** Settles once, when the socket is closed for whatever reason. */
  readonly ended: Promise<SocketEnd>;
  private readonly readers = new Map<number, Readable>();

  constructor(private readonly socket: WebSocket) {
    socket.on('message', data => this.receive(bufferOf(data)));
    this.ended = new Promise(resolve => {
      socket.once('close', (code, reason) => {
        this.readers.forEach(reader => reader.push(null));
        resolve({ code, reason: reason.toString() });
      });
      // 'close' follows; without a listener the error would end the process.
      socket.on('error', () => {});
      if (socket.readyState === socket.CLOSED) {
        resolve({ code: ABNORMAL, reason: '' });
      }
    });
    // Let go once whoever made this has said which channels are wanted.
    setImmediate(() => socket.resume());
  }

  /** The bytes that come on a channel. Ask before they come. */
  readable(channel: number): Readable {
    const known = this.readers.get(channel);
    if (known) {
      return known;
    }
    const reader = new Readable({ read: () => this.socket.resume() });
    this.readers.set(channel, reader);
    return reader;
  }

  /** Settles when the bytes are handed to the network. */
  async write(channel: number, bytes: Uint8Array): Promise<void> {
    const frame = Buffer.allocUnsafe(bytes.length + 1);
    frame[0] = channel;
    frame.set(bytes, 1);
    await new Promise<void>((resolve, reject) => {
      this.socket.send(frame, error => (error ? reject(error) : resolve()));
    });
  }

  close(): void {
    this.socket.close();
    // A peer that does not answer the close is not waited for.
    setTimeout(() => this.socket.terminate(), 1_000).unref();
  }

  private receive(frame: Buffer): void {
    const reader = this.readers.get(frame[0]);
    // An empty frame is how the API server says that the channel stands.
    if (reader && frame.length > 1 && !reader.push(frame.subarray(1))) {
      this.socket.pause();
    }
  }
}

function bufferOf(data: RawData): Buffer {
  if (Array.isArray(data)) {
    return Buffer.concat(data);
  }
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
