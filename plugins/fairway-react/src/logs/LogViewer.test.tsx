import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Connection } from '../live/types';
import { emptyLog, foldLog } from './logState';
import { LogViewer } from './LogViewer';

const LIVE: Connection = { state: 'live', since: 0, lastMessageAt: 0 };

const log = [
  { type: 'start', container: 'app' } as const,
  {
    type: 'lines',
    lines: [
      { time: '2026-11-01T10:00:00Z', text: 'listening' },
      { time: '2026-11-01T10:00:01Z', text: 'GET /cart failed' },
      { time: '2026-11-01T10:00:02Z', text: 'GET /cart' },
    ],
  } as const,
  { type: 'dropped', count: 12 } as const,
].reduce(
  (state, message) => foldLog(state, message as Parameters<typeof foldLog>[1]),
  emptyLog,
);

const render = (props: Partial<Parameters<typeof LogViewer>[0]> = {}) =>
  renderInTestApp(
    <LogViewer
      label="Log of web"
      log={log}
      connection={LIVE}
      onRetry={() => {}}
      fileName="web.log"
      {...props}
    />,
  );

beforeAll(() => {
  // jsdom has no layout, and so nothing to scroll.
  Element.prototype.scrollIntoView = jest.fn();
});

describe('LogViewer', () => {
  it('shows lines, and where some are missing', async () => {
    await render();
    expect(screen.getByRole('log', { name: 'Log of web' })).toHaveTextContent(
      /listening.*GET \/cart.*12 lines left out/,
    );
  });

  it('finds and marks what is searched for', async () => {
    await render();
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Search the log'), '/CART');
    expect(screen.getByText('2 matches')).toBeVisible();
    expect(screen.getAllByText('/cart', { selector: 'mark' })).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Next match' }));
    expect(Element.prototype.scrollIntoView).toHaveBeenCalled();
    // Looking at a match, one does not want to be carried away from it.
    expect(
      screen.getByRole('button', { name: 'Jump to latest' }),
    ).toBeVisible();
    await user.type(screen.getByLabelText('Search the log'), 'x');
    expect(screen.getByText('No match')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next match' })).toBeDisabled();
  });

  it('pauses and follows again', async () => {
    await render();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await user.click(screen.getByRole('button', { name: 'Jump to latest' }));
    expect(screen.getByRole('button', { name: 'Pause' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Jump/ })).toBeNull();
  });

  it('shows times when they are wanted', async () => {
    await render();
    expect(screen.queryByText(/10:00:01Z/)).toBeNull();
    const toggle = screen.getByRole('button', { name: 'Timestamps' });
    await userEvent.setup().click(toggle);
    expect(toggle).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByText(/10:00:01Z/)).toBeVisible();
  });

  it('tells the end, the previous container and a failure', async () => {
    await render({
      previous: true,
      log: foldLog(emptyLog, { type: 'end', message: 'exit code 1' }),
      connection: {
        state: 'failed',
        since: 0,
        error: new Error('no such pod'),
      },
    });
    expect(screen.getByText('Log of the previous container')).toBeVisible();
    expect(screen.getByRole('log')).toHaveTextContent(
      'The log is empty.— exit code 1 —',
    );
    expect(screen.getByRole('alert')).toHaveTextContent('no such pod');
  });
});
