import { NotAllowedError } from '@backstage/errors';
import type { FindingsView } from '@fairway-idp/backstage-plugin-fairway-common';
import { FatalStreamError } from '@fairway-idp/backstage-plugin-fairway-react';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import type { FindingsWish, HousekeepingApi } from '../../api/HousekeepingApi';
import {
  inHours,
  RESULT,
  someCluster,
  someFinding,
  somePlan,
  someRunPlan,
  someView,
  someWhatIf,
} from '../../testdata';
import { renderPage } from '../../__testUtils__/renderPage';

async function renderFindings(
  first: FindingsView | undefined,
  options: { api?: Partial<HousekeepingApi>; path?: string } = {},
) {
  const asked: FindingsWish[] = [];
  const streams: Record<string, SentByTest<FindingsView>> = {};
  const page = await renderPage(options.path ?? '/', {
    watchFindings: wish => {
      asked.push(wish);
      const key = JSON.stringify(wish);
      streams[key] ??= new SentByTest(key, first);
      return streams[key];
    },
    ...options.api,
  });
  return { ...page, asked, stream: () => Object.values(streams)[0] };
}

const rowOf = (name: string) =>
  within(
    screen
      .getByRole('button', { name: `Details of ${name}` })
      .closest('tr') as HTMLElement,
  );

describe('findings', () => {
  it('tell what was found, where it stands and when it goes', async () => {
    const { stream } = await renderFindings(someView(someCluster()));
    const row = rowOf('Job report-1');
    expect(row.getByText('report-1')).toBeVisible();
    expect(row.getByText('in shop-dev')).toBeVisible();
    expect(row.getByText('Failed jobs')).toBeVisible();
    expect(row.getByText('Owner warned')).toBeVisible();
    expect(row.getByRole('link', { name: 'shop' })).toBeVisible();
    expect(row.getByRole('link', { name: 'storefront' })).toBeVisible();
    expect(row.getByText('in 3 days')).toBeVisible();
    expect(row.getByText(/^not before/)).toBeVisible();
    expect(row.getByText('$1.50')).toBeVisible();
    expect(screen.getByText(/Last pass in Development/)).toHaveTextContent(
      /1 hour ago: Looked at 120 objects/,
    );

    act(() =>
      stream().send(
        someView(
          someCluster([
            someFinding({
              state: 'renewed',
              message: 'Alice needs it',
              renewedUntil: inHours(24 * 14),
            }),
          ]),
        ),
      ),
    );
    expect(row.getByText('Renewed')).toBeVisible();
    expect(row.getByText(/^kept until/)).toBeVisible();
  });

  it('say why each is kept, and who is asked', async () => {
    await renderFindings(
      someView(
        someCluster([
          someFinding({ name: 'a', state: 'due' }),
          someFinding({
            name: 'b',
            state: 'unknown',
            message: 'The pods of shop-dev cannot be read',
            cost: undefined,
            owner: 'group:default/platform',
            ownerFrom: 'fallback',
          }),
          someFinding({
            name: 'c',
            state: 'kept',
            protection: { by: 'user:default/bob', reason: 'audit' },
          }),
          someFinding({ name: 'd', state: 'candidate' }),
        ]),
      ),
    );
    expect(rowOf('Job a').getByText('in the next pass')).toBeVisible();
    const unknown = rowOf('Job b');
    expect(
      unknown.getByText('The pods of shop-dev cannot be read'),
    ).toBeVisible();
    expect(unknown.getByText('not while this is so')).toBeVisible();
    expect(unknown.getByText('No price')).toBeVisible();
    expect(
      unknown.getByText('no owner known: the platform team is asked'),
    ).toBeVisible();
    const kept = rowOf('Job c');
    expect(kept.getByText('Protected')).toBeVisible();
    expect(kept.getByText('Never: it is protected')).toBeVisible();
    expect(
      rowOf('Job d').getByText('not before its owner was warned'),
    ).toBeVisible();
  });

  it('open to their evidence and to what a deletion would mean', async () => {
    const { user } = await renderFindings(
      someView(
        someCluster([
          someFinding({
            kind: 'PersistentVolumeClaim',
            name: 'data',
            deletion: {
              how: 'delete',
              losesData: true,
              message: 'Its volume of 10Gi goes with it',
            },
          }),
        ]),
      ),
    );
    await user.click(
      screen.getByRole('button', {
        name: 'Details of PersistentVolumeClaim data',
      }),
    );
    expect(
      screen.getByRole('region', { name: /^What the rule goes by/ }),
    ).toHaveTextContent('No CronJob looks after it');
    const deletion = screen.getByRole('region', { name: /^What a deletion/ });
    expect(deletion).toHaveTextContent('Its volume of 10Gi goes with it');
    expect(deletion).toHaveTextContent('Its data is lost for good.');
    expect(screen.getByText(/get persistentvolumeclaim data/)).toBeVisible();
  });

  it('are asked for as the address says, and counted by state', async () => {
    const { asked, user } = await renderFindings(
      someView(
        someCluster(undefined, {
          totals: { warned: 1, due: 4, kept: 2, asleep: 3 },
        }),
      ),
      { path: '/?scope=team&rule=failed-jobs&entity=component:default/shop' },
    );
    expect(asked[0]).toMatchObject({
      scope: 'team',
      rule: 'failed-jobs',
      entityRef: 'component:default/shop',
    });
    expect(
      screen.getByText('Kept for a reason').parentElement,
    ).toHaveTextContent(/5$/);
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'State' }),
      'Due (4)',
    );
    await waitFor(() =>
      expect(asked[asked.length - 1]).toMatchObject({ state: 'due' }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Show those of all components' }),
    );
    await waitFor(() =>
      expect(asked[asked.length - 1].entityRef).toBeUndefined(),
    );
    await user.click(screen.getByRole('button', { name: 'All' }));
    await waitFor(() =>
      expect(asked[asked.length - 1]).toMatchObject({ scope: 'all' }),
    );
  });

  it('are searched, and found again', async () => {
    const { user } = await renderFindings(
      someView(
        someCluster([
          someFinding(),
          someFinding({ name: 'b', owner: 'user:default/bob' }),
        ]),
      ),
    );
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Owner' }),
      'bob (user)',
    );
    expect(screen.getAllByRole('button', { name: /^Details/ })).toHaveLength(1);
    await user.type(screen.getByRole('searchbox'), 'nothing');
    expect(screen.getByText('Nothing matches the filters')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(
      await screen.findAllByRole('button', { name: /^Details/ }),
    ).toHaveLength(2);
  });

  it('are shown 25 at a time, and what is left out is said', async () => {
    const findings = Array.from({ length: 60 }, (_, i) =>
      someFinding({ name: `job-${i}` }),
    );
    const { user } = await renderFindings(
      someView(someCluster(findings, { more: 7 })),
    );
    expect(screen.getAllByRole('button', { name: /^Details/ })).toHaveLength(
      25,
    );
    expect(screen.getByText(/7 more are not shown/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: /next page/i }));
    expect(rowOf('Job job-25').getByText('in shop-dev')).toBeVisible();
  });
});

describe('what goes wrong', () => {
  it('stands beside what the other clusters tell', async () => {
    await renderFindings(
      someView(
        someCluster(undefined, {
          blocked: '40 of 100 objects would go, at most 20 may',
        }),
        someCluster([], {
          name: 'far',
          title: 'Far away',
          state: 'unreachable',
          message: 'No answer within 5 s',
        }),
      ),
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Cluster Far away does not answer.*No answer within 5 s/,
    );
    expect(screen.getByText(/Nothing is deleted in Development/)).toBeVisible();
    expect(screen.getByText(/40 of 100 objects would go/)).toBeVisible();
    expect(
      rowOf('Job report-1').getByText('in shop-dev, Development'),
    ).toBeVisible();
  });

  it('is said where one may not look', async () => {
    const { stream } = await renderFindings(undefined);
    expect(
      screen.getByText('Reading what the rules find…'),
    ).toBeInTheDocument();
    act(() =>
      stream().fail(new FatalStreamError(new NotAllowedError('Not for you'))),
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('You may not see findings');
    expect(alert).toHaveTextContent('housekeeping.read');
    expect(screen.queryByRole('search')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Run now' }),
    ).not.toBeInTheDocument();
    expect(
      within(alert).getByRole('button', { name: 'Try again' }),
    ).toBeVisible();
  });

  it('may not be run by everybody, which the page says before the click', async () => {
    const why = 'You may not have housekeeping run';
    const { user } = await renderFindings({
      ...someView(someCluster()),
      run: { enabled: false, why },
    });
    const run = screen.getByRole('button', { name: 'Run now' });
    expect(run).toHaveAttribute('aria-disabled', 'true');
    expect(run).toHaveAccessibleDescription(why);
    await user.click(run);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says how far a pass is that goes on', async () => {
    await renderFindings(
      someView(
        someCluster([], {
          running: {
            since: inHours(-0.01),
            message: 'Deleting what is due: 3 of 20',
          },
        }),
      ),
    );
    const running = screen.getByText(/^A pass goes on in/);
    expect(running.closest('[role=status]')).toHaveTextContent(
      /A pass goes on in Development for .*: Deleting what is due: 3 of 20/,
    );
  });

  it('is no trouble where nothing is left over', async () => {
    await renderFindings(someView(someCluster([])), { path: '/?scope=all' });
    expect(screen.getByText('Nothing is left over')).toBeVisible();
    expect(
      await screen.findByText('Rules that are on: Failed jobs'),
    ).toBeVisible();
  });

  it('is not taken for nothing where a cluster is silent', async () => {
    await renderFindings(
      someView(someCluster([], { state: 'stale', message: 'Silent' })),
    );
    expect(screen.queryByText(/is left over/)).not.toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(/has gone silent/);
  });

  it('says what to do without a cluster', async () => {
    await renderFindings(someView());
    expect(
      screen.getByText('No cluster for housekeeping is configured'),
    ).toBeVisible();
  });
});

describe('changes', () => {
  it('renew with one click', async () => {
    const apply = jest.fn(async () => RESULT);
    const { user, toasts } = await renderFindings(someView(someCluster()), {
      api: { apply },
    });
    await user.click(
      screen.getByRole('button', { name: 'Renew Job report-1' }),
    );
    expect(apply).toHaveBeenCalledWith(
      {
        action: 'renew',
        ref: {
          cluster: 'dev',
          namespace: 'shop-dev',
          kind: 'Job',
          name: 'report-1',
        },
      },
      {
        reason: 'Still in use (renewed with one click)',
        acknowledged: [],
      },
    );
    await waitFor(() =>
      expect(toasts.post).toHaveBeenCalledWith(
        expect.objectContaining({
          title: 'Job report-1 is kept',
          status: 'success',
        }),
      ),
    );
  });

  it('say when a renewal was refused', async () => {
    const { user, toasts } = await renderFindings(someView(someCluster()), {
      api: {
        apply: async () => {
          throw new NotAllowedError('Not yours');
        },
      },
    });
    await user.click(
      screen.getByRole('button', { name: 'Renew Job report-1' }),
    );
    await waitFor(() =>
      expect(toasts.post).toHaveBeenCalledWith(
        expect.objectContaining({
          title: 'Job report-1 was not renewed',
          description: 'Not yours',
          status: 'danger',
        }),
      ),
    );
  });

  it('renew for some days, with a plan', async () => {
    const plan = jest.fn(async () => somePlan());
    const apply = jest.fn(async () => RESULT);
    const { user } = await renderFindings(someView(someCluster()), {
      api: { plan, apply },
    });
    await user.click(
      screen.getByRole('button', { name: 'More for Job report-1' }),
    );
    await user.click(
      screen.getByRole('menuitem', { name: 'Renew for some days' }),
    );
    const dialog = within(screen.getByRole('dialog'));
    expect(await dialog.findByLabelText('Days')).toHaveValue('14');
    await user.click(dialog.getByRole('button', { name: '30 d' }));
    expect(dialog.getByText(/It would then be kept until/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    expect(await dialog.findByText('Keep Job report-1')).toBeVisible();
    expect(plan).toHaveBeenCalledWith(
      expect.objectContaining({ action: 'renew', days: 30 }),
      expect.anything(),
    );
    await user.type(dialog.getByLabelText('Reason'), 'needed for the audit');
    await user.click(dialog.getByRole('button', { name: 'Renew' }));
    await waitFor(() =>
      expect(apply).toHaveBeenCalledWith(
        expect.objectContaining({ action: 'renew', days: 30 }),
        expect.objectContaining({ reason: 'needed for the audit' }),
      ),
    );
  });

  it.each([
    ['Protect', undefined, { action: 'protect', protect: true }],
    [
      'End protection',
      { by: 'user:default/bob', reason: 'audit' },
      { action: 'protect', protect: false },
    ],
    ['Delete now', undefined, { action: 'delete' }],
  ])('%s after a plan', async (item, protection, change) => {
    const plan = jest.fn(async () => somePlan({ action: 'delete' }));
    const { user } = await renderFindings(
      someView(someCluster([someFinding({ protection })])),
      { api: { plan } },
    );
    await user.click(
      screen.getByRole('button', { name: 'More for Job report-1' }),
    );
    await user.click(screen.getByRole('menuitem', { name: item }));
    await screen.findByText('Keep Job report-1');
    expect(plan).toHaveBeenCalledWith(
      expect.objectContaining(change),
      expect.anything(),
    );
  });

  it('that are not for the viewer say why', async () => {
    const why = 'Only its owner may: housekeeping.renew';
    await renderFindings(
      someView(
        someCluster([
          someFinding({
            actions: {
              renew: { enabled: false, why },
              protect: { enabled: false, why },
              delete: { enabled: false, why },
            },
          }),
        ]),
      ),
    );
    const button = screen.getByRole('button', { name: 'Renew Job report-1' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(why);
  });

  it('run a pass, once its cap was acknowledged', async () => {
    const run = jest.fn(async () => ({
      message: 'Done',
      clusters: [
        {
          name: 'dev',
          title: 'Development',
          looked: 120,
          seconds: 0.2,
          warned: 1,
          deleted: 2,
          refused: 0,
          kept: 1,
          problems: [],
        },
      ],
    }));
    const { user, toasts } = await renderFindings(someView(someCluster()), {
      api: {
        run,
        planRun: async () =>
          someRunPlan({
            findings: [
              {
                id: 'cap',
                severity: 'confirm',
                message: '2 of 3 objects would go at once',
                evidence: [],
              },
            ],
          }),
      },
    });
    await user.click(screen.getByRole('button', { name: 'Run now' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('Development: warns 1, deletes 2'),
    ).toBeVisible();
    await user.click(dialog.getByRole('checkbox'));
    await user.type(dialog.getByLabelText('Reason'), 'looked at them');
    await user.click(dialog.getByRole('button', { name: 'Run now' }));
    await waitFor(() =>
      expect(run).toHaveBeenCalledWith(
        {},
        { reason: 'looked at them', version: 'abc', acknowledged: ['cap'] },
      ),
    );
    await waitFor(() =>
      expect(toasts.post).toHaveBeenCalledWith(
        expect.objectContaining({
          description: expect.stringContaining('deleted 2, refused 0, kept 1'),
        }),
      ),
    );
  });
});

describe('a dry run', () => {
  it('shows what would go, and why all else would stay', async () => {
    const whatIf = jest.fn(async () => someWhatIf());
    const { user } = await renderFindings(someView(someCluster()), {
      api: { whatIf },
    });
    await user.click(screen.getByRole('button', { name: 'Dry run' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.selectOptions(
      await dialog.findByRole('combobox', { name: 'When' }),
      'In 7 days',
    );
    await user.type(dialog.getByLabelText(/^Older than hours/), 'x');
    expect(dialog.getByRole('button', { name: 'Try it' })).toBeDisabled();
    await user.clear(dialog.getByLabelText(/^Older than hours/));
    await user.click(dialog.getByRole('button', { name: 'Try it' }));
    const going = within(
      await dialog.findByRole('table', { name: 'Would be deleted' }),
    );
    expect(going.getByText(/Job report-1/)).toBeVisible();
    expect(going.getByText('It failed 9 days ago')).toBeVisible();
    const staying = within(
      dialog.getByRole('table', { name: 'Would stay, and why' }),
    );
    expect(staying.getByText('Not old enough')).toBeVisible();
    expect(staying.getByText('Something is unknown')).toBeVisible();
    expect(staying.getByText('It failed 2 hours ago')).toBeVisible();
    expect(whatIf).toHaveBeenCalledWith({
      rule: undefined,
      olderThanHours: undefined,
      inHours: 168,
    });
  });

  it('says why it did not work', async () => {
    const { user } = await renderFindings(someView(someCluster()), {
      api: {
        whatIf: async () => {
          throw new Error('The cluster is asleep');
        },
      },
    });
    await user.click(screen.getByRole('button', { name: 'Dry run' }));
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The cluster is asleep',
    );
  });
});
