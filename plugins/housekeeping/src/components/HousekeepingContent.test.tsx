import { NotAllowedError } from '@backstage/errors';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CapacityWish, FactsWish } from '../api/HousekeepingApi';
import {
  inHours,
  someCapacity,
  someCluster,
  someEntry,
  someFact,
  someFacts,
  someLedger,
  somePool,
  someView,
} from '../testdata';
import { renderPage } from '../__testUtils__/renderPage';

it('turns to its parts by keyboard', async () => {
  const { user } = await renderPage('/?q=report&state=due', {
    watchFindings: () => new SentByTest('findings', someView(someCluster())),
    watchHealthFacts: () => new SentByTest('facts', someFacts(someFact())),
    watchCapacity: () => new SentByTest('capacity', someCapacity()),
  });
  const tab = screen.getByRole('tab', { name: 'Findings' });
  expect(tab).toHaveAttribute('aria-selected', 'true');
  tab.focus();
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('tab', { name: 'Health' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  expect(screen.getByRole('tabpanel', { name: 'Health' })).toBeVisible();
  // What narrowed the findings down says nothing of health.
  expect(screen.getByRole('searchbox')).toHaveValue('');
});

describe('health', () => {
  it('tells what is missing, and opens to the smallest fix', async () => {
    const asked: FactsWish[] = [];
    const { user } = await renderPage('/?view=health&scope=all', {
      watchHealthFacts: wish => {
        asked.push(wish);
        return new SentByTest(
          JSON.stringify(wish),
          someFacts(
            someFact(),
            someFact({
              fact: 'crash-loop',
              severity: 'high',
              since: inHours(-6),
              fix: {
                summary: 'Look at its log',
                how: 'look',
                assumptions: [],
              },
            }),
          ),
        );
      },
    });
    const rows = screen.getAllByRole('button', { name: /^Details of/ });
    expect(rows[0]).toHaveAccessibleName(/Crashes again and again/);
    expect(screen.getByText('6h')).toBeVisible();
    await user.click(rows[1]);
    expect(screen.getByRole('region', { name: /^Changes/ })).toHaveTextContent(
      'memory: 256Mi',
    );
    expect(
      screen.getByText('Twice of what it requests is enough'),
    ).toBeVisible();
    expect(screen.getByText(/kubectl .* patch deployment web/)).toBeVisible();

    await user.selectOptions(
      screen.getByRole('combobox', { name: 'What is missing' }),
      'No limits (1)',
    );
    await waitFor(() =>
      expect(asked[asked.length - 1]).toMatchObject({
        scope: 'all',
        fact: 'no-limits',
      }),
    );
  });

  it('says that nothing is missing, or that there is nothing', async () => {
    await renderPage('/?view=health', {
      watchHealthFacts: () => new SentByTest('facts', someFacts()),
    });
    expect(screen.getByText('Your workloads lack nothing')).toBeVisible();
  });
});

describe('capacity', () => {
  it('shows bars, room and a chart with the table behind it', async () => {
    const asked: CapacityWish[] = [];
    const { user } = await renderPage('/?view=capacity&resource=cpu', {
      watchCapacity: wish => {
        asked.push(wish);
        return new SentByTest(JSON.stringify(wish), someCapacity(somePool()));
      },
    });
    const pool = within(
      screen.getByRole('region', { name: 'Node pool default' }),
    );
    expect(
      pool.getByRole('meter', { name: 'Memory requested' }),
    ).toHaveAttribute('aria-valuetext', '58 of 64 GiB');
    expect(pool.getByRole('meter', { name: 'CPU used' })).toHaveAttribute(
      'aria-valuenow',
      '16',
    );
    expect(
      pool.queryByRole('meter', { name: 'Pods used' }),
    ).not.toBeInTheDocument();
    expect(pool.getByText('3 more previews of tier S')).toBeVisible();
    expect(pool.getByText(/limited by Memory/)).toBeVisible();
    const chart = pool.getByRole('img', {
      name: /CPU, cores of default, 24 hours: requested 3 at first and 6 at last, at most 6, of 16/,
    });
    expect(pool.getByText('Requested: 6')).toBeVisible();
    // The browser says how far to the left, and jsdom that all is at 0.
    fireEvent.pointerMove(chart, { clientX: 52 });
    expect(await pool.findByText('Requested: 3')).toBeVisible();

    await user.click(pool.getByRole('button', { name: 'Show as a table' }));
    const table = within(pool.getByRole('table'));
    expect(
      table.getAllByRole('row').map(row => row.textContent?.slice(-6)),
    ).toEqual(['atable'].concat(['62.516', '52.516', '42.516', '32.516']));

    await user.click(screen.getByRole('button', { name: '7 days' }));
    await waitFor(() =>
      expect(asked[asked.length - 1]).toEqual({ range: '7d' }),
    );
  });

  it('warns before a pool is full, and says how it knows', async () => {
    await renderPage('/?view=capacity', {
      watchCapacity: () =>
        new SentByTest(
          'capacity',
          someCapacity(
            somePool({
              schedulable: 1,
              samples: [],
              warnings: [
                {
                  resource: 'memory',
                  severity: 'medium',
                  share: 0.9,
                  fullAt: inHours(40),
                  message: 'Memory of pool default will be full in 2 days',
                  method: 'A straight line through the last 7 days',
                },
              ],
            }),
          ),
        ),
    });
    expect(
      screen.getByText('Memory of pool default will be full in 2 days'),
    ).toBeVisible();
    expect(
      screen.getByText('A straight line through the last 7 days'),
    ).toBeVisible();
    expect(screen.getByText(/2 nodes, 1 takes new pods/)).toBeVisible();
    expect(
      screen.getByText(/The line begins with the second sample/),
    ).toBeVisible();
  });
});

describe('the ledger', () => {
  it('lists deletions, and opens to the evidence', async () => {
    const { user } = await renderPage('/?view=ledger', {
      exportLedger: async () =>
        someLedger(
          someEntry(1),
          someEntry(2, { outcome: 'refused', actor: 'user:default/bob' }),
        ),
    });
    const [latest, first] = await screen.findAllByRole('button', {
      name: /^Details of/,
    });
    expect(latest).toHaveAccessibleName('Details of 2: Job report-2');
    expect(screen.getByText('Refused')).toBeVisible();
    expect(screen.getByRole('link', { name: 'bob' })).toBeVisible();
    await user.click(first);
    expect(screen.getByText('It failed 9 days before')).toBeVisible();
    expect(screen.getByText('hash-1')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.type(screen.getByRole('searchbox'), 'nobody');
    expect(screen.getByText('None of 2 entries matches')).toBeVisible();
  });

  it('shows that it was forged', async () => {
    await renderPage('/?view=ledger', {
      exportLedger: async () => someLedger(someEntry(1), someEntry(3)),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The chain is broken at entry 3',
    );
  });

  it('is empty at first', async () => {
    await renderPage('/?view=ledger', { exportLedger: async () => '' });
    expect(await screen.findByText('Nothing was deleted yet')).toBeVisible();
  });

  it('is not for everybody', async () => {
    await renderPage('/?view=ledger', {
      exportLedger: async () => {
        throw new NotAllowedError('Not for you');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You may not read the ledger.*housekeeping.ledger.read/,
    );
  });
});
