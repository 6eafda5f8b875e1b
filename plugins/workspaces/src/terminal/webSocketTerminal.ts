import {
  stringifyWorkspaceRef,
  terminalMessageSchema,
  WORKSPACE_STREAMS,
  workspaceProtocols,
  type TerminalInput,
  type WorkspaceRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { FatalStreamError } from '@fairway-idp/backstage-plugin-fairway-react';
import type {
  TerminalChannel,
  TerminalListener,
  TerminalSize,
  TerminalSource,
} from './channel';

/** The part of a WebSocket that a terminal needs. */
export type SocketLike = Pick<
  WebSocket,
  'send' | 'close' | 'binaryType' | 'onmessage' | 'onclose'
>;

/**
 * A shell through the portal's backend. Who asks is told by a subprotocol: a
 * token in a URL would stand in logs.
 */
export function webSocketTerminal(options: {
  ref: WorkspaceRef;
  /** Of the backend plugin, as the discovery API tells it. */
  baseUrl: () => Promise<string>;
  /** Of the viewer; absent = signed in as nobody. */
  token: () => Promise<string | undefined>;
  /** @defaultValue The browser's WebSocket */
  open?: (url: string, protocols: string[]) => SocketLike;
}): TerminalSource {
  const { ref, baseUrl, token } = options;
  const open =
    options.open ?? ((url, protocols) => new WebSocket(url, protocols));
  return {
    key: stringifyWorkspaceRef(ref),
    async connect(size, listener, signal) {
      const url = addressOf(await baseUrl(), ref, size);
      const mine = await token();
      if (mine === undefined) {
        throw new FatalStreamError(
          new Error('Sign in to the portal to open a terminal.'),
        );
      }
      return signal.aborted
        ? undefined
        : talk(open(url, workspaceProtocols(mine)), listener, signal);
    },
  };
}

function addressOf(
  baseUrl: string,
  ref: WorkspaceRef,
  { columns, rows }: TerminalSize,
): string {
  const { cluster, namespace, name } = ref;
  const query = new URLSearchParams({
    cluster,
    namespace,
    name,
    cols: String(columns),
    rows: String(rows),
  });
  const base = baseUrl.replace(/^http/, 'ws');
  return `${base}${WORKSPACE_STREAMS.terminal}?${query}`;
}

/** Until the shell ends, the connection is lost, or `signal` aborts. */
function talk(
  socket: SocketLike,
  listener: TerminalListener,
  signal: AbortSignal,
): Promise<string | undefined> {
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    const stop = () => socket.close();
    signal.addEventListener('abort', stop);
    const end = (settle: () => void) => {
      signal.removeEventListener('abort', stop);
      settle();
      socket.close();
    };
    socket.onmessage = ({ data }) => {
      if (typeof data !== 'string') {
        listener.onOutput(new Uint8Array(data));
        return;
      }
      const message = readMessage(data);
      if (message?.type === 'started') {
        listener.onOpen(channelOf(socket));
      } else if (message?.type === 'ended') {
        end(() =>
          message.reconnect
            ? reject(new Error(message.message))
            : resolve(message.message),
        );
      }
    };
    socket.onclose = () =>
      end(() =>
        signal.aborted
          ? resolve(undefined)
          : reject(new Error('The connection to the workspace was lost')),
      );
  });
}

function channelOf(socket: SocketLike): TerminalChannel {
  const say = (message: TerminalInput) => socket.send(JSON.stringify(message));
  return {
    write: data => say({ type: 'input', data }),
    resize: ({ columns, rows }) => say({ type: 'resize', cols: columns, rows }),
  };
}

/** What a newer backend may say besides is not for this page. */
function readMessage(text: string) {
  try {
    return terminalMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
