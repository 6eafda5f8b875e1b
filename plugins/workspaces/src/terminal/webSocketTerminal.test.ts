import { FatalStreamError } from '@fairway-idp/backstage-plugin-fairway-react';
import type { TerminalChannel, TerminalOutput } from './channel';
import { type SocketLike, webSocketTerminal } from './webSocketTerminal';

const ref = { cluster: 'dev', namespace: 'sb-bob-x', name: 'ws-orders-ab' };

/** The near end of a connection whose far end is the test. */
class SomeSocket implements SocketLike {
  binaryType: BinaryType = 'blob';
  onmessage: WebSocket['onmessage'] = null;
  onclose: WebSocket['onclose'] = null;
  readonly sent: unknown[] = [];
  closed = false;

  send(data: unknown): void {
    this.sent.push(JSON.parse(String(data)));
  }

  close(): void {
    if (!this.closed) {
      this.closed = true;
      this.hear('close');
    }
  }

  say(data: unknown): void {
    this.hear('message', data);
  }

  private hear(type: 'message' | 'close', data?: unknown): void {
    const handler = type === 'message' ? this.onmessage : this.onclose;
    handler?.call(this as never, { type, data } as never);
  }
}

async function scene(token: string | undefined = 'secret') {
  const sockets: SomeSocket[] = [];
  const opened: Array<{ url: string; protocols: string[] }> = [];
  const source = webSocketTerminal({
    ref,
    baseUrl: async () => 'https://portal.example.com/api/workspaces',
    token: async () => token,
    open: (url, protocols) => {
      opened.push({ url, protocols });
      sockets.push(new SomeSocket());
      return sockets[sockets.length - 1];
    },
  });
  const output: TerminalOutput[] = [];
  const channels: TerminalChannel[] = [];
  const stop = new AbortController();
  const done = source.connect(
    { columns: 100, rows: 30 },
    {
      onOpen: channel => channels.push(channel),
      onOutput: data => output.push(data),
    },
    stop.signal,
  );
  // Whoever looks at `done` later must not find it unhandled now.
  done.catch(() => {});
  await new Promise(resolve => setTimeout(resolve, 0));
  return { socket: sockets[0], opened, output, channels, stop, done };
}

const say = (message: object) => JSON.stringify(message);

describe('webSocketTerminal', () => {
  it('says who asks outside of the URL', async () => {
    const { opened } = await scene();
    expect(opened).toEqual([
      {
        url: 'wss://portal.example.com/api/workspaces/v1/workspace/terminal?cluster=dev&namespace=sb-bob-x&name=ws-orders-ab&cols=100&rows=30',
        protocols: ['fairway.workspace.v1', 'fairway.bearer.secret'],
      },
    ]);
  });

  it('carries what is typed, sizes and output', async () => {
    const { socket, output, channels } = await scene();
    expect(channels).toHaveLength(0);
    socket.say(say({ type: 'started' }));
    const [channel] = channels;
    channel.write('git log\r');
    channel.resize({ columns: 120, rows: 40 });
    expect(socket.sent).toEqual([
      { type: 'input', data: 'git log\r' },
      { type: 'resize', cols: 120, rows: 40 },
    ]);
    socket.say(new TextEncoder().encode('héllo').buffer);
    expect(new TextDecoder().decode(output[0] as Uint8Array)).toBe('héllo');
    socket.say('no JSON');
    socket.say(say({ type: 'of a newer backend' }));
    expect(socket.closed).toBe(false);
  });

  it('tells how the shell ended', async () => {
    const { socket, done } = await scene();
    socket.say(
      say({ type: 'ended', message: 'The shell ended', reconnect: false }),
    );
    await expect(done).resolves.toBe('The shell ended');
    expect(socket.closed).toBe(true);
  });

  it.each([
    [
      'what the server says that passes',
      (socket: SomeSocket) =>
        socket.say(
          say({ type: 'ended', message: 'Restarting', reconnect: true }),
        ),
      'Restarting',
    ],
    [
      'a connection that breaks',
      (socket: SomeSocket) => socket.close(),
      'The connection to the workspace was lost',
    ],
  ])('fails so that it is tried again: %s', async (_, end, words) => {
    const { socket, done } = await scene();
    end(socket);
    await expect(done).rejects.toThrow(words);
    await expect(done).rejects.not.toBeInstanceOf(FatalStreamError);
  });

  it('closes when nobody looks any more', async () => {
    const { socket, stop, done } = await scene();
    stop.abort();
    await expect(done).resolves.toBeUndefined();
    expect(socket.closed).toBe(true);
  });
});
