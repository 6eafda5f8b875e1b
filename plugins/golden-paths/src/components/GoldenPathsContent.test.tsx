import { NotAllowedError } from '@backstage/errors';
import type {
  AdoptionRange,
  AdoptionView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { screen, waitFor, within } from '@testing-library/react';
import { renderInApp } from '../__testUtils__/renderInApp';
import {
  someAdoption,
  someCampaign,
  someCampaigns,
  somePath,
} from '../testdata';
import { GoldenPathsContent } from './GoldenPathsContent';

const cellsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row =>
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    );

/** An answer that comes when the test says. */
function later<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>(done => {
    resolve = done;
  });
  return { promise, resolve: (value: T) => resolve(value) };
}

describe('adoption', () => {
  it('shows the figures of each path, with charts and the tables behind them', async () => {
    const asked: AdoptionRange[] = [];
    const { user } = await renderInApp(<GoldenPathsContent />, {
      readAdoption: async range => {
        asked.push(range);
        return someAdoption([
          somePath({
            periods: [
              ...somePath().periods,
              {
                at: '2026-10-19T00:00:00.000Z',
                runs: 0,
                succeeded: 0,
                secondsToReady: 125,
              },
            ],
          }),
        ]);
      },
    });
    const path = within(
      await screen.findByRole('region', { name: 'Web service' }),
    );
    expect(path.getAllByText('75 %')).toHaveLength(2);
    expect(path.getAllByText('42 s').length).toBeGreaterThan(0);
    expect(path.getAllByText('80 % (4 of 5)')).toHaveLength(2);
    expect(path.getByText('75 % (6 of 8)')).toBeVisible();
    expect(
      path.getByRole('img', {
        name: 'Runs of Web service: between 0 and 8, last 0',
      }),
    ).toBeVisible();
    await user.click(
      path.getAllByRole('button', { name: 'Show as a table' })[1],
    );
    const table = path.getByRole('table', {
      name: 'From form to ready pod, Web service',
    });
    expect(cellsOf(table).map(([, value]) => value)).toEqual([
      '2 min 5 s',
      '42 s',
      'not known yet',
    ]);
    expect(
      cellsOf(
        path.getByRole('table', { name: 'Where runs of Web service fail' }),
      ),
    ).toEqual([['3', 'preflight', 'resources', 'To start it needs too much']]);
    await user.click(screen.getByRole('button', { name: 'a year' }));
    await waitFor(() => expect(asked).toEqual(['90d', '365d']));
  });

  it('shows and saves no figures of another range than is asked for', async () => {
    const answer = later<AdoptionView>();
    const { user } = await renderInApp(<GoldenPathsContent />, {
      readAdoption: range =>
        range === '90d'
          ? Promise.resolve(someAdoption([], { range }))
          : answer.promise,
    });
    expect(await screen.findByText('No golden path yet')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save as CSV' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'a year' }));
    expect(await screen.findByText('Adding up…')).toBeInTheDocument();
    expect(screen.queryByText('No golden path yet')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Save as CSV' })).toBeNull();
    answer.resolve(someAdoption([somePath()], { range: '365d' }));
    expect(
      await screen.findByRole('region', { name: 'Web service' }),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save as CSV' })).toBeVisible();
    expect(screen.queryByText('Adding up…')).toBeNull();
  });

  it('shows what was made without a path', async () => {
    await renderInApp(<GoldenPathsContent />, {
      readAdoption: async () => someAdoption(),
    });
    const table = await screen.findByRole('table', {
      name: 'Made without a golden path',
    });
    expect(cellsOf(table)).toEqual([
      [
        'StatefulSet, persistent volume',
        expect.stringContaining('100 % (7 of 7)'),
        'dev: shop/StatefulSet/cache',
      ],
    ]);
  });

  it('says that there is nothing, and what could not be read', async () => {
    await renderInApp(<GoldenPathsContent />, {
      readAdoption: async () =>
        someAdoption([], {
          bypassed: { workloads: 0, groups: [], isComplete: false },
          errors: [{ source: 'prod', message: 'does not answer' }],
        }),
    });
    expect(await screen.findByText('No golden path yet')).toBeVisible();
    expect(
      screen.getByText('prod could not be read: does not answer'),
    ).toBeVisible();
    expect(
      screen.getByText(/made without a golden path is not known yet/),
    ).toBeVisible();
    expect(screen.queryByText(/came by a golden path/)).toBeNull();
  });

  it('says that nothing was made without a path when all clusters told so', async () => {
    await renderInApp(<GoldenPathsContent />, {
      readAdoption: async () =>
        someAdoption([], {
          bypassed: { workloads: 0, groups: [], isComplete: true },
        }),
    });
    expect(await screen.findByText(/came by a golden path/)).toBeVisible();
  });

  it('makes up no figure that is not known', async () => {
    const none = {
      ...{ runs: 0, succeeded: 0, failed: 0, cancelled: 0, running: 0 },
      ...{ ready: 0, services: 0 },
      alive30: { of: 0, alive: 0 },
      alive90: { of: 0, alive: 0 },
    };
    await renderInApp(<GoldenPathsContent />, {
      readAdoption: async () =>
        someAdoption([
          somePath({
            total: none,
            versions: [],
            failures: [],
            onLatest: 0,
            drift: undefined,
            periods: [],
          }),
        ]),
    });
    const path = within(
      await screen.findByRole('region', { name: 'Web service' }),
    );
    expect(path.getAllByText('not known yet')).toHaveLength(6);
    expect(path.getAllByText('Nothing to draw yet')).toHaveLength(2);
    expect(path.getByText('No run failed')).toBeVisible();
  });

  it('says that one may not see it, or that it failed, and tries again', async () => {
    let asked = 0;
    const answer = later<AdoptionView>();
    const { user } = await renderInApp(<GoldenPathsContent />, {
      readAdoption: async () => {
        asked += 1;
        if (asked === 1) {
          throw new NotAllowedError('no permission');
        }
        return answer.promise;
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('You may not see what came of');
    await user.click(within(alert).getByRole('button'));
    // It is said that it is being read.
    expect(await screen.findByText('Adding up…')).toBeInTheDocument();
    answer.resolve(someAdoption());
    expect(
      await screen.findByRole('region', { name: 'Web service' }),
    ).toBeVisible();
  });
});

describe('campaigns', () => {
  const open = (api: Parameters<typeof renderInApp>[1]) =>
    renderInApp(<GoldenPathsContent />, api, '/?view=campaigns');

  it('shows how far one is, and why what failed did', async () => {
    await open({ listCampaigns: async () => someCampaigns() });
    const campaign = within(
      await screen.findByRole('region', { name: /Web service to 1.2.0/ }),
    );
    expect(campaign.getByRole('meter', { name: 'Running' })).toHaveAttribute(
      'aria-valuetext',
      '2 of 3, 0 merged',
    );
    expect(campaign.getByText('git.example.com answered 404')).toBeVisible();
    expect(
      campaign.getByRole('link', { name: /^Pull request open/ }),
    ).toHaveAttribute('href', 'https://git.example.com/shop/orders/pulls/3');
  });

  it('starts one, with a reason', async () => {
    const started: object[] = [];
    const { user } = await open({
      listCampaigns: async () => someCampaigns([]),
      startCampaign: async input => {
        started.push(input);
        return someCampaign();
      },
    });
    expect(await screen.findByText('No campaign yet')).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Upgrade all of Worker' }),
    );
    expect(
      await screen.findByText(/pull request in each of 4 repositories/),
    ).toBeVisible();
    await user.type(screen.getByRole('textbox'), 'New probes');
    await user.click(screen.getByRole('button', { name: 'Start' }));
    await waitFor(() =>
      expect(started).toEqual([
        { template: 'template:default/worker', reason: 'New probes' },
      ]),
    );
  });

  it.each([
    ['running', 'Pause', 'paused'],
    ['running', 'Stop', 'stopped'],
    ['paused', 'Go on', 'running'],
    ['running', 'Try the failed again', 'retry'],
    ['done', 'Try the failed again', 'retry'],
  ] as const)('of one that is %s: %s', async (state, verb, to) => {
    const changed: object[] = [];
    const { user } = await open({
      listCampaigns: async () => someCampaigns([someCampaign({ state })]),
      changeCampaign: async input => {
        changed.push(input);
        return someCampaign();
      },
    });
    await user.click(await screen.findByRole('button', { name: verb }));
    await user.type(await screen.findByRole('textbox'), 'Too many');
    await user.click(
      within(screen.getByRole('dialog')).getByRole('button', { name: verb }),
    );
    await waitFor(() =>
      expect(changed).toEqual([
        { id: someCampaign().id, to, reason: 'Too many' },
      ]),
    );
  });

  it('tells who started it and why, what it waits for, and what was merged', async () => {
    const pull = { url: 'https://git.example.com/x/pulls/3', number: 3 };
    const campaign = someCampaign({
      createdBy: 'user:default/pat',
      reason: 'New probes',
      waitsUntil: '2026-11-28T12:00:00.000Z',
      waitsFor: 'git.example.com does not answer',
      items: [
        { entityRef: 'component:default/a', state: 'merged', ...pull },
        { entityRef: 'component:default/b', state: 'closed', ...pull },
        { entityRef: 'component:default/c', state: 'waiting', tries: 1 },
      ],
    });
    await open({ listCampaigns: async () => someCampaigns([campaign]) });
    const section = within(
      await screen.findByRole('region', { name: /Web service to 1.2.0/ }),
    );
    expect(section.getByText('Started by pat: New probes')).toBeVisible();
    expect(
      section.getByText(/^Waits until .*: git.example.com does not answer$/),
    ).toBeVisible();
    expect(section.getByRole('meter', { name: 'Running' })).toHaveAttribute(
      'aria-valuetext',
      '2 of 3, 1 merged',
    );
    expect(section.getByRole('link', { name: /^Merged/ })).toBeVisible();
    expect(
      section.getByRole('link', { name: /^Closed by its owners/ }),
    ).toBeVisible();
    // Nothing failed.
    expect(
      section.queryByRole('button', { name: /Try the failed/ }),
    ).toBeNull();
  });

  describe('while one runs', () => {
    beforeEach(() => jest.useFakeTimers({ advanceTimers: true }));
    afterEach(() => jest.useRealTimers());

    const soon = { timeout: 20_000 };

    it('keep what was read while the portal does not answer, and go on', async () => {
      let trouble: Error | undefined;
      const { user } = await open({
        listCampaigns: async () => {
          if (trouble) {
            throw trouble;
          }
          return someCampaigns();
        },
      });
      await user.click(await screen.findByRole('button', { name: 'Pause' }));
      await user.type(await screen.findByRole('textbox'), 'Too many');
      trouble = new Error('Bad gateway');
      const failed = 'Campaigns cannot be read';
      expect(await screen.findByText(failed, {}, soon)).toBeVisible();
      expect(screen.getByRole('textbox')).toHaveValue('Too many');
      expect(
        screen.getByRole('region', {
          name: /Web service to 1.2.0/,
          hidden: true,
        }),
      ).toBeInTheDocument();
      trouble = undefined;
      await waitFor(() => expect(screen.queryByText(failed)).toBeNull(), soon);
      expect(screen.getByRole('textbox')).toHaveValue('Too many');
    });

    it('keep nothing from whom they are refused to since', async () => {
      let trouble: Error | undefined;
      await open({
        listCampaigns: async () => {
          if (trouble) {
            throw trouble;
          }
          return someCampaigns();
        },
      });
      const name = /Web service to 1.2.0/;
      expect(await screen.findByRole('region', { name })).toBeVisible();
      trouble = new NotAllowedError('no');
      expect(await screen.findByRole('alert', {}, soon)).toHaveTextContent(
        'You may not see or run campaigns',
      );
      expect(screen.queryByRole('region', { name })).toBeNull();
    });
  });

  it('says that one may not', async () => {
    await open({
      listCampaigns: () => Promise.reject(new NotAllowedError('no')),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see or run campaigns',
    );
  });
});
