import { NotAllowedError } from '@backstage/errors';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type {
  WorkspacesFilter,
  WorkspacesView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { FatalStreamError } from '@fairway-idp/backstage-plugin-fairway-react';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type WorkspacesApi, workspacesApiRef } from '../api/WorkspacesApi';
import {
  EMPTY,
  inMinutes,
  REF,
  RESULT,
  someApi,
  someCluster,
  somePlan,
  someStopped,
  someView,
  someWorkspace,
} from '../testdata';
import { WorkspacesContent } from './WorkspacesContent';

async function renderPage(
  first: WorkspacesView | undefined,
  options: { api?: Partial<WorkspacesApi>; path?: string } = {},
) {
  const asked: WorkspacesFilter[] = [];
  const streams: Record<string, SentByTest<WorkspacesView>> = {};
  const toasts = { post: jest.fn(() => ({ close: () => {} })) };
  await renderInTestApp(<WorkspacesContent />, {
    initialRouteEntries: [options.path ?? '/'],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [
        workspacesApiRef,
        someApi({
          watchWorkspaces: filter => {
            asked.push(filter);
            streams[filter.scope] ??= new SentByTest(filter.scope, first);
            return streams[filter.scope];
          },
          ...options.api,
        }),
      ],
      [catalogApiRef, catalogApiMock()],
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

const NAME = 'orders (faster-checkout)';

describe('the list', () => {
  it('tells all about a workspace, leads to its tab, and follows changes', async () => {
    const { streams } = await renderPage(someView(someCluster()));
    const row = rowOf(NAME);
    expect(row.getByText('Running')).toBeVisible();
    expect(row.getByText('Branch faster-checkout')).toBeVisible();
    expect(row.getByText(REF.namespace)).toBeVisible();
    expect(row.getByRole('link', { name: 'bob' })).toBeVisible();
    expect(
      row.getByRole('link', { name: 'Workspace of orders' }),
    ).toHaveAttribute('href', '/catalog/default/component/orders/workspace');
    expect(row.getByText('Typed in a terminal')).toBeVisible();
    expect(row.getByText(/^\d minutes ago$/)).toBeVisible();
    expect(row.getByText('1 connection')).toBeVisible();
    expect(row.getByText(/^in 2\d minutes$/)).toBeVisible();
    expect(row.getByText('after 30 minutes without a signal')).toBeVisible();
    expect(row.getByText('$14.50')).toBeVisible();
    act(() =>
      streams.mine.send(
        someView(
          someCluster({
            workspaces: [
              someWorkspace({
                state: 'starting',
                message: 'Cloning the repository',
                steps: [
                  { id: 'scheduled', label: 'Find a node', status: 'done' },
                  { id: 'clone', label: 'Clone it', status: 'active' },
                ],
              }),
            ],
          }),
        ),
      ),
    );
    expect(row.getByText('Cloning the repository')).toBeVisible();
    expect(row.getByRole('progressbar', { name: 'Starting' })).toHaveAttribute(
      'aria-valuenow',
      '50',
    );
  });

  it('says who stopped one and why, and what is kept awake', async () => {
    await renderPage(
      someView(
        someCluster({
          workspaces: [
            someStopped(),
            someWorkspace({
              name: 'ws-cart-abcdefgh',
              entityRef: 'component:default/cart',
              branch: '',
              idle: {
                minutes: 30,
                aliveBecause: 'Kept awake',
                connections: 0,
                keepAwakeUntil: inMinutes(200),
              },
              unpushed: {
                checkedAt: inMinutes(-1),
                changes: 2,
                commits: 0,
                stashes: 0,
              },
              cost: undefined,
            }),
          ],
        }),
      ),
    );
    const stopped = rowOf(NAME);
    expect(
      stopped.getByText('the portal: No sign of life for 30 minutes'),
    ).toBeVisible();
    const kept = rowOf('cart');
    expect(kept.getByText('Not by itself')).toBeVisible();
    expect(kept.getByText(/Kept awake until/)).toBeVisible();
    expect(kept.getByText('2 changes are nowhere else')).toBeVisible();
    expect(kept.getByText('default branch')).toBeVisible();
    expect(kept.getByText('Unknown')).toBeVisible();
    expect(screen.getByText('A month, 1 unknown')).toBeVisible();
  });

  it('opens to steps, facts and dependencies', async () => {
    const { user } = await renderPage(
      someView(
        someCluster({
          workspaces: [
            someWorkspace({
              state: 'failed',
              problem: {
                reason: 'ImagePull',
                message: 'ErrImagePull: not found',
                hint: 'Choose another image',
              },
              steps: [
                {
                  id: 'image',
                  label: 'Fetch the image',
                  status: 'failed',
                  message: 'not found',
                },
              ],
            }),
          ],
        }),
      ),
    );
    await user.click(
      screen.getByRole('button', { name: `Details of ${NAME}` }),
    );
    const steps = screen.getByRole('list', { name: 'Steps of the start' });
    expect(steps).toHaveTextContent('Fetch the image: failed');
    expect(screen.getByText('Choose another image')).toBeVisible();
    const table = screen.getByRole('table', {
      name: `Dependencies: ${NAME}`,
    });
    expect(table).toHaveTextContent('payments-api.payments-dev.svc:8080');
    expect(table).toHaveTextContent(
      'PAYMENTS_API_URL=http://payments-api.payments-dev.svc:8080',
    );
  });

  it('keeps filters and order in the address', async () => {
    const { user, asked } = await renderPage(
      someView(
        someCluster({
          workspaces: [
            someWorkspace(),
            someStopped({
              name: 'ws-cart-abcdefgh',
              entityRef: 'component:default/cart',
              branch: '',
            }),
          ],
        }),
      ),
      { path: '/?scope=all&state=stopped' },
    );
    expect(asked.at(-1)).toEqual({ scope: 'all' });
    expect(
      screen.queryByRole('button', { name: `Details of ${NAME}` }),
    ).not.toBeInTheDocument();
    expect(rowOf('cart').getByText('Stopped')).toBeVisible();
    await user.type(screen.getByRole('searchbox'), 'zebra');
    expect(screen.getByText('None of 2 workspaces matches')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(
      screen.getByRole('button', { name: `Details of ${NAME}` }),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'My team’s' }));
    expect(asked.at(-1)).toEqual({ scope: 'team' });
  });
});

describe('without workspaces', () => {
  it('says what one is and where it comes from', async () => {
    await renderPage(EMPTY);
    expect(screen.getByText('You have no workspace')).toBeVisible();
    expect(screen.getByText(/from the tab Workspace/)).toBeVisible();
  });

  it('says that there is no cluster for them', async () => {
    await renderPage(someView());
    expect(
      screen.getByText('No cluster for workspaces is configured'),
    ).toBeVisible();
  });
});

describe('in trouble', () => {
  it('shows a cluster in trouble beside the others', async () => {
    await renderPage(
      someView(
        someCluster(),
        someCluster({
          name: 'far',
          title: 'Far away',
          state: 'unreachable',
          message: 'connect ECONNREFUSED',
          workspaces: [],
        }),
      ),
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Cluster Far away does not answer.*ECONNREFUSED/,
    );
    expect(rowOf(NAME).getByText(/in Development$/)).toBeVisible();
  });

  it('says that one may not see them, and what to ask for', async () => {
    const { streams } = await renderPage(undefined);
    await act(async () =>
      streams.mine.fail(new FatalStreamError(new NotAllowedError('No'))),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You may not see workspaces.*workspace\.read/,
    );
  });

  it('says that it is disconnected, and keeps what it knew', async () => {
    const { streams } = await renderPage(someView(someCluster()));
    await act(async () => streams.mine.failForGood(new Error('gone')));
    expect(await screen.findByText(/Reconnecting…, last update/)).toBeVisible();
    expect(rowOf(NAME).getByText('Running')).toBeVisible();
  });
});

describe('a change', () => {
  it('is reviewed, gets a reason, and is told', async () => {
    const plan = jest.fn(async () => somePlan());
    const apply = jest.fn(async () => RESULT);
    const { user, toasts } = await renderPage(someView(someCluster()), {
      api: { plan, apply },
    });
    await user.click(screen.getByRole('button', { name: `Stop ${NAME}` }));
    const dialog = within(
      await screen.findByRole('dialog', { name: `Stop ${NAME}` }),
    );
    expect(
      await dialog.findByText('Stop it; its files are kept'),
    ).toBeVisible();
    await user.type(dialog.getByLabelText(/Reason/), 'Lunch');
    await user.click(dialog.getByRole('button', { name: 'Stop' }));
    expect(apply).toHaveBeenCalledWith(
      { action: 'stop', ref: REF },
      { reason: 'Lunch', version: 'u.41', acknowledged: [] },
    );
    expect(toasts.post).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Done', status: 'success' }),
    );
  });

  it('starts without asking why', async () => {
    const apply = jest.fn(async () => RESULT);
    const { user } = await renderPage(
      someView(someCluster({ workspaces: [someStopped()] })),
      { api: { plan: async () => somePlan({ action: 'start' }), apply } },
    );
    await user.click(screen.getByRole('button', { name: `Start ${NAME}` }));
    const dialog = within(await screen.findByRole('dialog'));
    const start = await dialog.findByRole('button', { name: 'Start' });
    expect(dialog.queryByLabelText(/Reason/)).not.toBeInTheDocument();
    await user.click(start);
    expect(apply).toHaveBeenCalledWith(
      { action: 'start', ref: REF },
      { reason: 'To work in it', version: 'u.41', acknowledged: [] },
    );
  });

  it('that loses work needs a tick', async () => {
    const apply = jest.fn(async () => RESULT);
    const { user } = await renderPage(someView(someCluster()), {
      api: {
        plan: async () =>
          somePlan({
            action: 'delete',
            findings: [
              {
                id: 'unpushed',
                severity: 'confirm',
                message: '2 commits are not pushed',
                evidence: [],
              },
            ],
          }),
        apply,
      },
    });
    await user.click(screen.getByRole('button', { name: `More for ${NAME}` }));
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('2 commits are not pushed')).toBeVisible();
    await user.type(dialog.getByLabelText(/Reason/), 'Done with it');
    const button = dialog.getByRole('button', { name: 'Delete' });
    expect(button).toBeDisabled();
    await user.click(dialog.getByRole('checkbox'));
    await user.click(button);
    expect(apply).toHaveBeenCalledWith(
      { action: 'delete', ref: REF },
      { reason: 'Done with it', version: 'u.41', acknowledged: ['unpushed'] },
    );
  });

  it('keeps it awake for some hours, or ends that', async () => {
    const plan = jest.fn(async () => somePlan({ action: 'keep-awake' }));
    const { user } = await renderPage(
      someView(
        someCluster({
          workspaces: [
            someWorkspace({
              idle: {
                minutes: 30,
                aliveBecause: 'Kept awake',
                connections: 0,
                keepAwakeUntil: inMinutes(60),
              },
            }),
          ],
        }),
      ),
      { api: { plan } },
    );
    await user.click(screen.getByRole('button', { name: `More for ${NAME}` }));
    await user.click(screen.getByRole('menuitem', { name: 'Keep awake' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: '8 h' }));
    expect(dialog.getByText(/It then stays awake until/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    await user.click(await dialog.findByRole('button', { name: 'Back' }));
    await user.click(dialog.getByRole('button', { name: 'End that now' }));
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    expect(plan.mock.calls.map(([change]: unknown[]) => change)).toEqual([
      { action: 'keep-awake', ref: REF, hours: 8 },
      { action: 'keep-awake', ref: REF, hours: 0 },
    ]);
  });

  it('takes no idle time that is no number', async () => {
    const plan = jest.fn(async () => somePlan({ action: 'set-idle' }));
    const { user } = await renderPage(someView(someCluster()), {
      api: { plan },
    });
    await user.click(screen.getByRole('button', { name: `More for ${NAME}` }));
    await user.click(screen.getByRole('menuitem', { name: 'Idle time' }));
    const dialog = within(await screen.findByRole('dialog'));
    const field = dialog.getByRole('textbox');
    expect(field).toHaveValue('30');
    await user.clear(field);
    await user.type(field, 'soon');
    expect(dialog.getByRole('button', { name: 'Review' })).toBeDisabled();
    await user.click(dialog.getByRole('button', { name: '120 min' }));
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    expect(plan).toHaveBeenCalledWith(
      { action: 'set-idle', ref: REF, idleMinutes: 120 },
      expect.anything(),
    );
  });
});
