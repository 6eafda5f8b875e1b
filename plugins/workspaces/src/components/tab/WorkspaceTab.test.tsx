import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { WorkspacesView } from '@fairway-idp/backstage-plugin-fairway-common';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type WorkspacesApi, workspacesApiRef } from '../../api/WorkspacesApi';
import { rootRouteRef } from '../../routes';
import {
  EMPTY,
  inMinutes,
  orders,
  REF,
  RESULT,
  someApi,
  someCluster,
  someConnectInfo,
  someInnerLoop,
  someOptions,
  somePlan,
  someStopped,
  someView,
  someWorkspace,
} from '../../testdata';
import { WorkspaceTab } from './WorkspaceTab';

async function renderTab(
  first: WorkspacesView | undefined,
  api: Partial<WorkspacesApi> = {},
) {
  const stream = new SentByTest<WorkspacesView>('mine', first);
  const toasts = { post: jest.fn(() => ({ close: () => {} })) };
  await renderInTestApp(
    <EntityProvider entity={orders}>
      <WorkspaceTab />
    </EntityProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/workspaces': rootRouteRef,
      },
      apis: [
        [workspacesApiRef, someApi({ watchWorkspaces: () => stream, ...api })],
        [catalogApiRef, catalogApiMock()],
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

const NAME = 'orders (faster-checkout)';
const card = () =>
  within(screen.getByRole('region', { name: `Workspace ${NAME}` }));

/** What the browser was told to save, instead of a file. */
function watchDownloads() {
  const saved: Blob[] = [];
  URL.createObjectURL = (blob: Blob) => {
    saved.push(blob);
    return '#saved';
  };
  URL.revokeObjectURL = () => {};
  return saved;
}

describe('without a workspace', () => {
  it('says what one click would open, and opens it', async () => {
    const apply = jest.fn(async () => RESULT);
    const { user, stream, toasts } = await renderTab(EMPTY, { apply });
    expect(
      await screen.findByText('The default branch of shop/orders'),
    ).toBeVisible();
    expect(screen.getByText('Small: 2 CPU, 2Gi, volume 5Gi')).toBeVisible();
    expect(screen.getByText('Fits in the quota')).toBeVisible();
    expect(screen.getByText(`Workspaces (${REF.namespace})`)).toBeVisible();
    expect(screen.getByText('1 of 3 workspaces')).toBeVisible();
    expect(
      screen.getByRole('table', { name: 'Dependencies: orders' }),
    ).toHaveTextContent('TCP 8080 of its pods');
    await user.click(screen.getByRole('button', { name: 'Open a workspace' }));
    expect(apply).toHaveBeenCalledWith(
      { action: 'create', input: { entityRef: 'component:default/orders' } },
      expect.anything(),
    );
    expect(toasts.post).toHaveBeenCalled();
    act(() => stream.send(someView(someCluster())));
    expect(card().getByText('Running')).toBeVisible();
  });

  it('says why a click would not do', async () => {
    await renderTab(EMPTY, {
      getOptions: async () =>
        someOptions({
          create: { enabled: false, why: 'You have 3 of 3 workspaces' },
        }),
    });
    const button = await screen.findByRole('button', {
      name: 'Open a workspace',
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription('You have 3 of 3 workspaces');
  });

  it('says what went wrong, and stays', async () => {
    const { user } = await renderTab(EMPTY, {
      apply: async () => {
        throw new Error('exceeded quota: requests.memory');
      },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Open a workspace' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be opened.*exceeded quota/,
    );
    expect(
      screen.getByRole('button', { name: 'Open a workspace' }),
    ).toBeEnabled();
  });

  it('lets one choose, with a plan', async () => {
    const plan = jest.fn(async () =>
      somePlan({ action: 'create', summary: 'Open it' }),
    );
    const { user } = await renderTab(EMPTY, { plan });
    await user.click(await screen.findByRole('button', { name: 'Choose…' }));
    const dialog = within(await screen.findByRole('dialog'));
    const branch = await dialog.findByLabelText('Branch or tag');
    await user.type(branch, '-x');
    expect(dialog.getByText(/^branch must be/)).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Review' })).toBeDisabled();
    await user.clear(branch);
    await user.type(branch, 'faster-checkout');
    expect(
      dialog.getByText('limits.memory has 1 GiB left of 4 GiB'),
    ).toBeVisible();
    await user.selectOptions(dialog.getByLabelText('Where'), 'dev|');
    await user.selectOptions(
      dialog.getByLabelText('Write files of an inner-loop tool into it'),
      'tilt',
    );
    await user.click(dialog.getByRole('button', { name: 'Review' }));
    expect(await dialog.findByText('Open it')).toBeVisible();
    expect(plan).toHaveBeenCalledWith(
      {
        action: 'create',
        input: {
          entityRef: 'component:default/orders',
          branch: 'faster-checkout',
          cluster: 'dev',
          tier: 's',
          image: 'debian',
          idleMinutes: 30,
          innerLoopTool: 'tilt',
        },
      },
      expect.anything(),
    );
  });
});

describe('a workspace', () => {
  it('starts in steps, each in words, with a deadline', async () => {
    await renderTab(
      someView(
        someCluster({
          workspaces: [
            someWorkspace({
              state: 'starting',
              message: 'Cloning the repository',
              startDeadline: inMinutes(4),
              steps: [
                { id: 'volume', label: 'Make the volume', status: 'done' },
                { id: 'clone', label: 'Clone it', status: 'active' },
                { id: 'ready', label: 'Answer', status: 'waiting' },
              ],
            }),
          ],
        }),
      ),
    );
    const items = within(
      card().getByRole('list', { name: 'Steps of the start' }),
    )
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(items).toEqual([
      'Make the volume: done',
      'Clone it: going on',
      'Answer: waiting',
    ]);
    expect(card().getByText(/Given up/)).toHaveTextContent(/in \d minutes/);
    expect(
      card().queryByRole('button', { name: /terminal/ }),
    ).not.toBeInTheDocument();
  });

  it('says why it is alive, and when it stops', async () => {
    await renderTab(someView(someCluster()));
    expect(card().getByText('One terminal is open')).toBeVisible();
    expect(card().getByText(/^in 2\d minutes$/)).toBeVisible();
    expect(
      card().getByRole('link', { name: /git.example.com/ }),
    ).toHaveAttribute('href', 'https://git.example.com/shop/orders');
  });

  it('says why it was stopped, and offers to start it', async () => {
    await renderTab(someView(someCluster({ workspaces: [someStopped()] })));
    expect(card().getByText('No sign of life for 30 minutes')).toBeVisible();
    expect(card().getByRole('button', { name: `Start ${NAME}` })).toBeEnabled();
    expect(
      card().queryByRole('heading', { name: 'Connect' }),
    ).not.toBeInTheDocument();
  });

  it('is reached by SSH and editors, with no token in any link', async () => {
    await renderTab(someView(someCluster()));
    const editors = within(
      await screen.findByRole('group', { name: 'Open in an editor' }),
    );
    expect(
      editors.getAllByRole('link').map(link => link.getAttribute('href')),
    ).toEqual([
      'vscode://vscode-remote/ssh-remote+ws-orders-abcdefgh/home/dev/orders',
      'zed://ssh/ws-orders-abcdefgh/home/dev/orders',
    ]);
    expect(
      screen.getByRole('group', { name: 'SSH command' }),
    ).toHaveTextContent('ssh ws-orders-abcdefgh');
    expect(screen.getByText(/certificate of 10 minutes/)).toBeVisible();
  });

  it('says why it cannot be reached', async () => {
    await renderTab(someView(someCluster()), {
      getConnectInfo: async () =>
        someConnectInfo({
          ssh: {
            ...someConnectInfo().ssh,
            available: { enabled: false, why: 'SSH is not set up here' },
          },
        }),
    });
    expect(await screen.findAllByText('SSH is not set up here')).toHaveLength(
      2,
    );
    expect(screen.queryByRole('link', { name: 'Zed' })).toBeNull();
  });

  it('hands out a kubeconfig as a file only', async () => {
    const saved = watchDownloads();
    const { user } = await renderTab(someView(someCluster()), {
      issueKubeconfig: async () => ({
        fileName: 'sandbox.kubeconfig',
        kubeconfig: 'token: top-secret',
        expiresAt: inMinutes(59),
      }),
    });
    await user.click(
      await screen.findByRole('button', {
        name: `Download the kubeconfig of ${NAME}`,
      }),
    );
    expect(
      await screen.findByText(/Saved as sandbox.kubeconfig/),
    ).toBeVisible();
    expect(saved).toHaveLength(1);
    expect(document.body).not.toHaveTextContent('top-secret');
  });
});

describe('the inner loop', () => {
  it('says which tool suits and why, and shows its files', async () => {
    const saved = watchDownloads();
    const asked: unknown[] = [];
    const { user } = await renderTab(someView(someCluster()), {
      getInnerLoop: async input => {
        asked.push(input);
        return someInnerLoop({ tool: input.tool ?? 'skaffold' });
      },
    });
    const panel = within(screen.getByRole('region', { name: 'Inner loop' }));
    expect(
      await panel.findByRole('radio', { name: /Skaffold.*Suits best/ }),
    ).toBeChecked();
    expect(panel.getByText('It has a Dockerfile and manifests')).toBeVisible();
    expect(panel.getByText(/no tar/)).toBeVisible();
    expect(
      panel.getByRole('region', { name: 'Content of skaffold.yaml' }),
    ).toHaveTextContent('apiVersion: skaffold/v4beta13');
    await user.click(
      panel.getByRole('button', { name: 'Download skaffold.yaml' }),
    );
    await user.click(
      panel.getByRole('button', { name: 'Download all files for Skaffold' }),
    );
    expect(saved.map(({ type }) => type)).toEqual([
      'text/plain',
      'application/zip',
    ]);
    await user.click(panel.getByRole('radio', { name: /^Tilt/ }));
    expect(await panel.findByText('Files for Tilt')).toBeVisible();
    expect(asked.at(-1)).toEqual({
      entityRef: 'component:default/orders',
      tool: 'tilt',
      cluster: 'dev',
      namespace: REF.namespace,
      workspace: REF.name,
    });
  });

  it('says of each file what becomes of it, and packs none that is kept', async () => {
    const saved = watchDownloads();
    const { user } = await renderTab(EMPTY);
    const panel = within(screen.getByRole('region', { name: 'Inner loop' }));
    expect(
      await panel.findByText('Compared with what is in the repository.'),
    ).toBeVisible();
    expect(panel.getByText('New')).toBeVisible();
    expect(panel.getByText('Edited by hand: kept')).toBeVisible();
    expect(panel.getByText(/its block was changed by hand/)).toBeVisible();
    const button = panel.getByRole('button', {
      name: 'Download all files for Skaffold',
    });
    expect(button).toHaveTextContent('Download all but what is kept');
    await user.click(button);
    // The names in it are not compressed.
    const zip = await saved[0].text();
    expect(zip).toContain('skaffold.yaml');
    expect(zip).not.toContain('dev/README.md');
  });

  it('says why there are no files', async () => {
    await renderTab(EMPTY, {
      getInnerLoop: async () => {
        throw new Error('The catalog names no repository');
      },
    });
    const panel = within(screen.getByRole('region', { name: 'Inner loop' }));
    expect(await panel.findByRole('alert')).toHaveTextContent(
      /files could not be made.*names no repository/,
    );
  });
});
