import { NotAllowedError } from '@backstage/errors';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type {
  EnvironmentsFilter,
  EnvironmentsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { FatalStreamError } from '@fairway-idp/backstage-plugin-fairway-react';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type EnvironmentsApi,
  environmentsApiRef,
} from '../api/EnvironmentsApi';
import {
  inHours,
  RESULT,
  someApi,
  someCluster,
  someEnvironment,
  somePlan,
  someView,
} from '../testdata';
import { EnvironmentsContent } from './EnvironmentsContent';

const bob = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'bob', namespace: 'default' },
  spec: {},
  relations: [{ type: 'memberOf', targetRef: 'group:default/shop' }],
};

async function renderPage(
  first: EnvironmentsView | undefined,
  options: { api?: Partial<EnvironmentsApi>; path?: string } = {},
) {
  const asked: EnvironmentsFilter[] = [];
  const streams: Record<string, SentByTest<EnvironmentsView>> = {};
  const toasts = { post: jest.fn(() => ({ close: () => {} })) };
  await renderInTestApp(<EnvironmentsContent />, {
    initialRouteEntries: [options.path ?? '/'],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [
        environmentsApiRef,
        someApi({
          watchEnvironments: filter => {
            asked.push(filter);
            streams[filter.scope] ??= new SentByTest(filter.scope, first);
            return streams[filter.scope];
          },
          ...options.api,
        }),
      ],
      [catalogApiRef, catalogApiMock({ entities: [bob] })],
      [toastApiRef, { ...toasts, toast$: () => ({}) } as never],
    ],
  });
  const isOpen = () => Object.values(streams).some(one => one.isOpen);
  // Streams answer a moment later; how long that is depends on the machine.
  for (let turn = 0; turn < 100 && (turn < 2 || !isOpen()); turn++) {
    await act(() => new Promise(resolve => setTimeout(resolve, 10)));
  }
  return { asked, streams, toasts, user: userEvent.setup() };
}

const rowOf = (name: string) =>
  within(
    screen
      .getByRole('button', { name: `Details of ${name}` })
      .closest('tr') as HTMLElement,
  );

describe('the list', () => {
  it('tells all about an environment, and follows changes', async () => {
    const { streams } = await renderPage(someView(someCluster()));
    const row = rowOf('Try Kafka');
    expect(row.getByText('Awake')).toBeVisible();
    expect(row.getByText('sb-bob-try-kafka-abcdefgh')).toBeVisible();
    expect(row.getByText('Sandbox')).toBeVisible();
    expect(row.getByRole('link', { name: 'bob' })).toBeVisible();
    expect(row.getByRole('link', { name: 'storefront' })).toBeVisible();
    expect(row.getByText(/Falls asleep/)).toHaveTextContent('in 5 hours');
    expect(row.getByText('in 14 days')).toBeVisible();
    expect(row.getByText('$3.50')).toBeVisible();
    expect(row.getByText('sleep saves $7.08')).toBeVisible();
    expect(row.getByRole('meter', { name: 'CPU' })).toHaveAttribute(
      'aria-valuenow',
      '35',
    );
    act(() =>
      streams.mine.send(
        someView(
          someCluster({
            environments: [
              someEnvironment({
                state: 'falling-asleep',
                workloads: { ready: 1, all: 3, asleep: 2 },
              }),
            ],
          }),
        ),
      ),
    );
    expect(row.getByText('Falling asleep')).toBeVisible();
    expect(
      row.getByRole('progressbar', { name: '2 of 3 workloads asleep' }),
    ).toHaveAttribute('aria-valuenow', '67');
    expect(row.getByRole('button', { name: 'Wake Try Kafka' })).toBeVisible();
  });

  it('leaves unknown what is unknown, and says why', async () => {
    const view = someEnvironment({
      cost: {
        currency: 'USD',
        unknown: ['nvidia.com/gpu has no price'],
        parts: { compute: 3 },
      },
      quota: [],
    });
    await renderPage(someView(someCluster({ environments: [view] })));
    const row = rowOf('Try Kafka');
    expect(row.getByText('nvidia.com/gpu has no price')).toBeVisible();
    expect(row.getAllByText('Unknown')).toHaveLength(2);
    expect(screen.getByText('A month, 1 unknown')).toBeVisible();
  });

  it('tells who was warned, what is protected, what is blocked', async () => {
    await renderPage(
      someView(
        someCluster({
          environments: [
            someEnvironment({
              title: 'Old',
              namespace: 'sb-bob-old',
              expiresAt: inHours(20),
              warnedAt: inHours(-2),
              deletedNotBefore: inHours(46),
            }),
            someEnvironment({
              title: 'Kept',
              namespace: 'sb-bob-kept',
              protection: { by: 'user:default/bob', reason: 'audit' },
              blocked: [
                { workload: 'Deployment web', why: 'exceeded quota: fairway' },
              ],
              problems: ['KEDA looks after it'],
            }),
          ],
        }),
      ),
    );
    expect(rowOf('Old').getByText('in 20 hours')).toBeVisible();
    expect(rowOf('Old').getByText(/Deleted not before/)).toBeVisible();
    const kept = rowOf('Kept');
    expect(kept.getByText('Never: it is protected')).toBeVisible();
    expect(kept.getByText('1 blocked by quota')).toBeVisible();

    await userEvent
      .setup()
      .click(kept.getByRole('button', { name: 'Details of Kept' }));
    expect(
      screen.getByRole('region', { name: 'Blocked by the quota now: Kept' }),
    ).toHaveTextContent(/Deployment web.*exceeded quota: fairway/);
    expect(screen.getByText('KEDA looks after it')).toBeVisible();
    expect(
      screen.getByText(/Not allowed in it: services.loadbalancers/),
    ).toBeVisible();
    expect(screen.getByText(/--namespace=sb-bob-kept/)).toBeVisible();
  });

  it('shows the trouble of one cluster beside the others', async () => {
    await renderPage(
      someView(
        someCluster(),
        someCluster({
          name: 'far',
          title: 'Far away',
          state: 'unreachable',
          message: 'No answer within 5 s',
          environments: [],
        }),
      ),
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Cluster Far away does not answer.*No answer within 5 s/,
    );
    expect(
      rowOf('Try Kafka').getByText('sb-bob-try-kafka-abcdefgh in Development'),
    ).toBeVisible();
  });

  it('filters, sorts and changes the scope', async () => {
    const view = someView(
      someCluster({
        environments: [
          someEnvironment(),
          someEnvironment({
            title: 'Alpha',
            namespace: 'sb-bob-alpha',
            state: 'asleep',
            cost: { perMonth: 9, currency: 'USD', unknown: [], parts: {} },
          }),
        ],
      }),
    );
    const { asked, user } = await renderPage(view);
    const names = () =>
      screen
        .getAllByRole('button', { name: /^Details of/ })
        .map(button => button.getAttribute('aria-label'));
    expect(names()).toEqual(['Details of Alpha', 'Details of Try Kafka']);
    await user.click(screen.getByRole('button', { name: 'Cost a month' }));
    expect(names()).toEqual(['Details of Try Kafka', 'Details of Alpha']);
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'State' }),
      'Asleep (1)',
    );
    expect(names()).toEqual(['Details of Alpha']);
    await user.type(screen.getByRole('searchbox'), 'nothing');
    expect(screen.getByText('None of 2 environments matches')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(names()).toHaveLength(2);

    await user.click(screen.getByRole('button', { name: 'All' }));
    await waitFor(() => expect(asked).toContainEqual({ scope: 'all' }));
    expect(screen.getByRole('button', { name: 'All' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('pages through many', async () => {
    const environments = Array.from({ length: 60 }, (_, i) =>
      someEnvironment({ title: `Env ${i}`, namespace: `sb-bob-${i}` }),
    );
    const { user } = await renderPage(someView(someCluster({ environments })));
    expect(screen.getAllByRole('button', { name: /^Details/ })).toHaveLength(
      25,
    );
    await user.click(screen.getByRole('button', { name: /next page/i }));
    expect(rowOf('Env 25').getByText('Awake')).toBeVisible();
  });
});

describe('without environments', () => {
  it('says so, and how to get one', async () => {
    const { user } = await renderPage(
      someView(someCluster({ environments: [] })),
    );
    expect(screen.getByText('You have no environment')).toBeVisible();
    const [, button] = screen.getAllByRole('button', { name: 'New sandbox' });
    await user.click(button);
    expect(
      await screen.findByRole('dialog', { name: 'New sandbox' }),
    ).toBeVisible();
  });

  it('says whose permission is missing, and tries again', async () => {
    const { streams, user } = await renderPage(undefined);
    expect(screen.getByText('Reading the environments…')).toBeInTheDocument();
    await act(async () =>
      streams.mine.fail(
        new FatalStreamError(
          new NotAllowedError('No permission environment.read'),
        ),
      ),
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      /You may not see environments.*environment.read.*platform team/,
    );
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    act(() => streams.mine.send(someView(someCluster())));
    await waitFor(() => expect(rowOf('Try Kafka')).toBeDefined());
  });

  it('asks for a cluster where none is configured', async () => {
    await renderPage(someView());
    expect(
      screen.getByText('No cluster for environments is configured'),
    ).toBeVisible();
  });
});

describe('quota', () => {
  it('is summed for each team, with what it blocks', async () => {
    await renderPage(
      someView(
        someCluster({
          environments: [
            someEnvironment(),
            someEnvironment({
              title: 'Team’s',
              namespace: 'sb-shop-x',
              owner: 'group:default/shop',
              blocked: [{ workload: 'Job load', why: 'exceeded quota' }],
            }),
          ],
        }),
      ),
      { path: '/?view=quota' },
    );
    const table = await screen.findByRole('table', {
      name: 'Quota of group:default/shop',
    });
    expect(within(table).getByText('All 2 together')).toBeVisible();
    const [sum] = within(table).getAllByRole('meter', { name: 'CPU requests' });
    expect(sum).toHaveAttribute('aria-valuetext', '0.7 of 2');
    expect(within(table).getByText('Job load')).toBeVisible();
  });
});

describe('dialogs', () => {
  const yes = { enabled: true };

  it('put to sleep for some hours, with a reason', async () => {
    const plan = jest.fn(async () => somePlan());
    const apply = jest.fn(async () => RESULT);
    const { user, toasts } = await renderPage(someView(someCluster()), {
      api: { plan, apply },
    });
    await user.click(
      screen.getByRole('button', { name: 'Put Try Kafka to sleep' }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Put Try Kafka to sleep' }),
    );
    await user.click(dialog.getByRole('radio', { name: 'For some hours' }));
    const hours = dialog.getByRole('textbox', { name: 'Hours' });
    await user.clear(hours);
    await user.type(hours, '500');
    expect(dialog.getByRole('button', { name: 'Review' })).toBeDisabled();
    await user.click(dialog.getByRole('button', { name: '4 h' }));
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    expect(await dialog.findByText('Put it to sleep')).toBeVisible();
    await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Night');
    await user.click(dialog.getByRole('button', { name: 'Sleep' }));
    const ref = { cluster: 'dev', namespace: 'sb-bob-try-kafka-abcdefgh' };
    expect(apply).toHaveBeenCalledWith(
      { action: 'sleep', ref, hours: 4 },
      { reason: 'Night', version: '41', acknowledged: [] },
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(toasts.post).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Done', status: 'success' }),
    );
  });

  it('say why something is not available', async () => {
    const why = 'It is protected: end that first';
    const view = someEnvironment({
      protection: { by: 'user:default/bob', reason: 'audit' },
      actions: {
        sleep: { enabled: false, why: 'No permission' },
        wake: { enabled: false, why: 'It is awake' },
        renew: yes,
        protect: yes,
        delete: { enabled: false, why },
      },
    });
    const plan = jest.fn(async () => somePlan({ action: 'protect' }));
    const { user } = await renderPage(
      someView(someCluster({ environments: [view] })),
      { api: { plan } },
    );
    expect(
      screen.getByRole('button', { name: 'Put Try Kafka to sleep' }),
    ).toHaveAccessibleDescription('No permission');
    await user.click(
      screen.getByRole('button', { name: 'More for Try Kafka' }),
    );
    expect(screen.getByRole('menuitem', { name: /^Delete/ })).toHaveTextContent(
      why,
    );
    expect(screen.queryByRole('menuitem', { name: /^Wake/ })).toBeNull();
    await user.click(screen.getByRole('menuitem', { name: 'End protection' }));
    await screen.findByRole('dialog', {
      name: 'End the protection of Try Kafka',
    });
    expect(plan).toHaveBeenCalledWith(
      expect.objectContaining({ action: 'protect', protect: false }),
      expect.anything(),
    );
  });

  it('renew for as many days as the portal allows', async () => {
    const plan = jest.fn(async () => somePlan({ action: 'renew' }));
    const { user } = await renderPage(someView(someCluster()), {
      api: { plan },
    });
    await user.click(
      screen.getByRole('button', { name: 'More for Try Kafka' }),
    );
    await user.click(screen.getByRole('menuitem', { name: 'Renew' }));
    const dialog = within(await screen.findByRole('dialog'));
    const days = await dialog.findByRole('textbox', { name: 'Days' });
    expect(days).toHaveValue('14');
    await user.clear(days);
    await user.type(days, '61');
    expect(dialog.getByText('A whole number from 1 to 60')).toBeVisible();
    await user.click(dialog.getByRole('button', { name: '30 d' }));
    expect(dialog.getByText(/It would then expire/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    expect(plan).toHaveBeenCalledWith(
      expect.objectContaining({ action: 'renew', days: 30 }),
      expect.anything(),
    );
  });

  it('make a sandbox with a schedule, and open it', async () => {
    const plan = jest.fn(async () => somePlan({ action: 'create' }));
    const apply = jest.fn(async () => ({
      ...RESULT,
      problems: ['Its RoleBinding was refused'],
    }));
    const { user, streams, toasts } = await renderPage(
      someView(someCluster({ environments: [] })),
      { api: { plan, apply } },
    );
    await user.click(screen.getAllByRole('button', { name: 'New sandbox' })[0]);
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(
      await dialog.findByRole('textbox', { name: 'Title' }),
      'Try Kafka',
    );
    await user.click(dialog.getByRole('radio', { name: /^Medium/ }));
    await user.click(dialog.getByRole('button', { name: 'At some hours' }));
    await user.selectOptions(
      dialog.getByRole('combobox', { name: 'Time zone' }),
      'Europe/Berlin',
    );
    await user.click(dialog.getByRole('button', { name: 'More hours' }));
    const second = within(dialog.getByRole('group', { name: 'Hours 2' }));
    await user.selectOptions(
      second.getByRole('combobox', { name: 'From' }),
      'Saturday',
    );
    await user.selectOptions(
      second.getByRole('combobox', { name: 'To' }),
      'Saturday',
    );
    expect(
      dialog.getByRole('img', {
        name: 'Mon-Fri 08:00-18:00, Sat 08:00-18:00 Europe/Berlin',
      }),
    ).toBeVisible();
    expect(dialog.getByText(/Awake 60 of 168 hours/)).toBeVisible();
    await user.selectOptions(
      dialog.getByRole('combobox', { name: 'Owner' }),
      'group:default/shop',
    );
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    await user.click(await dialog.findByRole('button', { name: 'Create' }));
    expect(apply).toHaveBeenCalledWith(
      {
        action: 'create',
        input: {
          title: 'Try Kafka',
          cluster: 'dev',
          tier: 'm',
          owner: 'group:default/shop',
          days: 14,
          schedule: 'Mon-Fri 08:00-18:00, Sat 08:00-18:00 Europe/Berlin',
        },
      },
      expect.anything(),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(toasts.post).toHaveBeenCalledWith(
      expect.objectContaining({
        status: 'warning',
        description: 'Its RoleBinding was refused',
      }),
    );
    act(() => streams.mine.send(someView(someCluster())));
    expect(
      await screen.findByText(/--namespace=sb-bob-try-kafka-abcdefgh/),
    ).toBeVisible();
  });
});
