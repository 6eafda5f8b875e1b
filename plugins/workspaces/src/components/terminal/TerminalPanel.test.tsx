import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  TerminalListener,
  TerminalSize,
  TerminalSource,
} from '../../terminal/channel';
import { TerminalPanel } from './TerminalPanel';

/** A shell whose other end is the test. */
class SomeShell implements TerminalSource {
  readonly key = 'shell';
  readonly typed: string[] = [];
  sizes: TerminalSize[] = [];
  closed = 0;
  private listener?: TerminalListener;
  private resolve: (how: string | undefined) => void = () => {};
  private reject: (error: Error) => void = () => {};

  connect(size: TerminalSize, listener: TerminalListener, signal: AbortSignal) {
    this.sizes.push(size);
    this.listener = listener;
    return new Promise<string | undefined>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      signal.addEventListener('abort', () => {
        this.closed += 1;
        resolve(undefined);
      });
    });
  }

  open = () =>
    this.listener?.onOpen({
      write: data => this.typed.push(data),
      resize: () => {},
    });
  end = (how: string) => this.resolve(how);
  lose = (why: string) => this.reject(new Error(why));
}

// jsdom draws nothing, and so has neither.
beforeAll(() => {
  window.matchMedia ??= () =>
    ({ matches: false, addListener() {}, removeListener() {} } as never);
  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

async function renderTerminal() {
  const shell = new SomeShell();
  const onClose = jest.fn();
  const { unmount } = await renderInTestApp(
    <TerminalPanel name="orders" source={shell} onClose={onClose} />,
  );
  return { shell, onClose, unmount, user: userEvent.setup() };
}

describe('TerminalPanel', () => {
  it('hands over what is typed, and lets the keyboard out', async () => {
    const { shell, user } = await renderTerminal();
    await act(async () => shell.open());
    const input = screen.getByRole('textbox', { name: 'Terminal in orders' });
    expect(input).toHaveFocus();
    expect(input).toHaveAccessibleDescription(/Ctrl\+Shift\+Enter leaves/);
    await user.keyboard('{Enter}');
    expect(shell.typed.join('')).toContain('\r');
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    expect(
      screen.getByRole('button', { name: 'Close the terminal in orders' }),
    ).toHaveFocus();
  });

  it('opens a lost shell again, and says so', async () => {
    const { shell } = await renderTerminal();
    await act(async () => shell.open());
    expect(screen.getAllByText('Live')[0]).toBeVisible();
    await act(async () => shell.lose('gone'));
    expect(screen.getAllByText(/^Reconnecting…/)[0]).toBeVisible();
    // It is opened a moment later; how long that is depends on the machine.
    for (let turn = 0; turn < 500 && shell.sizes.length < 2; turn++) {
      await act(() => new Promise(resolve => setTimeout(resolve, 20)));
    }
    expect(shell.sizes).toHaveLength(2);
    await act(async () => shell.open());
    expect(screen.getAllByText('Live')[0]).toBeVisible();
  });

  it('says how the shell ended, and offers a new one', async () => {
    const { shell, user } = await renderTerminal();
    await act(async () => shell.open());
    await act(async () => shell.end('The shell ended with code 0'));
    expect(screen.getByText('The shell ended with code 0')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'New terminal' }));
    expect(shell.sizes).toHaveLength(2);
    await act(async () => shell.open());
    expect(
      screen.queryByText('The shell ended with code 0'),
    ).not.toBeInTheDocument();
  });

  it('is closed with the page', async () => {
    const { shell, unmount } = await renderTerminal();
    await act(async () => shell.open());
    unmount();
    expect(shell.closed).toBe(1);
  });
});
