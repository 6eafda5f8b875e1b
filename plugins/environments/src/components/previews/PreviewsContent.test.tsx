import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { PreviewsView } from '@fairway-idp/backstage-plugin-fairway-common';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type EnvironmentsApi,
  environmentsApiRef,
} from '../../api/EnvironmentsApi';
import {
  RESULT,
  someApi,
  someEnvironment,
  somePlan,
  somePreview,
  somePreviews,
  storefront,
} from '../../testdata';
import { PreviewsContent } from './PreviewsContent';

async function renderTab(
  first: PreviewsView,
  api: Partial<EnvironmentsApi> = {},
) {
  const stream = new SentByTest<PreviewsView>('previews', first);
  const toasts = { post: jest.fn(() => ({ close: () => {} })) };
  await renderInTestApp(
    <EntityProvider entity={storefront}>
      <PreviewsContent />
    </EntityProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [catalogApiRef, catalogApiMock()],
        [environmentsApiRef, someApi({ watchPreviews: () => stream, ...api })],
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

const preview = () =>
  within(screen.getByRole('region', { name: 'Preview #3: Say quay' }));

describe('a preview', () => {
  it('tells where it answers, what it shows, and what it costs', async () => {
    const { stream } = await renderTab(somePreviews());
    expect(preview().getByText('Ready')).toBeVisible();
    expect(
      preview().getByRole('link', { name: /^http:\/\/pv-storefront-3/ }),
    ).toBeVisible();
    expect(preview().getByRole('link', { name: /^Say quay/ })).toHaveAttribute(
      'href',
      'https://git.example.com/shop/storefront/pulls/3',
    );
    expect(preview().getByText('quay')).toBeVisible();
    expect(preview().getByText('1234567')).toBeVisible();
    expect(preview().getByText('pv_storefront_3_abcdefgh')).toBeVisible();
    expect(preview().getByText('$3.50')).toBeVisible();

    act(() =>
      stream.send(
        somePreviews({
          previews: [
            somePreview({
              state: 'failed',
              message: 'The image shop/storefront:abc cannot be pulled',
              problems: ['Push it, or redeploy once it is there'],
              deployedCommit: 'fedcba9876543210',
            }),
          ],
        }),
      ),
    );
    expect(preview().getByText('Failed')).toBeVisible();
    expect(preview().getByText(/cannot be pulled/)).toBeVisible();
    expect(preview().getByText(/^Push it/)).toBeVisible();
    expect(preview().getByText('fedcba9')).toBeVisible();
  });

  it('is woken, and deployed again where it is gone', async () => {
    const plan = jest.fn(async () => somePlan({ action: 'redeploy' }));
    const apply = jest.fn(async () => RESULT);
    const asleep = somePreview({
      state: 'asleep',
      environment: someEnvironment({ state: 'asleep', kind: 'preview' }),
    });
    const { stream, user } = await renderTab(
      somePreviews({ previews: [asleep] }),
      { plan, apply },
    );
    expect(preview().getByRole('button', { name: 'Wake #3' })).toBeVisible();

    act(() =>
      stream.send(
        somePreviews({
          previews: [
            somePreview({
              state: 'deleted',
              message: 'bob deleted it',
              url: undefined,
              deployedCommit: undefined,
              environment: undefined,
            }),
          ],
        }),
      ),
    );
    expect(preview().queryByRole('button', { name: 'Wake #3' })).toBeNull();
    await user.click(preview().getByRole('button', { name: 'Redeploy #3' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Redeploy #3' }),
    );
    await user.type(
      await dialog.findByRole('textbox', { name: /Reason/ }),
      'Needed again',
    );
    await user.click(dialog.getByRole('button', { name: 'Redeploy' }));
    expect(apply).toHaveBeenCalledWith(
      {
        action: 'redeploy',
        ref: { cluster: 'dev', namespace: 'pv-storefront-3-abcdefgh' },
      },
      { reason: 'Needed again', version: '41', acknowledged: [] },
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says that the forge cannot be read, and that nothing is deleted', async () => {
    await renderTab(
      somePreviews({
        forge: {
          host: 'git.example.com',
          readAt: new Date(Date.now() - 5 * 60_000).toISOString(),
          problem: 'It answers 503',
        },
      }),
    );
    const note = screen
      .getByText('git.example.com cannot be read now')
      .closest('[role=status]');
    expect(note).toHaveTextContent(
      /It answers 503.*Last read 5 minutes ago.*No preview is deleted/,
    );
    expect(preview().getByText('Ready')).toBeVisible();
  });
});

describe('without previews', () => {
  it.each<[PreviewsView['setUp']['state'], RegExp]>([
    ['no-path', /fairway.dev\/preview-path: deploy/],
    ['no-repository', /backstage.io\/source-location/],
    ['no-forge', /environments.previews.forges/],
    ['no-cluster', /environments.previews.clusters/],
  ])('says what is missing: %s', async (state, todo) => {
    await renderTab(
      somePreviews({
        setUp: { state, message: 'The words of the backend' },
        forge: undefined,
        previews: [],
      }),
    );
    expect(screen.getByText(todo)).toBeVisible();
  });

  it('says how to get one', async () => {
    await renderTab(somePreviews({ previews: [] }));
    expect(screen.getByText('No open pull request')).toBeVisible();
    expect(screen.getByText(/what is in its folder deploy/)).toBeVisible();
    expect(screen.getByText(/git push/)).toBeVisible();
  });

  it('offers a sandbox for the component', async () => {
    const { user } = await renderTab(somePreviews({ previews: [] }));
    await user.click(screen.getByRole('button', { name: 'New sandbox' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByRole('combobox', { name: 'Component (optional)' }),
    ).toHaveValue('component:default/storefront');
  });
});
