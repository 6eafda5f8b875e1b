import {
  terminalInputSchema,
  type TerminalMessage,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { TerminalSession } from '@fairway-idp/backstage-plugin-fairway-node';
import type { WebSocket } from 'ws';
import type { Connection } from '../Connections';
import { keepAlive } from './keepAlive';
import { minutesText } from '../../domain/idle/minutesText';

const MINUTE = 60_000;

/**
 * Carries what is typed and what is printed. A browser that is slow slows the
 * command down; nothing is dropped.
 *
 * @returns how it ended, in words
 */
export async function carryTerminal(
  client: WebSocket,
  session: TerminalSession,
  options: { connection: Connection; idleMinutes: number },
): Promise<string> {
  const { connection, idleMinutes } = options;
  const say = (message: TerminalMessage) => {
    if (client.readyState === client.OPEN) {
      client.send(JSON.stringify(message));
    }
  };
  const end = new Promise<{ message: string; reconnect: boolean }>(resolve => {
    let timer: NodeJS.Timeout;
    const rearm = () => {
      clearTimeout(timer);
      timer = setTimeout(
        () =>
          resolve({
            message: `Nothing was typed for ${minutesText(idleMinutes)}`,
            reconnect: true,
          }),
        idleMinutes * MINUTE,
      );
      timer.unref();
    };
    rearm();
    client.on('message', (data, isBinary) => {
      const input = isBinary ? undefined : parse(String(data));
      if (input?.type === 'input') {
        rearm();
        connection.heard();
        session.input.write(Buffer.from(input.data, 'utf8'));
      } else if (input?.type === 'resize') {
        session.resize(input);
      }
    });
    client.once('close', () =>
      resolve({ message: 'The browser closed it', reconnect: true }),
    );
    session.input.on('error', () => {});
    void session.ended
      .then(({ exitCode, message }) =>
        resolve(
          exitCode === undefined
            ? { message, reconnect: true }
            : {
                message: `The shell ended with exit code ${exitCode}`,
                reconnect: exitCode !== 0,
              },
        ),
      )
      .finally(() => clearTimeout(timer));
  });
  const stopPings = keepAlive(client);
  session.output.on('data', (chunk: Buffer) => {
    session.output.pause();
    client.send(chunk, { binary: true }, () => session.output.resume());
  });
  say({ type: 'started' });
  const { message, reconnect } = await end;
  say({ type: 'ended', message, reconnect });
  stopPings();
  connection.closed();
  session.close();
  client.close(1000);
  return message;
}

function parse(text: string) {
  try {
    const parsed = terminalInputSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
