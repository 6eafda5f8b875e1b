import { NotAllowedError } from '@backstage/errors';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  ChangeResult,
  LogMessage,
  RevisionView,
  WorkloadDetail,
  WorkloadsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { FatalStreamError } from '@fairway-idp/backstage-plugin-fairway-react';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type WorkloadsApi, workloadsApiRef } from '../api/WorkloadsApi';
import {
  someApi,
  someCluster,
  someContainer,
  somePlan,
  somePod,
  someView,
  someWorkload,
  storefront,
} from '../testdata';
import { WorkloadsContent } from './WorkloadsContent';

const RESULT: ChangeResult = {
  outcome: 'applied',
  message: 'deployment.apps/storefront scaled',
  resourceVersion: '42',
  writtenAs: 'bob',
};

async function renderTab(
  first: WorkloadsView | undefined,
  api: Partial<WorkloadsApi> = {},
  entity = storefront,
) {
  const stream = new SentByTest<WorkloadsView>('view', first);
  const toasts = { post: jest.fn(() => ({ close: () => {} })) };
  await renderInTestApp(
    <EntityProvider entity={entity}>
      <WorkloadsContent />
    </EntityProvider>,
    {
      apis: [
        [workloadsApiRef, someApi({ watchWorkloads: () => stream, ...api })],
        [toastApiRef, { ...toasts, toast$: () => ({}) } as never],
      ],
    },
  );
  // Streams answer a moment later; how long that is depends on the machine.
  for (let turn = 0; turn < 100 && (turn < 2 || !stream.isOpen); turn++) {
    await act(() => new Promise(resolve => setTimeout(resolve, 10)));
  }
  return { stream, toasts, user: userEvent.setup() };
}

const region = (name: string) => within(screen.getByRole('region', { name }));

describe('WorkloadsContent', () => {
  it('shows what runs, by namespace, and follows changes', async () => {
    const broken = someWorkload({
      namespace: 'shop-prod',
      stage: 'production',
      health: 'Degraded',
      reason: 'ImagePullBackOff',
      message: 'The image storefront:9 cannot be pulled',
      replicas: { desired: 3, ready: 1, updated: 1, available: 1 },
    });
    const { stream } = await renderTab(
      someView(someCluster({ workloads: [broken, someWorkload()] })),
    );
    const dev = region('shop-dev in dev');
    expect(dev.getByText('3/3')).toBeVisible();
    expect(dev.getByText('storefront:1.4.0')).toBeVisible();
    const prod = region('shop-prod in dev');
    expect(prod.getByText('Degraded · ImagePullBackOff')).toBeVisible();
    expect(prod.getByText(broken.message)).toBeVisible();
    expect(prod.getByText('production')).toBeVisible();
    expect(screen.queryByText(/^Cluster /)).toBeNull();

    act(() =>
      stream.send(
        someView(
          someCluster({
            workloads: [
              someWorkload({
                replicas: { desired: 5, ready: 4, updated: 5, available: 4 },
              }),
            ],
          }),
        ),
      ),
    );
    expect(dev.getByText('4/5')).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'shop-prod in dev' }),
    ).toBeNull();
  });

  it('shows the trouble of one cluster beside the others', async () => {
    await renderTab(
      someView(
        someCluster(),
        someCluster({
          name: 'prod',
          title: 'Production',
          state: 'unreachable',
          message: 'No answer within 5 s',
          workloads: [],
        }),
      ),
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Cluster Production does not answer.*No answer within 5 s/,
    );
    expect(region('shop-dev in dev').getByText('3/3')).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Cluster Development' }),
    ).toBeVisible();
  });

  it('says why an action is not available', async () => {
    const why = 'A DaemonSet has no replicas to scale';
    const { user } = await renderTab(
      someView(
        someCluster({
          workloads: [
            someWorkload({
              kind: 'DaemonSet',
              actions: {
                scale: { enabled: false, why },
                restart: { enabled: true },
                rollback: { enabled: true },
                logs: { enabled: true },
              },
            }),
          ],
        }),
      ),
    );
    const button = screen.getByRole('button', { name: 'Scale storefront' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(why);
    await user.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('tells of what changes a workload besides a person', async () => {
    await renderTab(
      someView(
        someCluster({
          workloads: [
            someWorkload({
              paused: true,
              autoscaler: { name: 'web', min: 2, max: 8, current: 3 },
              managedBy: { tool: 'Argo CD', name: 'shop' },
            }),
            someWorkload({
              kind: 'CronJob',
              name: 'report',
              replicas: undefined,
              paused: true,
              schedule: { cron: '0 3 * * *', timeZone: 'UTC', active: 1 },
            }),
          ],
        }),
      ),
    );
    for (const words of [
      'Paused',
      'Autoscaled 2–8',
      'Argo CD',
      'Suspended',
      'Schedule 0 3 * * * UTC',
      'Not started by its schedule yet',
      '1 active job',
    ]) {
      expect(screen.getByText(words)).toBeVisible();
    }
  });

  describe('with nothing to show', () => {
    it('says which label was looked for, and where', async () => {
      const empty = someCluster({ workloads: [] });
      await renderTab(someView(empty, { ...empty, name: 'prod' }));
      expect(
        screen.getByText(
          'No workloads carry the label backstage.io/kubernetes-id=storefront in 2 clusters.',
        ),
      ).toBeVisible();
    });

    it('says which annotation is missing', async () => {
      const { stream } = await renderTab(
        undefined,
        {},
        {
          ...storefront,
          metadata: { name: 'plain' },
        },
      );
      expect(screen.getByText(/kubernetes-id: plain/)).toBeVisible();
      expect(screen.getByRole('button', { name: 'Copy' })).toBeVisible();
      expect(stream.isOpen).toBe(false);
    });

    it('says that it is loading, then why it may not', async () => {
      const { stream } = await renderTab(undefined);
      expect(screen.getByText('Reading the clusters…')).toBeInTheDocument();
      await act(async () =>
        stream.fail(new FatalStreamError(new NotAllowedError('Ask team shop'))),
      );
      expect(await screen.findByRole('alert')).toHaveTextContent(
        /You may not see the workloads.*Ask team shop/,
      );
    });
  });

  it('scales: number, plan, reason, toast', async () => {
    const plan = jest.fn(async () => somePlan());
    const apply = jest.fn(async () => RESULT);
    const { user, toasts } = await renderTab(someView(someCluster()), {
      plan,
      apply,
    });
    const opener = screen.getByRole('button', { name: 'Scale storefront' });
    await user.click(opener);
    const dialog = within(
      screen.getByRole('dialog', { name: 'Scale storefront' }),
    );
    const field = dialog.getByLabelText('Replicas');
    expect(field).toHaveFocus();
    await user.clear(field);
    await user.type(field, '1001');
    expect(field).toHaveAccessibleDescription('replicas must be at most 1000');
    expect(dialog.getByRole('button', { name: 'Review' })).toBeDisabled();
    await user.clear(field);
    await user.type(field, '5');
    expect(field).toHaveAccessibleDescription('Now 3, wanted 5');
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    await user.type(await dialog.findByLabelText('Reason'), 'sale starts');
    await user.click(dialog.getByRole('button', { name: 'Scale' }));

    const change = {
      action: 'scale',
      replicas: 5,
      ref: {
        entityRef: 'component:default/storefront',
        cluster: 'dev',
        namespace: 'shop-dev',
        kind: 'Deployment',
        name: 'storefront',
      },
    };
    expect(plan).toHaveBeenCalledWith(change, expect.anything());
    expect(apply).toHaveBeenCalledWith(change, {
      reason: 'sale starts',
      version: 'u.41',
      acknowledged: [],
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(toasts.post).toHaveBeenCalledWith(
      expect.objectContaining({ title: RESULT.message, status: 'success' }),
    );
    expect(opener).toHaveFocus();
  });

  it('rolls back to a chosen revision', async () => {
    const revision = (number: number, current = false): RevisionView => ({
      revision: number,
      current,
      createdAt: '2026-11-01T10:00:00Z',
      changeCause: current ? undefined : `release ${number}`,
      images: [{ container: 'app', image: `shop/storefront:1.${number}` }],
      template: `image: storefront:1.${number}\n`,
    });
    const plan = jest.fn(async () => somePlan({ action: 'rollback' }));
    const { user } = await renderTab(someView(someCluster()), {
      plan,
      listRevisions: async () => ({
        revisions: [revision(4, true), revision(3), revision(2)],
      }),
    });
    await user.click(
      screen.getByRole('button', { name: 'Roll back storefront' }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Roll back storefront' }),
    );
    expect(
      await dialog.findByRole('radio', { name: /Revision 3 .*release 3/ }),
    ).toBeChecked();
    expect(
      dialog.getByRole('radio', { name: /Revision 4 \(current\)/ }),
    ).toBeDisabled();
    await user.click(dialog.getByRole('radio', { name: /Revision 2 / }));
    const diff = dialog.getByRole('table');
    expect(diff).toHaveTextContent('image: storefront:1.4');
    expect(diff).toHaveTextContent('image: storefront:1.2');
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    expect(plan).toHaveBeenCalledWith(
      expect.objectContaining({ action: 'rollback', toRevision: 2 }),
      expect.anything(),
    );
    expect(
      await dialog.findByRole('button', { name: 'Roll back' }),
    ).toBeDisabled();
  });

  it('opens details with pods and events, and a log from there', async () => {
    const pod = somePod({
      name: 'storefront-bad',
      status: 'CrashLoopBackOff',
      health: 'Degraded',
      message: 'Container app exited with code 1',
      containers: [
        someContainer({ reason: 'CrashLoopBackOff', hasPrevious: true }),
      ],
    });
    const workload = someWorkload({ pods: [pod] });
    const detail = new SentByTest<WorkloadDetail>('detail', {
      workload,
      events: [
        {
          uid: 'event-1',
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting failed container',
          count: 7,
          lastSeen: '2026-11-01T10:00:00Z',
          object: { kind: 'Pod', name: 'storefront-bad' },
        },
      ],
    });
    const log = new SentByTest<LogMessage>('log', {
      type: 'lines',
      lines: [{ time: '2026-11-01T10:00:00Z', text: 'panic: no database' }],
    });
    const followLogs = jest.fn(() => log);
    const { user } = await renderTab(
      someView(someCluster({ workloads: [workload] })),
      { watchWorkload: () => detail, followLogs },
    );
    const expander = screen.getByRole('button', {
      name: 'Details of storefront',
    });
    expect(expander).toHaveAttribute('aria-expanded', 'false');
    await user.click(expander);
    expect(
      within(screen.getByRole('table', { name: 'Pods: storefront' })).getByText(
        'Container app exited with code 1',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('table', { name: 'Events: storefront' }),
    ).toHaveTextContent('Back-off restarting failed container (7 times)');

    await user.click(
      screen.getByRole('button', { name: 'Logs of storefront-bad' }),
    );
    const dialog = within(
      screen.getByRole('dialog', { name: 'Logs of storefront' }),
    );
    expect(await dialog.findByText('panic: no database')).toBeVisible();
    expect(followLogs).toHaveBeenLastCalledWith(
      expect.objectContaining({
        pod: 'storefront-bad',
        container: 'app',
        previous: false,
        follow: true,
      }),
    );
    await user.click(
      dialog.getByRole('checkbox', { name: 'Previous container' }),
    );
    expect(followLogs).toHaveBeenLastCalledWith(
      expect.objectContaining({ previous: true, follow: false }),
    );
    await user.click(dialog.getByRole('button', { name: 'Close' }));

    await user.click(expander);
    await waitFor(() => expect(detail.isOpen).toBe(false));
  });
});
