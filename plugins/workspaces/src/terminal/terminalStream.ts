import type {
  LiveFold,
  LiveSource,
} from '@fairway-idp/backstage-plugin-fairway-react';
import type {
  TerminalChannel,
  TerminalOutput,
  TerminalSize,
  TerminalSource,
} from './channel';

/** What shows the output of a shell and takes what is typed. */
export interface Screen {
  size(): TerminalSize;
  write(data: TerminalOutput): void;
  /** Whom to tell what is typed; nobody without `channel`. */
  attach(channel: TerminalChannel | undefined): void;
}

/** What happens to a terminal, besides output: that goes to the screen at once. */
export type TerminalEvent =
  | { type: 'opened' }
  /** The shell itself ended, and how. */
  | { type: 'ended'; how: string };

/** How a terminal ended, if it did; a new one is then begun by a person only. */
export const terminalFold: LiveFold<TerminalEvent, string | undefined> = {
  initial: undefined,
  fold: (_, event) => (event.type === 'ended' ? event.how : undefined),
  isEnd: event => event.type === 'ended',
  // A shell shall go on working while one looks at another tab.
  whileHidden: true,
};

/** A shell on a screen, as a stream that is opened again when it is lost. */
export function terminalStream(
  source: TerminalSource,
  screen: Screen,
  /** Said on the screen before each shell but the first. */
  newShell: string,
): LiveSource<TerminalEvent> {
  let opened = 0;
  return {
    key: source.key,
    async connect(listener, signal) {
      try {
        const how = await source.connect(
          screen.size(),
          {
            onOpen(channel) {
              opened += 1;
              if (opened > 1) {
                screen.write(`\r\n\x1b[2m${newShell}\x1b[0m\r\n`);
              }
              screen.attach(channel);
              listener.onOpen();
              listener.onMessage({ type: 'opened' });
            },
            onOutput: data => screen.write(data),
          },
          signal,
        );
        if (how !== undefined) {
          listener.onMessage({ type: 'ended', how });
        }
      } finally {
        screen.attach(undefined);
      }
    },
  };
}
