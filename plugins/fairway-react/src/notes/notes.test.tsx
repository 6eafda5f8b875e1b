import { ResponseError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import { ActionButton } from '../actions/ActionButton';
import { YamlDiff } from '../diff/YamlDiff';
import { Age } from '../time/Age';
import { ConnectionNote } from './ConnectionNote';
import { errorKind, errorWords } from './describeError';
import { ErrorNote } from './ErrorNote';

const answer = (status: number, body: object) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({ ...body, response: { statusCode: status } }),
      {
        status,
        headers: { 'Content-Type': 'application/json' },
      },
    ),
  );

describe('an error', () => {
  it.each([
    [403, 'refused'],
    [404, 'missing'],
    [409, 'conflict'],
    [422, 'invalid'],
    [503, 'unreachable'],
    [500, 'other'],
  ])('of status %d is %s', async (status, kind) => {
    const error = await answer(status, {
      error: { name: 'Error', message: 'because' },
    });
    expect(errorKind(error)).toBe(kind);
    expect(errorWords(error)).toBe('because');
  });

  it('may be anything', () => {
    expect(errorKind(new TypeError('Failed to fetch'))).toBe('unreachable');
    expect(errorKind('oops')).toBe('other');
    expect(errorWords('oops')).toBe('oops');
  });

  it('is shown with what to do', async () => {
    await renderInTestApp(
      <ErrorNote
        error={await answer(403, {
          error: { name: 'NotAllowedError', message: 'Only for team shop' },
        })}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Not allowed.*Only for team shop.*Ask the owners/,
    );
  });
});

describe('ConnectionNote', () => {
  afterEach(() => jest.useRealTimers());

  it('says how old the page is, and announces only the state', async () => {
    const note = (lastMessageAt: number) => (
      <ConnectionNote
        connection={{ state: 'reconnecting', since: 0, lastMessageAt }}
      />
    );
    const now = Date.now();
    await renderInTestApp(note(now - 12_000));
    expect(screen.getByText(/last update (1[2-9]|[2-4]\d)s ago/)).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(/^Reconnecting…$/);
  });
});

describe('Age', () => {
  it('keeps up with the time', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    await renderInTestApp(<Age since={Date.now() - 30_000} />);
    expect(screen.getByText(/^3\ds$/)).toHaveAttribute('title');
    act(() => jest.advanceTimersByTime(60_000));
    expect(screen.getByText(/^9\ds$/)).toBeVisible();
    jest.useRealTimers();
  });

  it('does not fail on what is no time', async () => {
    await renderInTestApp(<Age since="" />);
    expect(screen.getByText('–')).toBeVisible();
  });
});

describe('YamlDiff', () => {
  it('says in words what was added and removed', async () => {
    await renderInTestApp(
      <YamlDiff before={'a: 1\n'} after={'a: 2\n'} label="Changes" />,
    );
    const rows = screen.getAllByRole('row');
    expect(rows[0]).toHaveAccessibleName(/removed a: 1/);
    expect(rows[1]).toHaveAccessibleName(/added a: 2/);
  });

  it('says when nothing differs', async () => {
    await renderInTestApp(<YamlDiff before="a" after="a" label="Changes" />);
    expect(screen.getByText('No change')).toBeVisible();
  });
});

describe('ActionButton', () => {
  it('stays reachable and says why it does nothing', async () => {
    const onClick = jest.fn();
    await renderInTestApp(
      <ActionButton
        label="Scale web"
        availability={{ enabled: false, why: 'Ask team shop' }}
        onClick={onClick}
      >
        Scale
      </ActionButton>,
    );
    const button = screen.getByRole('button', { name: 'Scale web' });
    button.focus();
    expect(button).toHaveFocus();
    act(() => button.click());
    expect(onClick).not.toHaveBeenCalled();
    expect(button).toHaveAccessibleDescription('Ask team shop');
  });
});
