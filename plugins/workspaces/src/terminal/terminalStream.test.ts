import type { LiveListener } from '@fairway-idp/backstage-plugin-fairway-react';
import type {
  TerminalChannel,
  TerminalListener,
  TerminalOutput,
  TerminalSize,
} from './channel';
import {
  type Screen,
  type TerminalEvent,
  terminalFold,
  terminalStream,
} from './terminalStream';

class SomeScreen implements Screen {
  readonly shown: TerminalOutput[] = [];
  channel?: TerminalChannel;
  size = () => ({ columns: 80, rows: 24 });
  write = (data: TerminalOutput) => this.shown.push(data);
  attach = (channel: TerminalChannel | undefined) => {
    this.channel = channel;
  };
}

const channel: TerminalChannel = { write: () => {}, resize: () => {} };

function scene() {
  const screen = new SomeScreen();
  const asked: TerminalSize[] = [];
  let end: (how: string | undefined) => void = () => {};
  let fail: (error: Error) => void = () => {};
  let shell: TerminalListener | undefined;
  const stream = terminalStream(
    {
      key: 'shell',
      connect: (size, listener) => {
        asked.push(size);
        shell = listener;
        return new Promise((resolve, reject) => {
          end = resolve;
          fail = reject;
        });
      },
    },
    screen,
    'A new shell',
  );
  const events: Array<TerminalEvent | 'open'> = [];
  const listener: LiveListener<TerminalEvent> = {
    onOpen: () => events.push('open'),
    onMessage: event => events.push(event),
  };
  const { signal } = new AbortController();
  return {
    screen,
    asked,
    events,
    connect: () => stream.connect(listener, signal),
    shell: () => shell!,
    end: (how?: string) => end(how),
    fail: (error: Error) => fail(error),
  };
}

describe('terminalStream', () => {
  it('shows output at once, and lets go of the keyboard at the end', async () => {
    const { screen, asked, events, connect, shell, end } = scene();
    const done = connect();
    expect(asked).toEqual([{ columns: 80, rows: 24 }]);
    shell().onOpen(channel);
    expect(screen.channel).toBe(channel);
    shell().onOutput('dev@orders:~$ ');
    end('The shell ended with code 0');
    await done;
    expect(screen.shown).toEqual(['dev@orders:~$ ']);
    expect(screen.channel).toBeUndefined();
    expect(events).toEqual([
      'open',
      { type: 'opened' },
      { type: 'ended', how: 'The shell ended with code 0' },
    ]);
  });

  it('says that a shell is a new one after a loss', async () => {
    const { screen, connect, shell, fail } = scene();
    const lost = connect();
    shell().onOpen(channel);
    fail(new Error('gone'));
    await expect(lost).rejects.toThrow('gone');
    expect(screen.channel).toBeUndefined();
    const again = connect();
    shell().onOpen(channel);
    expect(screen.shown.join('')).toContain('A new shell');
    fail(new Error('gone'));
    await expect(again).rejects.toThrow('gone');
  });
});

describe('terminalFold', () => {
  it('remembers how the shell ended, until another one is open', () => {
    const { fold, isEnd } = terminalFold;
    const ended: TerminalEvent = { type: 'ended', how: 'code 1' };
    expect(fold(undefined, ended)).toBe('code 1');
    expect(isEnd?.(ended)).toBe(true);
    expect(isEnd?.({ type: 'opened' })).toBe(false);
    expect(fold('code 1', { type: 'opened' })).toBeUndefined();
  });
});
